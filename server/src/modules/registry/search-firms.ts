/** Firms found by the beginning of their code, the beginning of their name, or words of it; always through an index. */
import type { FirmQuery, FirmsAnswer } from '@steppe/contracts/registry'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { readCursor, writeCursor } from './cursor.ts'
import { findFirm, leagueOfCode, regionName } from './find-firm.ts'
import type { Places } from './gather-places.ts'
import { nameHas, searchGrams } from './name-grams.ts'
import { getPlaces } from './places.ts'

interface Hit {
  readonly code: string
  readonly name: string
  readonly region: string
  readonly status: FirmsAnswer['firms'][number]['status']
}

/** One page of a search: the rows after a key, and the key of the last one looked at. */
interface Look {
  readonly hits: readonly Hit[]
  readonly next?: readonly string[]
}

const columns = 'f.code, f.name, f.region, f.status'

/** A page of firms. Refuses words that would find nearly everything, and cursors that are none. */
export async function searchFirms(house: House, query: FirmQuery): Promise<FirmsAnswer | Refusal> {
  const after = readCursor(query.cursor, 2)
  if (isRefusal(after)) return after
  const places = await getPlaces(house)
  const key: Key = after ? [String(after[0]), String(after[1])] : ['', '']
  const look = await findPage(house, places, query, key)
  if (isRefusal(look)) return look
  return {
    firms: look.hits.map((hit) => ({ ...hit, regionName: regionName(places, hit.region) })),
    ...(look.next ? { next: writeCursor(look.next) } : {}),
  }
}

type Key = readonly [string, string]

async function findPage(house: House, places: Places, query: FirmQuery, key: Key): Promise<Look | Refusal> {
  const limit = query.limit ?? 20
  const words = (query.q ?? '').normalize('NFKC').trim()
  if (/^[0-9A-Za-z]{18}$/.test(words)) return oneFirm(house, words)
  if (!words)
    return query.region ? byRegion(house, places, query.region, key, limit) : refuse('registry.query_too_short')
  if (/^[0-9A-Z]{2}[0-9]{4}[0-9A-Z]{0,11}$/i.test(words)) return byCode(house, places, words.toUpperCase(), key, limit)
  const regions = query.region ? places.below(query.region).map((region) => region.code) : null
  const grams = searchGrams(words, placeNames(places))
  return grams.length > 0
    ? byGrams(house, { words, grams, regions, key, limit })
    : byBeginning(house, { words, regions, key, limit })
}

function placeNames(places: Places): string[] {
  return places.regions
    .filter((region) => region.level !== 'town' && region.level !== 'banner')
    .map((region) => region.name)
}

async function oneFirm(house: House, code: string): Promise<Look> {
  const firm = await findFirm(house, code)
  return { hits: firm ? [{ code: firm.code, name: firm.name, region: firm.region, status: firm.status }] : [] }
}

interface Search {
  readonly words: string
  readonly regions: readonly string[] | null
  readonly key: Key
  readonly limit: number
}

/** In the order of the codes. Pairs may stand apart in a name: rows that lack the words as typed are left out here. */
async function byGrams(
  house: House,
  { words, grams, regions, key, limit }: Search & { readonly grams: readonly string[] },
): Promise<Look> {
  const hits: Hit[] = []
  let from = key[0]
  for (let rounds = 0; rounds < 4; rounds++) {
    const rows = await house.db.ask<Hit>(
      `select ${columns} from registry.firms f
       where f.grams @> $1::text[] and ($2::text[] is null or f.region = any($2)) and f.code > $3 order by f.code limit $4`,
      [grams, regions, from, limit + 1],
    )
    for (const row of rows) {
      if (hits.length === limit) return { hits, next: [from, ''] }
      from = row.code
      if (nameHas(row.name, words)) hits.push(row)
    }
    if (rows.length <= limit) return { hits }
  }
  return { hits, next: [from, ''] }
}

/** Names that begin with the words, in the order of the names. */
async function byBeginning(house: House, { words, regions, key, limit }: Search): Promise<Look> {
  const rows = await house.db.ask<Hit>(
    `select ${columns} from registry.firms f
     where f.name >= $1 and f.name < $1 || chr(1114111) and ($2::text[] is null or f.region = any($2))
       and (f.name, f.code) > ($3, $4)
     order by f.name, f.code limit $5`,
    [words, regions, key[0], key[1], limit + 1],
  )
  return page(rows, limit, (row) => [row.name, row.code])
}

/** In the order of the codes; six characters name the league, so only its part of the table is looked at. */
async function byCode(house: House, places: Places, beginning: string, key: Key, limit: number): Promise<Look> {
  const rows = await house.db.ask<Hit>(
    `select ${columns} from registry.firms f
     where f.league = $1 and f.code >= $2 and f.code < $2 || '~' and f.code > $3
     order by f.code limit $4`,
    [leagueOfCode(places, house.site, beginning), beginning, key[0], limit + 1],
  )
  return page(rows, limit, (row) => [row.code, ''])
}

/** Region by region, each in the order of its codes: one short look into the index for every region. */
async function byRegion(house: House, places: Places, region: string, key: Key, limit: number): Promise<Look> {
  const regions = places.below(region).flatMap((each) => (each.code >= key[0] ? [each.code] : []))
  const rows = await house.db.ask<Hit>(
    `select l.* from unnest($1::text[]) as r(code),
       lateral (select ${columns} from registry.firms f where f.region = r.code and (r.code > $2 or f.code > $3) order by f.code limit $4) l
     order by l.region, l.code limit $4`,
    [regions, key[0], key[1], limit + 1],
  )
  return page(rows, limit, (row) => [row.region, row.code])
}

function page(rows: readonly Hit[], limit: number, keyOf: (row: Hit) => readonly string[]): Look {
  const hits = rows.slice(0, limit)
  const last = hits.at(-1)
  return rows.length > limit && last ? { hits, next: keyOf(last) } : { hits }
}
