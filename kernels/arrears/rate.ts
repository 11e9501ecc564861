/** 逾期利率: what was agreed, never below the one-year LPR of the day of contracting; where nothing was agreed, the law's rate a day. Source: 国务院令第802号 art. 17. */
import type { Day } from '@steppe/kernels/calendar'
import { daily, type Fraction, percent, smaller } from './fraction.ts'
import { type ArrearsLaw, type LprHistory, lprOn } from './law.ts'

/** Per cent, as a decimal text, for a day or a year. */
export interface AgreedRate {
  readonly per: 'day' | 'year'
  readonly percent: string
}

export interface RateFound {
  /** `raised`: less was agreed than the law allows, so the LPR stands in its place. */
  readonly reason: 'statutory' | 'agreed' | 'raised'
  readonly per: 'day' | 'year'
  readonly percent: string
  /** LPR of the day of contracting, per cent a year; absent where nothing was agreed. */
  readonly lpr?: string
  /** The LPR of that day is not confirmed in the data yet. */
  readonly lprProvisional?: boolean
  readonly article: string
  /** Share of the money owed for one day, exact. */
  readonly aDay: Fraction
}

export type RateFault = 'rate_malformed' | 'lpr_unknown'

/** The rate that holds for a contract of `signedOn`. */
export function findRate(
  law: ArrearsLaw,
  lpr: LprHistory,
  signedOn: Day,
  agreed: AgreedRate | undefined,
): RateFound | RateFault {
  const { interest } = law
  const article = interest.article
  if (!agreed)
    return { reason: 'statutory', per: 'day', percent: interest.daily, article, aDay: percent(interest.daily)! }
  const rate = percent(agreed.percent)
  if (!rate) return 'rate_malformed'
  const floor = lprOn(lpr, signedOn)
  if (!floor) return 'lpr_unknown'
  const least = daily(percent(floor.annual)!, interest.dayCount)
  const own = agreed.per === 'day' ? rate : daily(rate, interest.dayCount)
  const known = { article, lpr: floor.annual, ...(floor.provisional ? { lprProvisional: true } : {}) }
  if (smaller(own, least)) return { reason: 'raised', per: 'year', percent: floor.annual, aDay: least, ...known }
  return { reason: 'agreed', per: agreed.per, percent: agreed.percent, aDay: own, ...known }
}
