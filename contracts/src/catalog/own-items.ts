/** What a department keeps of its items (实施清单): its list with what an auditor objects to, versions, and what changed between two. */
import { type Static, Type } from 'typebox'
import { ConsistencyError } from './answers.ts'
import { closed, DayText, ItemCode, Words } from './schema-parts.ts'

/** One item of a department today. `own`: the department says something of its own over the basic item. */
export const OwnItem = closed({
  code: ItemCode,
  name: Words,
  version: Type.String({ maxLength: 40 }),
  from: DayText,
  own: Type.Boolean(),
  errors: Type.Array(ConsistencyError, { maxItems: 100 }),
})
export type OwnItem = Static<typeof OwnItem>

/** GET /api/catalog/departments/:department/items */
export const OwnItemsAnswer = closed({
  department: closed({ code: Type.String({ maxLength: 60 }), name: Type.String({ maxLength: 200 }) }),
  items: Type.Array(OwnItem, { maxItems: 2000 }),
})
export type OwnItemsAnswer = Static<typeof OwnItemsAnswer>

/** A version of an item, the latest first; `by` says whether the law's basic item changed, or the body's own words. */
export const ItemVersion = closed({
  version: Type.String({ maxLength: 40 }),
  from: DayText,
  until: Type.Optional(DayText),
  by: Type.Enum(['law', 'body']),
})
export type ItemVersion = Static<typeof ItemVersion>
export const ItemVersionsAnswer = closed({ versions: Type.Array(ItemVersion, { maxItems: 200 }) })
export type ItemVersionsAnswer = Static<typeof ItemVersionsAnswer>

export const ItemDiffQuery = closed({ from: DayText, to: DayText })

const Lines = closed({ zh: Type.Array(Type.String()), en: Type.Array(Type.String()) })

/** An element that differs: how it stood on the first day, and on the second. Empty where it was not said. */
export const ItemChange = closed({
  element: Type.String({ maxLength: 60 }),
  title: Type.String({ maxLength: 60 }),
  before: Lines,
  after: Lines,
})
export type ItemChange = Static<typeof ItemChange>
export const ItemDiffAnswer = closed({ from: DayText, to: DayText, changes: Type.Array(ItemChange, { maxItems: 100 }) })
export type ItemDiffAnswer = Static<typeof ItemDiffAnswer>
