/** Takes in what a bank answers: accepted, approved, denied, pledge registered, paid out. Each an act of the case; seen twice, it changes nothing. */
import type { Loan } from '@steppe/contracts/policies'
import { type Day, parseDay, parseTerm, termEnd } from '@steppe/kernels/calendar'
import type { CaseState, Deed, Progress } from '@steppe/kernels/cases'
import { Type } from 'typebox'
import { Check } from 'typebox/value'
import type { CasesHouse } from '#cases/house'
import { isFresh, type LinkEvent, parseEvent } from '#links/links'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { findConnection, signedBy } from './bank-event.ts'
import { keepLoan, type LoanAnswers, loanOf } from './keep-loan.ts'
import type { Product } from './product.ts'
import { getCounter } from './read-products.ts'

const On = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Text = (most: number) => Type.String({ minLength: 1, maxLength: most })

/** What each answer carries in `data`. Amounts in yuan, rates in percent a year. */
const forms = {
  accepted: Type.Object({ number: Text(60), on: On }),
  approved: Type.Object({
    amount: Type.Number({ exclusiveMinimum: 0 }),
    rate: Type.Number({ minimum: 0, maximum: 36 }),
    months: Type.Integer({ minimum: 1, maximum: 360 }),
    on: On,
  }),
  denied: Type.Object({ reason: Text(300), on: On }),
  pledge_registered: Type.Object({ what: Text(200), register: Text(80), number: Text(60), on: On }),
  paid_out: Type.Object({ amount: Type.Number({ exclusiveMinimum: 0 }), on: On }),
} as const

type Answer = keyof typeof forms
type Data = Readonly<Record<string, string | number>>

/** Checks signature, form, time and turn, then writes the answer down. */
export async function receiveFromBank(
  house: CasesHouse,
  body: unknown,
  signature: string,
): Promise<{ readonly taken: boolean } | Refusal> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  const event = parseEvent(bytes)
  if (!event || typeof event.subject !== 'string' || typeof event.source !== 'string')
    return refuse('policies.bank_event_malformed', { what: 'CloudEvents 1.0' })
  const connected = await findConnection(house, event.source)
  if (!connected || !signedBy(connected, bytes, signature)) return refuse('policies.bank_signature_wrong')
  if (!isFresh(event, house.clock.now())) return refuse('policies.bank_event_old')
  const answer = event.type.replace(/^dev\.steppe\.loan\./, '') as Answer
  const form = Object.hasOwn(forms, answer) ? forms[answer] : undefined
  const on = form && Check(form, event.data) ? parseDay(String((event.data as Data).on)) : undefined
  if (!on || on > house.clock.today()) return refuse('policies.bank_event_malformed', { what: event.type })
  const state = await house.engine.load(event.subject)
  if (state?.kind !== 'loan' || (state.answers as unknown as LoanAnswers).bank !== event.source)
    return refuse('policies.loan_unknown')
  return takeAnswer(house, state, answer, event)
}

/**
 * Writes the answer down and moves the case on: two acts, so that a fault between them is mended when the bank sends the event
 * again. An event heard before is not written down twice, and moves a case only forward.
 */
async function takeAnswer(
  house: CasesHouse,
  state: CaseState,
  answer: Answer,
  event: LinkEvent,
): Promise<{ readonly taken: boolean } | Refusal> {
  const { products } = await getCounter(house)
  const product = products.get((state.answers as unknown as LoanAnswers).product)?.product
  const data = event.data as Data
  const noted = heardIn(state).includes(event.id) ? state : await noteAnswer(house, state, answer, event, product)
  if (isRefusal(noted)) return noted
  const progress = progressOf(house, noted, answer, data, product)
  const moves = progress && noted.marking.status === 'running' && reached(progress.status) > reached(noted.stage)
  const moved = moves
    ? await act(house, event.source, noted, { kind: 'receive_message', name: 'bank_answered', progress })
    : noted
  if (isRefusal(moved)) return moved
  await keepLoan(house, moved)
  return { taken: true }
}

/** How far a case has come; what is before the bank's acceptance counts as nothing. */
function reached(stage: string): number {
  return ['accepted', 'decided', 'closed'].indexOf(stage)
}

