/** From a deed to what must be written: the act, and the platform's own acts that follow from it at once (rules, services). */

import type { Day } from '@steppe/kernels/calendar'
import {
  type Act,
  type ActActor,
  applyAct,
  type CaseContext,
  type CaseEffect,
  type CaseRefusal,
  type CaseState,
  type Deed,
  type Opening,
  openCase,
  openPause,
  wakeAt,
} from '@steppe/kernels/cases'
import { commit } from '@steppe/kernels/ledger'
import { partsOf } from './case-parts.ts'
import type { ActRow, CaseWrite, FactRow, TaskRow } from './commit-acts.ts'

/** Answers of rules and services the process calls; reads only, so that a repeated try does no harm. */
export interface Callees {
  readonly rule: (
    decision: string,
    state: CaseState,
    context: CaseContext,
  ) => Promise<Readonly<Record<string, unknown>>>
  readonly service: (action: string, state: CaseState, at: number) => Promise<Readonly<Record<string, unknown>>>
}

export interface Surroundings {
  readonly contextFor: (state: Pick<CaseState, 'process' | 'region'>) => Promise<CaseContext>
  readonly callees: Callees
  readonly startOfDay: (day: Day) => number
  readonly randomBytes: (count: number) => Buffer
}

export interface Prepared {
  readonly state: CaseState
  readonly acts: readonly Act[]
  readonly facts: readonly { readonly name: string; readonly data: Readonly<Record<string, unknown>> }[]
}

const platform: ActActor = { kind: 'platform', id: 'platform', name: '平台' }

/** More platform acts than this from one deed mean a process that calls itself. */
const mostFollowing = 50

/** Opens a case, with everything the platform does at once. */
export async function prepareOpening(
  deed: Opening,
  actor: ActActor,
  at: number,
  around: Surroundings,
): Promise<Prepared> {
  const context = await around.contextFor(deed.case)
  const act = { seq: 1, at, actor, deed } as const
  const opened = openCase(act, context)
  const facts = [{ name: 'cases.case_opened', data: { kind: deed.case.kind, item: deed.case.item.code } }]
  const prepared = await follow({ state: opened.state, acts: [act], facts }, opened.effects, at, context, around)
  return prepared as Prepared
}

/** Applies a deed to a case; a refusal of the case law changes nothing. */
export async function prepareAct(
  state: CaseState,
  deed: Deed,
  actor: ActActor,
  at: number,
  around: Surroundings,
): Promise<Prepared | CaseRefusal> {
  const context = await around.contextFor(state)
  const act: Act = { seq: state.seq + 1, at, actor, deed }
  const applied = applyAct(state, act, context)
  if ('refused' in applied) return applied
  return follow({ state: applied.state, acts: [act], facts: [] }, applied.effects, at, context, around)
}

async function follow(
  from: Prepared,
  effects: readonly CaseEffect[],
  at: number,
  context: CaseContext,
  around: Surroundings,
): Promise<Prepared | CaseRefusal> {
  const queue = [...effects]
  let { state } = from
  const acts = [...from.acts]
  const facts = [...from.facts]
  for (let effect = queue.shift(); effect; effect = queue.shift()) {
    if (effect.kind === 'fact') {
      facts.push({ name: `cases.${effect.name}`, data: effect.data })
      continue
    }
    if (acts.length > mostFollowing) throw new Error(`process ${state.process.key} calls rules or services without end`)
    const act: Act = {
      seq: state.seq + 1,
      at,
      actor: platform,
      deed: await answer(effect, state, at, context, around.callees),
    }
    const applied = applyAct(state, act, context)
    if ('refused' in applied) throw new Error(`the answer to ${act.deed.kind} was refused: ${applied.code}`)
    state = applied.state
    acts.push(act)
    queue.push(...applied.effects)
  }
  return { state, acts, facts }
}

async function answer(
  effect: Exclude<CaseEffect, { kind: 'fact' }>,
  state: CaseState,
  at: number,
  context: CaseContext,
  callees: Callees,
): Promise<Deed> {
  if (effect.kind === 'service_called') {
    return {
      kind: 'service_answered',
      call: effect.call,
      action: effect.action,
      outcome: await callees.service(effect.action, state, at),
    }
  }
  const outcome = await callees.rule(effect.decision, state, context)
  return { kind: 'rule_answered', call: effect.call, decision: effect.decision, outcome }
}

