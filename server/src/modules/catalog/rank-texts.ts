/** Which texts answer what somebody typed: candidates from the inverted index, strictest first, then ranked. */
import {
  candidateQueries,
  normalise,
  type Query,
  queryTokens,
  quoteToken,
  rank,
  tokensOfQuery,
} from '@steppe/kernels/text'
import type { House } from '#platform/module'
import { marks } from './search-text.ts'
import { getSynonyms } from './search-words.ts'
import { getSegmenter } from './segmenter.ts'

/** What results are narrowed to. */
export interface SearchFilter {
  readonly regions: readonly string[] | undefined
  readonly audience?: 'person' | 'firm' | undefined
  readonly theme?: string | undefined
  readonly department?: string | undefined
  readonly list?: string | undefined
}

interface TextRow {
  readonly id: number
  readonly name: string
  readonly keywords: string
  readonly name_tokens: readonly string[]
  readonly keyword_tokens: readonly string[]
  readonly popular: number
}

export interface RankedTexts {
  /** Ids of texts, best first. */
  readonly ids: readonly number[]
  /** What was searched for instead of what was typed. */
  readonly understood: string | undefined
  /** Nothing covers half of what was asked: these are only the nearest. */
  readonly distant: boolean
}

const enough = 60
/** So many texts that name what was asked are an answer. */
const answered = 2
/** What scores less than this part of the best says something else. */
const tooWeak = 0.35
/** What covers less of the words than this has but a syllable in common with them. */
const unheard = 0.2
const half = 0.5
/** What is called just as was typed goes before what holds the words among others. */
const called = 1.5

/** Texts for `q`, best first, at most about a hundred. */
export async function rankTexts(
  house: Pick<House, 'db' | 'site'>,
  q: string,
  filter: SearchFilter,
): Promise<RankedTexts> {
  const query = queryTokens(q, getSegmenter(), await getSynonyms(house))
  if (query.concepts.length === 0) return { ids: [], understood: undefined, distant: false }
  const { frequency, documents } = await readFrequencies(house, query)
  const found = new Map<number, TextRow>()
  const steps = candidateQueries(query, frequency)
  for (const [at, step] of steps.entries()) {
    // The last step takes any rare token, for what is misspelt beyond its sound: slow, and noise when the words were found.
    if (at > 0 && at === steps.length - 1 && found.size >= answered) break
    const vector = [`(${step.tsquery})`, ...filterQuery(filter)].join(' & ')
    for (const row of await candidates(house, vector, step.tsquery, step.orderable)) found.set(row.id, row)
    if (found.size >= enough) break
  }
  const rows = [...found.values()]
  const ranked = rank(query, rows.map(documentOf), {
    fieldWeights: { name: 1, keywords: 0.9 },
    corpus: { documents, frequency },
  })
  const scored = ranked
    .map(({ id, score, coverage }) => {
      const row = found.get(Number(id))!
      return { row, coverage, score: score * (1 + row.popular / 400) * (isCalled(row, query) ? called : 1) }
    })
    .sort((a, b) => b.score - a.score || a.row.id - b.row.id)
  const best = scored[0]?.score ?? 0
  const kept = scored.filter(({ score, coverage }) => score >= best * tooWeak && coverage >= unheard)
  const understood = understoodAs(
    q,
    kept.slice(0, 5).map(({ row }) => row),
  )
  // Pinyin and English are weighed lower than what is written in full: of them it cannot be told.
  const distant = /\p{Script=Han}/u.test(q) && kept.length > 0 && kept.every(({ coverage }) => coverage < half)
  return { ids: kept.map(({ row }) => row.id), understood, distant }
}

async function readFrequencies({ db }: Pick<House, 'db'>, query: Query) {
  const rows = await db.ask<{ token: string; texts: number }>(
    `select t.token, t.texts from catalog.search_terms t where t.token = any($1)
     union all select '', t.texts from catalog.search_terms t where t.token = $2`,
    [tokensOfQuery(query), marks.home('*')],
  )
  const counts = new Map(rows.map(({ token, texts }) => [token, texts]))
  const documents = Math.max(counts.get('') ?? 0, ...counts.values(), 1)
  return { documents, frequency: (token: string) => counts.get(token) ?? 0 }
}

/** The marks of the filter as parts of a tsquery. */
export function filterQuery(filter: SearchFilter): string[] {
  const homes = filter.regions && ['*', ...filter.regions].map((region) => quoteToken(marks.home(region)))
  return [...(homes ? [`(${homes.join(' | ')})`] : []), ...marksOf(filter).map(quoteToken)]
}

/** The marks that a text must have besides its home. */
function marksOf({ audience, theme, department, list }: SearchFilter): string[] {
  return [
    ...(audience ? [marks.audience(audience)] : []),
    ...(theme ? [marks.theme(theme)] : []),
    ...(department ? [marks.department(department)] : []),
    ...(list ? [marks.list(list)] : []),
  ]
}

/** Whether so many texts have the marks that going through the popular ones finds them sooner than the index of words. */
export async function isCommon({ db }: Pick<House, 'db'>, filter: SearchFilter): Promise<boolean> {
  const [row] = await db.ask<{ texts: number | null }>(
    'select min(coalesce(t.texts, 0)) as texts from unnest($1::text[]) as m(token) left join catalog.search_terms t using (token)',
    [marksOf(filter)],
  )
  return (row?.texts ?? 0) > 500
}

async function candidates(
  { db }: Pick<House, 'db'>,
  vector: string,
  words: string,
  orderable: boolean,
): Promise<TextRow[]> {
  const order = orderable ? 'order by ts_rank(s.tokens, $2::tsquery) desc, s.id' : ''
  return db.ask<TextRow>(
    `select s.id, s.name, s.keywords, s.name_tokens, s.keyword_tokens, s.popular
     from catalog.search_texts s where s.tokens @@ $1::tsquery ${orderable ? '' : 'and $2::text is not null'} ${order} limit 80`,
    [vector, words],
  )
}

const isCalled = ({ name, keywords }: TextRow, { text }: Query) =>
  [name, ...keywords.split('\n')].some((one) => normalise(one) === text)

function documentOf(row: TextRow) {
  return {
    id: String(row.id),
    fields: {
      name: { text: row.name, tokens: row.name_tokens },
      keywords: { text: row.keywords, tokens: row.keyword_tokens },
    },
  }
}

/** 营业执召 → 营业执照: the words of the same sound in what was found, when the typed ones are in none of it. */
function understoodAs(q: string, rows: readonly TextRow[]): string | undefined {
  const typed = q.trim()
  if (!/^\p{Script=Han}{2,}$/u.test(typed)) return undefined
  const texts = rows.flatMap((row) => [row.name, ...row.keywords.split('\n')])
  if (texts.some((text) => text.includes(typed))) return undefined
  const segmenter = getSegmenter()
  const sound = segmenter.pinyin(typed).join(' ')
  for (const text of texts) {
    const signs = [...text]
    for (let at = 0; at + typed.length <= signs.length; at++) {
      const piece = signs.slice(at, at + typed.length).join('')
      if (/^\p{Script=Han}+$/u.test(piece) && segmenter.pinyin(piece).join(' ') === sound) return piece
    }
  }
  return undefined
}
