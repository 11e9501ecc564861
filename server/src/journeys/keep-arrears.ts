/** Where a claim for money owed stands is kept for lists and sums, also when the platform moved it by itself. */
import { keepClaim } from '#act/appeals'
import type { CasesHouse } from '#cases/house'
import type { Fact, Subscriber } from '#platform/outbox'

const kind = 'arrears'

/** Claims say their kind in one of two words, by the fact. */
const isClaim = ({ data }: Fact) => data.kind === kind || data.item === kind

/** Hears of claims. */
export function arrearsSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.keep_arrears',
    facts: ['cases.case_opened', 'cases.recorded', 'cases.status_changed'],
    handle: async (fact) => {
      if (isClaim(fact)) await keepClaim(house, fact.subject)
    },
  }
}
