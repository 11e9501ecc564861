/** What crosses the wire for 站内消息: what happened to one's cases, told in words. */
import { type Static, Type } from 'typebox'
import { CaseId, Day } from '../cases/index.ts'

/** What is told; the words are the reader's page's. */
export const messageKinds = [
  'correcting',
  'accepted',
  'approved',
  'denied',
  'refused',
  'lapsed',
  'revoked',
  'closed',
  'paused',
  'resumed',
  'extended',
  'moved',
  'signature_asked',
  'handed_over',
  'policy_fits',
  'award_found',
  'order_given',
  'order_replied',
  'order_refused',
  'order_merged',
  'order_parted',
  'order_reopened',
  'order_supervised',
] as const

export const Message = Type.Object({
  id: Type.String(),
  /** The case it is about; else `link` is the page it leads to. */
  case: Type.Optional(CaseId),
  link: Type.Optional(Type.String()),
  kind: Type.Enum([...messageKinds]),
  /** The matter. */
  title: Type.String(),
  at: Type.String({ format: 'date-time' }),
  /** The day that goes with it: by when to correct, by when it is due. */
  day: Type.Optional(Day),
  unread: Type.Boolean(),
})
export type Message = Static<typeof Message>

/** GET /api/messages: the latest first. */
export const Messages = Type.Object({
  messages: Type.Array(Message),
  /** How many are unread, at most 100. */
  unread: Type.Integer(),
  next: Type.Optional(Type.String()),
})
export type Messages = Static<typeof Messages>

/** GET /api/messages/unread. */
export const Unread = Type.Object({ unread: Type.Integer({ description: 'At most 100' }) })
