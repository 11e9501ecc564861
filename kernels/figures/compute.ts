/** What a figure comes to: which rows count, how many were left out for which reason, and what the fold makes of the rest. */
import type { Definition, Field, Fold } from './definition.ts'
import { holds } from './holds.ts'
import { type Ranked, rank, worthOf } from './rank.ts'
import { faultOfRows, type Row, type RowFault } from './rows.ts'
import { wilsonInterval } from './wilson.ts'

export interface FigureValue {
  /** A number of cases, a share from 0 to 1, or working days; null when no row counts and the fold needs one. */
  readonly value: number | null
  /** Rows that the fold saw. */
  readonly counted: number
  /** Of those, for a share, the ones that make it up. */
  readonly hits?: number
  /** For a share: the interval that holds the long-run share in 95 of 100 such spans (Wilson). */
  readonly interval?: readonly [low: number, high: number]
  /** For a ranking: the groups, the best first. */
  readonly groups?: readonly Ranked[]
  /** How many rows each exclusion left out, in the definition's order. */
  readonly excluded: readonly { readonly id: string; readonly count: number }[]
}

export type Computed = { readonly ok: true; readonly value: FigureValue } | ({ readonly ok: false } & RowFault)

/** The value of the figure of `day` over its rows. Refuses rows that are malformed, repeated, too many or outside the span. */
export function computeFigure(definition: Definition, rows: readonly Row[], day: string): Computed {
  const fault = faultOfRows(definition, rows, day)
  if (fault) return { ok: false, ...fault }
  const counts = new Map(definition.exclusions.map(({ id }) => [id, 0]))
  const kept = rows.filter((row) => {
    const out = definition.exclusions.find(({ where }) => holds(where, row))
    if (out) counts.set(out.id, counts.get(out.id)! + 1)
    return !out && definition.counts.every((condition) => holds(condition, row))
  })
  const excluded = definition.exclusions.map(({ id }) => ({ id, count: counts.get(id)! }))
  return { ok: true, value: { ...folded(definition.fold, kept), counted: kept.length, excluded } }
}

function folded(fold: Fold, rows: readonly Row[]): Pick<FigureValue, 'value' | 'hits' | 'interval' | 'groups'> {
  if (fold.kind === 'ranking') return rank(fold, rows)
  if (fold.kind === 'weighted') return weighed(fold, rows)
  if (fold.kind === 'count') return { value: rows.length }
  if (fold.kind === 'share') {
    const hits = rows.filter((row) => holds(fold.of, row)).length
    if (rows.length === 0) return { value: null, hits }
    return { value: hits / rows.length, hits, interval: wilsonInterval(hits, rows.length) }
  }
  const values = valuesOf(rows, fold.field)
  if (values.length === 0) return { value: null }
  if (fold.kind === 'quantile') return { value: values[Math.ceil(fold.at * values.length) - 1]! }
  const middle = values.length / 2
  return { value: (values[Math.ceil(middle) - 1]! + values[Math.floor(middle)]!) / 2 }
}

/** A mean of values from 0 to 1 varies at most as a share does, so that the interval of the share holds it (and is rather wide). */
function weighed(
  fold: Extract<Fold, { kind: 'weighted' }>,
  rows: readonly Row[],
): Pick<FigureValue, 'value' | 'interval'> {
  if (rows.length === 0) return { value: null }
  const sum = rows.reduce((all, row) => all + worthOf(fold, row), 0) / 1000
  return { value: sum / rows.length, interval: wilsonInterval(sum, rows.length) }
}

/** Ascending. */
function valuesOf(rows: readonly Row[], field: Field): number[] {
  return rows
    .map((row) => row[field])
    .filter((value) => typeof value === 'number')
    .sort((a, b) => a - b)
}
