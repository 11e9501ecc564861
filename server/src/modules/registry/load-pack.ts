/** Takes in what a pack holds for the registry: regions, kinds of departments, roles, demonstration people and firms. */
import { createHash } from 'node:crypto'
import type { House, Progress } from '#platform/module'
import type { Pack } from '#platform/packs'
import { forgetPolicy } from './find-policy.ts'
import { loadDemo } from './load-demo.ts'
import { loadDepartments } from './load-departments.ts'
import { loadRegions } from './load-regions.ts'
import { loadRoles } from './load-roles.ts'
import { forgetPlaces } from './places.ts'

interface Part {
  readonly name: string
  readonly files: readonly string[]
  readonly load: (house: House, pack: Pack, progress: Progress) => Promise<void>
}

/** In this order: departments stand on regions, people on both. */
const parts: readonly Part[] = [
  { name: 'regions', files: ['registry/regions.csv'], load: loadRegions },
  { name: 'departments', files: ['registry/department-kinds.json', 'registry/regions.csv'], load: loadDepartments },
  { name: 'roles', files: ['registry/roles.json'], load: loadRoles },
  { name: 'demo', files: ['registry/accounts.json', 'registry/staff.json', 'registry/firms.csv'], load: loadDemo },
]

/**
 * Idempotent: a part whose files have not changed since they were taken in is left alone. Demonstration people, whose password is
 * public, are taken in only where the site calls itself a demonstration.
 */
export async function loadPack(house: House, pack: Pack, progress: Progress): Promise<void> {
  for (const part of parts) {
    const digest = await digestOf(pack, part.files)
    if (part.name === 'demo' && !house.site.demo) continue
    if (!digest || (await isLoaded(house, pack, part.name, digest))) continue
    await part.load(house, pack, progress)
    await house.db.ask(
      `insert into registry.loaded (pack, part, digest) values ($1, $2, $3)
       on conflict (pack, part) do update set digest = excluded.digest`,
      [pack.card.name, part.name, digest],
    )
    await house.db.ask('update registry.stamp set version = version + 1')
    forgetPlaces(house)
    forgetPolicy(house)
  }
}

async function digestOf(pack: Pack, files: readonly string[]): Promise<string | undefined> {
  const texts = await Promise.all(files.map((file) => pack.text(file)))
  if (texts.every((text) => text === undefined)) return undefined
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex')
}

async function isLoaded(house: House, pack: Pack, part: string, digest: string): Promise<boolean> {
  const rows = await house.db.ask<{ digest: string }>(
    'select l.digest from registry.loaded l where l.pack = $1 and l.part = $2',
    [pack.card.name, part],
  )
  return rows[0]?.digest === digest
}
