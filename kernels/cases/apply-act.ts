/** Everything that can happen to a case, in one place: (case, act) -> case, effects | refusal. Pure; the state is the fold of it. */
import { addWorkingDays, type Day, type Term, termEnd } from '@steppe/kernels/calendar'
import type { ProcessEvent } from '@steppe/kernels/process'
import type { Act, Deed, Opening } from './acts.ts'
import { closePause, deriveDue, openPause, startClock } from './clock.ts'
import type { CaseContext, CaseRefusal, Outcome } from './context.ts'
import { startProcess, stepProcess } from './run-process.ts'
import { type CaseMaterial, type CaseState, ended, type LawTimer, type Task } from './state.ts'

type Result = Outcome | CaseRefusal

function no(code: string, params?: Readonly<Record<string, unknown>>): CaseRefusal {
  return { refused: true, code: `cases.${code}`, ...(params ? { params } : {}) }
}

function only(state: CaseState): Outcome {
  return { state, effects: [] }
}

function endOf(term: Term, from: Day, context: CaseContext): Day {
  return termEnd(context.calendar, { term, from, pauses: [] }).due!
}

/** Opens a case: the first act. Source of the receipt and deemed acceptance: 行政许可法 art. 32. */
export function openCase(act: Act & { readonly deed: Opening }, context: CaseContext): Outcome {
  const { deed, at } = act
  const openedOn = context.dayOf(at)
  const state: CaseState = {
    ...deed.case,
    applicant: deed.applicant,
    status: 'received',
    stage: 'received',
    openedAt: at,
    openedOn,
    clock: { term: deed.term, lawTerm: deed.lawTerm, pauses: [], extensions: [] },
    ...(deed.promise ? { promise: { text: deed.promise } } : {}),
    marking: { ...startMarking },
    tasks: [],
    departments: [deed.case.department],
    lawTimers: [{ id: 'deemed_acceptance', after: endOf(context.law.correctionNotice, openedOn, context) }],
    processTimers: [],
    results: [],
    seq: act.seq,
  }
  const started = startProcess(state, at, context)
  return { ...started, state: receivedOnly(settle(started.state, at, context)) }
}

/** Placeholder before the process has started; replaced at once by the marking of `start`. */
const startMarking = {} as CaseState['marking']

/** A case that was accepted at once needs no deemed acceptance. */
function receivedOnly(state: CaseState): CaseState {
  return state.acceptedOn ? { ...state, lawTimers: [] } : state
}

/** Applies one act to a case; the act's number must follow the last one. */
export function applyAct(state: CaseState, act: Act, context: CaseContext): Result {
  if (act.seq !== state.seq + 1) return no('not_the_next_act')
  const result = applyDeed(state, act, context)
  if ('refused' in result) return result
  return { ...result, state: settle({ ...result.state, seq: act.seq }, act.at, context) }
}

function applyDeed(state: CaseState, act: Act, context: CaseContext): Result {
  const { deed } = act
  if (ended.includes(state.status) && !afterTheEnd.includes(deed.kind))
    return no('case_ended', { status: state.status })
  switch (deed.kind) {
    case 'open':
      return no('already_open')
    case 'complete':
      return complete(state, deed, act, context)
    case 'accept_with_missing':
      return acceptWithMissing(state, deed, act, context)
    case 'request_correction':
      return requestCorrection(state, deed, act, context)
    case 'supply_correction':
      return supplyCorrection(state, deed, act, context)
    case 'supply_missing':
      return supplyMissing(state, deed, act, context)
    case 'pause':
      return pause(state, deed, act, context)
    case 'resume':
      return resume(state, act, context)
    case 'extend':
      return extend(state, deed, act, context)
    case 'return':
      return returnTask(state, deed, act, context)
    case 'take_back':
      return stepProcess(state, { type: 'take-back', node: deed.node, by: act.actor.id }, act.at, context)
    case 'delegate':
      return delegate(state, deed, act, context)
    case 'add_signer':
      return addSigner(state, deed, act, context)
    case 'sign':
      return sign(state, deed, act, context)
    case 'withdraw':
      return withdraw(state, act, context)
    case 'check_promise':
      return checkPromise(state, deed, act, context)
    case 'rate':
      return state.rating
        ? no('already_rated')
        : only({ ...state, rating: { grade: deed.grade, on: context.dayOf(act.at) } })
    case 'note':
      return only(state)
    case 'wake':
      return wake(state, act, context)
    case 'receive_message':
      return receiveMessage(state, deed, act, context)
    case 'rule_answered':
      return answered(state, deed.call, deed.decision, deed.outcome, act, context)
    case 'service_answered':
      return answered(state, deed.call, deed.action, deed.outcome, act, context)
    case 'deadline_rederived':
      return only({ ...state, clock: { ...state.clock, due: deed.due } })
    default:
      return deed satisfies never
  }
}

