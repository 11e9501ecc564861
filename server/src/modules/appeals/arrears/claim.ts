/** A claim as its case holds it: what was handed in among the answers, what came since among the findings. */
import type { NewClaim, PaymentView, Publication } from '@steppe/contracts/arrears'
import type { Debt } from '@steppe/kernels/arrears'
import type { Day } from '@steppe/kernels/calendar'
import type { CaseState } from '@steppe/kernels/cases'

export const claimKind = 'arrears'

export interface ClaimDebtor {
  readonly kind: NewClaim['debtor']['kind']
  /** Code of the department, or credit code. */
  readonly key: string
  readonly name: string
  readonly region: string
}

export type ClaimAnswers = Pick<NewClaim, 'contract' | 'subject' | 'debt' | 'invoices' | 'evidence' | 'about'> & {
  readonly debtor: ClaimDebtor
}

export interface DebtorAnswer {
  readonly on: Day
  readonly confirmed: number
  readonly text: string
  readonly ground?: string
}

export interface Decision {
  readonly on: Day
  readonly upheld: number
  readonly reason: string
  readonly department: string
}

export interface Step {
  readonly on: Day
  readonly what: string
  readonly text: string
  readonly byName: string
}

/** What the acts have added. */
export interface ClaimFindings {
  readonly acceptingBody: string
  readonly handlingBody: string
  /** The office that owes the debtor's answer: the debtor itself, else the one that handles. */
  readonly debtorOffice: string
  readonly answer?: DebtorAnswer
  readonly decision?: Decision
  readonly plan?: readonly { readonly by: Day; readonly amount: number }[]
  readonly payments?: readonly PaymentView[]
  readonly steps?: readonly Step[]
  readonly publication?: Publication
  /** The creditor declared to have everything it wants. */
  readonly settledOn?: Day
  readonly outcome?: string
  /** The deed that finished the last step. */
  readonly did?: string
}

export interface Claim extends ClaimAnswers {
  readonly state: CaseState
  readonly found: ClaimFindings
  readonly payments: readonly PaymentView[]
}

/** The claim of a case; undefined where the case is none. */
export function claimOf(state: CaseState): Claim | undefined {
  if (state.kind !== claimKind) return undefined
  const answers = state.answers as unknown as ClaimAnswers
  const found = state.findings as unknown as ClaimFindings
  return { ...answers, state, found, payments: found.payments ?? [] }
}

/** What is owed as principal: what was decided, else confirmed where something was, else claimed. */
export function principalOf({ found, debt }: Claim): number {
  if (found.decision) return found.decision.upheld
  return found.answer && found.answer.confirmed > 0 ? found.answer.confirmed : debt.amount
}

/** The debt as it is computed: over the principal that stands, after the payments that the creditor confirmed. */
export function debtOf(claim: Claim): Debt {
  const { payments: earlier = [], ...debt } = claim.debt
  const paid = claim.payments.filter((each) => each.state === 'confirmed')
  const since = paid.map(({ on, amount }) => ({ on: on as Day, amount }))
  return { ...debt, amount: principalOf(claim), payments: [...earlier, ...since] }
}

const ends = ['settled', 'closed_unpaid', 'dismiss', 'refuse']

/** The word for where it stands; at the end, how it ended. */
export function stageOf({ state, found }: Pick<Claim, 'state' | 'found'>): string {
  if (found.settledOn) return 'settled'
  if (state.status === 'withdrawn') return 'withdrawn'
  if (state.closedOn === undefined) return state.stage
  const how = ends.find((each) => each === found.outcome)
  return how === 'dismiss' ? 'dismissed' : how === 'refuse' ? 'refused' : (how ?? 'closed_unpaid')
}
