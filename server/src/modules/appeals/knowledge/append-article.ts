/** A version of an article is appended; what is searched is made anew from it. */
import type { NewArticle } from '@steppe/contracts/appeals'
import type { Ask } from '#platform/postgres'
import { tokensOf } from './index-article.ts'

export interface Append {
  readonly league: string
  readonly id: string
  /** The version it follows; 0 for a new article. */
  readonly after: number
  readonly content: NewArticle
  readonly withdrawn?: boolean
  readonly note?: string
  readonly by: string
  readonly at: Date
}

/** The number of the version; nothing when somebody appended meanwhile. */
export async function appendArticle(ask: Ask, one: Append): Promise<number | undefined> {
  const { content } = one
  const tokens = tokensOf(content)
  const rows = await ask<{ version: number }>(
    `with fresh as (
       insert into appeals.article_versions (league, article, version, content, withdrawn, note, by_account, written_at)
       select $1, $2, $3::int + 1, $4::jsonb, $5, $6, $7, $8
       where coalesce((select max(v.version) from appeals.article_versions v where v.league = $1 and v.article = $2), 0) = $3::int
       on conflict do nothing returning version
     )
     insert into appeals.articles as a
       (league, id, version, region, owner, review_on, withdrawn, tokens, title_tokens, keyword_tokens, body_tokens)
     select $1, $2, f.version, $9, $10, $11::date, $5, $12::tsvector, $13::text[], $14::text[], $15::text[] from fresh f
     on conflict (league, id) do update set version = excluded.version, region = excluded.region, owner = excluded.owner,
       review_on = excluded.review_on, withdrawn = excluded.withdrawn, tokens = excluded.tokens, title_tokens = excluded.title_tokens,
       keyword_tokens = excluded.keyword_tokens, body_tokens = excluded.body_tokens
     returning a.version`,
    [
      one.league,
      one.id,
      one.after,
      JSON.stringify(content),
      one.withdrawn ?? false,
      one.note ?? null,
      one.by,
      one.at,
      content.region,
      content.owner,
      content.reviewOn,
      tokens.vector,
      tokens.title,
      tokens.keywords,
      tokens.body,
    ],
  )
  return rows[0]?.version
}
