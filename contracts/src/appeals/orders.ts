/** An order as it is seen: in lists, whole, by its person, by the public. */
import { type Static, Type } from 'typebox'
import { FileRef, Status, Task } from '../cases/index.ts'
import { Place } from './intake.ts'
import { Channel, Cursor, Day, Instant, Intent, Level, OrderId, Satisfaction, Stage, Urgency } from './words.ts'

const Office = Type.Object({ department: Type.String(), name: Type.String() })

/** A row of a list. */
export const OrderRow = Type.Object({
  id: OrderId,
  type: Type.String(),
  intent: Intent,
  urgency: Urgency,
  title: Type.String(),
  region: Type.String(),
  regionName: Type.String(),
  channel: Channel,
  status: Status,
  stage: Stage,
  department: Type.String(),
  departmentName: Type.String(),
  openedAt: Instant,
  dueOn: Type.Optional(Day),
  daysLeft: Type.Optional(Type.Integer()),
  /** Supervised so far. */
  level: Type.Optional(Level),
  problem: Type.Boolean(),
  reporters: Type.Integer(),
  /** The open step that the caller may do, to go straight to it. */
  task: Type.Optional(Type.String()),
})
export type OrderRow = Static<typeof OrderRow>

const flag = Type.Optional(Type.Boolean())
/** GET /api/appeals: orders in reach of the caller, the latest first. */
export const OrderQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100, description: 'words of the text, or a number' })),
    type: Type.Optional(Type.String({ maxLength: 32 })),
    intent: Type.Optional(Intent),
    urgency: Type.Optional(Urgency),
    stage: Type.Optional(Stage),
    channel: Type.Optional(Channel),
    department: Type.Optional(Type.String({ maxLength: 60 })),
    /** The region or any below it. */
    region: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    /** Of the region itself, of none below. */
    own: flag,
    from: Type.Optional(Day),
    until: Type.Optional(Day),
    /** Ended in these days, both included. */
    closedFrom: Type.Optional(Day),
    closedUntil: Type.Optional(Day),
    /** To be answered by the end of this day. */
    due: Type.Optional(Day),
    /** Ended after their day. */
    closedLate: flag,
    /** Past their limit. */
    late: flag,
    problem: flag,
    level: Type.Optional(Level),
    open: flag,
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
)
export type OrderQuery = Static<typeof OrderQuery>
export const OrderList = Type.Object({ rows: Type.Array(OrderRow), next: Type.Optional(Cursor) })
export type OrderList = Static<typeof OrderList>

