/** How an order comes in: by its person, by an agent on the telephone, as a file of the message board. */
import { type Static, Type } from 'typebox'
import { FileRef, Status } from '../cases/index.ts'
import { Channel, Day, Instant, Intent, OrderId, RegionCode, Stage, text, Urgency } from './words.ts'

export const Place = Type.Object(
  {
    region: RegionCode,
    address: Type.Optional(Type.String({ maxLength: 300 })),
    /** WGS84. */
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    long: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  },
  { additionalProperties: false },
)
export type Place = Static<typeof Place>

const matter = {
  type: Type.String({ maxLength: 32, default: 'hotline' }),
  intent: Intent,
  urgency: Type.Optional(Urgency),
  title: Type.Optional(Type.String({ maxLength: 100 })),
  text: text(4000),
  place: Place,
  /** One of the type's grounds. */
  ground: Type.Optional(Type.String({ maxLength: 64 })),
  /** Department it is about, where the person names it. */
  about: Type.Optional(Type.String({ maxLength: 60 })),
  files: Type.Optional(Type.Array(FileRef, { maxItems: 20 })),
  /** The words may be shown publicly without the name. */
  publish: Type.Optional(Type.Boolean()),
}

/** POST /api/appeals with Idempotency-Key: the signed-in person's own. */
export const NewAppeal = Type.Object(
  {
    ...matter,
    /** Credit code of the firm it is handed in for. */
    firm: Type.Optional(Type.String({ maxLength: 18 })),
    phone: Type.Optional(Type.String({ maxLength: 30 })),
    /** The department sees no name. */
    secret: Type.Optional(Type.Boolean()),
    /** An open order about the same matter, found while writing: this one joins it at once, its person kept as a reporter. */
    joins: Type.Optional(OrderId),
    /** The draft it comes from, which is thrown away with it. */
    draft: Type.Optional(Type.String({ maxLength: 16 })),
  },
  { additionalProperties: false },
)
export type NewAppeal = Static<typeof NewAppeal>

export const Caller = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 60 })),
    phone: Type.Optional(Type.String({ maxLength: 30 })),
    firm: Type.Optional(Type.String({ maxLength: 18 })),
    /** The account, where the person has one. */
    login: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
)

/** POST /api/appeals/received with Idempotency-Key: an agent takes it for somebody. */
export const ReceivedAppeal = Type.Object(
  {
    ...matter,
    channel: Type.Optional(Channel),
    caller: Caller,
    /** The call it was told in, as the telephone exchange announced it. */
    call: Type.Optional(Type.String({ maxLength: 64 })),
    secret: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type ReceivedAppeal = Static<typeof ReceivedAppeal>

export const AppealReceipt = Type.Object({
  id: OrderId,
  seq: Type.Integer(),
  status: Status,
  stage: Stage,
  due: Type.Optional(Day),
  /** The same person had handed in the same words today: this is that order, nothing was opened. */
  repeated: Type.Optional(Type.Boolean()),
  /** It went to 110 at once. */
  alarm: Type.Optional(Type.Boolean()),
})
export type AppealReceipt = Static<typeof AppealReceipt>

/** POST /api/appeals/calls: the telephone exchange announces a call, signed. */
export const CallData = Type.Object(
  {
    id: text(64),
    from: Type.String({ maxLength: 30 }),
    /** Number called, `12345`. */
    to: Type.Optional(Type.String({ maxLength: 30 })),
    agent: Type.Optional(Type.String({ maxLength: 60, description: 'sign-in name of the agent who took it' })),
    startedAt: Instant,
    answeredAt: Type.Optional(Instant),
    endedAt: Type.Optional(Instant),
    recording: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
)
export type CallData = Static<typeof CallData>

/** GET /api/appeals/calls: calls of the last hours, the latest first; the agent picks the one being talked about. */
export const Call = Type.Object({
  id: Type.String(),
  from: Type.String(),
  agent: Type.Optional(Type.String()),
  startedAt: Instant,
  endedAt: Type.Optional(Instant),
  order: Type.Optional(OrderId),
})
export type Call = Static<typeof Call>

/** POST /api/appeals/imports?id=: a message board as CSV or XLSX; under the id it is watched at GET /api/appeals/imports/:id. */
export const ImportId = Type.String({ pattern: '^[0-9A-Za-z-]{8,64}$' })
export const ImportReport = Type.Object({
  id: Type.String(),
  /** False while it runs: the numbers so far. */
  done: Type.Boolean(),
  rows: Type.Integer(),
  taken: Type.Integer(),
  repeated: Type.Integer(),
  refused: Type.Integer(),
  /** The first thousand rows that were not taken, each with its reason. */
  problems: Type.Array(
    Type.Object({
      row: Type.Integer(),
      column: Type.Optional(Type.String()),
      code: Type.String(),
      what: Type.String(),
    }),
  ),
})
export type ImportReport = Static<typeof ImportReport>

/** GET /api/appeals/quarantine: what came and could not be taken, kept whole with its reason. */
export const Quarantined = Type.Object({
  id: Type.String(),
  channel: Channel,
  from: Type.String(),
  subject: Type.String(),
  at: Instant,
  bytes: Type.Integer(),
  code: Type.String(),
  what: Type.String(),
})
export type Quarantined = Static<typeof Quarantined>
