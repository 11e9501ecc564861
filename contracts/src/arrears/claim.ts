/** A claim for money owed: how it is handed in, how its parties see it, how it stands in lists. */
import { type Static, Type } from 'typebox'
import { CaseId, Day, FileRef } from '../cases/index.ts'
import { Debt, DebtorKind, Fen, Owed } from './debt.ts'

const closed = { additionalProperties: false }
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

/** Who owes: a department of the registry, a firm of the register, or another body by its name and place. */
export const Debtor = Type.Object(
  {
    kind: DebtorKind,
    department: Type.Optional(Text(60)),
    /** Credit code. */
    code: Type.Optional(Type.String({ pattern: '^[0-9A-HJ-NP-RT-Y]{18}$' })),
    name: Type.Optional(Text(200)),
    region: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
  },
  closed,
)
export type Debtor = Static<typeof Debtor>

export const Invoice = Type.Object({ number: Text(40), on: Day, amount: Fen }, closed)
export const Evidence = Type.Object(
  /** One of the packs' list. */
  { what: Type.String({ maxLength: 32 }), file: FileRef },
  closed,
)

/** POST /api/appeals/arrears/claims with Idempotency-Key. */
export const NewClaim = Type.Object(
  {
    /** Credit code of the firm that claims. */
    firm: Text(18),
    debtor: Debtor,
    contract: Type.Object({ number: Type.Optional(Text(100)), title: Text(200) }, closed),
    /** What it is for: one of the packs' list (货物、工程、服务…). */
    subject: Type.Optional(Text(32)),
    debt: Debt,
    invoices: Type.Optional(Type.Array(Invoice, { maxItems: 100 })),
    evidence: Type.Optional(Type.Array(Evidence, { maxItems: 30 })),
    about: Type.Optional(Text(2000)),
    /** 中小企业 at the time of contracting, by the firm's own declaration (art. 3). */
    smallFirm: Type.Literal(true),
    /** 未就同一事项提起诉讼、仲裁. */
    notInCourt: Type.Literal(true),
  },
  closed,
)
export type NewClaim = Static<typeof NewClaim>

/** What somebody is to a claim. */
export const Part = Type.Enum(['creditor', 'debtor', 'handler', 'supervisor'])
export type Part = Static<typeof Part>

/** Where it stands: words of the process, and `settled`, `dismissed`, `refused`, `withdrawn`, `closed_unpaid` at the end. */
export const ClaimStage = Type.String()

export const PaymentView = Type.Object({
  id: Type.String(),
  on: Day,
  amount: Type.Integer(),
  by: Type.Enum(['creditor', 'debtor', 'handler']),
  /** Only what the creditor confirmed counts. */
  state: Type.Enum(['told', 'confirmed', 'denied']),
  text: Type.Optional(Type.String()),
})
export type PaymentView = Static<typeof PaymentView>

export const Publication = Type.Object({
  noticeOn: Day,
  /** First day on which the debtor may be named. */
  from: Day,
  text: Type.String(),
  objection: Type.Optional(Type.Object({ on: Day, text: Type.String(), answer: Type.Optional(Type.String()) })),
  publishedOn: Type.Optional(Day),
  corrections: Type.Array(Type.Object({ on: Day, text: Type.String() })),
  endedOn: Type.Optional(Day),
  endedBecause: Type.Optional(Type.String()),
})
export type Publication = Static<typeof Publication>

const Why = Type.Object({
  code: Type.String(),
  title: Type.String(),
  next: Type.String(),
  en: Type.Object({ title: Type.String(), next: Type.String() }),
})

export const ClaimView = Type.Object({
  id: CaseId,
  seq: Type.Integer(),
  parts: Type.Array(Part),
  stage: ClaimStage,
  ended: Type.Boolean(),
  openedOn: Day,
  /** Last day for the written opinion. */
  dueOn: Type.Optional(Day),
  creditor: Type.Object({ code: Type.String(), name: Type.String() }),
  debtor: Type.Object({ kind: DebtorKind, key: Type.String(), name: Type.String(), regionName: Type.String() }),
  acceptingName: Type.String(),
  handlingName: Type.String(),
  contract: Type.Object({ number: Type.Optional(Type.String()), title: Type.String() }),
  subject: Type.Optional(Type.String()),
  debt: Debt,
  invoices: Type.Array(Invoice),
  evidence: Type.Array(Evidence),
  about: Type.Optional(Type.String()),
  /** What the debtor said. */
  answer: Type.Optional(
    Type.Object({
      on: Day,
      confirmed: Type.Integer(),
      text: Type.String(),
      ground: Type.Optional(Type.String()),
    }),
  ),
  decision: Type.Optional(
    Type.Object({ on: Day, upheld: Type.Integer(), reason: Type.String(), departmentName: Type.String() }),
  ),
  plan: Type.Array(Type.Object({ by: Day, amount: Type.Integer() })),
  payments: Type.Array(PaymentView),
  /** As of today, over the amount that was confirmed or decided, else claimed; absent where `owedUnknown` says why. */
  owed: Type.Optional(Owed),
  owedUnknown: Type.Optional(Why),
  steps: Type.Array(Type.Object({ on: Day, what: Type.String(), text: Type.String(), byName: Type.String() })),
  publication: Type.Optional(Publication),
  /** What can be done now; `why` where not by the caller. */
  acts: Type.Array(
    Type.Object({
      kind: Type.String(),
      allowed: Type.Boolean(),
      why: Type.Optional(Why),
      dueOn: Type.Optional(Day),
    }),
  ),
})
export type ClaimView = Static<typeof ClaimView>

export const ClaimRow = Type.Object({
  id: CaseId,
  part: Part,
  stage: ClaimStage,
  openedOn: Day,
  dueOn: Type.Optional(Day),
  creditorName: Type.String(),
  debtorName: Type.String(),
  debtorKind: DebtorKind,
  regionName: Type.String(),
  amount: Type.Integer(),
  left: Type.Integer(),
  ended: Type.Boolean(),
})
export type ClaimRow = Static<typeof ClaimRow>

/** GET /api/appeals/arrears/claims?part= : the latest first. */
export const ClaimQuery = Type.Object(
  {
    part: Part,
    open: Type.Optional(Type.Boolean()),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  closed,
)
export type ClaimQuery = Static<typeof ClaimQuery>
export const Claims = Type.Object({ rows: Type.Array(ClaimRow), next: Type.Optional(Type.String()) })
export type Claims = Static<typeof Claims>
export const ClaimReceipt = Type.Object({ id: CaseId, seq: Type.Integer(), stage: ClaimStage })
export type ClaimReceipt = Static<typeof ClaimReceipt>
