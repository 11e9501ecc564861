/** What the public sees of arrears: sums by league, kind and age; debtors that were named; the taking in of a ledger. */
import { type Static, Type } from 'typebox'
import { Day } from '../cases/index.ts'
import { DebtorKind, Words } from './debt.ts'

const Sums = {
  /** Debts. */
  count: Type.Integer(),
  /** Fen. */
  owed: Type.Integer(),
  cleared: Type.Integer(),
  open: Type.Integer(),
}
const Totals = Type.Object(Sums)

/** GET /api/appeals/arrears/totals: added up anew at each call, never entered by hand. */
export const ArrearsTotals = Type.Object({
  asOf: Day,
  total: Totals,
  /** How much of it stands in a ledger that was taken in, how much came as claims. */
  sources: Type.Object({ ledger: Totals, claims: Totals }),
  leagues: Type.Array(Type.Object({ region: Type.String(), name: Words, ...Sums })),
  kinds: Type.Array(Type.Object({ kind: DebtorKind, ...Sums })),
  /** By the days since the last day of payment. */
  ages: Type.Array(Type.Object({ id: Type.String(), title: Words, ...Sums })),
})
export type ArrearsTotals = Static<typeof ArrearsTotals>

export const NamedDebtor = Type.Object({
  name: Type.String(),
  kind: DebtorKind,
  regionName: Type.String(),
  publishedOn: Day,
  text: Type.String(),
  /** Principal still open, fen. */
  left: Type.Integer(),
  due: Type.Optional(Day),
  corrections: Type.Array(Type.Object({ on: Day, text: Type.String() })),
})
/** GET /api/appeals/arrears/debtors?region=&cursor= */
export const DebtorQuery = Type.Object(
  {
    region: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
)
export type DebtorQuery = Static<typeof DebtorQuery>
export const NamedDebtors = Type.Object({ rows: Type.Array(NamedDebtor), next: Type.Optional(Type.String()) })
export type NamedDebtors = Static<typeof NamedDebtors>

/** POST /api/appeals/arrears/imports: a ledger as CSV; a row whose number is known is brought up to date. */
export const LedgerReport = Type.Object({
  rows: Type.Integer(),
  taken: Type.Integer(),
  changed: Type.Integer(),
  refused: Type.Integer(),
  problems: Type.Array(Type.Object({ row: Type.Integer(), code: Type.String(), what: Type.String() })),
})
export type LedgerReport = Static<typeof LedgerReport>
