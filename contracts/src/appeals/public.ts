/** What anybody may see: how many, answered how fast, by whom; messages that may be shown; a firm's desk for itself. */
import { type Static, Type } from 'typebox'
import { MyOrder } from './orders.ts'
import { Cursor, Day, Intent, OrderId, Satisfaction, Stage } from './words.ts'

const Counts = Type.Object({
  /** Handed in. */
  count: Type.Integer(),
  /** Of those that had to be answered by now. */
  answered: Type.Integer(),
  /** 0 to 1; absent where nothing was handed in. */
  replyRate: Type.Optional(Type.Number()),
  /** Median days from hand-in to the first reply. */
  medianDays: Type.Optional(Type.Number()),
})

/** GET /api/appeals/public?region=&from=&until=&channel=: recomputed from the orders at each call, never entered by hand. */
export const PublicQuery = Type.Object(
  {
    region: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    from: Type.Optional(Day),
    until: Type.Optional(Day),
    channel: Type.Optional(Type.String({ maxLength: 16 })),
    type: Type.Optional(Type.String({ maxLength: 32 })),
  },
  { additionalProperties: false },
)
export const PublicNumbers = Type.Object({
  region: Type.String(),
  regionName: Type.String(),
  from: Day,
  until: Day,
  total: Counts,
  regions: Type.Array(Type.Intersect([Type.Object({ region: Type.String(), name: Type.String() }), Counts])),
  intents: Type.Array(Type.Intersect([Type.Object({ intent: Intent }), Counts])),
  callBacks: Type.Object({
    valid: Type.Integer(),
    contacted: Type.Integer(),
    solved: Type.Integer(),
    satisfied: Type.Integer(),
    basically: Type.Integer(),
    excluded: Type.Integer(),
  }),
})
export type PublicNumbers = Static<typeof PublicNumbers>

/** GET /api/appeals/board?region=&cursor=: messages whose writers let them be shown. */
export const BoardMessage = Type.Object({
  id: OrderId,
  regionName: Type.String(),
  intent: Intent,
  title: Type.String(),
  text: Type.String(),
  on: Day,
  stage: Stage,
  reply: Type.Optional(Type.Object({ on: Day, departmentName: Type.String(), text: Type.String() })),
  satisfaction: Type.Optional(Satisfaction),
  lat: Type.Optional(Type.Number()),
  long: Type.Optional(Type.Number()),
})
export type BoardMessage = Static<typeof BoardMessage>
export const Board = Type.Object({ rows: Type.Array(BoardMessage), next: Type.Optional(Cursor) })

/** GET /api/appeals/near?lat=&long=&metres=: open matters around a point, so that nobody reports twice. */
export const NearQuery = Type.Object(
  {
    lat: Type.Number({ minimum: -90, maximum: 90 }),
    long: Type.Number({ minimum: -180, maximum: 180 }),
    metres: Type.Optional(Type.Integer({ minimum: 50, maximum: 5000 })),
  },
  { additionalProperties: false },
)
export const Near = Type.Array(
  Type.Object({
    id: OrderId,
    title: Type.String(),
    intent: Intent,
    stage: Stage,
    on: Day,
    lat: Type.Number(),
    long: Type.Number(),
    metres: Type.Integer(),
  }),
)

/** GET /api/appeals/firms/:code: what a firm has in one place. */
export const FirmDesk = Type.Object({
  firm: Type.Object({ code: Type.String(), name: Type.String(), region: Type.String(), regionName: Type.String() }),
  orders: Type.Object({ open: Type.Integer(), waitsForFirm: Type.Integer(), latest: Type.Array(MyOrder) }),
  applications: Type.Object({ open: Type.Integer() }),
  licences: Type.Object({ count: Type.Integer(), expiring: Type.Integer() }),
  messages: Type.Object({ unread: Type.Integer() }),
  servicePoints: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      address: Type.String(),
      hours: Type.String(),
      phone: Type.String(),
    }),
  ),
})
export type FirmDesk = Static<typeof FirmDesk>
