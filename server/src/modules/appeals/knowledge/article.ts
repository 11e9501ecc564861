/** An article as it is stored, and how it is told. */
import type { ArticleLine, ArticleVersion, NewArticle } from '@steppe/contracts/appeals'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'

export interface StoredArticle {
  readonly league: string
  readonly id: string
  readonly version: number
  readonly content: NewArticle
  readonly review_on: string
  readonly useful: number
  readonly not_useful: number
  readonly withdrawn: boolean
}

export interface StoredVersion {
  readonly version: number
  readonly content: NewArticle
  readonly withdrawn: boolean
  readonly note: string | null
  readonly written_at: Date
}

/** Columns of `appeals.articles a` with their latest version `v`. */
export const articleColumns = 'a.league, a.id, a.version, v.content, a.review_on, a.useful, a.not_useful, a.withdrawn'
export const withContent =
  'join appeals.article_versions v on v.league = a.league and v.article = a.id and v.version = a.version'

const beginning = 90

export interface Names {
  readonly owner: (kind: string, region: string) => string
  readonly region: (code: string) => string
}

/** Names of departments and regions in the reader's language. */
export async function namesFor(house: Pick<CasesHouse, 'db'>, language: 'zh' | 'en'): Promise<Names> {
  const places = await getPlaces(house)
  return {
    owner: (kind) => {
      const found = places.kind(kind)
      return (language === 'en' ? found?.shortEn : found?.shortZh) ?? kind
    },
    region: (code) => {
      const found = places.region(code)
      return (language === 'en' ? found?.english : undefined) ?? found?.name ?? code
    },
  }
}

const both = (words: { readonly zh: string; readonly en?: string }) => ({ zh: words.zh, en: words.en || words.zh })
const begins = (text: string, most: number) => {
  const line = text.replaceAll(/\s*\n\s*/g, ' ')
  return [...line].length > most ? `${[...line].slice(0, most).join('')}…` : line
}

export function lineOf(row: StoredArticle, names: Names, today: string): ArticleLine {
  const { title, body, owner, region, sources } = row.content
  const [first] = sources
  return {
    id: row.id,
    version: row.version,
    title: both(title),
    begins: { zh: begins(body.zh, beginning), en: begins(body.en || body.zh, 2 * beginning) },
    owner,
    ownerName: names.owner(owner, region),
    region,
    regionName: names.region(region),
    source: `${first?.document ?? ''}${first?.part ?? ''}`,
    reviewOn: row.review_on,
    overdue: row.review_on < today,
    useful: row.useful,
    notUseful: row.not_useful,
  }
}

export function versionOf(row: StoredVersion, names: Names): ArticleVersion {
  const { title, body, keywords, owner, region, sources } = row.content
  return {
    version: row.version,
    title: both(title),
    body: both(body),
    keywords,
    owner,
    ownerName: names.owner(owner, region),
    region,
    regionName: names.region(region),
    sources,
    withdrawn: row.withdrawn,
    ...(row.note ? { note: row.note } : {}),
    writtenAt: row.written_at.toISOString(),
  }
}
