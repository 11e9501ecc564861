/** From what somebody sends to the act of the case: steps of the process are completed, everything else is recorded. */
import type { ClaimDeed, ClaimDeedKind, ClaimDeedOf, PaymentView } from '@steppe/contracts/arrears'
import { lawOn } from '@steppe/kernels/arrears'
import { type Day, parseDay, termEnd } from '@steppe/kernels/calendar'
import type { Deed } from '@steppe/kernels/cases'
import { isApplicant } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { type Claim, type ClaimFindings, debtOf } from './claim.ts'
import { computeDebt } from './compute-debt.ts'
import { loadRules } from './load-rules.ts'
import { isDebtor } from './parts.ts'
import { taskFor } from './possible-deeds.ts'

type Findings = Partial<ClaimFindings>
type Made = Deed | { readonly first: Deed; readonly last: Deed } | Refusal

interface Turn {
  readonly house: CasesHouse
  readonly actor: Actor
  readonly claim: Claim
  readonly today: Day
}

export async function toDeed(house: CasesHouse, actor: Actor, claim: Claim, deed: ClaimDeed): Promise<Made> {
  const turn = { house, actor, claim, today: house.clock.today() }
  switch (deed.kind) {
    case 'forward':
      return finish(turn, deed.kind, 'forwarded')
    case 'refuse':
      return finish(turn, deed.kind, 'refuse', deed.reason)
    case 'answer':
      return answer(turn, deed)
    case 'press':
      return finish(turn, deed.kind, 'issued', deed.text)
    case 'interview':
      return interview(turn, deed)
    case 'decide':
      return decide(turn, deed)
    case 'warn':
      return finish(turn, deed.kind, 'warned', deed.text)
    case 'close_unpaid':
      return finish(turn, deed.kind, 'closed_unpaid', deed.reason)
    case 'plan':
      return plan(turn, deed)
    case 'pay':
      return pay(turn, deed)
    case 'confirm_payment':
      return confirmPayment(turn, deed)
    case 'settle':
      return settle(turn, {}, deed.text)
    case 'withdraw':
      return { kind: 'withdraw', reason: deed.reason }
    case 'announce':
    case 'object':
    case 'publish':
    case 'correct':
    case 'unpublish':
      return name(turn, deed)
    default:
      return deed satisfies never
  }
}

function finish({ claim }: Turn, kind: ClaimDeedKind, outcome: string, opinion?: string, data: Findings = {}): Deed {
  const task = taskFor(claim, kind)!
  return {
    kind: 'complete',
    task: task.id,
    step: task.name,
    outcome,
    ...(opinion ? { opinion } : {}),
    data: { ...data, did: kind },
  }
}

const record = (what: string, data: Findings, opinion?: string): Deed => ({
  kind: 'record',
  what,
  ...(opinion ? { opinion } : {}),
  data: { ...data },
})

/** The undisputed part is owed at once, whatever becomes of the rest. Source: 国务院令第802号 art. 15. */
async function answer(turn: Turn, deed: ClaimDeedOf<'answer'>): Promise<Made> {
  const { claim, today, house } = turn
  const { confirmed, text, ground } = deed
  const claimed = claim.debt.amount
  if (confirmed > claimed) return refuse('appeals.arrears_over_claim')
  const { laws } = await loadRules(house.site.packs)
  const law = lawOn(laws, claim.debt.signedOn)
  const excuse = law?.noExcuses.find((each) => each.id === ground)
  if (confirmed < claimed && excuse)
    return refuse('appeals.arrears_no_excuse', {
      ground: excuse.title.zh,
      groundEn: excuse.title.en,
      article: excuse.article,
    })
  const wrong = deed.plan && wrongPlan(turn, deed.plan, confirmed)
  if (wrong) return wrong
  const said = { on: today, confirmed, text, ...(ground ? { ground } : {}) }
  const data = { answer: said, ...(deed.plan ? { plan: planOf(deed.plan) } : {}) }
  return finish(turn, 'answer', confirmed === claimed ? 'confirm' : 'dispute', text, data)
}

function interview(turn: Turn, { text, confirmed = 0 }: ClaimDeedOf<'interview'>): Made {
  const claimed = turn.claim.debt.amount
  if (confirmed > claimed) return refuse('appeals.arrears_over_claim')
  const data = confirmed > 0 ? { answer: { on: turn.today, confirmed, text } } : {}
  return finish(turn, 'interview', confirmed === claimed ? 'confirm' : 'dispute', text, data)
}

function decide(turn: Turn, { upheld, reason }: ClaimDeedOf<'decide'>): Made {
  const { claim, today } = turn
  if (upheld > claim.debt.amount) return refuse('appeals.arrears_over_claim')
  const least = claim.found.answer?.confirmed ?? 0
  if (upheld < least) return refuse('appeals.arrears_below_confirmed')
  const decision = { on: today, upheld, reason, department: claim.found.handlingBody }
  return finish(turn, 'decide', upheld > 0 ? 'uphold' : 'dismiss', reason, { decision })
}

type Instalments = ClaimDeedOf<'plan'>['instalments']

const planOf = (instalments: Instalments) =>
  instalments.map(({ by, amount }) => ({ by: by as Day, amount })).toSorted((a, b) => (a.by < b.by ? -1 : 1))

