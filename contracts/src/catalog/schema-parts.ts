/** The small shapes that the catalogue's schemas are made of. */
import { type TObject, type TProperties, type TSchema, Type } from 'typebox'
import type { CodeList, Keys } from './code-lists.ts'

/** A closed object: a misspelt field is refused, not ignored. */
export function closed<P extends TProperties>(properties: P): TObject<P> {
  return Type.Object(properties, { additionalProperties: false })
}

/** Text in Chinese, and in English where somebody wrote it. */
export const Words = closed({
  zh: Type.String({ maxLength: 2000 }),
  en: Type.Optional(Type.String({ maxLength: 4000 })),
})

/** A code of a list. */
export function codeOf<L extends CodeList>(list: L) {
  return Type.Enum(Object.keys(list) as Keys<L>[])
}

/** A code with its names, as answers carry it. */
export function named<L extends CodeList>(list: L) {
  return closed({ code: codeOf(list), zh: Type.String({ maxLength: 100 }), en: Type.String({ maxLength: 200 }) })
}

function marked<S extends TSchema>(schema: S, marks: Readonly<Record<string, unknown>>): S {
  return Object.assign(Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema)), marks) as S
}

/** An element of GB/T 39046-2020 table 4 by its numbers; the glossary is made from these marks. */
export function element<S extends TSchema>(numbers: readonly number[], zh: string, schema: S): S {
  return marked(schema, { title: zh, gbt39046: numbers })
}

/** An element that live provincial platforms carry beyond the standard. */
export function platformElement<S extends TSchema>(zh: string, schema: S): S {
  return marked(schema, { title: zh, platform: true })
}

export const DayText = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', maxLength: 10 })
export const Word = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 })
export const BasicCode = Type.String({ pattern: '^[0-9]{12}$', maxLength: 12 })
/** 31 characters, or 33 for a 业务办理项 below it. */
export const ItemCode = Type.String({ pattern: '^[0-9A-Z]{31}([0-9A-Z]{2})?$', maxLength: 33 })
export const CreditCodeText = Type.String({ pattern: '^[0-9A-Z]{18}$', maxLength: 18 })
export const RegionCode = Type.String({ pattern: '^[0-9]{6,12}$', maxLength: 12 })
export const Phone = Type.String({ maxLength: 60 })
