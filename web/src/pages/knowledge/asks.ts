/** What the pages of the knowledge base ask and send. */
import type {
  Article,
  ArticleDiff,
  ArticleFeedback,
  ArticleReview,
  Articles,
  ArticleVersions,
  ArticleVotes,
  DraftAnswer,
  NewArticle,
  NewArticleVersion,
  SuggestedArticles,
} from '@steppe/contracts/appeals'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get, post, type SendOptions } from '../../app/api.ts'
import { pagesOf } from '../../app/pages-of.ts'

const base = '/api/appeals/knowledge'
const address = (id: string) => `${base}/${encodeURIComponent(id)}`
type Written = { readonly id: string; readonly version: number }

export const articlesQuery = (q: string, region = '') => ({
  ...pagesOf<Articles>(['knowledge', 'list', q, region], base, { q, region }),
  placeholderData: keepPreviousData,
})

export const overdueQuery = queryOptions({
  queryKey: ['knowledge', 'overdue'],
  queryFn: ({ signal }) => get<Articles>(`${base}/overdue`, undefined, signal),
  retry: false,
})

export const articleQuery = (id: string) =>
  queryOptions({
    queryKey: ['knowledge', 'article', id],
    queryFn: ({ signal }) => get<Article>(address(id), undefined, signal),
    enabled: id !== '',
  })

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['knowledge', 'article', id, 'versions'],
    queryFn: ({ signal }) => get<ArticleVersions>(`${address(id)}/versions`, undefined, signal),
  })

export const diffQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['knowledge', 'article', id, 'diff', from, to],
    queryFn: ({ signal }) => get<ArticleDiff>(`${address(id)}/diff`, { from, to }, signal),
  })

/** Asked again when what was typed has settled; a failed suggestion is no fault of the page. */
export const suggestedQuery = (text: string, region: string) =>
  queryOptions({
    queryKey: ['knowledge', 'suggest', text, region],
    queryFn: ({ signal }) =>
      post<SuggestedArticles>(`${base}/suggestions`, { text, ...(region ? { region } : {}) }, { signal }),
    enabled: text.length >= 4,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  })

/** A draft by the language model of the installation, with the articles it cites; it may take half a minute. */
export const draftAnswer = (text: string, region: string) => post<DraftAnswer>(`${base}/answers`, { text, region })

export const sendFeedback = (id: string, said: ArticleFeedback) => post<ArticleVotes>(`${address(id)}/feedback`, said)
export const writeArticle = (article: NewArticle, options: SendOptions) => post<Written>(base, article, options)
export const writeVersion = (id: string, version: NewArticleVersion, options: SendOptions) =>
  post<Written>(`${address(id)}/versions`, version, options)
export const confirmReview = (id: string, review: ArticleReview, options: SendOptions) =>
  post<Written>(`${address(id)}/reviews`, review, options)
