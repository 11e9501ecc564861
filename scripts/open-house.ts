/** The least of a house that a script needs to read an installation's log: database, keys, clock. Migrates nothing, writes nothing. */
import { join, resolve } from 'node:path'
import { findModules, sealedRowsOf } from '../server/src/assemble.ts'
import type { CheckingHouse } from '../server/src/ledger/check-log.ts'
import { clockFrom } from '../server/src/platform/clock.ts'
import { connectWithVault } from '../server/src/platform/data-keys.ts'
import { findRunning, startEmbedded } from '../server/src/platform/embedded.ts'
import { keysInFolder } from '../server/src/platform/keys.ts'

const root = resolve(import.meta.dirname, '..')

/** Over DATABASE_URL, or the embedded PostgreSQL below STEPPE_DATA: that of the server that runs there, else one started for as long as it is needed. */
export async function openHouseForScript(): Promise<{
  readonly house: CheckingHouse
  readonly close: () => Promise<void>
}> {
  const data = resolve(process.env.STEPPE_DATA ?? join(root, '.steppe'))
  const running = process.env.DATABASE_URL ?? (await findRunning(data))
  const embedded = running === undefined ? await startEmbedded(data) : undefined
  const keys = keysInFolder(resolve(process.env.STEPPE_KEYS ?? join(data, 'keys')))
  const db = await connectWithVault(running ?? embedded!.url, keys)
  const [log] = await db.ask<{ origin: string }>('select l.origin from ledger.log l where l.id')
  const house: CheckingHouse = {
    db,
    clock: clockFrom(Date.now, 'Asia/Shanghai'),
    keys,
    log: { origin: log?.origin ?? '', witnesses: [] },
    site: { region: '', zone: 'Asia/Shanghai', name: { zh: '', en: '' }, packs: [], demo: false },
    sealedRows: sealedRowsOf(await findModules()),
  }
  return {
    house,
    close: async () => {
      await db.close()
      await embedded?.stop()
    },
  }
}
