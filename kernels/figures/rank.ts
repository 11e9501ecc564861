/**
 * Compares groups by a score, honestly: how sure each is, what its mix of matters explains, and that small groups are not placed.
 *
 * Score: each row is worth from 0 to 1, the weighted sum of its parts. Mix: indirect standardisation. A group is expected to reach what
 * rows of its matters reach everywhere; its adjusted score is reached ÷ expected × the score of all. Place: by the adjusted score rounded to
 * a tenth of a per cent, equal scores share a place. Range: the places that are possible when each score lies anywhere in its interval.
 * Source of the method: A. Bradford Hill, Principles of Medical Statistics, on standardised ratios; intervals as in wilson.ts.
 */
import type { Fold, Worth } from './definition.ts'
import { holds } from './holds.ts'
import type { Row } from './rows.ts'
import { wilsonInterval } from './wilson.ts'

export type Ranking = Extract<Fold, { kind: 'ranking' }>

export interface Ranked {
  readonly group: string
  readonly counted: number
  /** Each part's mean, from 0 to 1, with its interval. */
  readonly parts: readonly {
    readonly id: string
    readonly value: number
    readonly interval: readonly [low: number, high: number]
  }[]
  /** Weighted sum of the parts. */
  readonly score: number
  /** What rows of the same matters reach everywhere. */
  readonly expected: number
  /** The score with the mix of matters allowed for. */
  readonly adjusted: number
  readonly interval: readonly [low: number, high: number]
  /** Absent for groups with fewer rows than are needed. */
  readonly place?: number
  /** Best and worst place that the interval leaves possible. */
  readonly range?: readonly [best: number, worst: number]
}

/** Thousandths. */
export function worthOf(worth: Worth, row: Row): number {
  if ('of' in worth) return holds(worth.of, row) ? 1000 : 0
  const word = String(row[worth.field])
  return Object.hasOwn(worth.thousandths, word) ? worth.thousandths[word]! : 0
}

const round = (value: number) => Math.round(value * 1e6) / 1e6

/** Worth of a row in parts of a hundred thousand: whole numbers, so that sums do not depend on the order of the rows. */
const scoreOf = ({ parts }: Ranking, row: Row) =>
  parts.reduce((sum, part) => sum + part.percent * worthOf(part, row), 0)
const full = 100_000

const word = (row: Row, field: Ranking['mix']) => String(row[field] ?? '')
const sumOf = (rows: readonly Row[], worth: (row: Row) => number) => rows.reduce((sum, row) => sum + worth(row), 0)

/** The score of all rows with its interval, and the groups: those that are placed first, in the order of their places. */
export function rank(
  fold: Ranking,
  rows: readonly Row[],
): {
  readonly value: number | null
  readonly interval?: readonly [number, number]
  readonly groups: readonly Ranked[]
} {
  if (rows.length === 0) return { value: null, groups: [] }
  const all = sumOf(rows, (row) => scoreOf(fold, row))
  const ofMix = new Map(
    [...Map.groupBy(rows, (row) => word(row, fold.mix))].map(([kind, own]) => [
      kind,
      sumOf(own, (row) => scoreOf(fold, row)) / own.length,
    ]),
  )
  const groups = [...Map.groupBy(rows, (row) => word(row, fold.groups))].map(([group, own]) =>
    compare(fold, group, own, ofMix, all / rows.length),
  )
  const value = all / full / rows.length
  return { value: round(value), interval: wilsonInterval(all / full, rows.length), groups: place(groups, fold.least) }
}

function compare(
  fold: Ranking,
  group: string,
  rows: readonly Row[],
  ofMix: ReadonlyMap<string, number>,
  all: number,
): Ranked {
  const count = rows.length
  const reached = sumOf(rows, (row) => scoreOf(fold, row))
  // Kinds in a fixed order: a sum of fractions must not depend on the order of the rows.
  const kinds = [...Map.groupBy(rows, (row) => word(row, fold.mix))].sort(([a], [b]) => (a < b ? -1 : 1))
  const expected = kinds.reduce((sum, [kind, own]) => sum + own.length * ofMix.get(kind)!, 0) / count
  const factor = expected === 0 ? 1 : all / expected
  const [low, high] = wilsonInterval(reached / full, count)
  return {
    group,
    counted: count,
    parts: fold.parts.map((part) => {
      const sum = sumOf(rows, (row) => worthOf(part, row)) / 1000
      return { id: part.id, value: round(sum / count), interval: wilsonInterval(sum, count) }
    }),
    score: round(reached / full / count),
    expected: round(expected / full),
    adjusted: round((reached / full / count) * factor),
    interval: [round(low * factor), round(high * factor)],
  }
}

const tenths = ({ adjusted }: Ranked) => Math.round(adjusted * 1000)

function place(groups: readonly Ranked[], least: number): readonly Ranked[] {
  const byName = (a: Ranked, b: Ranked) => (a.group < b.group ? -1 : 1)
  const placed = groups.filter(({ counted }) => counted >= least)
  const rest = groups.filter(({ counted }) => counted < least).sort(byName)
  const ranked = placed
    .map((each): Ranked => {
      const above = placed.filter((other) => tenths(other) > tenths(each)).length
      const surelyAbove = placed.filter((other) => other.interval[0] > each.interval[1]).length
      const surelyBelow = placed.filter((other) => other.interval[1] < each.interval[0]).length
      return { ...each, place: above + 1, range: [surelyAbove + 1, placed.length - surelyBelow] }
    })
    .sort((a, b) => a.place! - b.place! || byName(a, b))
  return [...ranked, ...rest]
}
