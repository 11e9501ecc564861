/** All published policies with their versions, the dictionary, and what is in force: read once, read anew when a change was counted. */
import {
  type Book,
  type CompiledPolicy,
  compilePolicy,
  type Dictionary,
  inForce,
  openBook,
  type Policy,
} from '@steppe/kernels/policies'
import type { House } from '#platform/module'
import type { Database } from '#platform/postgres'
import { readPolicyPacks } from './read-pack.ts'

/** A version as it is kept. */
export interface Version {
  readonly policy: Policy
  readonly department: string | null
  readonly publishedOn: string
  readonly repealedOn: string | null
  readonly repealedBy: string | null
  readonly repealedWhy: string | null
  readonly sealed: boolean
  readonly repealSealed: boolean
}

export interface Shelf {
  readonly stamp: number
  readonly book: Book
  /** By id, the oldest version first. */
  readonly versions: ReadonlyMap<string, readonly Version[]>
  /** Compiled once; a version whose rules cannot be read is not there. */
  readonly compiled: ReadonlyMap<Policy, CompiledPolicy>
}

const kept = new WeakMap<Database, Promise<Shelf>>()

/** The shelf as of now: one small query, and a reading when something changed. */
export async function getShelf(house: Pick<House, 'db' | 'site'>): Promise<Shelf> {
  const [row] = await house.db.ask<{ version: number }>('select s.version::int as version from policies.stamp s')
  const stamp = row?.version ?? 0
  const known = await kept.get(house.db)?.catch(() => undefined)
  if (known?.stamp === stamp) return known
  const fresh = readShelf(house, stamp)
  kept.set(house.db, fresh)
  return fresh
}

async function readShelf(house: Pick<House, 'db' | 'site'>, stamp: number): Promise<Shelf> {
  const [dictionary, rows] = await Promise.all([
    dictionaryOf(house),
    house.db.ask<Version>(
      `select v.policy, v.department, v.published_on as "publishedOn", v.repealed_on as "repealedOn", v.repealed_by as "repealedBy", v.repealed_why as "repealedWhy", v.seal_number is not null as sealed, v.repeal_number is not null as "repealSealed"
       from policies.versions v where v.state = 'published' order by v.id, v.version`,
    ),
  ])
  const book = openBook(dictionary)
  const versions = new Map<string, Version[]>()
  const compiled = new Map<Policy, CompiledPolicy>()
  for (const row of rows) {
    versions.set(row.policy.id, [...(versions.get(row.policy.id) ?? []), row])
    const ready = compilePolicy(book, row.policy)
    if (ready) compiled.set(row.policy, ready)
  }
  return { stamp, book, versions, compiled }
}

const dictionaries = new WeakMap<object, Promise<Dictionary>>()

/** The dictionary of the packs. */
export function dictionaryOf(house: Pick<House, 'site'>): Promise<Dictionary> {
  const { packs } = house.site
  const found = dictionaries.get(packs) ?? readPolicyPacks(packs).then(({ dictionary }) => dictionary)
  dictionaries.set(packs, found)
  return found
}

/** Counts a change, within the transaction that makes it. */
export function countChange(ask: House['db']['ask']): Promise<unknown> {
  return ask('update policies.stamp set version = version + 1')
}

export type Standing = 'in_force' | 'coming' | 'ended' | 'repealed'

/** How a version stands on a day. */
export function standingOf({ policy, repealedOn }: Version, day: string): Standing {
  if (repealedOn !== null && repealedOn <= day) return 'repealed'
  if (policy.validFrom > day) return 'coming'
  return inForce(policy, day) ? 'in_force' : 'ended'
}

/** The version that speaks on a day: the newest that is published and has begun, else the one that comes next. */
export function versionOn(versions: readonly Version[], day: string): Version | undefined {
  const seen = versions.filter(({ publishedOn }) => publishedOn <= day)
  return seen.findLast(({ policy }) => policy.validFrom <= day) ?? seen[0]
}

/** All that can be had on a day, ready to be decided. */
export function policiesInForce(shelf: Shelf, day: string): readonly CompiledPolicy[] {
  return [...shelf.versions.values()].flatMap((versions) => {
    const version = versionOn(versions, day)
    const ready = version && standingOf(version, day) === 'in_force' ? shelf.compiled.get(version.policy) : undefined
    return ready ? [ready] : []
  })
}

/** Whether a policy is for firms of a region: a league's or banner's policy is for its own. */
export function reaches({ document }: Policy, region: string): boolean {
  return region.startsWith((document.region ?? '').replace(/(00)+$/, ''))
}
