/** What can be done to an order, and what is possible now. */
import { type Static, Type } from 'typebox'
import { Status, Term } from '../cases/index.ts'
import { Day, DepartmentCode, Level, OrderId, Satisfaction, Stage, text } from './words.ts'

const act = <K extends string, P extends Record<string, import('typebox').TSchema>>(kind: K, properties: P) =>
  Type.Object({ kind: Type.Literal(kind), ...properties }, { additionalProperties: false })
const task = Type.String({ maxLength: 24 })
const reason = text(2000)

/** The acts somebody can send. Those with a `task` finish a step of the order. */
export const OrderDeed = Type.Union([
  /** 派单: to a lead department and those that assist; also after a return. */
  act('dispatch', {
    task,
    to: DepartmentCode,
    assists: Type.Optional(Type.Array(DepartmentCode, { maxItems: 10 })),
    note: Type.Optional(text(2000)),
    /** What the suggestion said, where one was followed or not. */
    suggested: Type.Optional(DepartmentCode),
  }),
  /** 直接答复: the agent answers at once. */
  act('answer', { task, text: text(4000), basis: Type.Optional(text(500)) }),
  /** 不予受理: with its ground, told with the route to take; published and open to appeal. */
  act('refuse', { task, ground: Type.String({ maxLength: 64 }), reason }),
  /** 签收. */
  act('sign_in', { task }),
  /** 退单: within the hours and times that the rules allow. */
  act('send_back', { task, reason, belongsTo: Type.Optional(DepartmentCode) }),
  /** 派单异议: the hotline does not agree with a return and calls a conference. */
  act('dispute', { task, reason }),
  /** 会商决定: the decision becomes an entry of the duty catalogue. */
  act('decide', {
    task,
    to: DepartmentCode,
    assists: Type.Optional(Type.Array(DepartmentCode, { maxItems: 10 })),
    matter: text(200),
    words: Type.Optional(Type.Array(text(40), { maxItems: 20 })),
    reason,
  }),
  /** 联席会议: minutes and who came. */
  act('meet', { task, minutes: text(4000), departments: Type.Array(DepartmentCode, { minItems: 1, maxItems: 20 }) }),
  /** 答复. */
  act('reply', {
    task,
    text: text(4000),
    basis: Type.Optional(text(500)),
    solved: Type.Boolean(),
    /** By when it will be done, where it is not yet. */
    by: Type.Optional(Day),
    /** The findings of the reply check were read and it is sent all the same. */
    despite: Type.Optional(Type.Boolean()),
  }),
  /** 双督办: each supervising office confirms, or sends back. */
  act('confirm', { task, agree: Type.Boolean(), opinion: reason }),
  /** 回访. */
  act('call_back', {
    task,
    contacted: Type.Boolean(),
    solved: Type.Optional(Type.Boolean()),
    satisfaction: Type.Optional(Satisfaction),
    note: Type.Optional(text(2000)),
    /** Not counted: one of the grounds, with the reason in `note`. */
    invalid: Type.Optional(Type.String({ maxLength: 64 })),
  }),
  /** 延期, once. */
  act('extend', { reason, term: Term }),
  /** 子工单: a part for another department, with its own limit. */
  act('split', { to: DepartmentCode, text: text(2000) }),
  /** 催办 by whoever handed it in. */
  act('urge', { text: Type.Optional(text(500)) }),
  /** 督办 by a supervisor. */
  act('supervise', { level: Level, text: reason }),
  act('reopen', { reason }),
  act('withdraw', { reason }),
  act('note', { text: reason }),
])
export type OrderDeed = Static<typeof OrderDeed>
export type OrderDeedKind = OrderDeed['kind']

/** POST /api/appeals/:id/acts with Idempotency-Key. `after` is the `seq` the caller saw. */
export const OrderActRequest = Type.Object(
  { after: Type.Integer({ minimum: 1 }), deed: OrderDeed },
  { additionalProperties: false },
)
export type OrderActRequest = Static<typeof OrderActRequest>

export const OrderActAnswer = Type.Object({
  id: OrderId,
  seq: Type.Integer(),
  status: Status,
  stage: Stage,
  due: Type.Optional(Day),
  /** Number of the sub-order that `split` opened. */
  part: Type.Optional(OrderId),
})
export type OrderActAnswer = Static<typeof OrderActAnswer>

const Why = Type.Object({
  code: Type.String(),
  title: Type.String(),
  next: Type.String(),
  en: Type.Object({ title: Type.String(), next: Type.String() }),
})

/** GET /api/appeals/:id/acts: what is possible now, and whether the caller may; `why` is the reason when not. */
export const AllowedOrderAct = Type.Object({
  kind: Type.String(),
  task: Type.Optional(Type.String()),
  allowed: Type.Boolean(),
  why: Type.Optional(Why),
})
export type AllowedOrderAct = Static<typeof AllowedOrderAct>

/** POST /api/appeals/:id/reply-check: before a reply is sent. */
export const ReplyDraft = Type.Object(
  { text: text(4000), basis: Type.Optional(text(500)), by: Type.Optional(Day) },
  { additionalProperties: false },
)
export const ReplyCheck = Type.Object({
  /** 0 to 1. */
  score: Type.Number(),
  /** Below this the agent is asked to look again. */
  enough: Type.Number(),
  findings: Type.Array(
    Type.Object({
      id: Type.String(),
      ok: Type.Boolean(),
      title: Type.String(),
      en: Type.String(),
      /** The words that show it. */
      words: Type.Array(Type.String()),
    }),
  ),
})
export type ReplyCheck = Static<typeof ReplyCheck>