const afterTheEnd: readonly Deed['kind'][] = ['rate', 'note', 'check_promise']

function findTask(state: CaseState, id: string): Task | undefined {
  return state.tasks.find((task) => task.id === id)
}

function waiting(state: CaseState): CaseRefusal | undefined {
  if (state.status === 'correcting') return no('waits_for_applicant')
  if (openPause(state.clock)) return no('clock_stands', { procedure: openPause(state.clock)!.kind })
  return undefined
}

function complete(state: CaseState, deed: Extract<Deed, { kind: 'complete' }>, act: Act, context: CaseContext): Result {
  const task = findTask(state, deed.task)
  if (!task) return no('task_gone')
  if (!task.outcomes.includes(deed.outcome)) return no('outcome_unknown', { outcomes: task.outcomes.join(', ') })
  const waits = waiting(state)
  if (waits) return waits
  const reasoned = deed.opinion !== undefined && deed.opinion.trim().length > 0
  if (needsReason.includes(deed.outcome) && !reasoned) return no('reason_needed')
  const noted = noteOutcome(state, task, deed, act, context)
  const event: ProcessEvent = {
    type: 'complete',
    task: task.id,
    by: act.actor.id,
    outcome: { ...deed.data, outcome: deed.outcome },
  }
  return stepProcess(noted, event, act.at, context)
}

/** Outcomes that take something from the applicant need a reason. Source: 行政许可法 art. 38. */
const needsReason = ['refuse', 'deny', 'fail', 'reject']

/** What an outcome means in law, before the process goes on. */
function noteOutcome(
  state: CaseState,
  task: Task,
  deed: Extract<Deed, { kind: 'complete' }>,
  act: Act,
  context: CaseContext,
): CaseState {
  const today = context.dayOf(act.at)
  const findings = {
    ...state.findings,
    ...deed.data,
    outcome: deed.outcome,
    [task.node]: { ...deed.data, outcome: deed.outcome },
  }
  const noted = { ...state, findings }
  if (task.action === 'accept' && deed.outcome === 'accept') return accept(noted, today, context)
  if (task.action === 'accept' && deed.outcome === 'refuse')
    return { ...noted, status: 'refused', reasons: deed.opinion ?? '', closedOn: today, lawTimers: [] }
  if (task.action !== 'decide') return noted
  const outcome = deed.outcome === 'approve' ? 'approved' : 'denied'
  return { ...noted, status: 'decided', decidedOn: today, outcome, ...(deed.opinion ? { reasons: deed.opinion } : {}) }
}

/** 受理. A corrected case is accepted from the day the correction came. */
function accept(state: CaseState, today: Day, context: CaseContext): CaseState {
  if (state.acceptedOn) return { ...state, status: 'accepted' }
  return { ...startClock(state, today, context), stage: 'accepted', lawTimers: [] }
}

function acceptWithMissing(
  state: CaseState,
  deed: Extract<Deed, { kind: 'accept_with_missing' }>,
  act: Act,
  context: CaseContext,
): Result {
  const task = findTask(state, deed.task)
  if (task?.action !== 'accept') return no('task_gone')
  if (deed.materials.length === 0) return no('nothing_named')
  const today = context.dayOf(act.at)
  if (deed.by <= today || deed.by > endOf(context.law.correctionLongest, today, context)) return no('day_out_of_range')
  const done = complete(
    state,
    { kind: 'complete', task: deed.task, outcome: 'accept', ...(deed.opinion ? { opinion: deed.opinion } : {}) },
    act,
    context,
  )
  if ('refused' in done) return done
  const lawTimers: LawTimer[] = [{ id: 'supplement_lapse', after: deed.by }]
  return { ...done, state: { ...done.state, supplement: { materials: deed.materials, by: deed.by }, lawTimers } }
}

