/** One article: as it stands, with its versions, and what changed between two of them. */
import type { Article, ArticleDiff, ArticleVersions, NewArticle } from '@steppe/contracts/appeals'
import { diffText } from '@steppe/kernels/policies'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { articleColumns, namesFor, type StoredArticle, type StoredVersion, versionOf, withContent } from './article.ts'
import { mayWrite } from './may-write.ts'

type Found = StoredArticle & StoredVersion & { readonly reviewed_on: string | null }

/** The latest version. Refuses appeals.article_unknown. */
export async function getArticle(house: Pick<CasesHouse, 'db'>, id: string): Promise<Found | Refusal> {
  const [row] = await house.db.ask<Found>(
    `select ${articleColumns}, v.note, v.written_at, (select r.reviewed_on from appeals.article_reviews r
       where r.league = a.league and r.article = a.id order by r.number desc limit 1) as reviewed_on
     from appeals.articles a ${withContent} where a.id = $1`,
    [id],
  )
  return row ?? refuse('appeals.article_unknown')
}

/** A withdrawn one is shown to those who may write it. */
export async function viewArticle(
  house: CasesHouse,
  actor: Actor,
  id: string,
  language: 'zh' | 'en',
): Promise<Article | Refusal> {
  const row = await getArticle(house, id)
  if ('refused' in row) return row
  const may = await mayWrite(house, actor, row.content)
  if (row.withdrawn && !may) return refuse('appeals.article_unknown')
  return {
    id,
    ...versionOf(row, await namesFor(house, language)),
    reviewOn: row.review_on,
    overdue: row.review_on < house.clock.today(),
    ...(row.reviewed_on ? { reviewedOn: row.reviewed_on } : {}),
    useful: row.useful,
    notUseful: row.not_useful,
    mayWrite: may,
  }
}

const pageSize = 50

export async function listVersions(
  house: CasesHouse,
  id: string,
  cursor: string | undefined,
  language: 'zh' | 'en',
): Promise<ArticleVersions | Refusal> {
  if (cursor !== undefined && !/^\d{1,6}$/.test(cursor)) return refuse('platform.cursor_unknown')
  const rows = await house.db.ask<StoredVersion>(
    `select v.version, v.content, v.withdrawn, v.note, v.written_at from appeals.articles a
     join appeals.article_versions v on v.league = a.league and v.article = a.id
     where a.id = $1 and ($2::int is null or v.version < $2) order by v.version desc limit ${pageSize + 1}`,
    [id, cursor ?? null],
  )
  if (rows.length === 0) return refuse('appeals.article_unknown')
  const names = await namesFor(house, language)
  const versions = rows.slice(0, pageSize).map((row) => versionOf(row, names))
  return { versions, ...(rows.length > pageSize ? { next: String(versions.at(-1)?.version) } : {}) }
}

/** Fields that differ, and the body by paragraphs. */
export async function diffVersions(
  house: CasesHouse,
  id: string,
  from: number,
  to: number,
): Promise<ArticleDiff | Refusal> {
  const rows = await house.db.ask<{ version: number; content: NewArticle }>(
    `select v.version, v.content from appeals.articles a join appeals.article_versions v on v.league = a.league and v.article = a.id
     where a.id = $1 and v.version in ($2, $3)`,
    [id, from, to],
  )
  const was = rows.find(({ version }) => version === from)?.content
  const is = rows.find(({ version }) => version === to)?.content
  return was && is ? { from, to, ...diffContents(was, is) } : refuse('appeals.article_unknown')
}

export function diffContents(was: NewArticle, is: NewArticle): Pick<ArticleDiff, 'fields' | 'body'> {
  const shown = ({ title, keywords, owner, region, sources, reviewOn }: NewArticle) => ({
    title: title.zh,
    keywords: keywords.join('、'),
    owner,
    region,
    sources: sources.map(({ document, part = '' }) => `${document}${part}`).join('；'),
    reviewOn,
  })
  const [before, after] = [shown(was), shown(is)]
  const fields = (Object.keys(after) as (keyof typeof after)[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, was: before[field], is: after[field] }))
  return { fields, body: diffText(was.body.zh, is.body.zh).map(({ kind, text }) => ({ kind, text })) }
}
