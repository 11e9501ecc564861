/** A firm's applications, and one of them whole: what was asked, what was sent, what the bank answered. */
import type { LoanView } from '@steppe/contracts/policies'
import { dayInZone } from '@steppe/kernels/calendar'
import type { CaseState } from '@steppe/kernels/cases'
import { firmsOf } from '#ask/registry'
import { isApplicant, sightOf } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { type LoanAnswers, loanOf } from './keep-loan.ts'
import { factView } from './match-products.ts'
import { productView } from './product.ts'
import { type Counter, getCounter } from './read-products.ts'

/** Those of all firms the actor acts for, the newest first. */
export async function findMyLoans(house: CasesHouse, actor: Actor): Promise<{ readonly loans: readonly LoanView[] }> {
  const firms = [...new Set((await firmsOf(house, actor.id)).map(({ firm }) => firm.code))]
  if (firms.length === 0) return { loans: [] }
  const [counter, rows] = await Promise.all([
    getCounter(house),
    house.db.ask<{ id: string }>(
      'select l.case_id as id from policies.loans l where l.firm = any($1) order by l.applied_on desc, l.case_id desc limit 50',
      [firms],
    ),
  ])
  const states = await Promise.all(rows.map(({ id }) => house.engine.load(id)))
  return {
    loans: states.flatMap((state) => (state && isApplicant(actor, state) ? (viewLoan(counter, state) ?? []) : [])),
  }
}

/** Refuses `policies.loan_unknown` to whoever may not see the case. */
export async function findLoan(house: CasesHouse, actor: Actor, id: string): Promise<LoanView | Refusal> {
  const state = await house.engine.load(id)
  if (state?.kind !== 'loan' || !sightOf(house.policy, actor, state)) return refuse('policies.loan_unknown')
  const [counter, sentOn] = await Promise.all([getCounter(house), findSentOn(house, state)])
  const view = viewLoan(counter, state)
  if (!view) return refuse('policies.loan_unknown')
  return sentOn ? { ...view, loan: { ...view.loan, sentOn } } : view
}

/** The day on which the bank took the application; nothing while it has not. */
async function findSentOn(house: CasesHouse, state: CaseState): Promise<string | undefined> {
  const [row] = await house.db.ask<{ at: Date | null }>(
    `select s.sent_at as at from policies.sendings s where s.league = $1 and s.case_id = $2 and s.event = 'applied'`,
    [state.league, state.id],
  )
  return row?.at ? dayInZone(row.at.getTime(), house.site.zone) : undefined
}

function viewLoan(counter: Counter, state: CaseState): LoanView | undefined {
  const { product, amount, months, purpose, facts } = state.answers as unknown as LoanAnswers
  const offered = counter.products.get(product)?.product
  if (!offered) return undefined
  return {
    case: state.id,
    status: state.outcome === 'denied' ? 'denied' : state.status,
    product: productView(offered),
    firm: { code: state.applicant.id, name: state.applicant.name },
    asked: { amount, months, purpose },
    appliedOn: state.openedOn,
    ...(state.clock.due ? { due: state.clock.due } : {}),
    loan: loanOf(state),
    sent: facts.flatMap(({ id, value }) => {
      const view = factView(counter.book, id)
      return view ? [{ ...view, value }] : []
    }),
    seq: state.seq,
  }
}
