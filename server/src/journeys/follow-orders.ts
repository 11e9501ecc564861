/** What happens to orders is kept where they are looked for; an order that says the same as a running one joins it. */
import { joinSameOrders, keepOrders } from '#act/appeals'
import type { CasesHouse } from '#cases/house'
import type { Fact, Subscriber } from '#platform/outbox'

async function follow(house: CasesHouse, facts: readonly Fact[]): Promise<void> {
  const named = facts.map((fact) => ({ league: fact.league, id: fact.subject }))
  await keepOrders(house, named)
  // What is not joined here runs by itself and is suggested to the agent: a fault must not hold up where orders are looked for.
  await joinSameOrders(house, named).catch((fault: unknown) => console.error('orders were not compared:', fault))
}

/** Hears of acts. Seen twice, nothing changes. */
export function orderRowsSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.keep_orders',
    facts: ['cases.acts_recorded'],
    kinds: ['appeal'],
    handle: (fact) => follow(house, [fact]),
    handleAll: (facts) => follow(house, facts),
  }
}
