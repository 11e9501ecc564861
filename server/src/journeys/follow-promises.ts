/** A decision that rests on a promise is looked at later: the office's list is kept as cases close and promises are checked. */
import { followPromise } from '#act/applications'
import type { CasesHouse } from '#cases/house'
import type { Subscriber } from '#platform/outbox'

/** Hears of cases with a promise that end, and of their checks. Seen twice, nothing changes. */
export function followPromisesSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.follow_promises',
    facts: ['cases.status_changed', 'cases.promise_checked'],
    handle: async (fact) => {
      if (fact.name === 'cases.promise_checked' || fact.data.promise === true) await followPromise(house, fact.subject)
    },
  }
}