/** 补正: everything at once, in time, as often as the law allows. Source: 行政许可法 art. 32(4). */
function requestCorrection(
  state: CaseState,
  deed: Extract<Deed, { kind: 'request_correction' }>,
  act: Act,
  context: CaseContext,
): Result {
  const task = findTask(state, deed.task)
  if (task?.action !== 'accept') return no('correction_only_before_acceptance')
  if (state.status === 'correcting') return no('waits_for_applicant')
  if (state.correction) return no('correction_told_once')
  if (deed.items.length === 0) return no('nothing_named')
  const today = context.dayOf(act.at)
  if (deed.by <= today || deed.by > endOf(context.law.correctionLongest, today, context)) return no('day_out_of_range')
  const correction = { askedOn: today, items: deed.items, by: deed.by }
  return only({ ...state, status: 'correcting', correction, lawTimers: [{ id: 'correction_lapse', after: deed.by }] })
}

function supplyCorrection(
  state: CaseState,
  deed: Extract<Deed, { kind: 'supply_correction' }>,
  act: Act,
  context: CaseContext,
): Result {
  if (state.status !== 'correcting' || !state.correction) return no('nothing_to_correct')
  const today = context.dayOf(act.at)
  const lawTimers: LawTimer[] = [
    { id: 'deemed_acceptance', after: endOf(context.law.correctionNotice, today, context) },
  ]
  return only({
    ...state,
    status: 'received',
    correction: { ...state.correction, suppliedOn: today },
    answers: { ...state.answers, ...deed.answers },
    materials: replaceMaterials(state.materials, deed.materials ?? []),
    lawTimers,
  })
}

function replaceMaterials(old: readonly CaseMaterial[], fresh: readonly CaseMaterial[]): readonly CaseMaterial[] {
  const ids = new Set(fresh.map((material) => material.id))
  return [...old.filter((material) => !ids.has(material.id)), ...fresh]
}

function supplyMissing(
  state: CaseState,
  deed: Extract<Deed, { kind: 'supply_missing' }>,
  act: Act,
  context: CaseContext,
): Result {
  const { supplement } = state
  if (!supplement || supplement.suppliedOn) return no('nothing_missing')
  const materials = replaceMaterials(state.materials, deed.materials)
  const still = supplement.materials.filter((id) => !materials.some((material) => material.id === id && material.file))
  if (still.length > 0) return no('still_missing', { materials: still.join('、') })
  return only({ ...state, materials, supplement: { ...supplement, suppliedOn: context.dayOf(act.at) }, lawTimers: [] })
}

/** 特别程序: stops the clock; the time must be told in writing. Source: 行政许可法 art. 45. */
function pause(state: CaseState, deed: Extract<Deed, { kind: 'pause' }>, act: Act, context: CaseContext): Result {
  if (!state.clock.from || state.decidedOn) return no('clock_not_running')
  if (openPause(state.clock)) return no('clock_stands', { procedure: openPause(state.clock)!.kind })
  if (isOver(state, act, context)) return no('term_over')
  if (!context.law.specialProcedures.includes(deed.procedure))
    return no('procedure_unknown', { procedure: deed.procedure })
  const stopped = { start: context.dayOf(act.at), kind: deed.procedure, reason: deed.reason }
  return only({ ...state, clock: deriveDue({ ...state.clock, pauses: [...state.clock.pauses, stopped] }, context) })
}

function resume(state: CaseState, act: Act, context: CaseContext): Result {
  if (!openPause(state.clock)) return no('clock_runs')
  return only({ ...state, clock: closePause(state.clock, context.dayOf(act.at), context) })
}

/** A term that has run out can be neither stopped nor extended. */
function isOver(state: CaseState, act: Act, context: CaseContext): boolean {
  return state.clock.due !== undefined && context.dayOf(act.at) > state.clock.due
}

function extend(state: CaseState, deed: Extract<Deed, { kind: 'extend' }>, act: Act, context: CaseContext): Result {
  if (!state.clock.from || state.decidedOn) return no('clock_not_running')
  if (openPause(state.clock)) return no('clock_stands', { procedure: openPause(state.clock)!.kind })
  if (state.clock.extensions.length >= context.law.extensionsAllowed) return no('extended_already')
  if (isOver(state, act, context)) return no('term_over')
  const longest = context.law.extensionLongest
  if (deed.term.unit !== longest.unit || deed.term.length > longest.length || deed.term.length < 1)
    return no('extension_too_long', { longest: longest.length })
  return only({
    ...state,
    clock: deriveDue({ ...state.clock, extensions: [...state.clock.extensions, deed.term] }, context),
  })
}

/** 退回: an acceptance once given stands; the work goes back, not the law. */
function returnTask(state: CaseState, deed: Extract<Deed, { kind: 'return' }>, act: Act, context: CaseContext): Result {
  const task = findTask(state, deed.task)
  if (!task) return no('task_gone')
  if (deed.reason.trim().length === 0) return no('reason_needed')
  return stepProcess(undecided(state), { type: 'return', task: deed.task, to: deed.to }, act.at, context)
}

