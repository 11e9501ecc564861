/** 特别程序 and 延长: what stops or lengthens a running term. */
import type { Term } from '@steppe/kernels/calendar'
import type { Act, Deed } from './acts.ts'
import { no, only, type Result } from './answer.ts'
import { closePause, deriveDue, openPause } from './clock.ts'
import type { CaseContext } from './context.ts'
import { rulesOf } from './order-clock.ts'
import type { CaseState } from './state.ts'

/** 特别程序: stops the clock; the time must be told in writing. Source: 行政许可法 art. 45. */
export function pause(
  state: CaseState,
  deed: Extract<Deed, { kind: 'pause' }>,
  act: Act,
  context: CaseContext,
): Result {
  if (!state.clock.from || state.decidedOn) return no('clock_not_running')
  if (openPause(state.clock)) return no('clock_stands', { procedure: openPause(state.clock)!.kind })
  if (isOver(state, act, context)) return no('term_over')
  if (!context.law.specialProcedures.includes(deed.procedure))
    return no('procedure_unknown', { procedure: deed.procedure })
  const stopped = { start: context.dayOf(act.at), kind: deed.procedure, reason: deed.reason }
  return only({ ...state, clock: deriveDue({ ...state.clock, pauses: [...state.clock.pauses, stopped] }, context) })
}

export function resume(state: CaseState, act: Act, context: CaseContext): Result {
  if (!openPause(state.clock)) return no('clock_runs')
  return only({ ...state, clock: closePause(state.clock, context.dayOf(act.at), context) })
}

/** A term that has run out can be neither stopped nor extended. */
export function isOver(state: CaseState, act: Act, context: CaseContext): boolean {
  return state.clock.due !== undefined && context.dayOf(act.at) > state.clock.due
}

export function extend(
  state: CaseState,
  deed: Extract<Deed, { kind: 'extend' }>,
  act: Act,
  context: CaseContext,
): Result {
  if (!state.clock.from || state.decidedOn) return no('clock_not_running')
  if (openPause(state.clock)) return no('clock_stands', { procedure: openPause(state.clock)!.kind })
  const { longest, most } = extensionOf(state, context)
  if (state.clock.extensions.length >= most) return no('extended_already')
  if (isOver(state, act, context)) return no('term_over')
  if (deed.term.unit !== longest.unit || deed.term.length > longest.length || deed.term.length < 1)
    return no('extension_too_long', { longest: longest.length, unit: longest.unit })
  return only({
    ...state,
    clock: deriveDue({ ...state.clock, extensions: [...state.clock.extensions, deed.term] }, context),
  })
}

/** An order is extended by its own rules, what several departments decide together by the longer term. */
function extensionOf(state: CaseState, context: CaseContext): { readonly longest: Term; readonly most: number } {
  const { extensionLongest, extensionsAllowed: most, extensionOf: joint } = context.law
  if (!state.order) return { longest: joint?.[state.process.key] ?? extensionLongest, most }
  const { extension } = rulesOf(state, context)
  return { longest: extension.term, most: extension.most }
}
