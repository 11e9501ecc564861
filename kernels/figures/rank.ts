/**
 * Compares groups by a score, honestly: how sure each is, what its mix of matters explains, and that small groups are not placed.
 *
 * Score: each row is worth from 0 to 1, the weighted sum of its parts. Mix: indirect standardisation. A group is expected to reach what
 * rows of its matters reach everywhere; its adjusted score is reached ÷ expected × the score of all, of the scores themselves or, where the
 * definition says so, of their odds: then it is never above 1. Place: by the adjusted score rounded to
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

const full = 100_000

/** Not by `Map.groupBy`: who verifies may have Node 20, or a browser of that time. */
function groupsBy(rows: readonly Row[], field: Ranking['mix']): [string, Row[]][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const name = String(row[field] ?? '')
    if (!groups.get(name)?.push(row)) groups.set(name, [row])
  }
  return [...groups]
}
const sumOf = <T>(all: readonly T[], worth: (each: T) => number) => all.reduce((sum, each) => sum + worth(each), 0)

/** Worth of rows in parts of a hundred thousand: whole numbers, so that sums do not depend on the order of the rows. */
const scoreOf = ({ parts }: Ranking, rows: readonly Row[]) =>
  sumOf(rows, (row) => sumOf(parts, (part) => part.percent * worthOf(part, row)))

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
  const all = scoreOf(fold, rows) / full
  const ofMix = new Map(groupsBy(rows, fold.mix).map(([kind, own]) => [kind, scoreOf(fold, own) / own.length]))
  const value = all / rows.length
  const groups = groupsBy(rows, fold.groups).map(([group, own]) => compare(fold, group, own, ofMix, value))
  return { value: round(value), interval: wilsonInterval(all, rows.length), groups: place(groups, fold.least) }
}

function compare(
  fold: Ranking,
  group: string,
  rows: readonly Row[],
  ofMix: ReadonlyMap<string, number>,
  all: number,
): Ranked {
  const count = rows.length
  const reached = scoreOf(fold, rows) / full
  const score = reached / count
  // Kinds in a fixed order: a sum of fractions must not depend on the order of the rows.
  const kinds = groupsBy(rows, fold.mix).sort(([a], [b]) => (a < b ? -1 : 1))
  const expected = sumOf(kinds, ([kind, own]) => own.length * ofMix.get(kind)!) / count / full
  const adjust = adjusting(fold.standard, expected, all)
  const [low, high] = wilsonInterval(reached, count)
  return {
    group,
    counted: count,
    parts: fold.parts.map((part) => {
      const sum = sumOf(rows, (row) => worthOf(part, row)) / 1000
      return { id: part.id, value: round(sum / count), interval: wilsonInterval(sum, count) }
    }),
    score: round(score),
    expected: round(expected),
    adjusted: adjust(score),
    interval: [adjust(low), adjust(high)],
  }
}

/** From a score to the one that would have been reached with the mix of all; where there is nothing to compare with, the score itself. */
function adjusting(standard: Ranking['standard'], expected: number, all: number): (score: number) => number {
  return (score) => {
    if (expected === 0) return round(score)
    if (!standard) return round((score * all) / expected)
    const odds = (score * (1 - expected) * all) / ((1 - score) * expected * (1 - all))
    return round(expected < 1 && score < 1 ? odds / (1 + odds) : score)
  }
}

const tenths = ({ adjusted }: Ranked) => Math.round(adjusted * 1000)

function place(groups: readonly Ranked[], least: number): readonly Ranked[] {
  const byName = groups.toSorted((a, b) => (a.group < b.group ? -1 : 1))
  const placed = byName.filter(({ counted }) => counted >= least)
  const ranked = placed.map((each): Ranked => {
    const count = (is: (other: Ranked) => boolean) => placed.filter(is).length
    const above = count((other) => tenths(other) > tenths(each))
    const surelyAbove = count(({ interval }) => interval[0] > each.interval[1])
    const surelyBelow = count(({ interval }) => interval[1] < each.interval[0])
    return { ...each, place: above + 1, range: [surelyAbove + 1, placed.length - surelyBelow] }
  })
  return [...ranked.sort((a, b) => a.place! - b.place!), ...byName.filter(({ counted }) => counted < least)]
}
