/** The server of the fault tests: what `main.ts` starts, without web app and demonstration history, so that it starts fast; killed at will. */
import { join, resolve } from 'node:path'
import { assemble } from '../assemble.ts'
import { keepWaking } from '../cases/wake-cases.ts'
import { journeys } from '../journeys/index.ts'
import { keepSealing } from '../ledger/keep-sealing.ts'
import { clockFrom } from '../platform/clock.ts'
import { connectWithVault } from '../platform/data-keys.ts'
import { startEmbedded } from '../platform/embedded.ts'
import { keysInFolder } from '../platform/keys.ts'
import { migrate } from '../platform/migrations.ts'
import { keepDelivering } from '../platform/outbox.ts'
import { openPacks } from '../platform/packs.ts'
import { connect } from '../platform/postgres.ts'

const root = resolve(import.meta.dirname, '../../..')
const { url } = await startEmbedded(process.env.STEPPE_DATA!)
const keys = keysInFolder(join(process.env.STEPPE_DATA!, 'keys'))
const owner = connect(url, { lanes: 1, transactions: 1 })
await migrate(owner, join(root, 'server/src'))
await owner.close()
const db = await connectWithVault(url, keys)
const packs = await openPacks(join(root, 'packs'), ['national', 'neimenggu', 'demo'])
const { house, http } = await assemble(db, packs, clockFrom(Date.now, 'Asia/Shanghai'), {
  demo: true,
  keys,
})
const app = await http()
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
keepWaking(house, house.engine, 200)
keepDelivering(house, journeys(house), 100)
keepSealing(house, 50)
process.send?.({ ready: true, url })
