/** HTTP of the knowledge base: parse, act, answer. */
import * as A from '@steppe/contracts/appeals'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { draftAnswer } from './draft-answer.ts'
import { findArticles } from './find-articles.ts'
import { findOverdue } from './find-overdue.ts'
import { writing } from './may-write.ts'
import { suggestArticles } from './suggest-articles.ts'
import { diffVersions, listVersions, viewArticle } from './view-article.ts'
import { voteOn } from './vote.ts'
import { reviewArticle, writeArticle, writeVersion } from './write-article.ts'

const params = Type.Object({ id: A.ArticleId }, { additionalProperties: false })
const page = Type.Object({ cursor: Type.Optional(A.Cursor) }, { additionalProperties: false })
const Written = Type.Object({ id: A.ArticleId, version: Type.Integer() })
const content = ['appeals.department_unknown', 'appeals.region_unknown', 'appeals.article_not_yours']
const writeRefusals = [...content, 'appeals.article_review_day']
const base = '/api/appeals/knowledge'

/** All routes of the knowledge base. */
export function knowledgeRoutes(house: CasesHouse): AnyRoute[] {
  return [...readRoutes(house), ...articleRoutes(house), ...writeRoutes(house)]
}

function readRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: base,
      permission: 'open',
      summary: 'Articles in plain words, pinyin or initials; without words the most useful first',
      query: A.ArticleQuery,
      response: A.Articles,
      refusals: ['platform.cursor_unknown'],
      handle: ({ query, language }) => findArticles(house, query, language),
    }),
    route({
      method: 'GET',
      url: `${base}/overdue`,
      permission: writing,
      summary: 'Articles whose review is overdue, the longest first',
      query: page,
      response: A.Articles,
      refusals: ['platform.cursor_unknown'],
      handle: ({ query, language }) => findOverdue(house, query.cursor, language),
    }),
    route({
      method: 'POST',
      url: `${base}/suggestions`,
      permission: 'open',
      summary: 'Articles for words that are still being written; nothing is kept',
      body: A.ArticleSuggestRequest,
      response: A.SuggestedArticles,
      remembersItself: true,
      handle: ({ body, language }) => suggestArticles(house, body, language),
    }),
    route({
      method: 'POST',
      url: `${base}/answers`,
      permission: 'appeals:order:read',
      summary:
        'A draft with citations by the language model of the installation, personal data masked before it is asked',
      body: A.ArticleSuggestRequest,
      response: A.DraftAnswer,
      remembersItself: true,
      limit: { what: 'draft_answer', most: 60, seconds: 3600 },
      refusals: [
        'appeals.model_not_set_up',
        'appeals.model_silent',
        'appeals.model_cites_nothing',
        'platform.too_many_attempts',
      ],
      handle: ({ body }) => draftAnswer(house, body),
    }),
  ]
}

function articleRoutes(house: CasesHouse): AnyRoute[] {
  const span = Type.Object(
    { from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) },
    { additionalProperties: false },
  )
  return [
    route({
      method: 'GET',
      url: `${base}/:id`,
      permission: 'open',
      summary: 'An article as it stands: text, sources, owner, review, how many found it useful',
      params,
      response: A.Article,
      refusals: ['appeals.article_unknown'],
      handle: ({ actor, params: { id }, language }) => viewArticle(house, actor, id, language),
    }),
    route({
      method: 'GET',
      url: `${base}/:id/versions`,
      permission: 'open',
      summary: 'All versions of an article, the latest first',
      params,
      query: page,
      response: A.ArticleVersions,
      refusals: ['appeals.article_unknown', 'platform.cursor_unknown'],
      handle: ({ params: { id }, query, language }) => listVersions(house, id, query.cursor, language),
    }),
    route({
      method: 'GET',
      url: `${base}/:id/diff`,
      permission: 'open',
      summary: 'What changed between two versions, the body by paragraphs',
      params,
      query: span,
      response: A.ArticleDiff,
      refusals: ['appeals.article_unknown'],
      handle: ({ params: { id }, query: { from, to } }) => diffVersions(house, id, from, to),
    }),
    route({
      method: 'POST',
      url: `${base}/:id/feedback`,
      permission: 'open',
      summary: 'Say whether an article was useful; a second word of the same reader replaces the first',
      params,
      body: A.ArticleFeedback,
      response: A.ArticleVotes,
      limit: { what: 'article_feedback', most: 60, seconds: 3600 },
      refusals: ['appeals.article_unknown', 'appeals.article_changed', 'platform.too_many_attempts'],
      handle: ({ actor, address, params: { id }, body }) => voteOn(house, actor, address, id, body),
    }),
  ]
}

function writeRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: base,
      permission: writing,
      summary: 'Write an article',
      body: A.NewArticle,
      response: Written,
      refusals: writeRefusals,
      handle: ({ actor, body }) => writeArticle(house, actor, body),
    }),
    route({
      method: 'POST',
      url: `${base}/:id/versions`,
      permission: writing,
      summary: 'Write a new version of an article, or withdraw it',
      params,
      body: A.NewArticleVersion,
      response: Written,
      refusals: [...writeRefusals, 'appeals.article_unknown', 'appeals.article_changed', 'appeals.article_same'],
      handle: ({ actor, params: { id }, body }) => writeVersion(house, actor, id, body),
    }),
    route({
      method: 'POST',
      url: `${base}/:id/reviews`,
      permission: writing,
      summary: 'Say that an article was reviewed and stands, and when it is looked at again',
      params,
      body: A.ArticleReview,
      response: Written,
      refusals: [
        'appeals.article_unknown',
        'appeals.article_not_yours',
        'appeals.article_changed',
        'appeals.article_review_day',
      ],
      handle: ({ actor, params: { id }, body }) => reviewArticle(house, actor, id, body),
    }),
  ]
}
