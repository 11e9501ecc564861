/** The house as the server has it, for a script that reads: over its database, keys and packs. Migrates nothing, writes nothing. */
import { join, resolve } from 'node:path'
import { assemble } from '../server/src/assemble.ts'
import type { CasesHouse } from '../server/src/cases/house.ts'
import { readWitnesses } from '../server/src/ledger/read-witnesses.ts'
import { clockFrom } from '../server/src/platform/clock.ts'
import { connectWithVault } from '../server/src/platform/data-keys.ts'
import { findRunning, startEmbedded } from '../server/src/platform/embedded.ts'
import { keysInFolder } from '../server/src/platform/keys.ts'
import { openPacks } from '../server/src/platform/packs.ts'

const root = resolve(import.meta.dirname, '..')

/** Over DATABASE_URL, or the embedded PostgreSQL below STEPPE_DATA: that of the server that runs there, else one started for as long as it is needed. */
export async function openHouseForScript(): Promise<{
  readonly house: CasesHouse
  readonly close: () => Promise<void>
}> {
  const data = resolve(process.env.STEPPE_DATA ?? join(root, '.steppe'))
  const running = process.env.DATABASE_URL ?? (await findRunning(data))
  const embedded = running === undefined ? await startEmbedded(data) : undefined
  const keys = keysInFolder(resolve(process.env.STEPPE_KEYS ?? join(data, 'keys')))
  const db = await connectWithVault(running ?? embedded!.url, keys)
  const [log] = await db.ask<{ origin: string }>('select l.origin from ledger.log l where l.id')
  const packs = await openPacks(join(root, 'packs'), (process.env.STEPPE_PACKS ?? 'national,neimenggu,demo').split(','))
  const witnesses = await readWitnesses(process.env.STEPPE_WITNESSES, packs)
  const { house } = await assemble(db, packs, clockFrom(Date.now, 'Asia/Shanghai'), {
    demo: false,
    keys,
    log: { witnesses, ...(log ? { origin: log.origin } : {}) },
    readOnly: true,
  })
  return {
    house,
    close: async () => {
      await db.close()
      await embedded?.stop()
    },
  }
}
