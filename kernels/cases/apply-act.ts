/** Everything that can happen to a case, in one place: (case, act) -> case, effects | refusal. Pure; the state is the fold of it. */
import { actOnOrder } from './act-on-order.ts'
import type { Act, Deed, Opening } from './acts.ts'
import { endOf, no, only, type Result } from './answer.ts'
import { acceptWithMissing, requestCorrection, supplyCorrection, supplyMissing } from './ask-applicant.ts'
import { complete } from './complete-step.ts'
import type { CaseContext, Outcome } from './context.ts'
import { checkPromise, settle, withdraw } from './end-case.ts'
import { answered, receiveMessage, wake } from './hear-world.ts'
import { hear } from './hearing.ts'
import { addSigner, delegate, returnTask, sign } from './pass-step.ts'
import { applyRederived } from './rederive-case.ts'
import { inTime } from './renewal.ts'
import { startProcess, stepProcess } from './run-process.ts'
import { type CaseState, ended } from './state.ts'
import { extend, pause, resume } from './stop-clock.ts'

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
    ...(deed.renews ? { renews: { ...deed.renews, inTime: inTime(deed.renews.lastDay, openedOn, context) } } : {}),
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
    case 'offer_hearing':
    case 'answer_hearing':
    case 'call_hearing':
      return hear(state, deed, act, context)
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
      return rate(state, deed, act, context)
    case 'note':
      return only(state)
    case 'record':
      return record(state, deed)
    case 'wake':
      return wake(state, act, context)
    case 'receive_message':
      return receiveMessage(state, deed, act, context)
    case 'rule_answered':
    case 'service_answered':
      return answered(state, deed, act, context)
    case 'deadline_rederived':
      return applyRederived(state, deed, context)
    default:
      // What is left are the deeds of orders; the types hold that nothing else is.
      return actOnOrder(state, deed, act, context)
  }
}

function rate(state: CaseState, deed: Extract<Deed, { kind: 'rate' }>, act: Act, context: CaseContext): Result {
  if (state.rating) return no('already_rated')
  return only({ ...state, rating: { grade: deed.grade, on: context.dayOf(act.at) } })
}

/** What was recorded stands among the findings, and others hear of it. */
function record(state: CaseState, { what, data }: Extract<Deed, { kind: 'record' }>): Outcome {
  const told = { kind: 'fact', name: 'recorded', data: { what, kind: state.kind } } as const
  return { state: { ...state, findings: { ...state.findings, ...data } }, effects: [told] }
}

const afterTheEnd: readonly Deed['kind'][] = [
  'rate',
  'note',
  'record',
  'check_promise',
  'reopen',
  'readmit',
  'unmerge',
  'join',
  'alarm',
]

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
