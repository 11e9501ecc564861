/** A debt to a small or medium firm, and what is owed of it on a day. Source: 国务院令第802号. */
import type { Debt as KernelDebt, Owed as KernelOwed } from '@steppe/kernels/arrears'
import { type Static, Type } from 'typebox'
import { Day } from '../cases/index.ts'

export const Words = Type.Object({ zh: Type.String(), en: Type.String() })
/** Whole fen, up to a hundred billion yuan. */
export const Fen = Type.Integer({ minimum: 1, maximum: 10_000_000_000_000 })
const closed = { additionalProperties: false }

/** 机关、事业单位, or 大型企业. */
export const DebtorKind = Type.Enum(['authority', 'large_firm'])
export type DebtorKind = Static<typeof DebtorKind>

const Start = Type.Union([
  Type.Object({ by: Type.Enum(['delivery', 'settlement']), on: Day }, closed),
  Type.Object(
    {
      by: Type.Literal('acceptance'),
      passedOn: Type.Optional(Day),
      /** Last day of the agreed time for acceptance. */
      until: Type.Optional(Day),
      /** Put off by the debtor. */
      delayed: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
])

const DebtPayment = Type.Object({ on: Day, amount: Fen }, closed)
const PaymentOrder = Type.Enum(['interest_first', 'principal_first'])

const debtShape = Type.Object(
  {
    debtor: DebtorKind,
    signedOn: Day,
    amount: Fen,
    start: Start,
    agreedTerm: Type.Optional(
      Type.Object(
        {
          days: Type.Optional(Type.Integer({ minimum: 0, maximum: 36_500 })),
          backToBack: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
    ),
    agreedRate: Type.Optional(
      Type.Object(
        { per: Type.Enum(['day', 'year']), percent: Type.String({ pattern: '^\\d{1,4}(\\.\\d{1,6})?$' }) },
        closed,
      ),
    ),
    payments: Type.Optional(Type.Array(DebtPayment, { maxItems: 200 })),
    paymentGoes: Type.Optional(PaymentOrder),
  },
  closed,
)
/** Days still have to be looked at: the shape lets 2026-02-30 pass. */
export const Debt = Type.Unsafe<KernelDebt>(debtShape)
export type Debt = KernelDebt

/** POST /api/appeals/arrears/computations: for anybody, kept nowhere. Without `asOf` it is today. */
export const Computation = Type.Object({ debt: Debt, asOf: Type.Optional(Day) }, closed)
export type Computation = Static<typeof Computation>

const owedShape = Type.Object({
  asOf: Day,
  law: Type.Object({ id: Type.String(), document: Words, from: Day }),
  term: Type.Object({
    from: Day,
    startedBy: Type.Enum(['delivery', 'settlement', 'acceptance', 'acceptance_put_off']),
    days: Type.Integer(),
    reason: Type.Enum(['statutory', 'agreed', 'capped', 'back_to_back_void']),
    due: Day,
    rolledFrom: Type.Optional(Day),
    provisional: Type.Boolean(),
    tradeCustom: Type.Boolean(),
    articles: Type.Array(Type.String()),
  }),
  rate: Type.Object({
    reason: Type.Enum(['statutory', 'agreed', 'raised']),
    per: Type.Enum(['day', 'year']),
    percent: Type.String(),
    lpr: Type.Optional(Type.String()),
    lprProvisional: Type.Optional(Type.Boolean()),
    article: Type.String(),
    dayCount: Type.Integer(),
  }),
  paymentGoes: PaymentOrder,
  lines: Type.Array(
    Type.Object({
      from: Day,
      to: Day,
      days: Type.Integer(),
      principal: Type.Integer(),
      /** Yuan, six digits. */
      interest: Type.String(),
    }),
  ),
  payments: Type.Array(
    Type.Object({ on: Day, amount: Type.Integer(), toPrincipal: Type.Integer(), toInterest: Type.Integer() }),
  ),
  daysLate: Type.Integer(),
  principalLeft: Type.Integer(),
  interest: Type.Integer(),
  interestLeft: Type.Integer(),
  overpaid: Type.Integer(),
  total: Type.Integer(),
})
export const Owed = Type.Unsafe<KernelOwed>(owedShape)
export type Owed = KernelOwed

/** GET /api/appeals/arrears/law: the versions with what they allow, so that nobody has to look them up. */
/** `C-law`, `C`, `C2`: its source is at hand; `mem …`: from memory, to be confirmed before anybody relies on it. */
const Confidence = Type.Optional(Type.String())
const ClaimWords = Type.Array(
  Type.Object({ id: Type.String(), title: Words, source: Type.String(), confidence: Confidence }),
)

export const ArrearsRules = Type.Object({
  laws: Type.Array(
    Type.Object({
      id: Type.String(),
      confidence: Confidence,
      document: Words,
      from: Day,
      until: Type.Optional(Day),
      terms: Type.Record(
        DebtorKind,
        Type.Object({
          days: Type.Union([Type.Integer(), Type.Null()]),
          longest: Type.Union([Type.Integer(), Type.Null()]),
          article: Type.String(),
        }),
      ),
      daily: Type.String(),
      /** Grounds that excuse nothing. */
      noExcuses: Type.Array(Type.Object({ id: Type.String(), title: Words, article: Type.String() })),
    }),
  ),
  /** What a claim may be for; what proves it. */
  subjects: ClaimWords,
  evidence: ClaimWords,
  lpr: Type.Object({
    source: Type.String(),
    confidence: Confidence,
    checkedUntil: Day,
    annual: Type.String(),
    from: Day,
  }),
})
export type ArrearsRules = Static<typeof ArrearsRules>
