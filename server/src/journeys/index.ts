/** All journeys: what spans modules, each a subscriber of facts. */
import type { CasesHouse } from '#cases/house'
import { linkSubscriber } from '#links/send-events'
import type { Subscriber } from '#platform/outbox'
import { badRatingSubscriber } from './follow-bad-rating.ts'
import { licenceSubscriber } from './issue-credential.ts'
import { newFirmSubscriber } from './register-new-firm.ts'

export function journeys(house: CasesHouse): readonly Subscriber[] {
  const own = [badRatingSubscriber(house), newFirmSubscriber(house), licenceSubscriber(house)]
  return house.links ? [...own, linkSubscriber(house, house.links)] : own
}
