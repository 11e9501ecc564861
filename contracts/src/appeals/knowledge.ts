/** 知识库: articles with owner, sources, review day and versions; what others found useful; answers drafted from them. */
import { type Static, Type } from 'typebox'
import { Cursor, Day, Instant, RegionCode, text, Words } from './words.ts'

export const ArticleId = Type.String({ pattern: '^[a-z0-9-]{3,60}$' })
const OptionalWords = Type.Object(
  { zh: text(200), en: Type.Optional(Type.String({ maxLength: 300 })) },
  { additionalProperties: false },
)

/** The document that an article stands on, with the article of it and where it can be read. */
export const ArticleSource = Type.Object(
  {
    document: text(200),
    part: Type.Optional(Type.String({ maxLength: 200 })),
    url: Type.Optional(Type.String({ pattern: '^https?://[^\\s"<>]+$', maxLength: 500 })),
  },
  { additionalProperties: false },
)

const content = {
  title: OptionalWords,
  /** Plain text; a line is a paragraph. */
  body: Type.Object(
    { zh: text(8000), en: Type.Optional(Type.String({ maxLength: 12000 })) },
    { additionalProperties: false },
  ),
  /** What people call it. */
  keywords: Type.Array(text(40), { maxItems: 40 }),
  /** Kind of department that answers for it. */
  owner: text(40),
  /** Where it holds: this region and all below. */
  region: RegionCode,
  sources: Type.Array(ArticleSource, { minItems: 1, maxItems: 10 }),
  /** By when the owner looks at it again. */
  reviewOn: Day,
}

/** POST /api/appeals/knowledge */
export const NewArticle = Type.Object(content, { additionalProperties: false })
export type NewArticle = Static<typeof NewArticle>

/** POST /api/appeals/knowledge/:id/versions: `after` is the version that the writer saw. */
export const NewArticleVersion = Type.Object(
  { ...content, after: Type.Integer({ minimum: 1 }), note: text(300), withdrawn: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
export type NewArticleVersion = Static<typeof NewArticleVersion>

/** POST /api/appeals/knowledge/:id/reviews: looked at and found right as it stands. */
export const ArticleReview = Type.Object(
  { version: Type.Integer({ minimum: 1 }), reviewOn: Day, note: Type.Optional(Type.String({ maxLength: 300 })) },
  { additionalProperties: false },
)
export type ArticleReview = Static<typeof ArticleReview>

/** POST /api/appeals/knowledge/:id/feedback. `visitor`: a random word of the browser, so that one without a session counts once. */
export const ArticleFeedback = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    useful: Type.Boolean(),
    note: Type.Optional(Type.String({ maxLength: 300 })),
    visitor: Type.Optional(Type.String({ pattern: '^[\\w-]{16,64}$' })),
  },
  { additionalProperties: false },
)
export type ArticleFeedback = Static<typeof ArticleFeedback>

export const ArticleVotes = Type.Object({ useful: Type.Integer(), notUseful: Type.Integer() })
export type ArticleVotes = Static<typeof ArticleVotes>

export const ArticleLine = Type.Object({
  id: ArticleId,
  version: Type.Integer(),
  title: Words,
  /** Its first sentences. */
  begins: Words,
  owner: Type.String(),
  ownerName: Type.String(),
  region: RegionCode,
  regionName: Type.String(),
  /** The first of its sources. */
  source: Type.String(),
  reviewOn: Day,
  overdue: Type.Boolean(),
  ...ArticleVotes.properties,
})
export type ArticleLine = Static<typeof ArticleLine>

/** GET /api/appeals/knowledge; without `q` the most useful first. */
export const ArticleQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200 })),
    region: Type.Optional(RegionCode),
    owner: Type.Optional(text(40)),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
)
export type ArticleQuery = Static<typeof ArticleQuery>
export const Articles = Type.Object({ articles: Type.Array(ArticleLine), next: Type.Optional(Cursor) })
export type Articles = Static<typeof Articles>

/** POST /api/appeals/knowledge/suggestions, while somebody writes; nothing is kept. */
export const ArticleSuggestRequest = Type.Object(
  { text: text(4000), region: Type.Optional(RegionCode) },
  { additionalProperties: false },
)
export type ArticleSuggestRequest = Static<typeof ArticleSuggestRequest>
export const SuggestedArticles = Type.Object({
  /** With the words of the text that led to it. */
  articles: Type.Array(Type.Object({ ...ArticleLine.properties, because: Type.Array(Type.String()) })),
})
export type SuggestedArticles = Static<typeof SuggestedArticles>

export const ArticleVersion = Type.Object({
  version: Type.Integer(),
  title: Words,
  body: Words,
  keywords: Type.Array(Type.String()),
  owner: Type.String(),
  ownerName: Type.String(),
  region: RegionCode,
  regionName: Type.String(),
  sources: Type.Array(ArticleSource),
  withdrawn: Type.Boolean(),
  note: Type.Optional(Type.String()),
  writtenAt: Instant,
})
export type ArticleVersion = Static<typeof ArticleVersion>

/** GET /api/appeals/knowledge/:id, the latest version. */
export const Article = Type.Object({
  id: ArticleId,
  ...ArticleVersion.properties,
  reviewOn: Day,
  overdue: Type.Boolean(),
  reviewedOn: Type.Optional(Day),
  ...ArticleVotes.properties,
  /** Whether the caller may write and review it. */
  mayWrite: Type.Boolean(),
})
export type Article = Static<typeof Article>

/** GET /api/appeals/knowledge/:id/versions, the latest first. */
export const ArticleVersions = Type.Object({ versions: Type.Array(ArticleVersion), next: Type.Optional(Cursor) })
export type ArticleVersions = Static<typeof ArticleVersions>

/** GET /api/appeals/knowledge/:id/diff?from&to */
export const ArticleDiff = Type.Object({
  from: Type.Integer(),
  to: Type.Integer(),
  fields: Type.Array(Type.Object({ field: Type.String(), was: Type.String(), is: Type.String() })),
  body: Type.Array(Type.Object({ kind: Type.Enum(['same', 'added', 'removed']), text: Type.String() })),
})
export type ArticleDiff = Static<typeof ArticleDiff>

/** POST /api/appeals/knowledge/answers: a draft by the language model that the installation has set up, for a person to check. */
export const DraftAnswer = Type.Object({
  text: Type.String(),
  /** The articles cited, `[1]` being the first. */
  cites: Type.Array(Type.Object({ number: Type.Integer(), id: ArticleId, title: Words, source: Type.String() })),
  model: Type.String(),
})
export type DraftAnswer = Static<typeof DraftAnswer>
