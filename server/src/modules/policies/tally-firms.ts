/** Counts a stretch of firms after the other into a simulation's figures: verdicts as bits, what each firm gains or loses, groups, cliffs. */
import type { Simulation } from '@steppe/contracts/policies'
import type { CompiledPolicy } from '@steppe/kernels/policies'
import { type Threshold, thresholdsOf } from '@steppe/kernels/policies/thresholds'
import type { Audience } from '@steppe/kernels/rules'
import { amountsOf } from './base/amounts.ts'
import { bitAt, type RuleBase } from './base/rule-base.ts'
import { ChangeTally, toFen } from './change-tally.ts'
import { type Grouping, type GroupSums, groupSums } from './group-firms.ts'
import { ThresholdTally } from './threshold-tally.ts'

/** What a tally is made of. `numbersOf` reads the number of a threshold's fact by row, NaN where it is not known. */
export type TallyParts = {
  readonly rules: RuleBase
  /** Bits of the firms that count. */
  readonly scope: Uint32Array
  readonly draft: CompiledPolicy
  readonly old: CompiledPolicy | undefined
  /** Whom each condition of the two fits. */
  readonly audiences: { readonly draft: readonly Audience[]; readonly old: readonly Audience[] }
  readonly groupings: { readonly leagues: Grouping; readonly industries: Grouping; readonly sizes: Grouping }
  readonly numbersOf: (threshold: Threshold) => (row: number) => number
}

/** `run` counts the firms of some rows, a whole number of words of bits from the first; each row once. */
export class FirmTally {
  /** Bits of the firms that have the draft. */
  readonly has: Uint32Array
  readonly counts = { yes: 0, no: 0, unknown: 0 }
  readonly winners = new ChangeTally()
  readonly losers = new ChangeTally()
  readonly thresholds: readonly ThresholdTally[]
  readonly sums: { readonly leagues: GroupSums; readonly industries: GroupSums; readonly sizes: GroupSums }
  private readonly cost = { is: 0, was: 0, had: 0 }
  private readonly parts: TallyParts
  private readonly isWorth: (row: number) => number
  private readonly wasWorth: (row: number) => number

  constructor(parts: TallyParts) {
    const { rules, draft, old, groupings, scope } = parts
    this.parts = parts
    this.has = new Uint32Array(scope.length)
    this.isWorth = amountsOf(rules, draft)
    this.wasWorth = old ? amountsOf(rules, old) : () => 0
    this.thresholds = thresholdsOf(draft.policy).map(
      (threshold) => new ThresholdTally(threshold, parts.numbersOf(threshold), this.isWorth),
    )
    this.sums = {
      leagues: groupSums(groupings.leagues.keys),
      industries: groupSums(groupings.industries.keys),
      sizes: groupSums(groupings.sizes.keys),
    }
  }

  run(from: number, to: number): void {
    for (let word = from >> 5; word << 5 < to; word++) this.countWord(word)
  }

  private countWord(word: number): void {
    const { scope, draft, audiences } = this.parts
    const there = scope[word] as number
    if (there === 0) return
    let [yes, maybe] = [there, there]
    for (const audience of audiences.draft) {
      const sure = audience.yes[word] as number
      yes &= sure
      maybe &= sure | (audience.unknown[word] as number)
    }
    this.has[word] = yes
    this.counts.yes += bitsIn(yes)
    this.counts.unknown += bitsIn(maybe & ~yes)
    this.counts.no += bitsIn(there & ~maybe)
    const had = this.hadBits(word) & there
    this.cost.had += bitsIn(had)
    for (let bits = there; bits !== 0; bits &= bits - 1) this.countRow(word, 31 - Math.clz32(bits & -bits), yes, had)
    for (const tally of this.thresholds) {
      const place = draft.policy.conditions.findIndex(({ id }) => id === tally.threshold.condition)
      tally.count(word, there, this.failAlone(word, there, place), yes)
    }
  }

  private hadBits(word: number): number {
    const { old, audiences } = this.parts
    return old ? audiences.old.reduce((bits, { yes }) => bits & (yes[word] as number), -1) : 0
  }

  /** Bits of the firms that fail one condition and meet all others. */
  private failAlone(word: number, there: number, place: number): number {
    let bits = there
    for (const [at, { yes, unknown }] of this.parts.audiences.draft.entries())
      bits &= at === place ? ~((yes[word] as number) | (unknown[word] as number)) : (yes[word] as number)
    return bits
  }

  private countRow(word: number, bit: number, yes: number, had: number): void {
    const row = (word << 5) | bit
    const [has, before] = [(yes >>> bit) & 1, (had >>> bit) & 1]
    const is = has ? this.isWorth(row) : 0
    const was = before ? this.wasWorth(row) : 0
    const change = has !== before ? has - before : Math.sign(is - was)
    this.cost.is += is
    this.cost.was += was
    if (change > 0) this.winners.add(row, is, was)
    else if (change < 0) this.losers.add(row, is, was)
    const { leagues, industries, sizes } = this.parts.groupings
    this.sums.leagues.add(leagues.of(row), has === 1, is, change)
    this.sums.industries.add(industries.of(row), has === 1, is, change)
    this.sums.sizes.add(sizes.of(row), has === 1, is, change)
  }

  /** Whether a row has the draft, and had the version that it is compared with. */
  standing(row: number): { readonly has: boolean; readonly had: boolean } {
    return { has: bitAt(this.has, row) === 1, had: ((this.hadBits(row >> 5) >>> (row & 31)) & 1) === 1 }
  }

  /** What was counted so far; amounts in yuan to the fen. */
  figures(): Pick<Simulation, 'firms' | 'yes' | 'no' | 'unknown' | 'cost' | 'before'> {
    const { draft, old } = this.parts
    const { yes, no, unknown } = this.counts
    const costs = (policy: CompiledPolicy, sum: number) => (policy.amount === null ? null : toFen(sum))
    return {
      firms: yes + no + unknown,
      yes,
      no,
      unknown,
      cost: costs(draft, this.cost.is),
      before: old ? { yes: this.cost.had, cost: costs(old, this.cost.was) } : null,
    }
  }
}

/** How many bits of a word are set. */
export function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
