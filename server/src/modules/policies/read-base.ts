/** The firms of a region with their facts, page by page: the base over which audiences and simulations are reckoned. */
import { countFirms, type FirmRow, getPlaces, pageFirms } from '#ask/registry'
import type { House } from '#platform/module'
import { type FactRow, registerFacts, valuesOf } from './firm-facts.ts'
import { dictionaryOf } from './shelf.ts'

export interface BaseFirm {
  readonly league: string
  readonly code: string
  readonly name: string
  readonly region: string
  readonly values: Readonly<Record<string, unknown>>
}

const pageSize = 2000

/** How many firms a reading goes through, those of other regions with them. */
export async function sizeOfBase(house: Pick<House, 'db' | 'site'>): Promise<number> {
  return countFirms(house, await leaguesOf(house))
}

/** Active firms of the region and below, with what is known of them today; `onRead` hears how many firms each page held. */
export async function* readBase(
  house: Pick<House, 'db' | 'site' | 'clock'>,
  region: string,
  onRead: (firms: number) => void = () => {},
): AsyncGenerator<readonly BaseFirm[]> {
  const { facts } = await dictionaryOf(house)
  const today = house.clock.today()
  const below = region.replace(/(00)+$/, '')
  for (const league of await leaguesOf(house)) {
    let after = ''
    for (;;) {
      const firms = await pageFirms(house, league, after, pageSize)
      onRead(firms.length)
      const wanted = firms.filter((firm) => firm.region.startsWith(below))
      const known = await factsOf(house, league, wanted)
      yield wanted.map((firm) => ({
        league,
        code: firm.code,
        name: firm.name,
        region: firm.region,
        values: valuesOf(registerFacts(facts, firm, today), known.get(firm.code)),
      }))
      const last = firms.at(-1)
      if (firms.length < pageSize || !last) break
      after = last.code
    }
  }
}

/** A firm's key is led by the league where it was first registered, which need not be the one where it sits. */
async function leaguesOf(house: Pick<House, 'db' | 'site'>): Promise<readonly string[]> {
  const places = await getPlaces(house)
  const leagues = places.below(house.site.region).filter(({ level }) => level === 'league')
  return [...leagues.map(({ code }) => code), house.site.region]
}

async function factsOf(
  house: Pick<House, 'db'>,
  league: string,
  firms: readonly FirmRow[],
): Promise<ReadonlyMap<string, FactRow>> {
  if (firms.length === 0) return new Map()
  const rows = await house.db.ask<FactRow>(
    'select f.league, f.firm, f.held, f.said from policies.facts f where f.league = $1 and f.firm = any($2)',
    [league, firms.map(({ code }) => code)],
  )
  return new Map(rows.map((row) => [row.firm, row]))
}
