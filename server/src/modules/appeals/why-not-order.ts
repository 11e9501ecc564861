/** Who may do what to an order, and what can be done to it now. */
import type { OrderDeed as WireDeed } from '@steppe/contracts/appeals'
import { may, worksAs } from '@steppe/kernels/authority'
import { termEnd } from '@steppe/kernels/calendar'
import { type CaseState, stepDeeds } from '@steppe/kernels/cases'
import { isApplicant, whyNot } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'

type Deed = Pick<WireDeed, 'kind'> & { readonly task?: string }

const ofApplicant: readonly Deed['kind'][] = ['urge', 'reopen', 'withdraw']

/** The reason why the actor may not do this to the order; nothing when they may. */
export function whyNotOrder(house: CasesHouse, actor: Actor, state: CaseState, deed: Deed): Refusal | undefined {
  if (deed.kind === 'supervise') return maySupervise(house, actor, state) ? undefined : refuse('appeals.not_supervisor')
  if (ofApplicant.includes(deed.kind)) return isApplicant(actor, state) ? undefined : refuse('cases.only_applicant')
  // 回访 answered online: whoever handed it in says so themselves, but cannot say that it does not count.
  if (deed.kind === 'call_back' && isApplicant(actor, state) && !('invalid' in deed && deed.invalid)) return undefined
  if (deed.kind === 'split') {
    const lead = state.order?.lead
    if (!lead) return refuse('appeals.not_given_yet')
    return worksAs(house.policy, actor.grants, 'examiner', lead) ? undefined : refuse('appeals.only_lead')
  }
  return whyNot(house, actor, state, deed as never)
}

/** Supervisors of the region, and the offices that confirm this order. */
export function maySupervise(house: CasesHouse, actor: Actor, state: CaseState): boolean {
  const named = (state.findings.supervisors ?? []) as readonly string[]
  if (actor.grants.some((grant) => grant.department && named.includes(grant.department))) return true
  return may(house.policy, actor.grants, 'appeals:order:supervise', { region: state.region }).allowed
}

/** Whether the actor works for the office that took the order: the hotline of the place, or the commerce department. */
export function receivesFor(house: CasesHouse, actor: Actor, state: Pick<CaseState, 'departments'>): boolean {
  return actor.grants.some(
    ({ role, department }) =>
      department === state.departments[0] &&
      (house.policy.roles[role]?.permissions.includes('appeals:order:receive') ?? false),
  )
}

/** What the state of the order lets somebody do; what its rules forbid just now says so. */
export function possibleOrderActs(
  house: CasesHouse,
  state: CaseState,
  now: number,
): { readonly kind: WireDeed['kind']; readonly task?: string; readonly no?: Refusal }[] {
  const running = state.tasks.length > 0
  const acts: ReturnType<typeof possibleOrderActs> = state.tasks.flatMap((task) => {
    const deeds = [...(stepDeeds[task.action] ?? [])] as WireDeed['kind'][]
    const signs = ['handle', 'meet'].includes(task.action) && task.signedAt === undefined
    return [...(signs ? (['sign_in'] as const) : []), ...deeds].map((kind) => ({
      kind,
      task: task.id,
      ...(kind === 'send_back' ? whyNoReturn(house, state, task.openedAt ?? state.openedAt, now) : {}),
    }))
  })
  if (running && state.order?.lead) {
    acts.push({ kind: 'split' }, { kind: 'extend', ...whyNoExtension(state) })
  }
  if (running) acts.push({ kind: 'supervise' }, { kind: 'urge' }, { kind: 'withdraw' })
  if (state.status === 'closed') acts.push({ kind: 'reopen', ...whyNoReopening(house, state) })
  acts.push({ kind: 'note' })
  return acts
}

function whyNoReturn(house: CasesHouse, state: CaseState, since: number, now: number): { readonly no?: Refusal } {
  const rules = house.law.orderLaw?.byId[state.order!.rules]
  if (!rules) return {}
  if ((state.order!.returns ?? 0) >= rules.returns.most)
    return { no: refuse('cases.returned_too_often', { most: rules.returns.most }) }
  const hours = /^PT(\d+)H$/.exec(rules.returns.within)?.[1]
  return hours && now > since + Number(hours) * 3600_000 ? { no: refuse('cases.return_too_late') } : {}
}

/** The window that the law gives; the engine holds it too. */
function whyNoReopening(house: CasesHouse, state: CaseState): { readonly no?: Refusal } {
  const rules = house.law.orderLaw?.byId[state.order!.rules]
  if (!rules || !state.closedOn) return {}
  const until = termEnd(house.calendars.of(state.region), { term: rules.reopen.within, from: state.closedOn }).due
  return until && house.clock.today() > until ? { no: refuse('cases.reopen_over', { until }) } : {}
}

function whyNoExtension(state: CaseState): { readonly no?: Refusal } {
  return state.clock.extensions.length > 0 ? { no: refuse('cases.extended_already') } : {}
}
