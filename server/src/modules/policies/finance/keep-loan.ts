/** The list of applications, made anew from a case whenever it moved: seen twice, it changes nothing. */
import type { Loan } from '@steppe/contracts/policies'
import { type CaseState, ended } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import { getCounter } from './read-products.ts'

/** What stands in the case of what was asked and sent. */
export interface LoanAnswers {
  readonly product: string
  readonly bank: string
  readonly amount: number
  readonly months: number
  readonly purpose: string
  readonly facts: readonly { readonly id: string; readonly value: unknown; readonly from: string }[]
}

/** Statuses in which nothing more is awaited; a bank's no is told apart from money paid out. */
export const over: readonly string[] = [...ended, 'denied']

/** What the bank answered so far. */
export function loanOf(state: CaseState): Loan {
  return (state.findings.loan ?? {}) as Loan
}

/** Writes the line of a case down. */
export async function keepLoan(house: CasesHouse, state: CaseState): Promise<void> {
  const { product, bank } = state.answers as unknown as LoanAnswers
  const { paidOut } = loanOf(state)
  const { products } = await getCounter(house)
  await house.db.ask(
    `with kept as (
     insert into policies.loans as l (league, case_id, firm, product, bank, collateral, status, applied_on, amount_fen, paid_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (league, case_id) do update set status = excluded.status, amount_fen = excluded.amount_fen, paid_on = excluded.paid_on
     where (l.status, l.amount_fen, l.paid_on) is distinct from (excluded.status, excluded.amount_fen, excluded.paid_on)
     returning l.paid_on is not null as paid
     ) update policies.loan_stamp s set version = s.version + 1 where exists (select from kept where paid)`,
    [
      state.league,
      state.id,
      state.applicant.id,
      product,
      bank,
      products.get(product)?.product.collateral.id ?? 'none',
      state.outcome === 'denied' ? 'denied' : state.status,
      state.openedOn,
      paidOut ? Math.round(paidOut.amount * 100) : null,
      paidOut?.on ?? null,
    ],
  )
}
