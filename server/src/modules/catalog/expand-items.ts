/** Stands implementation items up: each basic item at every department of its kind on the levels where it is exercised. */
import type { BasicItem } from '@steppe/contracts/catalog'
import type { Places } from '#ask/registry'
import type { Ask } from '#platform/postgres'
import { leagueOfItem } from './item-code.ts'
import { bodyOf, levelCodes } from './item-places.ts'
import { codeFor } from './resolve-item.ts'
import type { ItemRow } from './tables.ts'

/** A row of catalog.items as a pack makes it: nothing is overridden. */
export type ExpandedItem = Omit<ItemRow, 'text_id' | 'overrides' | 'body' | 'origin'>

/** The rows of the basic items over the departments. One row a body from the first version's day: versions are the basic item's. */
export function expandItems(basics: ReadonlyMap<string, readonly BasicItem[]>, places: Places): ExpandedItem[] {
  const byKind = Map.groupBy(places.departments, (department) => department.kind)
  const rows: ExpandedItem[] = []
  for (const [basicCode, versions] of basics) {
    const newest = versions[0]!
    const first = versions.at(-1)!
    for (const department of byKind.get(newest.department) ?? []) {
      const level = levelCodes[department.level]
      if (!newest.levels.some((one) => one === level)) continue
      const body = bodyOf(places, department)
      const code = codeFor(body, level, basicCode)
      rows.push({
        league: leagueOfItem(code),
        code,
        from_day: first.from,
        until_day: newest.until ?? null,
        basic_code: basicCode,
        region: department.region,
        level,
        department: department.code,
      })
    }
  }
  return rows
}

const batch = 5_000

/** Writes the rows of `origin`; those it no longer has go. Rows of imports and versions of departments under the same code stay as they are. */
export async function writeExpanded(
  ask: Ask,
  origin: string,
  rows: readonly ExpandedItem[],
  textIds: ReadonlyMap<string, number>,
): Promise<void> {
  await ask('create temporary table if not exists expanded (code text primary key) on commit drop')
  await ask('truncate expanded')
  for (let at = 0; at < rows.length; at += batch) {
    const some = rows.slice(at, at + batch).map((row) => ({ ...row, text_id: textIds.get(row.basic_code) }))
    await ask(
      'insert into expanded select r.code from json_to_recordset($1::json) as r(code text) on conflict do nothing',
      [JSON.stringify(some)],
    )
    await ask(
      `insert into catalog.items as i (league, code, from_day, until_day, basic_code, region, level, department, text_id, origin)
       select r.*, $2 from json_to_recordset($1::json)
         as r(league text, code text, from_day date, until_day date, basic_code text, region text, level text, department text, text_id bigint)
       on conflict (league, code, from_day) do update
         set until_day = coalesce((select min(n.from_day) from catalog.items n where n.league = i.league and n.code = i.code and n.from_day > i.from_day), excluded.until_day), region = excluded.region, department = excluded.department,
             text_id = case when i.overrides is null then excluded.text_id else i.text_id end
         where i.origin = excluded.origin`,
      [JSON.stringify(some), origin],
    )
  }
  await ask(
    'delete from catalog.items i where i.origin = $1 and not exists (select 1 from expanded e where e.code = i.code)',
    [origin],
  )
}
