/** What happens to a case is told: to the applicant what changes for them, to a colleague that their hand or signature is asked. */
import type { Message } from '@steppe/contracts/messages'
import type { CaseState } from '@steppe/kernels/cases'
import { keepMessage } from '#act/messages'
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
  deadline_rederived: 'moved',
}
const ofColleague: Readonly<Record<string, Kind | undefined>> = {
  add_signer: 'signature_asked',
  delegate: 'handed_over',
}

/** What the fact means for the applicant; nothing where nothing changes for them. */
function kindFor(fact: Fact, state: CaseState): Kind | undefined {
  if (fact.name === 'cases.clock_moved') return ofClock[String(fact.data.what)]
  if (fact.data.to === 'decided') return state.outcome
  // A case that comes back to acceptance after a decision taken back is accepted already.
  if (fact.data.to === 'accepted' && fact.data.from === 'decided') return undefined
  // A bank's no ends the case in the same step.
  if (state.kind === 'loan' && fact.data.to === 'closed' && state.outcome === 'denied') return 'denied'
  return ofStatus[String(fact.data.to)]
}

function dayOf(kind: Kind, state: CaseState): string | undefined {
  if (kind === 'correcting') return state.correction?.by
  return ['accepted', 'resumed', 'extended', 'moved'].includes(kind) ? state.clock.due : undefined
}

/** Kinds of cases that somebody asked for. */
const toldKinds: ReadonlySet<string> = new Set(['application', 'policy-claim', 'loan'])

/** Whom the fact concerns, and what it means for them. */
function toldOf(fact: Fact, state: CaseState): readonly { readonly account: string; readonly kind: Kind }[] {
  if (fact.name === 'cases.colleague_asked') {
    const kind = ofColleague[String(fact.data.what)]
    return kind ? (fact.data.accounts as readonly string[]).map((account) => ({ account, kind })) : []
  }
  const kind = toldKinds.has(state.kind) ? kindFor(fact, state) : undefined
  return kind ? [{ account: state.applicant.account, kind }] : []
}

/** Hears of cases. Seen twice, nothing is told twice. */
export function tellPeopleSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.tell_people',
    facts: ['cases.status_changed', 'cases.clock_moved', 'cases.colleague_asked'],
    handle: async (fact) => {
      if (fact.at.getTime() < house.clock.now() - newsFor) return
      const { kind } = fact.data
      if (typeof kind === 'string' && !toldKinds.has(kind)) return
      const state = await house.engine.load(fact.subject)
      if (!state) return
      for (const { account, kind } of toldOf(fact, state)) {
        const { title } = state
        const day = dayOf(kind, state)
        await keepMessage(house, {
          account,
          id: `f${String(fact.position).padStart(16, '0')}`,
          case: state.id,
          kind,
          title,
          day,
          at: fact.at,
        })
      }
    },
  }
}