function undecided(state: CaseState): CaseState {
  if (state.status !== 'decided') return state
  const { decidedOn: _on, outcome: _outcome, reasons: _reasons, ...rest } = state
  return { ...rest, status: 'accepted' }
}

function delegate(state: CaseState, deed: Extract<Deed, { kind: 'delegate' }>, act: Act, context: CaseContext): Result {
  if (!findTask(state, deed.task)) return no('task_gone')
  const next = stepProcess(state, { type: 'delegate', task: deed.task, to: deed.to }, act.at, context)
  return 'refused' in next ? next : { ...next, state: holdTask(next.state, deed.task, deed.to) }
}

function holdTask(state: CaseState, id: string, holder: string): CaseState {
  return { ...state, tasks: state.tasks.map((task) => (task.id === id ? { ...task, holder } : task)) }
}

function addSigner(
  state: CaseState,
  deed: Extract<Deed, { kind: 'add_signer' }>,
  act: Act,
  context: CaseContext,
): Result {
  if (!findTask(state, deed.task)) return no('task_gone')
  if (deed.signers.length === 0) return no('nothing_named')
  return stepProcess(
    state,
    { type: 'add-signer', task: deed.task, signers: deed.signers, mode: deed.mode },
    act.at,
    context,
  )
}

function sign(state: CaseState, deed: Extract<Deed, { kind: 'sign' }>, act: Act, context: CaseContext): Result {
  if (!findTask(state, deed.task)) return no('task_gone')
  return stepProcess(state, { type: 'sign', task: deed.task, by: act.actor.id, agree: deed.agree }, act.at, context)
}

/** 撤件: until the decision, by whoever applied. */
function withdraw(state: CaseState, act: Act, context: CaseContext): Result {
  if (state.decidedOn) return no('decided_already')
  return endEarly(state, 'withdrawn', act.at, context)
}

function endEarly(state: CaseState, status: 'withdrawn' | 'lapsed', at: number, context: CaseContext): Result {
  const over = stepProcess(state, { type: 'cancel' }, at, context)
  if ('refused' in over) return over
  const closed = {
    ...over.state,
    status,
    stage: status,
    closedOn: context.dayOf(at),
    tasks: [],
    lawTimers: [],
    processTimers: [],
  }
  return { ...over, state: closed }
}

/** 告知承诺 checked later: kept, to be put right by a day, or the decision is revoked. */
function checkPromise(
  state: CaseState,
  deed: Extract<Deed, { kind: 'check_promise' }>,
  act: Act,
  context: CaseContext,
): Result {
  if (!state.promise || state.outcome !== 'approved') return no('no_promise')
  if (state.promise.kept !== undefined && !state.promise.rectifyBy) return no('promise_checked')
  if (deed.kept) return only({ ...state, promise: { ...state.promise, kept: true } })
  if (deed.rectifyBy && !state.promise.rectifyBy) {
    if (deed.rectifyBy <= context.dayOf(act.at)) return no('day_out_of_range')
    return only({ ...state, promise: { ...state.promise, kept: false, rectifyBy: deed.rectifyBy } })
  }
  const { rectifyBy: _by, ...promise } = state.promise
  return only({ ...state, status: 'revoked', stage: 'revoked', promise: { ...promise, kept: false } })
}

function answered(
  state: CaseState,
  call: string,
  key: string,
  outcome: Readonly<Record<string, unknown>>,
  act: Act,
  context: CaseContext,
): Result {
  const findings = { ...state.findings, [key]: outcome }
  const issued = Array.isArray(outcome.results) ? (outcome.results as CaseState['results']) : []
  return stepProcess(
    { ...state, findings, results: [...state.results, ...issued] },
    { type: 'answer', call, outcome: { ...outcome } },
    act.at,
    context,
  )
}

/** 转办属地 across installations: the case here mirrors what the handling installation reports, and ends when that one ends. */
function receiveMessage(
  state: CaseState,
  deed: Extract<Deed, { kind: 'receive_message' }>,
  act: Act,
  context: CaseContext,
): Result {
  const { status, acceptedOn, due, decidedOn, outcome, reasons, results, ended: over, case: there } = deed.progress
  const mirrored: CaseState = {
    ...state,
    status: over ? state.status : status,
    stage: status,
    ...(acceptedOn ? { acceptedOn } : {}),
    ...(decidedOn && outcome ? { decidedOn, outcome } : {}),
    ...(reasons ? { reasons } : {}),
    ...(due ? { clock: { ...state.clock, due } } : {}),
    results: results ?? state.results,
    findings: { ...state.findings, handledAs: there },
    lawTimers: [],
  }
  const event: ProcessEvent = { type: 'message', name: deed.name, outcome: { ended: over, status } }
  const stepped = stepProcess(mirrored, event, act.at, context)
  if ('refused' in stepped || !over || status === 'closed') return stepped
  return { ...stepped, state: { ...stepped.state, status, closedOn: context.dayOf(act.at) } }
}

