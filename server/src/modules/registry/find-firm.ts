/** Firms by their credit code, and the firms a person may act for. */

import type { Firm, FirmStatus } from '@steppe/contracts/registry'
import { checkCreditCode } from '@steppe/kernels/codes'
import type { House } from '#platform/module'
import type { Places } from './gather-places.ts'
import { getPlaces } from './places.ts'

export interface FirmRow {
  readonly league: string
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly type: string | null
  /** Person of the register; the name alone where no number is known. */
  readonly representative: string | null
  readonly representativeName: string | null
  readonly region: string
  readonly industry: string | null
  readonly established: string | null
  readonly status: FirmStatus
  readonly capital: string | null
  readonly capitalFen: number | null
  readonly currency: string | null
  readonly address: string | null
  readonly scope: string | null
  readonly updatedAt: Date
}

export const firmColumns = `f.league, f.code, f.name, f.kind, f.type, f.representative, f.representative_name as "representativeName", f.region, f.industry,
  f.established, f.status, f.capital, f.capital_fen as "capitalFen", f.currency, f.address, f.scope, f.updated_at as "updatedAt"`

/**
 * The league that leads a firm's key: the one its code names (characters 3–8, where it was first registered), or the whole
 * installation when the code names no league of it. It follows from the code alone and never changes.
 */
export function leagueOfCode(places: Places, site: { readonly region: string }, code: string): string {
  const registered = places.region(`${code.slice(2, 6)}00`)
  return registered ? places.league(registered.code) : site.region
}

/** The firm, or nothing when the code is wrong or not registered here. */
export async function findFirm(house: Pick<House, 'db' | 'site'>, code: string): Promise<FirmRow | undefined> {
  const checked = checkCreditCode(code)
  if (!checked.ok) return undefined
  const league = leagueOfCode(await getPlaces(house), house.site, checked.value)
  const rows = await house.db.ask<FirmRow>(
    `select ${firmColumns} from registry.firms f where f.league = $1 and f.code = $2`,
    [league, checked.value],
  )
  return rows[0]
}

/** The firms with these codes that are registered here, in one query, in the order of the codes. */
export async function findFirms(
  house: Pick<House, 'db' | 'site'>,
  codes: readonly string[],
): Promise<readonly FirmRow[]> {
  if (codes.length === 0) return []
  const places = await getPlaces(house)
  const leagues = codes.map((code) => leagueOfCode(places, house.site, code))
  return house.db.ask<FirmRow>(
    `select ${firmColumns} from unnest($1::text[], $2::text[]) as k(league, code)
     join registry.firms f on f.league = k.league and f.code = k.code order by f.code`,
    [leagues, codes],
  )
}

/** The firms an account may act for today, with the role. */
export async function firmsOf(
  house: Pick<House, 'db' | 'clock' | 'site'>,
  account: string,
): Promise<readonly { readonly role: string; readonly firm: FirmRow }[]> {
  const grants = await house.db.ask<{ role: string; firm: string }>(
    `select g.role, g.firm from registry.grants g
     where g.account = $1 and g.firm is not null and g.from_day <= $2 and (g.until_day is null or g.until_day > $2)
     order by g.firm, g.role limit 500`,
    [account, house.clock.today()],
  )
  const found = new Map(
    (await findFirms(house, [...new Set(grants.map((grant) => grant.firm))])).map((firm) => [firm.code, firm]),
  )
  return grants.flatMap(({ role, firm }) => {
    const row = found.get(firm)
    return row ? [{ role, firm: row }] : []
  })
}

/**
 * Who an account may hold licences and benefits for: the person behind it, by id, and by credit code the firms it may act for today.
 * To be asked within another statement, of which `account` and `today` are parameters.
 */
export const holdersQuery = (account: string, today: string) =>
  `select a.person as holder from registry.accounts a where a.id = ${account} and a.person is not null
   union all select g.firm from registry.grants g
   where g.account = ${account} and g.firm is not null and g.from_day <= ${today} and (g.until_day is null or g.until_day > ${today})`

/** The same, asked alone. */
export async function holdersBehind(house: Pick<House, 'db' | 'clock'>, account: string): Promise<string[]> {
  const rows = await house.db.ask<{ holder: string }>(holdersQuery('$1', '$2'), [account, house.clock.today()])
  return rows.map((row) => row.holder)
}

/** The firm as it crosses the wire. */
export function firmView(places: Places, row: FirmRow): Firm {
  const present = Object.entries({
    type: row.type,
    representative: row.representativeName,
    industry: row.industry,
    established: row.established,
    capital: row.capital,
    capitalFen: row.capitalFen,
    currency: row.currency,
    address: row.address,
    scope: row.scope,
  }).filter(([, value]) => value !== null)
  return {
    code: row.code,
    name: row.name,
    kind: row.kind,
    region: row.region,
    regionName: regionName(places, row.region),
    status: row.status,
    updatedAt: row.updatedAt.toISOString(),
    ...Object.fromEntries(present),
  }
}

/** The region's name with its league's, without the province's. */
export function regionName(places: Places, code: string): string {
  const path = places.path(code)
  return (path.length > 1 ? path.slice(1) : path).map((region) => region.name).join('') || code
}
