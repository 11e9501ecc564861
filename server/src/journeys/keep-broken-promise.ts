/** A decision that was revoked because its promise was untrue bars its applicant from promising again. */
import { keepBrokenPromise } from '#act/applications'
import type { CasesHouse } from '#cases/house'
import type { Subscriber } from '#platform/outbox'

/** Hears of revoked decisions. Seen twice, nothing changes. */
export function brokenPromiseSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.keep_broken_promise',
    facts: ['cases.status_changed'],
    handle: async (fact) => {
      if (fact.data.to === 'revoked') await keepBrokenPromise(house, fact.subject)
    },
  }
}
