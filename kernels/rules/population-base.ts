/** The facts of all firms as columns: one typed array a fact, and a bit for each firm that says whether it is known. */
import { civilFromDays, daysFromCivil } from './calendar-days.ts'
import { parseDate } from './temporal.ts'
import { FeelDate } from './values.ts'

/**
 * One fact of every firm, in the order of the firms. `known` has bit `row & 31` of word `row >> 5` set where the fact is
 * known. Numbers are doubles that stand for their shortest decimal, as numbers of JSON do; one that is not finite is not
 * known. Dates are days since 1970-01-01, texts are places in the dictionary, booleans are 0 and 1.
 */
export type Column = { readonly known: Uint32Array } & (
  | { readonly kind: 'number'; readonly values: Float64Array | Int32Array }
  | { readonly kind: 'date'; readonly values: Int32Array }
  | { readonly kind: 'boolean'; readonly values: Uint8Array }
  | {
      readonly kind: 'text'
      readonly values: Uint8Array | Uint16Array | Uint32Array
      readonly dictionary: readonly string[]
    }
)

/** All firms: how many, and what is known of each, by the name of the fact. */
export type FirmBase = { readonly size: number; readonly columns: { readonly [fact: string]: Column } }

/** A fact as a firm or a register gives it; a date as `2026-10-01` or a FEEL date. */
export type GivenFact = number | string | boolean | FeelDate | null | undefined

/** Whether a firm's fact is known. */
export function isKnown(known: Uint32Array, row: number): boolean {
  return (((known[row >> 5] as number) >>> (row & 31)) & 1) === 1
}

/** A column from facts; what is absent, or not of the column's kind, is not known. */
export function columnOf(kind: Column['kind'], facts: readonly GivenFact[]): Column {
  const known = new Uint32Array((facts.length + 31) >> 5)
  const codes = new Map<string, number>()
  const numbers = facts.map((fact, row) => {
    const fitting = fittingFact(kind, fact)
    if (fitting === undefined) return 0
    known[row >> 5] = (known[row >> 5] as number) | (1 << (row & 31))
    if (typeof fitting === 'number') return fitting
    if (typeof fitting === 'boolean') return fitting ? 1 : 0
    if (fitting instanceof FeelDate) return daysOf(fitting)
    const code = codes.get(fitting) ?? codes.size
    codes.set(fitting, code)
    return code
  })
  switch (kind) {
    case 'number':
      return { kind, values: Float64Array.from(numbers), known }
    case 'date':
      return { kind, values: Int32Array.from(numbers), known }
    case 'boolean':
      return { kind, values: Uint8Array.from(numbers), known }
    case 'text':
      return { kind, values: Uint32Array.from(numbers), dictionary: [...codes.keys()], known }
  }
}

/** A date as a column holds it: days since 1970-01-01. */
export function daysOf({ year, month, day }: FeelDate): number {
  return daysFromCivil(year, month, day)
}

/** A fact as a value of a column's kind; undefined when it is absent or of another kind. */
export function fittingFact(kind: Column['kind'], fact: unknown): number | string | boolean | FeelDate | undefined {
  switch (kind) {
    case 'number':
      return typeof fact === 'number' && Number.isFinite(fact) ? fact : undefined
    case 'boolean':
      return typeof fact === 'boolean' ? fact : undefined
    case 'text':
      return typeof fact === 'string' ? fact : undefined
    case 'date':
      if (fact instanceof FeelDate) return fact
      return typeof fact === 'string' ? (parseDate(fact) ?? undefined) : undefined
  }
}

/** What is known of one firm, for the interpreter. */
export function factsOfFirm(base: FirmBase, row: number): { [fact: string]: number | string | boolean | FeelDate } {
  const facts: { [fact: string]: number | string | boolean | FeelDate } = {}
  for (const [name, column] of Object.entries(base.columns)) {
    const fact = isKnown(column.known, row) ? factAt(column, row) : undefined
    if (fact !== undefined) facts[name] = fact
  }
  return facts
}

/** A firm's fact, taken to be known; undefined where it is no fact after all. */
export function factAt(column: Column, row: number): number | string | boolean | FeelDate | undefined {
  const value = column.values[row] as number
  switch (column.kind) {
    case 'number':
      return Number.isFinite(value) ? value : undefined
    case 'date':
      return civilFromDays(value)
    case 'boolean':
      return value === 1
    case 'text':
      return column.dictionary[value]
  }
}
