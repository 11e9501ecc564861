/** The rows that a figure is made of: one a case, without its number, saying only what the definition needs. */
import { canonicalText } from '../ledger/canonical.ts'
import { isRecord } from '../ledger/shapes.ts'
import { rootOfTexts } from '../ledger/text-root.ts'
import { type Definition, type Field, type FieldValue, fieldsOf, fits } from './definition.ts'

/** `id` is a pseudonym of this figure and day alone, 32 hexadecimal digits; a field that a case has not is left out. */
export type Row = { readonly id: string } & { readonly [field in Field]?: FieldValue }

/** Rows that may stand in one figure: a year's records of a region (363,295 in the report), in a file below the 64 MiB that the verifier reads. */
export const mostRows = 400_000

export interface RowFault {
  readonly code: 'too_many_rows' | 'row_malformed' | 'row_twice' | 'row_outside'
  /** Pseudonym of the row, or its place counted from 1. */
  readonly at?: string
}

const dayMs = 86_400_000

/** First day of the span that ends on `day`; of a monthly figure the first of the month. */
export function firstDay({ span, every }: Pick<Definition, 'span' | 'every'>, day: string): string {
  if (every === 'month') return `${day.slice(0, 8)}01`
  return new Date(Date.parse(`${day}T00:00Z`) - (span - 1) * dayMs).toJSON().slice(0, 10)
}

/** What is wrong with rows from outside; nothing when each is whole, different, of the span, and says no more than is needed. */
export function faultOfRows(definition: Definition, rows: readonly unknown[], day: string): RowFault | undefined {
  if (rows.length > mostRows) return { code: 'too_many_rows' }
  const fields = fieldsOf(definition)
  const first = firstDay(definition, day)
  const seen = new Set<string>()
  for (const [index, row] of rows.entries()) {
    if (!isRow(row, fields)) return { code: 'row_malformed', at: String(index + 1) }
    if (seen.has(row.id)) return { code: 'row_twice', at: row.id }
    seen.add(row.id)
    const own = row[definition.by]
    if (own === undefined || own < first || own > day) return { code: 'row_outside', at: row.id }
  }
  return undefined
}

function isRow(row: unknown, fields: ReadonlySet<Field>): row is Row {
  if (!isRecord(row) || typeof row.id !== 'string' || !/^[0-9a-f]{32}$/.test(row.id)) return false
  return Object.entries(row).every(
    ([name, value]) => name === 'id' || (fields.has(name as Field) && fits(name as Field, value)),
  )
}

/** What is left of a case's fields when only those are kept that the definition needs. */
export function narrow(
  definition: Definition,
  id: string,
  known: Readonly<Partial<Record<Field, FieldValue | null>>>,
): Row {
  const kept = [...fieldsOf(definition)].flatMap((field) =>
    known[field] === undefined || known[field] === null ? [] : [[field, known[field]] as const],
  )
  return { id, ...Object.fromEntries(kept) }
}

/** Merkle root (RFC 6962) over the canonical rows in the order of their bytes: the order in which they come does not matter. 64 hexadecimal digits. */
export function inputRoot(rows: readonly Row[]): string {
  return rootOfTexts(rows.map((row) => canonicalText(row)).sort())
}
