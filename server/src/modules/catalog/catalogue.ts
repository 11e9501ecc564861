/** The catalogue in memory: basic items, forms, themes, events and halls. Few, the same on every node, read anew by version. */
import type { BasicItem, Form } from '@steppe/contracts/catalog'
import type { House } from '#platform/module'
import type { Database } from '#platform/postgres'
import type { BasicItemRow } from './tables.ts'

export type Reader = Pick<House, 'db'>

export interface ThemeRow {
  readonly id: string
  readonly kind: 'person' | 'firm' | 'local'
  readonly title: { readonly zh: string; readonly en?: string }
}

export interface EventRow {
  readonly id: string
  readonly kind: 'life' | 'business'
  readonly title: { readonly zh: string; readonly en?: string }
  readonly about: { readonly zh: string; readonly en?: string }
  readonly items: readonly string[]
}

/** A hall as its service point says it. */
export interface HallBody {
  readonly name: { readonly zh: string }
  readonly address: string
  readonly phone: string
  readonly complaintPhone?: string
  readonly hours: { readonly zh: string; readonly en?: string }
}

export interface Catalogue {
  readonly version: number
  /** Versions of each basic item, the newest first. */
  readonly basics: ReadonlyMap<string, readonly BasicItem[]>
  readonly forms: ReadonlyMap<string, readonly Form[]>
  readonly themes: readonly ThemeRow[]
  readonly events: readonly EventRow[]
  /** The service hall of each region, the first by its id. */
  readonly halls: ReadonlyMap<string, HallBody>
}

interface Kept {
  readonly catalogue: Promise<Catalogue>
  lookedAt: number
}

const kept = new WeakMap<Database, Kept>()
/** How long another node's change may go unnoticed, milliseconds. */
const lookAgainAfter = 2_000

/** The catalogue of the installation; the first call reads it, later ones answer from memory. */
export function getCatalogue(house: Reader): Promise<Catalogue> {
  const found = kept.get(house.db)
  if (!found) return keep(house)
  if (performance.now() - found.lookedAt > lookAgainAfter) void lookAgain(house, found)
  return found.catalogue
}

/** Reads the catalogue anew at the next question; called when something was taken in. */
export function forgetCatalogue(house: Reader): void {
  kept.delete(house.db)
}

function keep(house: Reader): Promise<Catalogue> {
  const catalogue = readCatalogue(house)
  const mine = { catalogue, lookedAt: performance.now() }
  kept.set(house.db, mine)
  catalogue.catch(() => kept.get(house.db) === mine && kept.delete(house.db))
  return catalogue
}

async function lookAgain(house: Reader, found: Kept): Promise<void> {
  found.lookedAt = performance.now()
  const known = await found.catalogue
  const version = await readVersion(house).catch(() => known.version)
  if (version === known.version || kept.get(house.db) !== found) return
  const fresh = readCatalogue(house)
  await fresh.then(
    () => kept.set(house.db, { catalogue: fresh, lookedAt: performance.now() }),
    () => {},
  )
}

async function readVersion({ db }: Reader): Promise<number> {
  return (await db.ask<{ version: number }>('select s.version from catalog.stamp s'))[0]?.version ?? 0
}

async function readCatalogue(house: Reader): Promise<Catalogue> {
  const { db } = house
  // The version first: what changes while we read is then read again.
  const version = await readVersion(house)
  const [basics, forms, themes, events, halls] = await Promise.all([
    db.ask<Pick<BasicItemRow, 'code' | 'body' | 'until_day'>>(
      'select b.code, b.body, b.until_day from catalog.basic_items b order by b.code, b.from_day desc',
    ),
    db.ask<{ id: string; body: Form }>('select f.id, f.body from catalog.forms f order by f.id, f.from_day desc'),
    db.ask<ThemeRow>('select t.id, t.kind, t.title from catalog.themes t order by t.kind, t.place'),
    db.ask<EventRow>('select e.id, e.kind, e.title, e.about, e.items from catalog.events e order by e.place'),
    db.ask<{ region: string; body: HallBody }>(
      "select distinct on (p.region) p.region, p.body from catalog.service_points p where p.kind = 'hall' order by p.region, p.id",
    ),
  ])
  return {
    version,
    basics: gather(basics.map((row) => [row.code, row.body])),
    forms: gather(forms.map((row) => [row.id, row.body])),
    themes,
    events,
    halls: new Map(halls.map(({ region, body }) => [region, body])),
  }
}

function gather<T>(entries: readonly (readonly [string, T])[]): Map<string, T[]> {
  const map = new Map<string, T[]>()
  for (const [key, value] of entries) {
    const list = map.get(key)
    if (list) list.push(value)
    else map.set(key, [value])
  }
  return map
}

/** The version in force on the day; without a day the newest. */
export function versionOn<T extends { readonly from: string; readonly until?: string }>(
  versions: readonly T[] | undefined,
  day: string | undefined,
): T | undefined {
  if (day === undefined) return versions?.[0]
  return versions?.find((one) => one.from <= day && (one.until === undefined || day < one.until))
}
