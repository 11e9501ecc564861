/** Articles in plain words, pinyin or initials, with the tokens, synonyms and ranking of the catalogue's search; without words the most useful first. */
import type { ArticleQuery, Articles } from '@steppe/contracts/appeals'
import { candidateQueries, type Query, queryTokens, quoteToken, rank, tokensOfQuery } from '@steppe/kernels/text'
import { getSegmenter, getSynonyms } from '#ask/catalog'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { type Refusal, refuse } from '#platform/refusals'
import { articleColumns, lineOf, namesFor, type StoredArticle, withContent } from './article.ts'
import { saidOf } from './index-article.ts'

const pageSize = 20
const enough = 60
/** What scores less than this part of the best says something else. */
const tooWeak = 0.35
/** An article that has less than this part of what was asked does not answer it. */
const leastCovered = 0.34

export interface IndexedArticle extends StoredArticle {
  readonly title_tokens: readonly string[]
  readonly keyword_tokens: readonly string[]
  readonly body_tokens: readonly string[]
}

export const indexedColumns = `${articleColumns}, a.title_tokens, a.keyword_tokens, a.body_tokens`

/** The region and those above it; nothing for everywhere. */
export async function regionsAbove(house: Pick<CasesHouse, 'db'>, region: string | undefined) {
  if (region === undefined) return null
  return (await getPlaces(house)).path(region).map(({ code }) => code)
}

/** A page of articles. Refuses platform.cursor_unknown. */
export async function findArticles(
  house: CasesHouse,
  query: ArticleQuery,
  language: 'zh' | 'en',
): Promise<Articles | Refusal> {
  const cursor = query.cursor === undefined ? undefined : /^(\d{1,9})~([a-z0-9-]{0,60})$/.exec(query.cursor)
  if (cursor === null) return refuse('platform.cursor_unknown')
  const after = { number: Number(cursor?.[1] ?? 0), id: cursor?.[2] ?? '' }
  const q = query.q?.trim()
  const found = q
    ? (await rankArticles(house, q, query)).slice(after.number)
    : await browse(house, query, cursor && after)
  const page = found.slice(0, pageSize)
  const names = await namesFor(house, language)
  const last = page.at(-1)
  const next = q ? `${after.number + pageSize}~` : `${last?.useful}~${last?.id}`
  return {
    articles: page.map((row) => lineOf(row, names, house.clock.today())),
    ...(found.length > pageSize ? { next } : {}),
  }
}

async function browse(
  house: CasesHouse,
  { region, owner }: ArticleQuery,
  after: { readonly number: number; readonly id: string } | undefined,
): Promise<StoredArticle[]> {
  return house.db.ask<StoredArticle>(
    `select ${articleColumns} from appeals.articles a ${withContent}
     where not a.withdrawn and ($1::text[] is null or a.region = any($1)) and ($2::text is null or a.owner = $2)
       and ($3::int is null or a.useful < $3 or (a.useful = $3 and a.id > $4))
     order by a.useful desc, a.id limit ${pageSize + 1}`,
    [await regionsAbove(house, region), owner ?? null, after?.number ?? null, after?.id ?? ''],
  )
}

/** Articles for `q`, best first. */
export async function rankArticles(
  house: CasesHouse,
  q: string,
  filter: Pick<ArticleQuery, 'region' | 'owner'>,
): Promise<readonly IndexedArticle[]> {
  const query = queryTokens(q, getSegmenter(), await getSynonyms(house))
  if (query.concepts.length === 0) return []
  const corpus = await readFrequencies(house, query)
  const regions = await regionsAbove(house, filter.region)
  const found = new Map<string, IndexedArticle>()
  for (const { tsquery } of candidateQueries(query, corpus.frequency)) {
    for (const row of await candidates(house, tsquery, regions, filter.owner)) found.set(row.id, row)
    if (found.size >= enough) break
  }
  const ranked = rank(query, [...found.values()].map(documentOf), {
    fieldWeights: { name: 1, keywords: 0.9, body: 0.5 },
    corpus,
  })
  const best = ranked[0]?.score ?? 0
  return ranked
    .filter(({ score, coverage }) => score >= best * tooWeak && coverage >= leastCovered)
    .flatMap(({ id }) => found.get(id) ?? [])
}

/** In how many articles each token of the query stands: counted in the index, as there are thousands of articles and not a million. */
export async function readFrequencies({ db }: Pick<CasesHouse, 'db'>, query: Query) {
  const tokens = tokensOfQuery(query)
  const rows = await db.ask<{ token: string; texts: number }>(
    `select t.token, (select count(*)::int from appeals.articles a where a.tokens @@ t.asked::tsquery) as texts
     from unnest($1::text[], $2::text[]) as t(token, asked)
     union all select '', count(*)::int from appeals.articles a where not a.withdrawn`,
    [tokens, tokens.map(quoteToken)],
  )
  const counts = new Map(rows.map(({ token, texts }) => [token, texts]))
  return { documents: Math.max(counts.get('') ?? 0, 1), frequency: (token: string) => counts.get(token) ?? 0 }
}

export function candidates(
  { db }: Pick<CasesHouse, 'db'>,
  tsquery: string,
  regions: readonly string[] | null,
  owner?: string,
): Promise<IndexedArticle[]> {
  return db.ask<IndexedArticle>(
    `select ${indexedColumns} from appeals.articles a ${withContent}
     where a.tokens @@ $1::tsquery and not a.withdrawn and ($2::text[] is null or a.region = any($2)) and ($3::text is null or a.owner = $3)
     order by ts_rank(a.tokens, $1::tsquery) desc, a.id limit 80`,
    [tsquery, regions, owner ?? null],
  )
}

function documentOf(row: IndexedArticle) {
  return {
    id: row.id,
    fields: {
      name: { text: row.content.title.zh, tokens: row.title_tokens },
      keywords: { text: saidOf(row.content), tokens: row.keyword_tokens },
      body: { text: row.content.body.zh, tokens: row.body_tokens },
    },
  }
}
