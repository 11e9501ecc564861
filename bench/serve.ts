/** The server as it is measured: in a process of its own, with timers and journeys, over the database of the run. */
import { assemble } from '../server/src/assemble.ts'
import { buildWeb } from '../server/src/build-web.ts'
import { keepWaking } from '../server/src/cases/wake-cases.ts'
import { journeys } from '../server/src/journeys/index.ts'
import { keepSealing } from '../server/src/ledger/keep-sealing.ts'
import { clockFrom } from '../server/src/platform/clock.ts'
import { keysInMemory } from '../server/src/platform/keys.ts'
import { keepDelivering } from '../server/src/platform/outbox.ts'
import { serveWeb } from '../server/src/serve-web.ts'
import { connectForTests } from '../server/src/testing/database.ts'
import { packsOfBench, root } from './durable-installation.ts'

const db = connectForTests(process.env.DATABASE_URL!)
const { house, http } = await assemble(db, await packsOfBench(), clockFrom(Date.now, 'Asia/Shanghai'), {
  demo: true,
  keys: keysInMemory(),
})
const app = await http()
if (process.env.STEPPE_BENCH_WEB) await serveWeb(app, await buildWeb(root))
await app.listen({ port: 0, host: '127.0.0.1' })
keepWaking(house, house.engine)
keepDelivering(house, journeys(house))
keepSealing(house)
process.send!({ port: (app.server.address() as { port: number }).port })
process.on('disconnect', () => process.exit(0))
