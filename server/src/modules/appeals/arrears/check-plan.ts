/** The half-monthly look of the process: has what was promised come? Read only. */
import type { Day } from '@steppe/kernels/calendar'
import { dayInZone } from '@steppe/kernels/calendar'
import type { CaseState } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import { isRefusal } from '#platform/refusals'
import { claimOf, debtOf } from './claim.ts'
import { computeDebt } from './compute-debt.ts'

/** `late`: less was paid than the instalments that were due before today; without a plan, anything is still owed. `missing` in fen. */
export async function checkPlan(
  house: CasesHouse,
  state: CaseState,
  at: number,
): Promise<{ readonly late: boolean; readonly missing: number }> {
  const claim = claimOf(state)!
  const today = dayInZone(at, house.site.zone)
  const owed = await computeDebt(house, debtOf(claim), today, state.region)
  const left = isRefusal(owed) ? claim.debt.amount : owed.total
  const paid = claim.payments.filter((each) => each.state === 'confirmed').reduce((sum, { amount }) => sum + amount, 0)
  const missing = claim.found.plan ? Math.min(left, dueBefore(claim.found.plan, today) - paid) : left
  return { late: missing > 0, missing: Math.max(0, missing) }
}

function dueBefore(plan: readonly { readonly by: Day; readonly amount: number }[], today: Day): number {
  return plan.filter(({ by }) => by < today).reduce((sum, { amount }) => sum + amount, 0)
}
