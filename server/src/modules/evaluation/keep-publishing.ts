/** Publishes the figures of yesterday soon after midnight, once a day: looks now and then whether a day is over and all of it has been heard. */
import type { CasesHouse } from '#cases/house'
import { startOfDayIn } from '#cases/load-context'
import { keepLooking, onceADay } from '#platform/keep-looking'
import { publishFigures } from './publish-figures.ts'

/** Keeps the rows that figures of orders are read from. */
const keeper = 'journeys.keep_orders'

/**
 * Whether something that happened before today is not in the rows yet: a figure that is published now could never be put right. True too
 * where nobody has begun to keep rows.
 */
export async function isBehind(house: CasesHouse): Promise<boolean> {
  const [row] = await house.db.ask<{ behind: boolean }>(
    `select exists (
       select 1 from platform.outbox o left join platform.subscribers s on s.name = $1
       where o.at < $2 and (s.name is null or (o.written_by, o.position) > (s.written_by, s.position))
     ) as behind`,
    [keeper, new Date(startOfDayIn(house.site.zone)(house.clock.today()))],
  )
  return row?.behind ?? false
}

async function publishWhenHeard(house: CasesHouse): Promise<boolean> {
  if (await isBehind(house)) return false
  await publishFigures(house)
  return true
}

/** Looks every `every` ms; a failed look is logged and tried again. Gives the way to stop. */
export function keepPublishing(house: CasesHouse, every = 15_000): () => Promise<void> {
  return keepLooking(
    onceADay(
      () => house.clock.today(),
      () => publishWhenHeard(house),
    ),
    every,
    'publishing figures failed',
  )
}
