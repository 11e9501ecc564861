/** Lets an installation of a test do everything that is due, until nothing waits any more. */
import { expireLicences } from '#act/credentials'
import type { Assembled } from '../assemble.ts'
import { wakeDue } from '../cases/wake-cases.ts'
import { journeys } from '../journeys/index.ts'
import { sealNow } from '../ledger/seal.ts'
import { deliverAll } from '../platform/outbox.ts'

/** Subscribers, the log among them, with facts in front of them. */
const behindStatement = `
  select 1 from (
    select s.written_by, s.position from platform.subscribers s where s.name = any($1)
    union all select l.written_by, l.position from ledger.log l
  ) r where exists (select 1 from platform.outbox o where (o.written_by, o.position) > (r.written_by, r.position)) limit 1`

/** Timers, journeys, sealing. Others' transactions on the same server hold facts back for a moment: goes on until everybody has heard the last one. */
export async function settle(house: Assembled['house']): Promise<void> {
  await wakeDue(house, house.engine)
  await expireLicences(house)
  for (let tries = 0; tries < 3000; tries++) {
    const subscribers = journeys(house)
    await deliverAll(house, subscribers)
    await sealNow(house)
    const behind = await house.db.ask(behindStatement, [subscribers.map((subscriber) => subscriber.name)])
    if (behind.length === 0) return
    await new Promise((done) => setTimeout(done, 20))
  }
  throw new Error('facts were held back for a minute')
}
