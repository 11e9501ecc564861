/** Who may see a case and who may do what in it; every no says why. */
import { type Grant, type Policy, within, worksAs } from '@steppe/kernels/authority'
import type { Day } from '@steppe/kernels/calendar'
import { type CaseLaw, type CaseState, type Deed, openPause, type Task } from '@steppe/kernels/cases'
import type { Signer } from '@steppe/kernels/process'
import type { NamedPolicy } from '#ask/registry'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import type { Directory } from './load-context.ts'
import { whyProcessRefuses } from './why-process-refuses.ts'

/** Whether the actor is the applicant, acts for the firm that applied, or is the assistant with recorded consent. */
export function isApplicant(actor: Actor, state: Pick<CaseState, 'applicant'>): boolean {
  const { applicant } = state
  if (actor.kind === 'anyone') return false
  if (actor.id === applicant.account || actor.id === applicant.agent?.id) return true
  return applicant.kind === 'firm' && actor.grants.some((grant) => grant.firm === applicant.id)
}

function readsFrom(policy: Policy, grant: Grant, state: CaseState): boolean {
  const role = policy.roles[grant.role]
  if (!role?.permissions.some((each) => each === 'cases:case:read' || each === 'cases:*:*')) return false
  if (grant.department && state.departments.includes(grant.department)) return true
  return role.reaches === 'region' && grant.region !== undefined && within(state.region, grant.region)
}

export type Sight = 'applicant' | 'staff' | 'supervisor'

/** How the actor may see the case; nothing when not at all. Supervisors see names masked. */
export function sightOf(policy: Policy, actor: Actor, state: CaseState): Sight | undefined {
  if (isApplicant(actor, state)) return 'applicant'
  const grants = actor.grants.filter((grant) => readsFrom(policy, grant, state))
  if (grants.length === 0) return undefined
  return grants.some((grant) => grant.department && state.departments.includes(grant.department))
    ? 'staff'
    : 'supervisor'
}

export interface Authoriser {
  readonly policy: NamedPolicy
  readonly directory: Directory
}

const applicantDeeds: readonly Deed['kind'][] = [
  'supply_correction',
  'supply_missing',
  'answer_hearing',
  'withdraw',
  'rate',
]

/** The reason why the actor may not do this deed in this case; nothing when they may. */
export function whyNot(
  around: Authoriser,
  actor: Actor,
  state: CaseState,
  deed: Pick<Deed, 'kind'> & { readonly task?: string },
): Refusal | undefined {
  if (!sightOf(around.policy, actor, state)) return refuse('cases.not_yours')
  if (applicantDeeds.includes(deed.kind)) return isApplicant(actor, state) ? undefined : refuse('cases.only_applicant')
  if (deed.kind === 'sign') return whyNotSign(actor, state, deed.task)
  if (deed.task !== undefined)
    return whyNotTask(
      around,
      actor,
      state.tasks.find((task) => task.id === deed.task),
    )
  if (deed.kind === 'note') return undefined
  // 取回: the process itself lets only whoever did the step take it back.
  if (deed.kind === 'take_back') return actor.kind === 'staff' ? undefined : refuse('cases.not_yours')
  const role = deed.kind === 'extend' || deed.kind === 'check_promise' ? 'approver' : 'examiner'
  return whyNotFor(around, actor, state.department, role)
}

/** 会签: whoever was asked signs, of whatever office; when and how often is for the process to say. */
function whyNotSign(actor: Actor, state: CaseState, id: string | undefined): Refusal | undefined {
  const task = state.marking.tasks.find((each) => each.id === id)
  if (!task) return refuse('cases.task_gone')
  return task.signers?.some((each) => each.who === actor.id) ? undefined : refuse('cases.signature_not_asked')
}

function whyNotTask(around: Authoriser, actor: Actor, task: Task | undefined): Refusal | undefined {
  if (!task) return refuse('cases.task_gone')
  if (task.holder)
    return task.holder === actor.id
      ? undefined
      : refuse('cases.held_by_other', { holder: task.holderName ?? { zh: '其他同事', en: 'a colleague' } })
  return whyNotFor(around, actor, task.department, task.role)
}

function whyNotFor(around: Authoriser, actor: Actor, department: string, role: string): Refusal | undefined {
  const here = actor.grants.some((grant) => grant.department === department)
  const named = {
    zh: around.directory.departmentName(department, 'zh'),
    en: around.directory.departmentName(department, 'en'),
  }
  if (!here) return refuse('cases.other_department', { department: named })
  if (worksAs(around.policy, actor.grants, role, department)) return undefined
  return refuse('cases.other_role', { role: around.policy.roles[role]?.name ?? role })
}

