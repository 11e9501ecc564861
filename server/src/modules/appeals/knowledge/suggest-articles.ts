/** While somebody writes: articles of which a keyword, or two words of title and keywords, stand in the text, with the words that led to each. */
import type { ArticleSuggestRequest, SuggestedArticles } from '@steppe/contracts/appeals'
import { type Query, type QueryConcept, queryTokens, quoteToken } from '@steppe/kernels/text'
import { getSegmenter, getSynonyms } from '#ask/catalog'
import type { CasesHouse } from '#cases/house'
import { lineOf, namesFor } from './article.ts'
import { candidates, type IndexedArticle, readFrequencies, regionsAbove } from './find-articles.ts'

const most = 3
/** Of a long text its beginning says what it is about. */
const readSigns = 400
/** Words said by every second article tell nothing. */
const tooCommon = 0.5
/** A match of this weight is worth a line: one rare word of two characters. */
const leastScore = 1.2

type Hit = {
  readonly row: IndexedArticle
  readonly score: number
  /** A keyword stands in the text whole, as its owner wrote it or in everyday words for it. */
  readonly named: boolean
  readonly because: readonly string[]
}

export async function suggestArticles(
  house: CasesHouse,
  { text, region }: ArticleSuggestRequest,
  language: 'zh' | 'en',
): Promise<SuggestedArticles> {
  const names = await namesFor(house, language)
  const hits = await articlesFor(house, text, region)
  return {
    articles: hits
      .slice(0, most)
      .map(({ row, because }) => ({ ...lineOf(row, names, house.clock.today()), because: [...because] })),
  }
}

/** Best first. */
export async function articlesFor(house: CasesHouse, text: string, region: string | undefined): Promise<Hit[]> {
  const query = queryTokens([...text].slice(0, readSigns).join(''), getSegmenter(), await getSynonyms(house))
  const telling = tellingConcepts(query)
  const tokens = [...new Set(telling.flatMap((concept) => exactForms(concept).flatMap((form) => form.tokens)))]
  if (tokens.length === 0) return []
  const { documents, frequency } = await readFrequencies(house, { ...query, concepts: telling })
  const known = tokens.filter((token) => frequency(token) > 0 && frequency(token) <= Math.max(2, documents * tooCommon))
  if (known.length === 0) return []
  const rows = await candidates(house, known.map(quoteToken).join(' | '), await regionsAbove(house, region))
  return (
    rows
      .map((row) => hitOf(row, text, telling, (token) => Math.log((documents + 1) / (frequency(token) + 0.5))))
      // One word of a title, 公司 or 多少钱, is said by many who speak of something else.
      .filter(({ score, named, because }) => score >= leastScore && (named || because.length > 1))
      .sort((a, b) => b.score - a.score || (a.row.id < b.row.id ? -1 : 1))
  )
}

const exactForms = (concept: QueryConcept) =>
  concept.forms.filter(({ kind }) => kind === 'word' || kind === 'pairs' || kind === 'official')

const tellingConcepts = (query: Query) => query.concepts.filter(({ text }) => [...text].length > 1)

function hitOf(
  row: IndexedArticle,
  text: string,
  concepts: readonly QueryConcept[],
  rarity: (token: string) => number,
): Hit {
  const said = new Set([...row.title_tokens, ...row.keyword_tokens])
  const because: string[] = []
  let named = row.content.keywords.some((keyword) => [...keyword].length > 1 && text.includes(keyword))
  let score = 0
  for (const concept of concepts) {
    const forms = exactForms(concept).filter(({ tokens }) => tokens.length > 0 && tokens.every((one) => said.has(one)))
    const worth = Math.max(0, ...forms.map((form) => form.weight * Math.min(...form.tokens.map(rarity))))
    if (worth <= 0) continue
    score += worth
    named ||= forms.some(({ kind }) => kind === 'official')
    because.push(concept.text)
  }
  return { row, score, named, because: because.slice(0, 6) }
}
