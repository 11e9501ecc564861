/** What is owed of a debt on a day, by the law of the packs and the calendar of the place; faults become refusals with their next step. */
import { computeOwed, type Debt, mostFen, type Owed } from '@steppe/kernels/arrears'
import type { Day } from '@steppe/kernels/calendar'
import type { CasesHouse } from '#cases/house'
import { type Refusal, refuse } from '#platform/refusals'
import { loadRules } from './load-rules.ts'

/** Refuses `appeals.arrears_…` for what the law or the numbers do not allow. */
export async function computeDebt(
  house: CasesHouse,
  debt: Debt,
  asOf: Day,
  region = house.site.region,
): Promise<Owed | Refusal> {
  const { laws, lpr } = await loadRules(house.site.packs)
  const computed = computeOwed(debt, asOf, laws, lpr, house.calendars.of(region))
  if (computed.ok) return computed.owed
  return refuse(`appeals.arrears_${computed.fault}`, { most: mostFen / 100 })
}
