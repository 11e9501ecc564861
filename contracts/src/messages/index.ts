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
  'hearing_offered',
  'hearing_called',
  'signature_asked',
  'handed_over',
  'policy_fits',
  'award_found',
  'order_given',
  'order_replied',
  'order_refused',
  'order_merged',
  'order_parted',
  'order_excluded',
  'exclusion_decided',
  'objection_decided',
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
  /** What became of it outside of the installation; left out where nothing was to go out. */
  outside: Type.Optional(
    Type.Array(
      Type.Object({
        channel: Type.Enum(['sms', 'mail']),
        state: Type.Enum(['waiting', 'taken', 'given_up', 'withheld']),
      }),
    ),
  ),
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

const Language = Type.Enum(['zh', 'en'])

/** PUT /api/messages/preferences. */
export const NewPreferences = Type.Object(
  {
    /** To the number on the register. */
    sms: Type.Boolean(),
    /** Left out: no mail. */
    mail: Type.Optional(Type.String({ maxLength: 200, pattern: '^[^\\s@<>,;]+@[^\\s@<>,;]+\\.[^\\s@<>,;]+$' })),
    language: Language,
  },
  { additionalProperties: false },
)

/** GET /api/messages/preferences. */
export const Preferences = Type.Object({
  sms: Type.Boolean(),
  mail: Type.Optional(Type.String()),
  language: Language,
  /** What this installation can send at all; empty where it has no carrier. */
  channels: Type.Array(Type.Enum(['sms', 'mail'])),
})
export type Preferences = Static<typeof Preferences>

/** GET /api/messages/given-up: the latest hundred. */
export const GivenUp = Type.Object({
  waiting: Type.Integer({ description: 'At most 10000' }),
  givenUp: Type.Array(
    Type.Object({
      /** The case, or the page, it tells of. */
      message: Type.String(),
      channel: Type.Enum(['sms', 'mail']),
      tries: Type.Integer(),
      why: Type.String(),
      at: Type.String({ format: 'date-time' }),
    }),
  ),
})
export type GivenUp = Static<typeof GivenUp>
