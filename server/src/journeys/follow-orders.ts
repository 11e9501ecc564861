/** What happens to orders is kept where they are looked for. */
import { keepOrders } from '#act/appeals'
import type { CasesHouse } from '#cases/house'
import type { Subscriber } from '#platform/outbox'

/** Hears of acts. Seen twice, nothing changes. */
export function orderRowsSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.keep_orders',
    facts: ['cases.acts_recorded'],
    kinds: ['appeal'],
    handle: (fact) => keepOrders(house, [{ league: fact.league, id: fact.subject }]),
    handleAll: (facts) =>
      keepOrders(
        house,
        facts.map((fact) => ({ league: fact.league, id: fact.subject })),
      ),
  }
}
