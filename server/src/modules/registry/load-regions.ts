/** Takes in the regions of a pack (`registry/regions.csv`). */
import { parse } from 'csv-parse/sync'
import type { House, Progress } from '#platform/module'
import type { Pack } from '#platform/packs'
import type { Level } from './gather-places.ts'

export interface RegionRow {
  readonly code: string
  readonly level: Level
  readonly parent: string
  readonly name: string
  readonly short: string
  readonly pinyin: string
  readonly english: string
}

/** The rows of a pack's regions; a row whose parent is in no earlier row and in no other pack is a fault of the pack. */
export function readRegions(text: string): RegionRow[] {
  return parse(text, { columns: true, bom: true, skip_empty_lines: true }) as RegionRow[]
}

/** Regions that left the pack go, those that came or changed are written; the rest is not touched. */
export async function loadRegions(house: House, pack: Pack, progress: Progress): Promise<void> {
  const rows = readRegions((await pack.text('registry/regions.csv')) ?? '')
  await house.db.inTransaction(async (tx) => {
    await tx.ask(
      `insert into registry.regions (code, level, parent, name, short, pinyin, english, pack)
       select r.code, r.level, nullif(r.parent, ''), r.name, coalesce(nullif(r.short, ''), r.name), r.pinyin, nullif(r.english, ''), $2
       from json_to_recordset($1::json) as r(code text, level text, parent text, name text, short text, pinyin text, english text)
       on conflict (code) do update set level = excluded.level, parent = excluded.parent, name = excluded.name, short = excluded.short,
         pinyin = excluded.pinyin, english = excluded.english, pack = excluded.pack`,
      [JSON.stringify(rows), pack.card.name],
    )
    await tx.ask('delete from registry.regions r where r.pack = $1 and not (r.code = any($2))', [
      pack.card.name,
      rows.map((row) => row.code),
    ])
    const orphans = await tx.ask<{ code: string }>(
      `select r.code from registry.regions r left join registry.regions p on p.code = r.parent
       where p.code is null and (r.parent is not null or r.level <> 'province') limit 1`,
    )
    if (orphans[0])
      throw new Error(`the region ${orphans[0].code} of the pack ${pack.card.name} lies in a region that is not there`)
  })
  progress(rows.length, rows.length, 'regions')
}
