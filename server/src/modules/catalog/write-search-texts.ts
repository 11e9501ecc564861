/** Keeps the search index: texts by digest, and in how many texts each token stands. */
import type { Ask } from '#platform/postgres'
import type { SearchText } from './search-text.ts'

const batch = 500

/** Writes the texts that are new and gives the id of each digest. */
export async function writeSearchTexts(ask: Ask, texts: readonly SearchText[]): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>()
  for (let at = 0; at < texts.length; at += batch) {
    const some = texts.slice(at, at + batch)
    const rows = await ask<{ id: number; digest: string }>(
      `with given as (
         select * from json_to_recordset($1::json) as t(digest text, home text, "basicCode" text, name text, keywords text, popular smallint,
           tokens text, "nameTokens" text[], "keywordTokens" text[])
       ), added as (
         insert into catalog.search_texts (digest, home, basic_code, name, keywords, popular, tokens, name_tokens, keyword_tokens)
         select g.digest, g.home, g."basicCode", g.name, g.keywords, g.popular, g.tokens::tsvector, g."nameTokens", g."keywordTokens"
         from given g on conflict (digest) do nothing returning id, digest
       )
       select a.id, a.digest from added a
       union select s.id, s.digest from catalog.search_texts s join given g using (digest)`,
      [JSON.stringify(some)],
    )
    for (const { digest, id } of rows) ids.set(digest, id)
  }
  return ids
}

/** Drops texts that no item reads any more, and counts tokens anew. */
export async function countSearchTerms(ask: Ask): Promise<void> {
  await ask(
    'delete from catalog.search_texts s where not exists (select 1 from catalog.items i where i.text_id = s.id)',
  )
  await ask('truncate catalog.search_terms')
  await ask(
    `insert into catalog.search_terms (token, texts)
     select t.word, t.ndoc from ts_stat('select s.tokens from catalog.search_texts s') t`,
  )
}
