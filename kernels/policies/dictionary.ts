/** The dictionary of facts: what is asked of a firm, where the administration holds it, and what follows from other facts. */
import type { Words } from './words.ts'

export const factTypes = ['number', 'date', 'boolean', 'text', 'choice'] as const
export type FactType = (typeof factTypes)[number]

/** Fields of the business register that may be facts; a kind is written with `_`, months are counted to the day of the question. */
export const registerFields = ['kind', 'region', 'industry', 'established', 'months', 'capital'] as const
export type RegisterField = (typeof registerFields)[number]

export type Choice = { readonly value: string; readonly title: Words }

export type FactDefinition = {
  /** English camelCase: the name that conditions use. */
  readonly id: string
  readonly title: Words
  readonly type: FactType
  readonly unit?: Words
  readonly choices?: readonly Choice[]
  /** Bounds of a number, both included; what lies beyond is a wrong figure and counts as not known. */
  readonly min?: number
  readonly max?: number
  /** Where the administration holds it. */
  readonly source: Words
  /** What it is read for (个人信息保护法 art. 6). */
  readonly purpose: Words
  readonly personal?: boolean
  /** Field of the business register that gives it. */
  readonly register?: RegisterField
  /** What it costs a firm to supply it: 1 known by heart (the default), 5 looked up in the books, 20 needs a paper from others. */
  readonly cost?: number
}

/**
 * A fact that follows from others by a decision table, such as the size class. One output; cells are FEEL unary tests.
 * A fact of another table may be an input, without circles.
 */
export type FactTable = {
  /** The fact that it gives, English camelCase. */
  readonly id: string
  readonly title: Words
  readonly type: FactType
  readonly choices?: readonly Choice[]
  readonly source: string
  readonly validFrom: string
  readonly validUntil?: string
  /** F first rule that matches, U exactly one, P by the order of `choices`; DMN 1.5, 8.2.8. */
  readonly hitPolicy: 'F' | 'U' | 'P'
  readonly inputs: readonly { readonly title: Words /** FEEL over facts. */; readonly of: string }[]
  readonly rules: readonly {
    /** A cell for each input, `-` for any. */
    readonly when: readonly string[]
    /** FEEL; a text in quotes. */
    readonly gives: string
    readonly source?: string
  }[]
  readonly examples: readonly {
    readonly title: string
    readonly facts: { readonly [fact: string]: unknown }
    /** The value; left out where it is not known. */
    readonly result?: unknown
  }[]
}

export type Dictionary = { readonly facts: readonly FactDefinition[]; readonly tables: readonly FactTable[] }
