/** Facts of firms that a pack brings, `policies/facts-of-firms.yaml`: for demonstrations, and for a first stock from an office. */
import { getPlaces, leagueOfCode } from '#ask/registry'
import type { House } from '#platform/module'
import type { Pack } from '#platform/packs'
import type { Ask } from '#platform/postgres'

export interface FirmFacts {
  readonly asOf: string
  /** By credit code, then by the office that holds them. */
  readonly firms: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>
}

/** Nothing where the pack has none. */
export async function readFirmFacts(pack: Pack): Promise<FirmFacts | null> {
  return (await pack.data<FirmFacts>('policies/facts-of-firms.yaml')) ?? null
}

/** Adds them to what is held; what the firms say stays. */
export async function loadFirmFacts(
  ask: Ask,
  house: Pick<House, 'db' | 'site' | 'clock'>,
  facts: FirmFacts | null,
): Promise<void> {
  if (!facts) return
  const places = await getPlaces(house)
  const rows = Object.entries(facts.firms).map(([firm, offices]) => ({
    league: leagueOfCode(places, house.site, firm),
    firm,
    held: Object.fromEntries(
      Object.entries(offices).flatMap(([source, values]) =>
        Object.entries(values).map(([id, value]) => [id, { value, source, asOf: facts.asOf }]),
      ),
    ),
  }))
  await ask(
    `insert into policies.facts as f (league, firm, held, updated_at)
     select r.league, r.firm, r.held, $2 from jsonb_to_recordset($1::jsonb) as r(league text, firm text, held jsonb)
     on conflict (league, firm) do update set held = f.held || excluded.held, updated_at = excluded.updated_at`,
    [JSON.stringify(rows), new Date(house.clock.now())],
  )
}
