/** Orders that another installation passed on are opened here. */
import { type LinkedOrder, takeLinkedOrder } from '#act/appeals'
import type { CasesHouse } from '#cases/house'
import type { Subscriber } from '#platform/outbox'

/** Hears of orders that came as signed events. Seen twice, one is opened. */
export function linkedOrdersSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.take_linked_orders',
    facts: ['links.order_received'],
    handle: async (fact) => {
      await takeLinkedOrder(house, fact.data as unknown as LinkedOrder)
    },
  }
}
