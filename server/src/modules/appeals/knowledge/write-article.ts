/** Writes an article, a new version of one, or that it was reviewed and stands. */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ArticleReview, NewArticle, NewArticleVersion } from '@steppe/contracts/appeals'
import { addDays, parseDay } from '@steppe/kernels/calendar'
import { getPlaces } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { appendArticle } from './append-article.ts'
import { mayWrite } from './may-write.ts'
import { getArticle } from './view-article.ts'

const longestReview = 3 * 366

type Written = { readonly id: string; readonly version: number }

async function faultOf(house: CasesHouse, actor: Actor, content: NewArticle): Promise<Refusal | undefined> {
  const places = await getPlaces(house)
  if (!places.kind(content.owner)) return refuse('appeals.department_unknown', { department: content.owner })
  if (!places.region(content.region)) return refuse('appeals.region_unknown', { region: content.region })
  if (!(await mayWrite(house, actor, content))) return refuse('appeals.article_not_yours')
  return reviewFault(house, content.reviewOn)
}

function reviewFault(house: CasesHouse, reviewOn: string): Refusal | undefined {
  const today = house.clock.today()
  const day = parseDay(reviewOn)
  return day && day > today && day <= addDays(today, longestReview) ? undefined : refuse('appeals.article_review_day')
}

export async function writeArticle(house: CasesHouse, actor: Actor, content: NewArticle): Promise<Written | Refusal> {
  const fault = await faultOf(house, actor, content)
  if (fault) return fault
  const id = randomUUID()
  const at = new Date(house.clock.now())
  await appendArticle(house.db.ask, { league: leagueOf(content.region), id, after: 0, content, by: actor.id, at })
  return { id, version: 1 }
}

/** Who writes must answer for the article as it was and as it will be. */
export async function writeVersion(
  house: CasesHouse,
  actor: Actor,
  id: string,
  { after, note, withdrawn = false, ...content }: NewArticleVersion,
): Promise<Written | Refusal> {
  const row = await getArticle(house, id)
  if (isRefusal(row)) return row
  if (!(await mayWrite(house, actor, row.content))) return refuse('appeals.article_not_yours')
  const fault = await faultOf(house, actor, content)
  if (fault) return fault
  if (withdrawn === row.withdrawn && isDeepStrictEqual(content, row.content)) return refuse('appeals.article_same')
  const at = new Date(house.clock.now())
  const own = { league: row.league, id, after, content, withdrawn, note, by: actor.id, at }
  const version = row.version === after ? await appendArticle(house.db.ask, own) : undefined
  return version === undefined ? refuse('appeals.article_changed', { version: row.version }) : { id, version }
}

export async function reviewArticle(
  house: CasesHouse,
  actor: Actor,
  id: string,
  { version, reviewOn, note }: ArticleReview,
): Promise<Written | Refusal> {
  const row = await getArticle(house, id)
  if (isRefusal(row)) return row
  if (!(await mayWrite(house, actor, row.content))) return refuse('appeals.article_not_yours')
  const fault = reviewFault(house, reviewOn)
  if (fault) return fault
  const done = await house.db.ask(
    `with head as (
       update appeals.articles a set review_on = $4::date where a.league = $1 and a.id = $2 and a.version = $3 returning a.version
     )
     insert into appeals.article_reviews (league, article, number, version, review_on, note, by_account, reviewed_on)
     select $1, $2, coalesce((select max(r.number) from appeals.article_reviews r where r.league = $1 and r.article = $2), 0) + 1,
       h.version, $4::date, $5, $6, $7::date from head h returning number`,
    [row.league, id, version, reviewOn, note ?? null, actor.id, house.clock.today()],
  )
  return done.length === 0 ? refuse('appeals.article_changed', { version: row.version }) : { id, version }
}
