/** Takes in the articles of a pack. What an installation wrote itself after the pack is left as it stands. */
import { isDeepStrictEqual } from 'node:util'
import type { NewArticle } from '@steppe/contracts/appeals'
import { leagueOf } from '#cases/case-id'
import type { House, Progress } from '#platform/module'
import type { Pack } from '#platform/packs'
import { appendArticle } from './append-article.ts'

/** A file of a pack; without `region` it holds in the whole installation. */
type ArticleFile = Omit<NewArticle, 'region'> & { readonly id: string; readonly region?: string }

export async function loadArticles(house: House, pack: Pack, progress: Progress): Promise<void> {
  const folder = 'appeals/knowledge'
  const names = (await pack.list(folder)).filter((name) => name.endsWith('.yaml'))
  const by = `pack:${pack.card.name}`
  for (const [index, name] of names.entries()) {
    const file = await pack.data<ArticleFile>(`${folder}/${name.split('/').at(-1)}`)
    if (!file) continue
    const { id, title, body, keywords, owner, region = house.site.region, sources, reviewOn } = file
    const content = { title, body, keywords, owner, region, sources, reviewOn }
    const [last] = await house.db.ask<{ league: string; version: number; by_account: string; content: NewArticle }>(
      `select v.league, v.version, v.by_account, v.content from appeals.articles a
       join appeals.article_versions v on v.league = a.league and v.article = a.id and v.version = a.version where a.id = $1`,
      [id],
    )
    if (last && (last.by_account !== by || isDeepStrictEqual(last.content, content))) continue
    const place = { league: last?.league ?? leagueOf(region), id, after: last?.version ?? 0 }
    await appendArticle(house.db.ask, { ...place, content, by, at: new Date(house.clock.now()) })
    progress(index + 1, names.length, 'articles')
  }
}