/** Turns what was prepared into rows. `before` is the state it stands on, if any. */
export function toWrite(
  before: CaseState | undefined,
  prepared: Prepared,
  around: Pick<Surroundings, 'startOfDay' | 'randomBytes'>,
): CaseWrite {
  const { state } = prepared
  const was = new Map((before ? taskRows(before) : []).map((row) => [row.task, JSON.stringify(row)]))
  const now = taskRows(state)
  const open = new Set(now.map((row) => row.task))
  const at = new Date(prepared.acts[0]!.at).toISOString()
  const acts = prepared.acts.map((act) => actRow(state.id, act, around.randomBytes))
  return {
    league: state.league,
    id: state.id,
    expected: before?.seq ?? 0,
    columns: columnsOf(state, around.startOfDay),
    ...partsOf(before, state),
    acts,
    tasks: now.filter((row) => was.get(row.task) !== JSON.stringify(row)),
    gone: [...was.keys()].filter((task) => !open.has(task)),
    facts: [...prepared.facts, ...factsBetween(before, state), ...toldOf(prepared.acts), actsRecorded(state, acts)].map(
      (fact): FactRow => ({ ...fact, at }),
    ),
  }
}

/** Deeds that somebody must hear of though the status stays. */
function toldOf(acts: readonly Act[]): { name: string; data: Readonly<Record<string, unknown>> }[] {
  return acts.flatMap(({ seq, deed }): { name: string; data: Readonly<Record<string, unknown>> }[] => {
    switch (deed.kind) {
      case 'dispatch':
      case 'decide':
      case 'answer':
      case 'reply':
      case 'refuse':
      case 'merge':
      case 'unmerge':
      case 'reopen':
      case 'readmit':
        return [{ name: 'cases.order_acted', data: { what: deed.kind, seq } }]
      case 'pause':
      case 'resume':
      case 'extend':
      case 'offer_hearing':
      case 'call_hearing':
      case 'deadline_rederived':
        return [{ name: 'cases.clock_moved', data: { what: deed.kind } }]
      case 'delegate':
        return [{ name: 'cases.colleague_asked', data: { what: deed.kind, accounts: [deed.to] } }]
      case 'add_signer':
        return [{ name: 'cases.colleague_asked', data: { what: deed.kind, accounts: deed.signers } }]
      default:
        return []
    }
  })
}

/** What the ledger seals of the step: one leaf an act. */
function actsRecorded({ kind }: CaseState, acts: readonly ActRow[]) {
  const data = { kind, first: acts[0]!.seq, commitments: acts.map((act) => act.commitment) }
  return { name: 'cases.acts_recorded', data }
}

function columnsOf(state: CaseState, startOfDay: (day: Day) => number): CaseWrite['columns'] {
  const wake = wakeAt(state, startOfDay)
  return {
    kind: state.kind,
    item: state.item.code,
    process: state.process.key,
    process_version: state.process.version,
    region: state.region,
    department: state.department,
    account: state.applicant.account,
    status: state.status,
    opened_on: state.openedOn,
    due_on: state.clock.due ?? null,
    decided_on: state.decidedOn ?? null,
    closed_on: state.closedOn ?? null,
    in_time: wasInTime(state),
    wake_at: wake === undefined ? null : new Date(wake).toISOString(),
    seq: state.seq,
  }
}

/** Whether the case was closed by its due day; nothing is said of one that runs or ended otherwise. */
export function wasInTime({ status, clock, closedOn }: CaseState): boolean | null {
  if (status !== 'closed' || !closedOn) return null
  return clock.due === undefined || closedOn <= clock.due
}

function actRow(caseId: string, act: Act, randomBytes: (count: number) => Buffer): ActRow {
  const salt = randomBytes(16)
  const commitment = commit(salt, { case: caseId, ...act })
  return {
    seq: act.seq,
    at: new Date(act.at).toISOString(),
    kind: act.deed.kind,
    actor: act.actor.id,
    act,
    salt: salt.toString('hex'),
    commitment: commitment.toString('hex'),
  }
}

function taskRows(state: CaseState): TaskRow[] {
  const paused = openPause(state.clock) !== undefined || state.status === 'correcting'
  return state.tasks.map((task) => ({
    task: task.id,
    department: task.department,
    role: task.role,
    holder: task.holder ?? null,
    node: task.node,
    name: task.name,
    action: task.action,
    status: state.status,
    title: state.title,
    applicant: state.applicant.name,
    opened_on: task.openedOn,
    due_on: task.dueOn ?? state.clock.due ?? 'infinity',
    paused,
  }))
}

/** What others may want to know of the step: told once, after the commit, through the outbox. */
function factsBetween(
  before: CaseState | undefined,
  after: CaseState,
): { name: string; data: Readonly<Record<string, unknown>> }[] {
  const facts: { name: string; data: Readonly<Record<string, unknown>> }[] = []
  const was = before?.status ?? 'received'
  const promised = after.promise ? { promise: true } : {}
  if (was !== after.status)
    // The kind and the promise, so that whoever hears of it need not load the case to find that it is none of theirs.
    facts.push({
      name: 'cases.status_changed',
      data: { from: was, to: after.status, item: after.item.code, kind: after.kind, ...promised },
    })
  if (before && before.promise?.kept !== after.promise?.kept)
    facts.push({ name: 'cases.promise_checked', data: { kept: after.promise?.kept } })
  if (after.rating && !before?.rating) facts.push({ name: 'cases.case_rated', data: { grade: after.rating.grade } })
  return facts
}
