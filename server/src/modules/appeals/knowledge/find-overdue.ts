/** Articles whose review is overdue, the longest first. */
import type { Articles } from '@steppe/contracts/appeals'
import type { CasesHouse } from '#cases/house'
import { type Refusal, refuse } from '#platform/refusals'
import { articleColumns, lineOf, namesFor, type StoredArticle, withContent } from './article.ts'

const pageSize = 50

export async function findOverdue(
  house: CasesHouse,
  cursor: string | undefined,
  language: 'zh' | 'en',
): Promise<Articles | Refusal> {
  const after = cursor === undefined ? undefined : /^(\d{4}-\d{2}-\d{2})~([a-z0-9-]{3,60})$/.exec(cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const today = house.clock.today()
  const rows = await house.db.ask<StoredArticle>(
    `select ${articleColumns} from appeals.articles a ${withContent}
     where not a.withdrawn and a.review_on < $1::date and ($2::date is null or (a.review_on, a.id) > ($2::date, $3))
     order by a.review_on, a.id limit ${pageSize + 1}`,
    [today, after?.[1] ?? null, after?.[2] ?? ''],
  )
  const names = await namesFor(house, language)
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    articles: page.map((row) => lineOf(row, names, today)),
    ...(rows.length > pageSize && last ? { next: `${last.review_on}~${last.id}` } : {}),
  }
}
