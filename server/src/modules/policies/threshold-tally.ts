/** Firms close to a number of the conditions: those just beyond fail that condition alone. And how far firms lie from each other there, also for numbers of tables. */
import type { Cliff, Slider } from '@steppe/contracts/policies'
import type { Threshold } from '@steppe/kernels/policies/thresholds'
import { toFen } from './change-tally.ts'

/** Firms within a tenth of the number, or within 1 of small ones, are close to it. */
const near = 0.1

export class ThresholdTally {
  readonly threshold: Threshold
  /** A condition stands or falls by it; what a table's number does shows in the figures only. */
  readonly alone: boolean
  private readonly numberAt: (row: number) => number
  private readonly worthAt: (row: number) => number
  private readonly reach: number
  private justBeyond = 0
  private justWithin = 0
  private amount = 0
  private least: number
  private most: number

  /** `worthAt` says in yuan what a firm would have. */
  constructor(threshold: Threshold, numberAt: (row: number) => number, worthAt: (row: number) => number) {
    const { value } = threshold
    this.threshold = threshold
    this.alone = !threshold.condition.startsWith('tables.')
    this.numberAt = numberAt
    this.worthAt = worthAt
    this.reach = Math.max(Math.abs(value) * near, 1)
    this.least = value
    this.most = value
  }

  /** Counts the firms of a word of bits: those there are, those that fail this condition alone, those that have the policy. */
  count(word: number, there: number, alone: number, has: number): void {
    for (let bits = there; bits !== 0; bits &= bits - 1) {
      const bit = 31 - Math.clz32(bits & -bits)
      const row = (word << 5) | bit
      const own = this.numberAt(row)
      if (Number.isNaN(own)) continue
      if (own < this.least) this.least = own
      if (own > this.most) this.most = own
      if (!this.alone || Math.abs(own - this.threshold.value) > this.reach) continue
      if ((has >>> bit) & 1) this.justWithin++
      if (!((alone >>> bit) & 1)) continue
      this.justBeyond++
      this.amount += this.worthAt(row)
    }
  }

  cliff(): Cliff {
    const { condition, number, fact, value: threshold } = this.threshold
    const { justBeyond, justWithin } = this
    return { condition, number, fact, threshold, justBeyond, justWithin, amount: toFen(this.amount) }
  }

  /** From the least to the most that firms have, within four times the number. */
  slider(): Slider {
    const { condition, number, fact, value } = this.threshold
    const high = Math.max(Math.min(this.most, value * 4), value * 2, 1)
    return { condition, number, fact, value, low: Math.max(this.least, 0), high }
  }
}
