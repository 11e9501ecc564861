/** The order in which a merged one goes on, and until when its person may still have it go on alone. */
import { type Day, termEnd } from '@steppe/kernels/calendar'
import type { CaseState } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'

/** A chain of merges is followed so far. */
const longest = 9

/** The order that runs for this one; nothing where it was not merged. */
export async function mainOrder(house: CasesHouse, state: CaseState): Promise<CaseState | undefined> {
  let main: CaseState | undefined
  for (let next = state.order?.mergedInto, count = 0; next && count < longest; count++) {
    main = await house.engine.load(next)
    next = main?.order?.mergedInto
  }
  return main
}

/** The last day on which somebody may part from an order that ended: the window in which it may be opened again. */
export function partUntil(house: CasesHouse, main: CaseState): Day | undefined {
  const term = house.law.orderLaw?.byId[main.order!.rules]?.reopen.within
  return main.closedOn && term && termEnd(house.calendars.of(main.region), { term, from: main.closedOn }).due
}
