/** An article as it is typed, and as it is sent. Pure. */
import type { Article, NewArticle } from '@steppe/contracts/appeals'

export const fields = ['title', 'body', 'keywords', 'owner', 'region', 'sources', 'reviewOn'] as const
export type Draft = Readonly<Record<(typeof fields)[number], string>>

/** English is kept as it was; it is written in packs. */
export function draftOf(article: Article | undefined, region: string): Draft {
  if (!article) return { title: '', body: '', keywords: '', owner: '', region, sources: '', reviewOn: '' }
  return {
    title: article.title.zh,
    body: article.body.zh,
    keywords: article.keywords.join('、'),
    owner: article.owner,
    region: article.region,
    sources: article.sources
      .map(({ document, part, url }) => [[document, part].filter(Boolean).join('，'), url].filter(Boolean).join(' '))
      .join('\n'),
    reviewOn: article.reviewOn,
  }
}

function sourceOf(line: string): NewArticle['sources'][number] {
  const url = /\s(https?:\/\/\S+)$/.exec(line)?.[1]
  const said = url ? line.slice(0, -url.length).trim() : line.trim()
  const [document = '', ...part] = said.split('，')
  return { document, ...(part.length > 0 ? { part: part.join('，') } : {}), ...(url ? { url } : {}) }
}

/** A changed Chinese text drops its English, which would say something else. */
export function articleOf(draft: Draft, before: Article | undefined): NewArticle {
  const words = (zh: string, was: Article['title'] | undefined) =>
    was && was.zh === zh && was.en !== was.zh ? { zh, en: was.en } : { zh }
  return {
    title: words(draft.title.trim(), before?.title),
    body: words(draft.body.trim(), before?.body),
    keywords: draft.keywords
      .split(/[、,，\n]/)
      .map((one) => one.trim())
      .filter(Boolean),
    owner: draft.owner,
    region: draft.region.trim(),
    sources: draft.sources
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(sourceOf),
    reviewOn: draft.reviewOn,
  }
}
