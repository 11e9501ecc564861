/** A house for the catalogue's tests: the real packs on a database of its own. */
import { join } from 'node:path'
import { loadCalendars } from '#cases/load-context'
import { type Clock, clockFrom } from '#platform/clock'
import { keysInMemory } from '#platform/keys'
import { openPacks } from '#platform/packs'
import type { Database } from '#platform/postgres'
import { card as registry } from '../registry/module.ts'
import type { CatalogueHouse } from './house.ts'
import { card } from './module.ts'

const packsFolder = join(import.meta.dirname, '../../../../packs')

/** The packs of Inner Mongolia without the demonstration's people, on the given database. */
export async function openCatalogueHouse(
  db: Database,
  now = Date.parse('2026-11-23T02:00:00Z'),
): Promise<CatalogueHouse> {
  const packs = await openPacks(packsFolder, ['neimenggu'])
  const clock: Clock = clockFrom(() => now, 'Asia/Shanghai')
  const site = { ...packs.at(-1)!.card.site!, packs, demo: false }
  const calendars = await loadCalendars(packs)
  return { db, clock, site, calendars, keys: keysInMemory(), log: { origin: 'test.example/log', witnesses: [] } }
}

/** The same with the packs taken in, as the server does when it starts. */
export async function loadedCatalogueHouse(db: Database): Promise<CatalogueHouse> {
  const house = await openCatalogueHouse(db)
  for (const each of [registry, card]) for (const pack of house.site.packs) await each.load!.run(house, pack, () => {})
  return house
}
