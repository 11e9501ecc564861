/** Finds items in plain words, pinyin or initials, for a region and those above it, page by page. */
import type { ItemSummary, SearchAnswer, SearchQuery } from '@steppe/contracts/catalog'
import { getPlaces } from '#ask/registry'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { getCatalogue, versionOn } from './catalogue.ts'
import { type PagePlace, readCursor, writeCursor } from './cursor.ts'
import { regionAndAbove } from './item-code.ts'
import { bodyOfRow } from './item-places.ts'
import { filterQuery, isCommon, rankTexts, type SearchFilter } from './rank-texts.ts'
import { summarise } from './resolve-item.ts'
import type { ItemRow } from './tables.ts'

type Searcher = Pick<House, 'db' | 'site' | 'clock'>

interface FoundRow extends ItemRow {
  readonly place: number
}

interface TextRank {
  readonly id: number
  readonly popular: number
}

/** A text to look items up for: its place in the order, and its id. */
type TextPlace = readonly [place: number, id: number]

const start: PagePlace = { place: -1, text: 0, level: '9', code: '' }

/**
 * A page of items. With a region: those of the region and its ancestors, the nearest body first. Without: one item for
 * each text, of the highest level. Refuses catalog.cursor_unreadable.
 */
export async function searchItems(house: Searcher, query: SearchQuery): Promise<SearchAnswer | Refusal> {
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor)
  if (query.cursor !== undefined && !after) return refuse('catalog.cursor_unreadable')
  const filter: SearchFilter = {
    regions: query.region === undefined ? undefined : regionAndAbove(query.region),
    audience: query.audience,
    theme: query.theme,
    department: query.department,
    list: query.list,
  }
  const size = query.limit ?? 20
  const typed = query.q?.trim()
  const { rows, ...how } = typed
    ? await searched(house, typed, filter, query.level, after, size)
    : { rows: await browsed(house, filter, query.level, after, size) }
  return { ...(await answerOf(house, rows, size)), ...how }
}

async function searched(
  house: Searcher,
  q: string,
  filter: SearchFilter,
  level: string | undefined,
  after: PagePlace | undefined,
  size: number,
) {
  const { ids, understood, distant } = await rankTexts(house, q, filter)
  const places = ids.map((id, place): TextPlace => [place, id])
  const from = after ? Math.max(0, ids[after.place] === after.text ? after.place : ids.indexOf(after.text)) : 0
  // The ranking may have moved since: go on behind the text the page ended with, wherever it stands now.
  const behind = after && { ...after, place: from }
  const rows: FoundRow[] = []
  const step = filter.regions ? 40 : size + 1
  for (let at = from; at < places.length && rows.length <= size; at += step)
    rows.push(
      ...(await itemsOf(house, places.slice(at, at + step), filter, level, behind ?? start, size + 1 - rows.length)),
    )
  return { rows, ...(understood ? { understood } : {}), ...(distant ? { distant } : {}) }
}

/** Without words: by popularity. */
async function browsed(
  house: Searcher,
  filter: SearchFilter,
  level: string | undefined,
  after: PagePlace | undefined,
  size: number,
): Promise<FoundRow[]> {
  const rows: FoundRow[] = []
  let from = after && { popular: -after.place, id: after.text }
  for (let turns = 0; turns < 100 && rows.length <= size; turns++) {
    const texts = await nextTexts(house, filter, from)
    const places = texts.map(({ id, popular }): TextPlace => [-popular, id])
    rows.push(
      ...(await itemsOf(house, places, filter, level, after ?? { ...start, place: -1000 }, size + 1 - rows.length)),
    )
    const last = texts.at(-1)
    if (!last || texts.length < 40) break
    from = { popular: last.popular, id: last.id + 1 }
  }
  return rows
}

async function nextTexts(house: Searcher, filter: SearchFilter, from: { popular: number; id: number } | undefined) {
  const { db } = house
  const marked = filterQuery({ ...filter, regions: undefined })
  const behind = '($1::int is null or s.popular < $1 or (s.popular = $1 and s.id >= $2::bigint))'
  // Adding nothing to the tokens keeps the index of words out: the planner cannot know how common a mark is.
  const tokens = marked.length > 0 && (await isCommon(house, filter)) ? "(s.tokens || ''::tsvector)" : 's.tokens'
  const marks = marked.length > 0 ? `and ${tokens} @@ $3::tsquery` : 'and $3::text is null'
  const page = `where ${behind} ${marks} order by s.popular desc, s.id limit 40`
  const values = [from?.popular ?? null, from?.id ?? null, marked.length > 0 ? marked.join(' & ') : null]
  if (!filter.regions) return db.ask<TextRank>(`select s.id, s.popular from catalog.search_texts s ${page}`, values)
  // Each home has its texts in this order already: forty of each, merged, read no more than they must.
  return db.ask<TextRank>(
    `select s.id, s.popular from unnest($4::text[]) as h(home)
     cross join lateral (select s.id, s.popular from catalog.search_texts s ${page.replace('where', 'where s.home = h.home and')}) s
     order by s.popular desc, s.id limit 40`,
    [...values, ['*', ...filter.regions]],
  )
}

const columns =
  'i.league, i.code, i.from_day, i.until_day, i.basic_code, i.region, i.level, i.department, i.text_id, i.overrides, i.body, i.origin'

/** Items of the texts in their order, behind the place; the nearest body first, or one for each text without a region. */
async function itemsOf(
  house: Searcher,
  texts: readonly TextPlace[],
  filter: SearchFilter,
  level: string | undefined,
  after: PagePlace,
  limit: number,
): Promise<FoundRow[]> {
  if (texts.length === 0) return []
  const inForce = `i.text_id = t.id and i.from_day <= $3 and (i.until_day is null or $3 < i.until_day) and ($4::text is null or i.level = $4)`
  const behind = '(t.place, t.id) > ($5, $6)'
  const day = house.clock.today()
  const shared = [texts.map(([place]) => place), texts.map(([, id]) => id), day, level ?? null, after.place, after.text]
  if (!filter.regions)
    return house.db.ask<FoundRow>(
      `select i.*, t.place::int as place from unnest($1::int[], $2::bigint[]) as t(place, id)
       cross join lateral (select ${columns} from catalog.items i where ${inForce} order by i.level, i.code limit 1) i
       where ${behind} order by t.place, t.id limit $7`,
      [...shared, limit],
    )
  return house.db.ask<FoundRow>(
    `select i.*, t.place::int as place from unnest($1::int[], $2::bigint[]) as t(place, id)
     cross join lateral (select ${columns} from catalog.items i where ${inForce} and i.region = any($8)) i
     where ${behind} or (t.place = $5 and t.id = $6 and (i.level < $9 or (i.level = $9 and i.code > $10)))
     order by t.place, t.id, i.level desc, i.code limit $7`,
    [...shared, limit, filter.regions, after.level, after.code],
  )
}

async function answerOf(house: Searcher, rows: readonly FoundRow[], size: number): Promise<SearchAnswer> {
  const [{ basics }, places] = await Promise.all([getCatalogue(house), getPlaces(house)])
  const day = house.clock.today()
  const items: ItemSummary[] = []
  for (const row of rows.slice(0, size)) {
    const basic = versionOn(basics.get(row.basic_code), day)
    if (basic) items.push(summarise(row, basic, bodyOfRow(places, row)))
  }
  const last = rows.length > size ? rows[size - 1] : undefined
  return {
    items,
    ...(last
      ? { next: writeCursor({ place: last.place, text: Number(last.text_id), level: last.level, code: last.code }) }
      : {}),
  }
}