/** GET /api/appeals/inbox: steps that the caller's departments owe, the first due first. */
export const OrderInboxRow = Type.Intersect([
  OrderRow,
  Type.Object({
    task: Type.String(),
    step: Type.String(),
    action: Type.String(),
    holder: Type.Optional(Type.String()),
    seq: Type.Integer(),
    /** The instant by which the step is owed, where its limit is in hours. */
    dueAt: Type.Optional(Instant),
  }),
])
export type OrderInboxRow = Static<typeof OrderInboxRow>
export const OrderInboxQuery = Type.Object(
  {
    action: Type.Optional(Type.String({ maxLength: 32 })),
    late: flag,
    mine: flag,
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
)
export const OrderInbox = Type.Object({
  rows: Type.Array(OrderInboxRow),
  next: Type.Optional(Cursor),
  counts: Type.Object({ all: Type.Integer(), late: Type.Integer(), today: Type.Integer() }),
})
export type OrderInbox = Static<typeof OrderInbox>

/** A stage with its limit and its owner, as it went. */
export const StageView = Type.Object({
  stage: Stage,
  title: Type.String(),
  owner: Type.String(),
  limit: Type.Optional(Type.String()),
  source: Type.Optional(Type.String()),
  since: Type.Optional(Instant),
  dueAt: Type.Optional(Instant),
  doneAt: Type.Optional(Instant),
  state: Type.Enum(['ahead', 'now', 'late', 'done', 'done_late', 'skipped']),
})
export type StageView = Static<typeof StageView>

/** GET /api/appeals/:id */
const Reply = Type.Object({
  on: Day,
  departmentName: Type.String(),
  text: Type.String(),
  basis: Type.Optional(Type.String()),
  solved: Type.Optional(Type.Boolean()),
  by: Type.Optional(Day),
})

/** How the order stands that this one was joined to, for whoever handed this one in: what it is told, they are told. */
const Together = Type.Object({
  stage: Stage,
  status: Status,
  departmentName: Type.String(),
  dueOn: Type.Optional(Day),
  closedOn: Type.Optional(Day),
  reporters: Type.Integer(),
  /** Joined by the platform itself, because both say the same. */
  byPlatform: Type.Boolean(),
  reason: Type.String(),
  replies: Type.Array(Reply),
  /** After the end: the last day on which it may still go on alone. */
  partUntil: Type.Optional(Day),
})

export const OrderView = Type.Object({
  id: OrderId,
  seq: Type.Integer(),
  sight: Type.Enum(['applicant', 'staff', 'supervisor']),
  type: Type.String(),
  typeName: Type.String(),
  intent: Intent,
  urgency: Urgency,
  ground: Type.Optional(Type.String()),
  title: Type.String(),
  text: Type.String(),
  place: Place,
  regionName: Type.String(),
  channel: Channel,
  status: Status,
  stage: Stage,
  openedAt: Instant,
  openedOn: Day,
  dueOn: Type.Optional(Day),
  daysLeft: Type.Optional(Type.Integer()),
  closedOn: Type.Optional(Day),
  extended: Type.Boolean(),
  /** Masked unless the caller's work needs it. */
  reporter: Type.Object({
    kind: Type.String(),
    name: Type.String(),
    phone: Type.Optional(Type.String()),
    firm: Type.Optional(Type.String()),
  }),
  /** What a client of Open311 or a mail said besides, for staff: `email`, `mediaUrl`, `addressId`, or an attribute by the client's own name. */
  sent: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  /** All whose orders were merged into this one. */
  reporters: Type.Integer(),
  lead: Type.Optional(Office),
  assists: Type.Array(Office),
  stages: Type.Array(StageView),
  tasks: Type.Array(Type.Intersect([Task, Type.Object({ dueAt: Type.Optional(Instant) })])),
  replies: Type.Array(Reply),
  returns: Type.Array(
    Type.Object({
      on: Day,
      departmentName: Type.String(),
      reason: Type.String(),
      belongsTo: Type.Optional(Type.String()),
    }),
  ),
  supervised: Type.Array(
    Type.Object({ at: Instant, level: Level, by: Type.String(), text: Type.Optional(Type.String()), stage: Stage }),
  ),
  /** 双督办双反馈: the offices that must confirm. */
  confirmations: Type.Array(
    Type.Object({
      departmentName: Type.String(),
      state: Type.Enum(['waiting', 'agreed', 'sent_back']),
      opinion: Type.Optional(Type.String()),
      on: Type.Optional(Day),
    }),
  ),
  meetings: Type.Array(Type.Object({ on: Day, minutes: Type.String(), departments: Type.Array(Type.String()) })),
  callBacks: Type.Array(
    Type.Object({
      on: Day,
      contacted: Type.Boolean(),
      solved: Type.Optional(Type.Boolean()),
      satisfaction: Type.Optional(Satisfaction),
      invalid: Type.Optional(Type.String()),
      note: Type.Optional(Type.String()),
    }),
  ),
  parts: Type.Array(
    Type.Object({
      id: OrderId,
      departmentName: Type.String(),
      status: Status,
      stage: Stage,
      dueOn: Type.Optional(Day),
      reply: Type.Optional(Type.String()),
    }),
  ),
  partOf: Type.Optional(OrderId),
  mergedInto: Type.Optional(OrderId),
  together: Type.Optional(Together),
  merged: Type.Array(
    Type.Object({
      id: OrderId,
      openedOn: Day,
      reporter: Type.String(),
      byPlatform: Type.Boolean(),
      reason: Type.String(),
    }),
  ),
  problem: Type.Optional(Type.Object({ reworked: Type.Integer(), passedOn: Type.Integer() })),
  refused: Type.Optional(Type.Object({ ground: Type.String(), reason: Type.String() })),
  exclusion: Type.Optional(Type.Object({ id: Type.String(), ground: Type.String(), state: Type.String() })),
  reopen: Type.Optional(Type.Object({ until: Day, times: Type.Integer() })),
  rating: Type.Optional(Type.Object({ grade: Type.Integer(), on: Day })),
  files: Type.Array(FileRef),
  call: Type.Optional(
    Type.Object({
      id: Type.String(),
      from: Type.String(),
      startedAt: Instant,
      seconds: Type.Optional(Type.Integer()),
      recording: Type.Optional(Type.String()),
    }),
  ),
  alarm: Type.Optional(Type.Object({ at: Instant, taken: Type.Boolean() })),
  rules: Type.Object({ reply: Type.String(), source: Type.String() }),
})
export type OrderView = Static<typeof OrderView>

/** GET /api/appeals/mine: the caller's own and their firms', the latest first. */
export const MineQuery = Type.Object(
  {
    firm: Type.Optional(Type.String({ maxLength: 18 })),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
)
export const MyOrder = Type.Object({
  id: OrderId,
  type: Type.String(),
  intent: Intent,
  title: Type.String(),
  status: Status,
  stage: Stage,
  openedOn: Day,
  dueOn: Type.Optional(Day),
  closedOn: Type.Optional(Day),
  departmentName: Type.String(),
  mergedInto: Type.Optional(OrderId),
  reopenUntil: Type.Optional(Day),
  rated: Type.Boolean(),
})
export type MyOrder = Static<typeof MyOrder>
export const MyOrders = Type.Object({ rows: Type.Array(MyOrder), next: Type.Optional(Cursor) })
export type MyOrders = Static<typeof MyOrders>

/** GET /api/appeals/:id/suggestions: what the platform suggests to whoever dispatches, with its reasons. */
export const Suggestions = Type.Object({
  departments: Type.Array(
    Type.Object({
      department: Type.String(),
      name: Type.String(),
      confidence: Type.Number({ minimum: 0, maximum: 1 }),
      /** `catalogue`: an entry of the duty catalogue; `learnt`: the installation's own closed orders. */
      from: Type.Enum(['catalogue', 'learnt', 'both']),
      because: Type.Array(Type.Object({ words: Type.String(), weight: Type.Number() })),
      entry: Type.Optional(Type.Object({ id: Type.String(), matter: Type.String(), source: Type.String() })),
    }),
  ),
  /** What the person wants, the likeliest first; the agent decides. */
  intents: Type.Array(
    Type.Object({
      intent: Intent,
      confidence: Type.Number({ minimum: 0, maximum: 1 }),
      /** `words`: words of the packs' list; `learnt`: the installation's own closed orders. */
      from: Type.Enum(['words', 'learnt', 'both']),
      because: Type.Array(Type.Object({ words: Type.String(), weight: Type.Number() })),
    }),
  ),
  nearDuplicates: Type.Array(
    Type.Object({
      id: OrderId,
      title: Type.String(),
      resemblance: Type.Number(),
      openedOn: Day,
      stage: Stage,
      departmentName: Type.String(),
    }),
  ),
  /** From how many closed orders it was learnt. */
  learntFrom: Type.Integer(),
})
export type Suggestions = Static<typeof Suggestions>