function heardIn(state: CaseState): readonly string[] {
  return (state.findings.heard ?? []) as readonly string[]
}

async function noteAnswer(
  house: CasesHouse,
  state: CaseState,
  answer: Answer,
  event: LinkEvent,
  product: Product | undefined,
): Promise<CaseState | Refusal> {
  const before = loanOf(state)
  const data = event.data as Data
  const refused = outOfTurn(before, state, answer, product)
  if (refused) return refused
  return act(house, event.source, state, {
    kind: 'record',
    what: `loan_${answer}`,
    opinion: sentenceOf(answer, data),
    data: { loan: withAnswer(before, answer, data, product), heard: [...heardIn(state), event.id] },
  })
}

function act(house: CasesHouse, bank: string, state: CaseState, deed: Deed): Promise<CaseState | Refusal> {
  const actor = { kind: 'platform', id: `bank:${bank}`, name: bank } as const
  return house.engine.act(state.id, state.seq, deed, actor, undefined, (after) => after)
}

function outOfTurn(loan: Loan, state: CaseState, answer: Answer, product: Product | undefined): Refusal | undefined {
  const no = refuse('policies.bank_out_of_turn', { what: answer })
  if (state.marking.status !== 'running' || loan.denied) return no
  if (answer === 'accepted') return loan.acceptedOn ? no : undefined
  if (answer === 'approved') return loan.acceptedOn && !loan.approved ? undefined : no
  if (answer === 'denied') return loan.acceptedOn && !loan.approved ? undefined : no
  if (!loan.approved) return no
  if (answer === 'pledge_registered') return loan.pledge || product?.collateral.id === 'none' ? no : undefined
  return product?.collateral.register && !loan.pledge ? refuse('policies.pledge_first') : undefined
}

function withAnswer(loan: Loan, answer: Answer, data: Data, product: Product | undefined): Loan {
  const on = String(data.on)
  const words = (name: string) => String(data[name])
  const number = (name: string) => Number(data[name])
  switch (answer) {
    case 'accepted':
      return { ...loan, number: words('number'), acceptedOn: on }
    case 'approved':
      return { ...loan, approved: { amount: number('amount'), rate: number('rate'), months: number('months'), on } }
    case 'denied':
      return { ...loan, denied: { reason: words('reason'), on } }
    case 'pledge_registered': {
      const kind = product?.collateral.id ?? 'none'
      return {
        ...loan,
        pledge: { kind, what: words('what'), register: words('register'), number: words('number'), on },
      }
    }
    case 'paid_out':
      return { ...loan, paidOut: { amount: number('amount'), on } }
  }
}

/** How the case moves; a registered pledge moves nothing. */
function progressOf(
  house: CasesHouse,
  state: CaseState,
  answer: Answer,
  data: Data,
  product: Product | undefined,
): Progress | undefined {
  const on = data.on as Day
  const base = { case: loanOf(state).number ?? state.id, ended: false }
  switch (answer) {
    case 'accepted': {
      const calendar = house.calendars.of(state.region)
      const due = product && termEnd(calendar, { term: parseTerm(product.answerWithin), from: on }).due
      return { ...base, status: 'accepted', acceptedOn: on, ...(due ? { due } : {}) }
    }
    case 'approved':
      return { ...base, status: 'decided', decidedOn: on, outcome: 'approved' }
    case 'denied':
      return { ...base, status: 'closed', decidedOn: on, outcome: 'denied', reasons: String(data.reason), ended: true }
    case 'pledge_registered':
      return undefined
    case 'paid_out':
      return { ...base, status: 'closed', ended: true }
  }
}

/** The answer as it stands in the trail. */
function sentenceOf(answer: Answer, data: Data): string {
  switch (answer) {
    case 'accepted':
      return `银行受理，编号 ${data.number}`
    case 'approved':
      return `银行批准 ${data.amount} 元，年利率 ${data.rate}%，${data.months} 个月`
    case 'denied':
      return `银行未批准：${data.reason}`
    case 'pledge_registered':
      return `登记完成：${data.what}，${data.register}，编号 ${data.number}`
    case 'paid_out':
      return `银行放款 ${data.amount} 元`
  }
}
