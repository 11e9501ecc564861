/** Firms found by the beginning of their code, the beginning of their name, or words of it; always through an index. */
import type { FirmQuery, FirmsAnswer } from '@steppe/contracts/registry'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { readCursor, writeCursor } from './cursor.ts'
import { findFirm, leagueOfCode, regionName } from './find-firm.ts'
import type { Places } from './gather-places.ts'
import { searchGrams } from './name-grams.ts'
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
  const regions = query.region ? places.below(query.region).map((region) => region.code) : null
  if (/^[0-9A-Za-z]{18}$/.test(words)) return oneFirm(house, words)
  if (!words) return regions ? byRegion(house, regions, key, limit) : refuse('registry.query_too_short')
  if (/^[0-9A-Z]{2}[0-9]{4}[0-9A-Z]{0,11}$/i.test(words)) return byCode(house, places, words.toUpperCase(), key, limit)
  const grams = searchGrams(words, placeNames(places))
  return grams.length > 0
    ? byWords(house, { words, grams, regions, key, limit })
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

/** Above so many candidates words count as common: then walking in order finds a page sooner than sorting all that have them. */
const commonFrom = 3000

async function byWords(house: House, search: Search & { readonly grams: readonly string[] }): Promise<Look> {
  const [found] = await house.db.ask<{ count: number }>(
    'select count(*)::int as count from (select 1 from registry.firms f where f.grams @> $1::text[] limit $2) few',
    [search.grams, commonFrom],
  )
  if ((found?.count ?? 0) < commonFrom) return byRareWords(house, search)
  return search.regions
    ? byRegion(house, search.regions, search.key, search.limit, search.words)
    : byCommonWords(house, search)
}

/** By league or region, then code. Pairs may stand apart in a name, so the words as typed are looked for as well. */
async function byRareWords(
  house: House,
  { words, grams, regions, key, limit }: Search & { readonly grams: readonly string[] },
): Promise<Look> {
  const lead = regions ? 'region' : 'league'
  const rows = await house.db.ask<Hit & { lead: string }>(
    `select f.${lead} as lead, ${columns} from registry.firms f
     where f.grams @> $1::text[] and ($2::text[] is null or f.region = any($2)) and (f.${lead}, f.code) > ($3, $4) and ${hasWords('$5')}
     order by f.${lead}, f.code limit $6`,
    [grams, regions, key[0], key[1], bare(words), limit + 1],
  )
  return page(rows, limit, (row) => [row.lead, row.code])
}

/** Along the key of the table, until a page is full. */
async function byCommonWords(house: House, { words, key, limit }: Search): Promise<Look> {
  const rows = await house.db.ask<Hit & { lead: string }>(
    `select f.league as lead, ${columns} from registry.firms f
     where (f.league, f.code) > ($1, $2) and ${hasWords('$3')} order by f.league, f.code limit $4`,
    [key[0], key[1], bare(words), limit + 1],
  )
  return page(rows, limit, (row) => [row.lead, row.code])
}

/** Whether the name has the words, brackets aside; written so that no index tempts the planner away from the order. */
function hasWords(words: string): string {
  return `position(${words} in lower(translate(f.name, '（）()·.- ', ''))) > 0`
}

function bare(words: string): string {
  return words.replace(/[（）()·.\- ]/g, '').toLowerCase()
}

/** Names that begin with the words, in the order of the names. */
async function byBeginning(house: House, { words, regions, key, limit }: Search): Promise<Look> {
  const from = key[0] === '' ? [words, ''] : key
  const rows = await house.db.ask<Hit>(
    `select ${columns} from registry.firms f
     where (f.name, f.code) > ($1, $2) and f.name < $3 and ($4::text[] is null or f.region = any($4))
     order by f.name, f.code limit $5`,
    [from[0], from[1], `${words}\u{10ffff}`, regions, limit + 1],
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
async function byRegion(house: House, below: readonly string[], key: Key, limit: number, words = ''): Promise<Look> {
  const regions = below.filter((code) => code >= key[0])
  const rows = await house.db.ask<Hit>(
    `select l.* from unnest($1::text[]) as r(code),
       lateral (select ${columns} from registry.firms f
         where f.region = r.code and (r.code > $2 or f.code > $3) and ($5 = '' or ${hasWords('$5')}) order by f.code limit $4) l
     order by l.region, l.code limit $4`,
    [regions, key[0], key[1], limit + 1, bare(words)],
  )
  return page(rows, limit, (row) => [row.region, row.code])
}

function page<Row extends Hit>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly string[]): Look {
  const hits = rows.slice(0, limit)
  const last = hits.at(-1)
  const shown = hits.map(({ code, name, region, status }) => ({ code, name, region, status }))
  return rows.length > limit && last ? { hits: shown, next: keyOf(last) } : { hits: shown }
}
