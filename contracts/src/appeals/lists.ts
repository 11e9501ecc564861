/** What a form of appeals offers, with the limits and where each comes from. */
import { type Static, Type } from 'typebox'
import { Day, Intent, Stage, Urgency, Words } from './words.ts'

/** The limit of a stage and who owes it. */
export const StageLimit = Type.Object({
  stage: Stage,
  title: Words,
  owner: Words,
  /** `PT2H`, `1wd`; the limit of the order where it is absent. */
  limit: Type.Optional(Type.String()),
  source: Type.String(),
})

export const OrderLimits = Type.Object({
  intent: Intent,
  urgency: Urgency,
  /** The limit of the reply, `5wd`. */
  reply: Type.String(),
  stages: Type.Array(StageLimit),
  source: Type.String(),
})

/** A kind of order: 热线工单、企业反映问题（双督办双反馈）、外商投诉、商务投诉… */
export const OrderType = Type.Object({
  id: Type.String(),
  title: Words,
  about: Words,
  /** Whether only firms (their representatives) hand it in. */
  firms: Type.Boolean(),
  /** 优化营商环境条例 art. 69 and other lists: what it is about. */
  grounds: Type.Array(Type.Object({ id: Type.String(), title: Words, source: Type.String() })),
  supervisedTwice: Type.Boolean(),
  jointMeeting: Type.Boolean(),
  limits: Type.Array(OrderLimits),
})
export type OrderType = Static<typeof OrderType>

/** A ground on which a matter is not taken in, an order excluded or a call-back not counted. */
export const Ground = Type.Object({
  id: Type.String(),
  title: Words,
  /** What the person is told to do instead. */
  advice: Words,
  source: Type.String(),
  from: Day,
})
export type Ground = Static<typeof Ground>

/** GET /api/appeals/lists */
export const Lists = Type.Object({
  types: Type.Array(OrderType),
  intents: Type.Array(Type.Object({ id: Intent, title: Words })),
  urgencies: Type.Array(Type.Object({ id: Urgency, title: Words, about: Words })),
  refusalGrounds: Type.Array(Ground),
  exclusionGrounds: Type.Array(Ground),
  invalidCallBackGrounds: Type.Array(Ground),
  /** Days in which somebody who is not satisfied may have the order opened again. */
  reopen: Type.Object({ term: Type.String(), source: Type.String() }),
  /** The language model that drafts answers, where the installation has set one up. */
  model: Type.Optional(Type.String()),
  returns: Type.Object({ within: Type.String(), most: Type.Integer(), source: Type.String() }),
})
export type Lists = Static<typeof Lists>
