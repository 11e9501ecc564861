/** Places: regions and the departments that serve them, read once and kept in memory, as they change with a pack only. */
import type { Database } from '#platform/postgres'
import { type Department, gatherPlaces, type Kind, type Places, type Region } from './gather-places.ts'

interface Kept {
  readonly version: number
  readonly places: Promise<Places>
  lookedAt: number
}

const kept = new WeakMap<Database, Kept>()
/** How long another node's pack load may go unnoticed, milliseconds. */
const lookAgainAfter = 5_000

/** The places of the installation. The first call reads them (about 40 ms); later ones answer from memory. */
export function getPlaces(house: { readonly db: Database }): Promise<Places> {
  const found = kept.get(house.db)
  if (!found) return keep(house.db, 0)
  if (performance.now() - found.lookedAt > lookAgainAfter) void lookAgain(house.db, found)
  return found.places
}

/** Reads the places anew at the next question; called when a pack was taken in. */
export function forgetPlaces(house: { readonly db: Database }): void {
  kept.delete(house.db)
}

function keep(db: Database, version: number): Promise<Places> {
  const places = readPlaces(db)
  const mine: Kept = { version, places, lookedAt: performance.now() }
  kept.set(db, mine)
  places.catch(() => kept.get(db) === mine && kept.delete(db))
  if (version === 0)
    void readVersion(db).then(
      (now) => kept.get(db) === mine && kept.set(db, { ...mine, version: now }),
      () => {},
    )
  return places
}

async function lookAgain(db: Database, found: Kept): Promise<void> {
  found.lookedAt = performance.now()
  const version = await readVersion(db).catch(() => found.version)
  if (version !== found.version && kept.get(db) === found) {
    const places = readPlaces(db)
    await places.then(
      () => kept.set(db, { version, places, lookedAt: performance.now() }),
      () => {},
    )
  }
}

async function readVersion(db: Database): Promise<number> {
  const rows = await db.ask<{ version: number }>('select s.version from registry.stamp s')
  return rows[0]?.version ?? 0
}

async function readPlaces(db: Database): Promise<Places> {
  const [regions, kinds, departments] = await Promise.all([
    db.ask<Region>(
      'select r.code, r.level, r.parent, r.name, r.short, r.pinyin, r.english from registry.regions r order by r.code',
    ),
    db.ask<Kind>(
      'select k.kind, k.short_zh as "shortZh", k.short_en as "shortEn", k.utility from registry.kinds k order by k.serial',
    ),
    db.ask<Department>(
      'select d.code, d.region, d.kind, d.level, d.name, d.english, d.credit_code as "creditCode" from registry.departments d order by d.code',
    ),
  ])
  return gatherPlaces(regions, kinds, departments)
}