/** Time has passed: fires what is due, the law's timers first. */
function wake(state: CaseState, act: Act, context: CaseContext): Result {
  const today = context.dayOf(act.at)
  const law = state.lawTimers.find((timer) => timer.after < today)
  if (law) return fireLawTimer(state, law, act, context)
  const timer = state.processTimers.find((each) => each.at <= act.at)
  if (!timer) return no('nothing_due')
  const rest = { ...state, processTimers: state.processTimers.filter((each) => each.id !== timer.id) }
  return stepProcess(rest, { type: 'timer', timer: timer.id }, act.at, context)
}

function fireLawTimer(state: CaseState, timer: LawTimer, act: Act, context: CaseContext): Result {
  const lawTimers = state.lawTimers.filter((each) => each.id !== timer.id)
  const rest = { ...state, lawTimers }
  if (timer.id !== 'deemed_acceptance') return endEarly(rest, 'lapsed', act.at, context)
  const task = state.tasks.find((each) => each.action === 'accept')
  const accepted = { ...startClock(rest, receiptDay(state), context), stage: 'accepted' }
  if (!task) return only(accepted)
  const findings = { ...accepted.findings, outcome: 'accept', [task.node]: { outcome: 'accept' } }
  const event: ProcessEvent = { type: 'complete', task: task.id, by: act.actor.id, outcome: { outcome: 'accept' } }
  return stepProcess({ ...accepted, findings }, event, act.at, context)
}

/** 逾期不告知的，自收到之日起即为受理: the receipt, or the day the correction came. */
function receiptDay(state: CaseState): Day {
  return state.correction?.suppliedOn ?? state.openedOn
}

/** After each act: a process that has ended closes its case; tasks follow the due day of the case. */
function settle(state: CaseState, at: number, context: CaseContext): CaseState {
  const today = context.dayOf(at)
  const over = state.tasks.length === 0 && state.marking.status === 'ended'
  if (over && !ended.includes(state.status)) return close(state, today, context)
  const due = state.clock.due
  const tasks = state.tasks.map((task) => (task.dueOn === undefined && due ? { ...task, dueOn: due } : task))
  return { ...state, tasks }
}

function close(state: CaseState, today: Day, context: CaseContext): CaseState {
  const checked =
    state.promise && state.outcome === 'approved'
      ? { promise: { ...state.promise, checkBy: endOf(context.law.promiseCheck, today, context) } }
      : {}
  return { ...state, ...checked, status: 'closed', stage: 'closed', closedOn: today, lawTimers: [], processTimers: [] }
}

/** When the platform must look at the case again: the earliest timer, as an instant, or never. */
export function wakeAt(state: CaseState, startOfDay: (day: Day) => number): number | undefined {
  const law = state.lawTimers.map((timer) => startOfDay(addDay(timer.after)))
  const all = [...law, ...state.processTimers.map((timer) => timer.at)]
  return all.length === 0 ? undefined : Math.min(...all)
}

function addDay(day: Day): Day {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10) as Day
}

/** Folds a trail from its first act; the same state as the stored one, or a fault that names the act. */
export function foldCase(acts: readonly Act[], context: CaseContext): CaseState {
  const [first, ...rest] = acts
  if (first?.deed.kind !== 'open') throw new Error('a trail starts with the act that opens the case')
  let state = openCase(first as Act & { deed: Opening }, context).state
  for (const act of rest) {
    const next = applyAct(state, act, context)
    if ('refused' in next) throw new Error(`act ${act.seq} (${act.deed.kind}) does not follow: ${next.code}`)
    state = next.state
  }
  return state
}

/** 工作日 helper for callers that set a day: the last day a person may name for correcting or supplementing. */
export function latestCorrectionDay(context: CaseContext, today: Day): Day {
  const { correctionLongest } = context.law
  return correctionLongest.unit === 'wd'
    ? addWorkingDays(context.calendar, today, correctionLongest.length)
    : endOf(correctionLongest, today, context)
}
