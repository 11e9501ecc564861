/** An emergency that was handed in reaches 110 even when the first try failed; tried again until it is taken, an hour long. */
import { raiseAlarm, triesAlarm } from '#act/appeals'
import type { CasesHouse } from '#cases/house'
import type { Subscriber } from '#platform/outbox'

/** Hears of orders that were opened. Seen twice, nothing happens twice. */
export function alarmSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.raise_alarms',
    facts: ['cases.case_opened'],
    handle: async (fact) => {
      if (fact.data.kind !== 'appeal' || fact.at.getTime() < house.clock.now() - triesAlarm) return
      const raised = await raiseAlarm(house, fact.subject)
      // A fault, so that the outbox tries again.
      if (raised?.taken === false) throw new Error(`110 did not take the alarm of order ${fact.subject}`)
    },
  }
}
