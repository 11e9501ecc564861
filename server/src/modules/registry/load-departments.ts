/** Takes in the kinds of departments of a pack and stands one department up in each region whose level has the kind. */
import { makeCreditCode, makeOrganisationCode } from '@steppe/kernels/codes'
import type { House, Progress } from '#platform/module'
import type { Pack } from '#platform/packs'
import type { Ask } from '#platform/postgres'
import { type Department, departmentCode, type Level } from './gather-places.ts'
import { type RegionRow, readRegions } from './load-regions.ts'

export interface KindRow {
  readonly kind: string
  /** Part of the credit codes; never reused. */
  readonly serial: number
  readonly short: { readonly zh: string; readonly en: string }
  /** A name for each level that has the kind; `district` where a district's differs from a banner's. */
  readonly names: Readonly<Partial<Record<Exclude<Level, 'town'> | 'district', string>>>
  readonly english: string
  /** Registrar and category of the credit code, GB 32100: 11 organ, 12 institution, 13 people's organisation, 91 company. */
  readonly body: string
  readonly utility?: boolean
}

/** Every department of the kinds in the regions, in the order of the regions. */
export function standUpDepartments(regions: readonly RegionRow[], kinds: readonly KindRow[]): Department[] {
  const byCode = new Map(regions.map((region) => [region.code, region]))
  return regions.flatMap((region) => kinds.flatMap((kind) => standUp(region, byCode.get(region.parent), kind)))
}

function standUp(region: RegionRow, above: RegionRow | undefined, kind: KindRow): Department[] {
  if (region.level === 'town') return []
  const isDistrict = region.level === 'banner' && region.name.endsWith('区')
  const pattern = (isDistrict ? kind.names.district : undefined) ?? kind.names[region.level]
  if (!pattern) return []
  const place = isDistrict ? `${above?.name ?? ''}${region.name}` : region.name
  const english = isDistrict && above ? `${region.english}, ${above.english}` : region.english || region.pinyin
  return [
    {
      code: departmentCode(region.code, kind.kind),
      region: region.code,
      kind: kind.kind,
      level: region.level,
      name: fill(pattern, { place, name: region.name, above: above?.name ?? '' }),
      english: fill(kind.english, { place: english, name: region.english, above: above?.english ?? '' }),
      creditCode: inventCreditCode(region.code, kind),
    },
  ]
}

function fill(pattern: string, words: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '')
}

/** Valid in form and invented: body `MB9` and the kind's serial, which no real organ of these regions has. */
function inventCreditCode(region: string, kind: KindRow): string {
  return makeCreditCode(`${kind.body}${region}${makeOrganisationCode(`MB9${String(kind.serial).padStart(5, '0')}`)}`)
}

/** Writes kinds and departments; a department whose kind or region left the pack goes. */
export async function loadDepartments(house: House, pack: Pack, progress: Progress): Promise<void> {
  const kinds = (await pack.data<{ kinds: readonly KindRow[] }>('registry/department-kinds.json'))?.kinds ?? []
  const rows = standUpDepartments(readRegions((await pack.text('registry/regions.csv')) ?? ''), kinds)
  await house.db.inTransaction(async (tx) => {
    await writeKinds(tx.ask, pack.card.name, kinds)
    await writeDepartments(tx.ask, pack.card.name, rows)
  })
  progress(rows.length, rows.length, 'departments')
}

async function writeKinds(ask: Ask, pack: string, kinds: readonly KindRow[]): Promise<void> {
  const rows = kinds.map((each) => ({
    kind: each.kind,
    serial: each.serial,
    short_zh: each.short.zh,
    short_en: each.short.en,
    utility: each.utility ?? false,
  }))
  await ask('delete from registry.kinds k where k.pack = $1', [pack])
  await ask(
    `insert into registry.kinds (kind, serial, short_zh, short_en, utility, pack)
     select k.kind, k.serial, k.short_zh, k.short_en, k.utility, $2
     from json_to_recordset($1::json) as k(kind text, serial integer, short_zh text, short_en text, utility boolean)`,
    [JSON.stringify(rows), pack],
  )
}

async function writeDepartments(ask: Ask, pack: string, rows: readonly Department[]): Promise<void> {
  await ask('delete from registry.departments d where d.pack = $1 and not (d.code = any($2))', [
    pack,
    rows.map((row) => row.code),
  ])
  await ask(
    `insert into registry.departments (code, region, kind, level, name, english, credit_code, pack)
     select d.code, d.region, d.kind, d.level, d.name, d.english, d."creditCode", $2
     from json_to_recordset($1::json) as d(code text, region text, kind text, level text, name text, english text, "creditCode" text)
     on conflict (code) do update set name = excluded.name, english = excluded.english, credit_code = excluded.credit_code, pack = excluded.pack`,
    [JSON.stringify(rows), pack],
  )
}
