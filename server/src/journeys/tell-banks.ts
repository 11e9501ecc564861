/** A firm's application for a loan goes to the bank, and so does its withdrawal; the list of applications follows the cases. */
import { followLoan } from '#act/policies'
import type { CasesHouse } from '#cases/house'
import type { Subscriber } from '#platform/outbox'

/** Hears of loan cases. Seen twice, nothing is told twice. */
export function tellBanksSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.tell_banks',
    facts: ['cases.message_sent', 'cases.status_changed', 'cases.recorded'],
    kinds: ['loan'],
    handle: (fact) => followLoan(house, fact),
  }
}
