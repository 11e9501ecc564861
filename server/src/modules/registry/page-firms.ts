/** Active firms of a league, page by page in the order of their codes; and who may act for firms. */
import type { House } from '#platform/module'
import { type FirmRow, firmColumns } from './find-firm.ts'

/** At most `limit` firms after the code `after`; one range of the primary key. */
export function pageFirms(
  house: Pick<House, 'db'>,
  league: string,
  after: string,
  limit: number,
): Promise<readonly FirmRow[]> {
  return house.db.ask<FirmRow>(
    `select ${firmColumns} from registry.firms f
     where f.league = $1 and f.code > $2 and f.status = 'active' order by f.code limit $3`,
    [league, after, limit],
  )
}

/** How many active firms the leagues have together. */
export async function countFirms(house: Pick<House, 'db'>, leagues: readonly string[]): Promise<number> {
  const [row] = await house.db.ask<{ firms: number }>(
    "select count(*)::int as firms from registry.firms f where f.league = any($1) and f.status = 'active'",
    [leagues],
  )
  return row?.firms ?? 0
}

/** The accounts that may act today for each of the firms. */
export function agentsOf(
  house: Pick<House, 'db' | 'clock'>,
  firms: readonly string[],
): Promise<readonly { readonly account: string; readonly firm: string }[]> {
  if (firms.length === 0) return Promise.resolve([])
  return house.db.ask(
    `select distinct g.account, g.firm from registry.grants g
     where g.firm = any($1) and g.from_day <= $2 and (g.until_day is null or g.until_day > $2) order by g.firm, g.account`,
    [firms, house.clock.today()],
  )
}

/** Codes of firms that a transaction not before `since` wrote, at most `limit`: those of transactions still under way come later. */
export async function changedFirms(
  house: Pick<House, 'db'>,
  leagues: readonly string[],
  since: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await house.db.ask<{ code: string }>(
    `select f.code from registry.firms f where f.league = any($1) and f.written_by >= $2::xid8
       and f.written_by < pg_snapshot_xmax(pg_current_snapshot()) limit $3`,
    [leagues, since, limit],
  )
  return rows.map(({ code }) => code)
}
