/** An emergency that was handed in reaches 110 even when the first try failed; tried again until it is taken, an hour long. */
import { raiseAlarm, triesAlarm } from '#act/appeals'
import { findEmergencies, orderKind } from '#ask/appeals'
import type { CasesHouse } from '#cases/house'
import type { Fact, Subscriber } from '#platform/outbox'

async function raiseAll(house: CasesHouse, facts: readonly Fact[]): Promise<void> {
  const fresh = facts.filter(
    ({ data, at }) => data.kind === orderKind && at.getTime() >= house.clock.now() - triesAlarm,
  )
  const left: string[] = []
  for (const id of await findEmergencies(house, fresh))
    if ((await raiseAlarm(house, id))?.taken === false) left.push(id)
  // A fault, so that the outbox tries again.
  if (left.length > 0) throw new Error(`110 did not take the alarm of ${left.join(', ')}`)
}

/** Hears of orders that were opened. Seen twice, nothing happens twice. */
export function alarmSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.raise_alarms',
    facts: ['cases.case_opened'],
    handle: (fact) => raiseAll(house, [fact]),
    handleAll: (facts) => raiseAll(house, facts),
  }
}
