/** What happens to a case is told: to the applicant what changes for them, to a colleague that their hand or signature is asked. */
import type { Message } from '@steppe/contracts/messages'
import type { CaseState } from '@steppe/kernels/cases'
import { keepMessages } from '#act/messages'
import type { CasesHouse } from '#cases/house'
import type { Fact, Subscriber } from '#platform/outbox'

type Kind = Message['kind']

/** Older facts are history when they are read for the first time. */
const newsFor = 90 * 86_400_000

const ofStatus: Readonly<Record<string, Kind | undefined>> = {
  correcting: 'correcting',
  accepted: 'accepted',
  refused: 'refused',
  lapsed: 'lapsed',
  revoked: 'revoked',
  closed: 'closed',
}
const ofClock: Readonly<Record<string, Kind | undefined>> = {
  pause: 'paused',
  resume: 'resumed',
  extend: 'extended',
  offer_hearing: 'hearing_offered',
  call_hearing: 'hearing_called',
  deadline_rederived: 'moved',
}
const ofColleague: Readonly<Record<string, Kind | undefined>> = {
  add_signer: 'signature_asked',
  delegate: 'handed_over',
}

/** What has to be known of a case to tell of it. */
interface CaseNews {
  readonly id: string
  readonly kind: string
  readonly account: string
  readonly title: string
  readonly due: string | null
  readonly outcome: CaseState['outcome'] | null
  readonly correction: CaseState['correction'] | null
  readonly hearing: CaseState['hearing'] | null
}

const newsStatement = `
select c.id, c.kind, c.account, c.given ->> 'title' as title, c.due_on as due, s.outcome, s.correction, s.hearing
from unnest($1::text[], $2::text[]) as w(league, id) join cases.cases c on c.league = w.league and c.id = w.id
cross join lateral json_to_record(c.state) as s(outcome text, correction json, hearing json)`

async function findNews(house: CasesHouse, facts: readonly Fact[]): Promise<ReadonlyMap<string, CaseNews>> {
  const leagues = new Map(facts.map((fact) => [fact.subject, fact.league]))
  if (leagues.size === 0) return new Map()
  const rows = await house.db.ask<CaseNews>(newsStatement, [[...leagues.values()], [...leagues.keys()]])
  return new Map(rows.map((row) => [row.id, row]))
}

/** What the fact means for the applicant; nothing where nothing changes for them. */
function kindFor(fact: Fact, state: CaseNews): Kind | undefined {
  if (fact.name === 'cases.clock_moved') return ofClock[String(fact.data.what)]
  if (fact.data.to === 'decided') return state.outcome ?? undefined
  // A case that comes back to acceptance after a decision taken back is accepted already.
  if (fact.data.to === 'accepted' && fact.data.from === 'decided') return undefined
  // A bank's no ends the case in the same step.
  if (state.kind === 'loan' && fact.data.to === 'closed' && state.outcome === 'denied') return 'denied'
  return ofStatus[String(fact.data.to)]
}

function dayOf(kind: Kind, state: CaseNews): string | undefined {
  if (kind === 'correcting') return state.correction?.by
  if (kind === 'hearing_offered') return state.hearing?.askBy
  if (kind === 'hearing_called') return state.hearing?.called?.on
  return ['accepted', 'resumed', 'extended', 'moved'].includes(kind) ? (state.due ?? undefined) : undefined
}

/** Kinds of cases that somebody asked for. */
const toldKinds: ReadonlySet<string> = new Set(['application', 'policy-claim', 'loan'])

/** Whether the fact can be news at all, before its case is looked at. */
function mayTell({ name, data }: Fact): boolean {
  if (name === 'cases.colleague_asked') return true
  if (data.kind !== undefined && !toldKinds.has(String(data.kind))) return false
  return name === 'cases.clock_moved' || data.to === 'decided' || ofStatus[String(data.to)] !== undefined
}

/** Whom the fact concerns, and what it means for them. */
function toldOf(fact: Fact, state: CaseNews): readonly { readonly account: string; readonly kind: Kind }[] {
  if (fact.name === 'cases.colleague_asked') {
    const kind = ofColleague[String(fact.data.what)]
    return kind ? (fact.data.accounts as readonly string[]).map((account) => ({ account, kind })) : []
  }
  const kind = toldKinds.has(state.kind) ? kindFor(fact, state) : undefined
  return kind ? [{ account: state.account, kind }] : []
}

async function tellAll(house: CasesHouse, facts: readonly Fact[]): Promise<void> {
  const from = house.clock.now() - newsFor
  const fresh = facts.filter((fact) => fact.at.getTime() >= from && mayTell(fact))
  const news = await findNews(house, fresh)
  const messages = fresh.flatMap((fact) => {
    const state = news.get(fact.subject)
    if (!state) return []
    return toldOf(fact, state).map(({ account, kind }) => ({
      account,
      id: `f${String(fact.position).padStart(16, '0')}`,
      case: state.id,
      kind,
      title: state.title,
      day: dayOf(kind, state),
      at: fact.at,
    }))
  })
  await keepMessages(house, messages)
}

/** Hears of cases. Seen twice, nothing is told twice. */
export function tellPeopleSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.tell_people',
    facts: ['cases.status_changed', 'cases.clock_moved', 'cases.colleague_asked'],
    handle: (fact) => tellAll(house, [fact]),
    handleAll: (facts) => tellAll(house, facts),
  }
}
