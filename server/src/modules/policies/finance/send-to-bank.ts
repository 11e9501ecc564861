/** Tells banks what concerns them: an application, its withdrawal. What a bank did not take is tried again, ever more rarely. */
import type { CaseState } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import { keepLooking } from '#platform/keep-looking'
import type { Fact } from '#platform/outbox'
import { findConnection, postToBank, sourceOf } from './bank-event.ts'
import { keepLoan, type LoanAnswers, loanOf } from './keep-loan.ts'
import { factView } from './match-products.ts'
import { getCounter } from './read-products.ts'

type Event = 'applied' | 'withdrawn'

/** Hears of loan cases: keeps the list, tells the bank. Seen twice, nothing is told twice. */
export async function followLoan(house: CasesHouse, fact: Fact): Promise<void> {
  if (typeof fact.data.kind === 'string' && fact.data.kind !== 'loan') return
  const state = await house.engine.load(fact.subject)
  if (state?.kind !== 'loan') return
  await keepLoan(house, state)
  if (fact.name === 'cases.message_sent' && fact.data.name === 'loan_applied') await tell(house, state, 'applied')
  if (fact.name === 'cases.status_changed' && fact.data.to === 'withdrawn') await tell(house, state, 'withdrawn')
}

async function tell(house: CasesHouse, state: CaseState, event: Event): Promise<void> {
  const { bank } = state.answers as unknown as LoanAnswers
  const now = new Date(house.clock.now())
  await house.db.ask(
    `insert into policies.sendings (league, case_id, event, bank, next_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [state.league, state.id, event, bank, now],
  )
  await sendWaiting(house)
}

interface Waiting {
  readonly league: string
  readonly case_id: string
  readonly event: Event
  readonly bank: string
  readonly tries: number
}

/** Sends what is due; gives how many were taken. A bank that fails once is left alone for the rest of the turn. */
export async function sendWaiting(house: CasesHouse): Promise<number> {
  const due = await house.db.ask<Waiting>(
    `select s.league, s.case_id, s.event, s.bank, s.tries from policies.sendings s
     where s.sent_at is null and s.next_at <= $1 order by s.next_at limit 200`,
    [new Date(house.clock.now())],
  )
  const silent = new Set<string>()
  let sent = 0
  for (const each of due) {
    if (silent.has(each.bank)) continue
    const taken = await sendOne(house, each)
    if (taken) sent++
    else silent.add(each.bank)
    await note(house, each, taken)
  }
  return sent
}

const longestWait = 3600_000

async function note(house: CasesHouse, { league, case_id, event, tries }: Waiting, taken: boolean): Promise<void> {
  const now = house.clock.now()
  const next = now + Math.min(longestWait, 5_000 * 2 ** Math.min(tries, 12))
  await house.db.ask(
    `update policies.sendings s set tries = s.tries + 1, sent_at = $4, next_at = $5
     where s.league = $1 and s.case_id = $2 and s.event = $3 and s.sent_at is null`,
    [league, case_id, event, taken ? new Date(now) : null, new Date(next)],
  )
}

async function sendOne(house: CasesHouse, waiting: Waiting): Promise<boolean> {
  const [connected, state] = await Promise.all([
    findConnection(house, waiting.bank),
    house.engine.load(waiting.case_id),
  ])
  if (!connected || !state) return false
  try {
    const id = `${state.id}/${waiting.event}`
    const data =
      waiting.event === 'applied' ? await applicationOf(house, state) : { number: loanOf(state).number ?? null }
    await postToBank(house, connected, { id, type: `dev.steppe.loan.${waiting.event}`, subject: state.id, data })
    return true
  } catch (fault) {
    console.error(`bank ${waiting.bank} was not told of ${waiting.case_id}, will be tried again:`, fault)
    return false
  }
}

/** What the bank is told: who asks for what, and the facts that the product's rules read, each with who says so. */
async function applicationOf(house: CasesHouse, state: CaseState) {
  const { book, products } = await getCounter(house)
  const { product, amount, months, purpose, facts } = state.answers as unknown as LoanAnswers
  const offer = products.get(product)?.product
  return {
    product: { id: product, title: offer?.offer.title.zh ?? product },
    firm: { code: state.applicant.id, name: state.applicant.name, region: state.region },
    asked: { amount, months, purpose },
    collateral: offer?.collateral.id ?? 'none',
    facts: facts.map((fact) => ({ ...fact, title: factView(book, fact.id)?.title.zh ?? fact.id })),
    answerTo: `${sourceOf(house)}/api/policies/finance/events`,
  }
}

/** Looks every `every` ms whether something waits. Gives the way to stop. */
export function keepTellingBanks(house: CasesHouse, every = 5_000): () => Promise<void> {
  return keepLooking(() => sendWaiting(house), every, 'telling banks failed')
}
