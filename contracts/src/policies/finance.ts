/** What crosses the wire for financing: credit products as offers, what fits a firm and why, applications, banks, totals. */
import { type Static, Type } from 'typebox'
import { CaseId, Day } from '../cases/index.ts'

type Words = { readonly zh: string; readonly en: string }

const Firm = Type.String({ pattern: '^[0-9A-Z]{18}$' })
const ProductId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,59}$' })
const BankId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,59}$' })

export type Collateral = 'none' | 'livestock' | 'trademark' | 'patent' | 'receivables'

/** A credit product as everybody sees it. */
export type ProductView = {
  readonly id: string
  readonly bank: { readonly id: string; readonly name: Words }
  readonly title: Words
  readonly about: Words
  readonly collateral: { readonly id: Collateral; readonly title: Words; readonly register?: Words }
  /** 科技企业绿色通道. */
  readonly greenChannel: boolean
  /** Percent a year. */
  readonly rate: { readonly from: number; readonly to: number }
  readonly months: { readonly from: number; readonly to: number }
  /** Yuan. */
  readonly ceiling: number
  /** Within which the bank answers, `5wd`. */
  readonly answerWithin: string
  readonly conditions: readonly { readonly id: string; readonly title: Words; readonly source: string }[]
  readonly invented: boolean
}

/** A fact that is asked or was used, with its words. */
export type FactView = {
  readonly id: string
  readonly title: Words
  readonly type: 'number' | 'date' | 'boolean' | 'text' | 'choice'
  readonly unit?: Words
  readonly choices?: readonly { readonly value: string; readonly title: Words }[]
  readonly source: Words
}

/** GET /api/policies/finance/products?firm= : all of them, or for one firm with the verdict, those that fit first. */
export type ProductMatch = {
  readonly product: ProductView
  readonly verdict: 'yes' | 'no' | 'unknown'
  /** Yuan; null when it cannot be reckoned yet or nothing can be had. */
  readonly limit: number | null
  readonly conditions: readonly { readonly id: string; readonly verdict: 'yes' | 'no' | 'unknown' }[]
  /** What is still to be told, the cheapest fact that would decide first; what stands behind the limit last. */
  readonly missing: readonly FactView[]
  /** What was used, and would be sent to the bank with an application. */
  readonly used: readonly (FactView & { readonly value: unknown; readonly from: string })[]
  readonly application?: { readonly case: string; readonly status: string }
}
export type Products = {
  readonly firm?: { readonly code: string; readonly name: string }
  readonly on: string
  readonly matches: readonly ProductMatch[]
}
export const Products = Type.Unsafe<Products>({
  type: 'object',
  required: ['on', 'matches'],
  description: 'products, with verdicts where a firm is named',
})
export const ProductsQuery = Type.Object({ firm: Type.Optional(Firm) }, { additionalProperties: false })
export const ProductParams = Type.Object({ product: ProductId })
export const ProductAnswer = Type.Unsafe<ProductMatch>({ type: 'object', required: ['product', 'verdict'] })

/** POST /api/policies/finance/applications with Idempotency-Key. */
export const LoanWish = Type.Object(
  {
    firm: Firm,
    product: ProductId,
    /** Yuan. */
    amount: Type.Integer({ minimum: 1000, maximum: 1_000_000_000 }),
    months: Type.Integer({ minimum: 1, maximum: 360 }),
    purpose: Type.String({ minLength: 2, maxLength: 200 }),
    /** 个人信息保护法 arts. 23, 29: the firm agrees that the facts shown go to this bank. */
    consent: Type.Literal(true),
  },
  { additionalProperties: false },
)
export type LoanWish = Static<typeof LoanWish>
export const LoanReceipt = Type.Object({ case: CaseId })
export type LoanReceipt = Static<typeof LoanReceipt>

/** What a bank answered, as it stands in the case. */
export type Loan = {
  /** The bank's own number. */
  readonly number?: string
  /** The day on which the bank's system took the application. */
  readonly sentOn?: string
  readonly acceptedOn?: string
  readonly approved?: { readonly amount: number; readonly rate: number; readonly months: number; readonly on: string }
  readonly denied?: { readonly reason: string; readonly on: string }
  readonly pledge?: {
    readonly kind: Collateral
    readonly what: string
    readonly register: string
    readonly number: string
    readonly on: string
  }
  readonly paidOut?: { readonly amount: number; readonly on: string }
}
export type LoanView = {
  readonly case: string
  readonly status: string
  readonly product: ProductView
  readonly firm: { readonly code: string; readonly name: string }
  readonly asked: { readonly amount: number; readonly months: number; readonly purpose: string }
  readonly appliedOn: string
  /** By when the bank answers. */
  readonly due?: string
  readonly loan: Loan
  readonly sent: readonly (FactView & { readonly value: unknown })[]
  /** Number of the last act. */
  readonly seq: number
}
export const LoanView = Type.Unsafe<LoanView>({ type: 'object', required: ['case', 'product', 'loan'] })
export const LoanParams = Type.Object({ case: CaseId })
export const MyLoans = Type.Unsafe<{ readonly loans: readonly LoanView[] }>({ type: 'object', required: ['loans'] })

/** GET /api/policies/finance/key : by which banks check what we send. */
export const FinanceKey = Type.Object({ source: Type.String(), jwk: Type.Unknown() })

/** PUT /api/policies/finance/banks/:bank : where a bank is reached and by which key it signs (Ed25519, PEM). */
export const BankParams = Type.Object({ bank: BankId })
export const BankConnection = Type.Object(
  {
    url: Type.String({ pattern: '^https?://', maxLength: 300 }),
    publicKey: Type.String({ minLength: 80, maxLength: 400 }),
  },
  { additionalProperties: false },
)
export type BankConnection = Static<typeof BankConnection>
export const Banks = Type.Object({
  banks: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.Object({ zh: Type.String(), en: Type.String() }),
      connected: Type.Boolean(),
      url: Type.Optional(Type.String()),
      waiting: Type.Integer(),
    }),
  ),
})
export type Banks = Static<typeof Banks>

/** POST /api/policies/finance/imports : a list of products and of loans made, CSV or XLSX. */
export const LoanImport = Type.Object({
  rows: Type.Integer(),
  wrong: Type.Integer(),
  /** The first rows that cannot be taken; nothing is taken while there is one. */
  faults: Type.Array(Type.Object({ line: Type.Integer(), zh: Type.String(), en: Type.String() })),
})
export type LoanImport = Static<typeof LoanImport>
export const ImportQuery = Type.Object(
  { name: Type.String({ maxLength: 120 }), dryRun: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)

const Count = Type.Object({
  products: Type.Integer(),
  firms: Type.Integer(),
  loans: Type.Integer(),
  amount: Type.Number(),
})

/** GET /api/policies/finance/totals : products offered, firms that got a loan, yuan paid out. */
export const FinanceTotals = Type.Object({
  on: Day,
  total: Count,
  banks: Type.Array(Type.Intersect([Count, Type.Object({ bank: Type.String() })])),
  collaterals: Type.Array(
    Type.Object({
      collateral: Type.String(),
      title: Type.Object({ zh: Type.String(), en: Type.String() }),
      loans: Type.Integer(),
      amount: Type.Number(),
    }),
  ),
})
export type FinanceTotals = Static<typeof FinanceTotals>
