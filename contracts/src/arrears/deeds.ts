/** What is done in a claim, by its parties and by the offices. */
import { type Static, Type } from 'typebox'
import { Day, FileRef } from '../cases/index.ts'
import { Fen } from './debt.ts'

const deed = <K extends string, P extends Record<string, import('typebox').TSchema>>(kind: K, properties: P) =>
  Type.Object({ kind: Type.Literal(kind), ...properties }, { additionalProperties: false })
const text = Type.String({ minLength: 1, maxLength: 2000 })
const Instalments = Type.Array(Type.Object({ by: Day, amount: Fen }, { additionalProperties: false }), {
  minItems: 1,
  maxItems: 60,
})

export const ClaimDeed = Type.Union([
  /** 转交: to the office that handles it, within the law's days. */
  deed('forward', {}),
  /** 不予受理: outside the law, with the reason. */
  deed('refuse', { reason: text }),
  /** The debtor's answer: how much it confirms; 0 disputes all of it. */
  deed('answer', {
    confirmed: Type.Integer({ minimum: 0, maximum: 10_000_000_000_000 }),
    text,
    /** One of the grounds; those that the law calls no excuse are refused. */
    ground: Type.Optional(Type.String({ maxLength: 64 })),
    plan: Type.Optional(Instalments),
  }),
  /** 督办书: to a debtor that keeps silent. */
  deed('press', { text }),
  /** 约谈: what came of it. */
  deed('interview', { text, confirmed: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000_000_000 })) }),
  /** 书面处理意见: the amount that is owed; 0 dismisses the claim. */
  deed('decide', { upheld: Type.Integer({ minimum: 0, maximum: 10_000_000_000_000 }), reason: text }),
  deed('plan', { instalments: Instalments, text: Type.Optional(text) }),
  deed('pay', { on: Day, amount: Fen, text: Type.Optional(text), receipt: Type.Optional(FileRef) }),
  deed('confirm_payment', {
    payment: Type.String({ maxLength: 16 }),
    received: Type.Boolean(),
    text: Type.Optional(text),
  }),
  /** The creditor has its money and wants nothing more. */
  deed('settle', { text: Type.Optional(text) }),
  /** 通报、责令整改: after instalments that did not come. */
  deed('warn', { text }),
  /** 公示告知: the debtor hears that it will be named, and from when. */
  deed('announce', { text }),
  deed('object', { text }),
  /** 公示; answers an objection where there is one. */
  deed('publish', { answer: Type.Optional(text) }),
  deed('correct', { text }),
  deed('unpublish', { reason: text }),
  deed('close_unpaid', { reason: text }),
  deed('withdraw', { reason: text }),
])
export type ClaimDeed = Static<typeof ClaimDeed>
export type ClaimDeedKind = ClaimDeed['kind']
export type ClaimDeedOf<K extends ClaimDeedKind> = Extract<ClaimDeed, { kind: K }>

/** POST /api/appeals/arrears/claims/:id/acts with Idempotency-Key. `after` is the `seq` the caller saw. */
export const ClaimAct = Type.Object(
  { after: Type.Integer({ minimum: 1 }), deed: ClaimDeed },
  { additionalProperties: false },
)
export type ClaimAct = Static<typeof ClaimAct>
