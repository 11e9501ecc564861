/** What the search knows of an article: tokens of title, keywords and body, made as for the items of the catalogue. */
import type { NewArticle } from '@steppe/contracts/appeals'
import { tokensForIndex, tsvectorText } from '@steppe/kernels/text'
import { getSegmenter } from '#ask/catalog'

export interface ArticleTokens {
  readonly vector: string
  readonly title: readonly string[]
  readonly keywords: readonly string[]
  readonly body: readonly string[]
}

export const saidOf = ({ keywords, title }: NewArticle) => [...keywords, ...(title.en ? [title.en] : [])].join(' ')

/** Nobody looks for a long text by pinyin: the body has no sounds. */
export function tokensOf(content: NewArticle): ArticleTokens {
  const segmenter = getSegmenter()
  const title = tokensForIndex(content.title.zh, segmenter)
  const keywords = tokensForIndex(saidOf(content), segmenter)
  const body = tokensForIndex(content.body.zh, segmenter, { sounds: false })
  const all = new Map([...body, ...keywords, ...title].map((one) => [one.token, one]))
  const bare = (tokens: readonly { readonly token: string }[]) => tokens.map(({ token }) => token)
  return { vector: tsvectorText([...all.values()]), title: bare(title), keywords: bare(keywords), body: bare(body) }
}