/** A plan says when the whole principal will be paid. */
function wrongPlan({ today }: Turn, instalments: Instalments, principal: number): Refusal | undefined {
  const day = instalments.find(({ by }) => !parseDay(by) || by < today)
  if (day) return refuse('appeals.arrears_day_wrong', { day: day.by })
  const sum = instalments.reduce((all, { amount }) => all + amount, 0)
  return sum < principal ? refuse('appeals.arrears_plan_short') : undefined
}

async function plan(turn: Turn, deed: ClaimDeedOf<'plan'>): Promise<Made> {
  const owed = await owedNow(turn)
  if (isRefusal(owed)) return owed
  return (
    wrongPlan(turn, deed.instalments, owed.principalLeft) ??
    record('plan', { plan: planOf(deed.instalments) }, deed.text)
  )
}

function owedNow({ house, claim, today }: Turn, payments = claim.payments) {
  return computeDebt(house, debtOf({ ...claim, payments }), today, claim.state.region)
}

/** What the creditor tells counts at once; what the debtor tells waits for the creditor. */
async function pay(turn: Turn, { on, amount, text }: ClaimDeedOf<'pay'>): Promise<Made> {
  const { claim, actor, today } = turn
  if (!parseDay(on) || on > today || on < claim.debt.signedOn) return refuse('appeals.arrears_day_wrong', { day: on })
  const by = isApplicant(actor, claim.state) ? 'creditor' : isDebtor(actor, claim) ? 'debtor' : 'handler'
  const state = by === 'creditor' ? 'confirmed' : 'told'
  const id = `p${claim.payments.length + 1}`
  const payment: PaymentView = { id, on, amount, by, state, ...(text ? { text } : {}) }
  return paid(turn, 'payment', [...claim.payments, payment], text)
}

async function confirmPayment(
  turn: Turn,
  { payment: id, received, text }: ClaimDeedOf<'confirm_payment'>,
): Promise<Made> {
  const { payments } = turn.claim
  if (!payments.some((each) => each.id === id && each.state === 'told'))
    return refuse('appeals.arrears_payment_unknown')
  if (!received && !text) return refuse('appeals.arrears_say_why')
  const state = received ? ('confirmed' as const) : ('denied' as const)
  const now = payments.map((each) => (each.id === id ? { ...each, state } : each))
  return paid(turn, received ? 'payment_confirmed' : 'payment_denied', now, text)
}

/** Records the payments; when nothing is left the claim ends with them. */
async function paid(turn: Turn, what: string, payments: readonly PaymentView[], text?: string): Promise<Made> {
  const told = payments
    .filter((each) => each.state === 'told')
    .map((each) => ({ ...each, state: 'confirmed' as const }))
  const all = await owedNow(turn, [...payments.filter((each) => each.state === 'confirmed'), ...told])
  if (isRefusal(all)) return all
  const owed = await owedNow(turn, payments)
  if (isRefusal(owed)) return owed
  return owed.total === 0 ? settle(turn, { payments }, text, what) : record(what, { payments }, text)
}

/** The end of a claim that is paid; a name that stood in public comes down with it. */
async function settle(turn: Turn, data: Findings, text = '款项已结清', what = 'settled'): Promise<Made> {
  const { claim, today } = turn
  const owed = await owedNow(turn, data.payments ?? claim.payments)
  if (isRefusal(owed)) return owed
  if (owed.principalLeft > 0) return refuse('appeals.arrears_still_owed')
  const { publication } = claim.found
  const named = publication && !publication.endedOn
  const all: Findings = {
    ...data,
    settledOn: today,
    ...(named ? { publication: { ...publication, endedOn: today, endedBecause: '款项已结清' } } : {}),
  }
  const task = claim.state.tasks.find(({ action }) => action === 'follow_payment')
  if (task)
    return { kind: 'complete', task: task.id, step: task.name, outcome: 'settled', opinion: text, data: { ...all } }
  return { first: record(what, all, text), last: { kind: 'withdraw', reason: text } }
}

type Naming = ClaimDeedOf<'announce' | 'object' | 'publish' | 'correct' | 'unpublish'>

/** 公示: notice first, the debtor is heard, corrections stand beside what they correct. */
async function name({ house, claim, today }: Turn, deed: Naming): Promise<Made> {
  const known = claim.found.publication
  if (deed.kind === 'announce') {
    const { notice } = await loadRules(house.site.packs)
    const from = termEnd(house.calendars.of(claim.state.region), { term: notice, from: today }).due!
    return record('announce', { publication: { noticeOn: today, from, text: deed.text, corrections: [] } }, deed.text)
  }
  const { objection, corrections } = known!
  switch (deed.kind) {
    case 'object':
      return record('object', { publication: { ...known!, objection: { on: today, text: deed.text } } }, deed.text)
    case 'publish': {
      if (objection && !deed.answer) return refuse('appeals.arrears_answer_objection')
      const heard = objection ? { objection: { ...objection, answer: deed.answer! } } : {}
      return record('publish', { publication: { ...known!, ...heard, publishedOn: today } }, deed.answer)
    }
    case 'correct':
      return record(
        'correct',
        { publication: { ...known!, corrections: [...corrections, { on: today, text: deed.text }] } },
        deed.text,
      )
    default:
      return record('unpublish', { publication: { ...known!, endedOn: today, endedBecause: deed.reason } }, deed.reason)
  }
}
