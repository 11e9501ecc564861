/** The least of a house that a script needs to read an installation's log: database, keys, clock. Migrates nothing, writes nothing. */
import { join, resolve } from 'node:path'
import type { SealingHouse } from '../server/src/ledger/seal.ts'
import { clockFrom } from '../server/src/platform/clock.ts'
import { connectWithVault } from '../server/src/platform/data-keys.ts'
import { startEmbedded } from '../server/src/platform/embedded.ts'
import { keysInFolder } from '../server/src/platform/keys.ts'

const root = resolve(import.meta.dirname, '..')

/** Over DATABASE_URL, or the embedded PostgreSQL below STEPPE_DATA while no server runs on it. */
export async function openHouseForScript(): Promise<{
  readonly house: SealingHouse
  readonly close: () => Promise<void>
}> {
  const data = resolve(process.env.STEPPE_DATA ?? join(root, '.steppe'))
  const embedded = process.env.DATABASE_URL ? undefined : await startEmbedded(data)
  const keys = keysInFolder(resolve(process.env.STEPPE_KEYS ?? join(data, 'keys')))
  const db = await connectWithVault(process.env.DATABASE_URL ?? embedded!.url, keys)
  const [log] = await db.ask<{ origin: string }>('select l.origin from ledger.log l where l.id')
  const house: SealingHouse = {
    db,
    clock: clockFrom(Date.now, 'Asia/Shanghai'),
    keys,
    log: { origin: log?.origin ?? '', witnesses: [] },
    site: { region: '', zone: 'Asia/Shanghai', name: { zh: '', en: '' }, packs: [], demo: false },
  }
  return {
    house,
    close: async () => {
      await db.close()
      await embedded?.stop()
    },
  }
}