/** One thing that can be done now, before asking who. */
export interface Possible {
  readonly kind: Deed['kind']
  readonly task?: string
  readonly outcomes?: readonly string[]
  /** The law's own no, known beforehand. */
  readonly no?: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** Everything that the state of the case lets somebody do; what the law forbids just now says so. */
export function possibleActs(state: CaseState, law: CaseLaw, today: Day): Possible[] {
  const { correctionsAllowed, extensionsAllowed } = law
  const over = state.clock.due !== undefined && today > state.clock.due
  const stands = openPause(state.clock)
  const running = state.acceptedOn !== undefined && state.decidedOn === undefined
  const acts: Possible[] = state.tasks.flatMap((task) =>
    taskActs(state, task, correctionsAllowed, stands !== undefined, today),
  )
  if (running) acts.push(stands ? { kind: 'resume' } : { kind: 'pause', ...(over ? { no: 'term_over' } : {}) })
  if (running) acts.push({ kind: 'extend', ...whyNoExtension(state, extensionsAllowed, stands !== undefined, over) })
  if (running && law.hearing && !state.order) acts.push(...hearingActs(state, today, stands !== undefined, over))
  if (state.status === 'correcting') acts.push({ kind: 'supply_correction' })
  if (state.supplement && !state.supplement.suppliedOn && state.status !== 'lapsed')
    acts.push({ kind: 'supply_missing' })
  if (state.tasks.length > 0) acts.push({ kind: 'withdraw', ...(state.decidedOn ? { no: 'decided_already' } : {}) })
  // Once more after the day until which it was to be put right.
  const unchecked = state.promise && (state.promise.kept === undefined || state.promise.rectifyBy !== undefined)
  if (unchecked && state.outcome === 'approved') acts.push({ kind: 'check_promise' })
  if (['closed', 'refused'].includes(state.status))
    acts.push({ kind: 'rate', ...(state.rating ? { no: 'already_rated' } : {}) })
  acts.push({ kind: 'note' })
  return acts
}

function hearingActs({ hearing }: CaseState, today: Day, stands: boolean, over: boolean): readonly Possible[] {
  if (!hearing)
    return [{ kind: 'offer_hearing', ...(stands ? { no: 'clock_stands' } : over ? { no: 'term_over' } : {}) }]
  if (hearing.holdBy) return [{ kind: 'call_hearing' }]
  return hearing.answeredOn || today > hearing.askBy ? [] : [{ kind: 'answer_hearing' }]
}

function whyNoExtension(state: CaseState, allowed: number, stands: boolean, over: boolean): { readonly no?: string } {
  if (stands) return { no: 'clock_stands' }
  if (over) return { no: 'term_over' }
  return state.clock.extensions.length >= allowed ? { no: 'extended_already' } : {}
}

/** What must come before the step is completed: the answer about a hearing, signatures that were asked for. */
function whyNotYet(
  { hearing }: CaseState,
  { action }: Task,
  signers: readonly Signer[],
  today: Day,
): Omit<Possible, 'kind'> {
  if (action === 'decide' && hearing && !hearing.answeredOn && today <= hearing.askBy)
    return { no: 'hearing_may_be_asked', params: { day: hearing.askBy } }
  if (!signers.some(({ group, agree }) => (group === 'before' || group === 'joint') && agree === undefined)) return {}
  return { no: 'process_refuses', params: { why: whyProcessRefuses['process.needs_signatures'] } }
}

function taskActs(state: CaseState, task: Task, correctionsAllowed: number, stands: boolean, today: Day): Possible[] {
  const held = state.status === 'correcting' ? { no: 'waits_for_applicant' } : stands ? { no: 'clock_stands' } : {}
  const signers = state.marking.tasks.find((each) => each.id === task.id)?.signers ?? []
  const early = 'no' in held ? held : whyNotYet(state, task, signers, today)
  const acts: Possible[] = [{ kind: 'complete', task: task.id, outcomes: task.outcomes, ...early }]
  const told = state.correction && correctionsAllowed <= 1 ? { no: 'correction_told_once' } : held
  if (task.action === 'accept' && !state.acceptedOn)
    acts.push(
      { kind: 'request_correction', task: task.id, ...told },
      { kind: 'accept_with_missing', task: task.id, ...held },
    )
  if (task.action !== 'accept') acts.push({ kind: 'return', task: task.id, ...held })
  acts.push({ kind: 'delegate', task: task.id, ...held }, { kind: 'add_signer', task: task.id, ...held })
  if (signers.length > 0) acts.push({ kind: 'sign', task: task.id, ...held })
  return acts
}
