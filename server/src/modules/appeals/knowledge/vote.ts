/** Whether an article was useful: one word of each reader for a version; a second word replaces the first. */
import { createHash } from 'node:crypto'
import type { ArticleFeedback, ArticleVotes } from '@steppe/contracts/appeals'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { getArticle } from './view-article.ts'

/** Who has no session is told apart by address and a word of the browser, kept as a hash only. */
function voterOf(actor: Actor, address: string, visitor = ''): string {
  if (actor.kind !== 'anyone') return actor.id
  return `v:${createHash('sha256').update(`${address}\n${visitor}`).digest('base64url').slice(0, 24)}`
}

/** Gives the counts over all versions. */
export async function voteOn(
  house: CasesHouse,
  actor: Actor,
  address: string,
  id: string,
  { version, useful, note, visitor }: ArticleFeedback,
): Promise<ArticleVotes | Refusal> {
  const row = await getArticle(house, id)
  if (isRefusal(row)) return row
  if (row.withdrawn) return refuse('appeals.article_unknown')
  if (version > row.version) return refuse('appeals.article_changed', { version: row.version })
  return house.db.inTransaction(async ({ ask }) => {
    // Readers of one article take turns: the counts are added up anew.
    await ask('select 1 from appeals.articles a where a.league = $1 and a.id = $2 for update', [row.league, id])
    await ask(
      `insert into appeals.article_votes as o (league, article, version, voter, useful, note, voted_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (league, article, version, voter) do update set useful = excluded.useful, note = excluded.note, voted_at = excluded.voted_at`,
      [row.league, id, version, voterOf(actor, address, visitor), useful, note ?? null, new Date(house.clock.now())],
    )
    const [counts] = await ask<ArticleVotes>(
      `update appeals.articles a set useful = c.useful, not_useful = c.against from (
         select count(*) filter (where o.useful)::int as useful, count(*) filter (where not o.useful)::int as against
         from appeals.article_votes o where o.league = $1 and o.article = $2
       ) c where a.league = $1 and a.id = $2 returning a.useful, a.not_useful as "notUseful"`,
      [row.league, id],
    )
    return counts ?? { useful: 0, notUseful: 0 }
  })
}
