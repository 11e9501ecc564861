/** Counts firms one by one into a simulation's figures, so that a base of millions needs no room for all of them at once. */
import type { Cliff, FirmChange, Simulation, Slider } from '@steppe/contracts/policies'
import { type Book, exclusionBetween, type Policy } from '@steppe/kernels/policies'
import type { Places } from '#ask/registry'
import { type Compared, changeOf } from './compare-firms.ts'
import { groupTally } from './group-firms.ts'
import { type Threshold, thresholdsOf } from './thresholds.ts'

const listed = 20
const near = 0.1

export type Figures = Omit<Simulation, 'problems' | 'milliseconds' | 'before'> & {
  readonly before: { readonly yes: number; readonly cost: number }
}

/** Figures of a policy against the others; `add` takes a firm, `figures` says what was counted so far. */
export function firmTally(
  policy: Policy,
  others: readonly Policy[],
  places: Places,
  book: Book,
): { add: (each: Compared) => void; figures: () => Figures } {
  const counts = { yes: 0, no: 0, unknown: 0 }
  const now = { cost: 0, beforeYes: 0, beforeCost: 0 }
  const groups = groupTally(places, book)
  const winners = changeTally()
  const losers = changeTally()
  const thresholds = thresholdsOf(policy).map(thresholdTally)
  const together = others.map(() => 0)
  return {
    add: (each) => {
      counts[each.decisions[0]?.verdict ?? 'unknown']++
      now.cost += each.is
      now.beforeCost += each.was
      if (each.had) now.beforeYes++
      const change = changeOf(each)
      if (change !== 0) (change > 0 ? winners : losers).add(each)
      groups.add(each)
      for (const threshold of thresholds) threshold.add(each)
      if (each.has) for (const [index, verdict] of each.others.entries()) if (verdict === 'yes') together[index]!++
    },
    figures: () => ({
      firms: counts.yes + counts.no + counts.unknown,
      ...counts,
      cost: policy.benefit.amount === undefined ? null : toFen(now.cost),
      before: { yes: now.beforeYes, cost: toFen(now.beforeCost) },
      winners: winners.changes(),
      losers: losers.changes(),
      ...groups.groups(),
      cliffs: thresholds.map(({ cliff }) => cliff()),
      sliders: thresholds.map(({ slider }) => slider()),
      overlaps: overlapsOf(policy, others, together),
    }),
  }
}

function toFen(yuan: number): number {
  return Math.round(yuan * 100) / 100
}

/** Those whose sum changes most, with the count and the sum of all. */
function changeTally(): { add: (each: Compared) => void; changes: () => Simulation['winners'] } {
  let most: Compared[] = []
  let count = 0
  let amount = 0
  const size = (each: Compared) => Math.abs(each.is - each.was)
  const keep = () => {
    most = most.toSorted((a, b) => size(b) - size(a)).slice(0, listed)
  }
  return {
    add: (each) => {
      count++
      amount += each.is - each.was
      most.push(each)
      if (most.length > listed * 20) keep()
    },
    changes: () => {
      keep()
      return { count, amount: toFen(amount), firms: most.map(changeOfFirm) }
    },
  }
}

function changeOfFirm({ firm, has, had, is, was }: Compared): FirmChange {
  return { code: firm.code, name: firm.name, was: had ? was : null, is: has ? is : null }
}

/** Firms close to a number of the conditions: those just beyond fail that condition alone. And how far firms lie from each other there. */
function thresholdTally(threshold: Threshold): {
  add: (each: Compared) => void
  cliff: () => Cliff
  slider: () => Slider
} {
  const { condition, number, fact, value } = threshold
  let [justBeyond, justWithin, amount] = [0, 0, 0]
  let [least, most] = [value, value]
  return {
    add: (each) => {
      const own = each.known.values[fact]
      if (typeof own !== 'number') return
      least = Math.min(least, own)
      most = Math.max(most, own)
      if (Math.abs(own - value) > Math.max(Math.abs(value) * near, 1)) return
      if (failsAlone(each, condition)) justBeyond++
      if (!each.has) return
      justWithin++
      amount += each.is
    },
    cliff: () => ({ condition, number, fact, threshold: value, justBeyond, justWithin, amount: toFen(amount) }),
    // From the least to the most that firms have, within four times the number.
    slider: () => ({
      condition,
      number,
      fact,
      value,
      low: Math.max(least, 0),
      high: Math.max(Math.min(most, value * 4), value * 2, 1),
    }),
  }
}

function failsAlone({ decisions }: Compared, condition: string): boolean {
  const failing = decisions[0]?.conditions.filter(({ verdict }) => verdict !== 'yes') ?? []
  return failing.length === 1 && failing[0]?.id === condition && failing[0].verdict === 'no'
}

function overlapsOf(policy: Policy, others: readonly Policy[], together: readonly number[]): Simulation['overlaps'] {
  return others
    .map((other, index) => ({
      policy: other.id,
      title: other.title,
      firms: together[index] ?? 0,
      excluded: exclusionBetween(policy, other) !== undefined,
    }))
    .filter(({ firms }) => firms > 0)
    .sort((a, b) => Number(b.excluded) - Number(a.excluded) || b.firms - a.firms)
    .slice(0, listed)
}
