/** Small words in which every part of the case law answers: a no, a new state, the end of a term. */

import { type Day, type Term, termEnd } from '@steppe/kernels/calendar'
import { openPause } from './clock.ts'
import type { CaseContext, CaseRefusal, Outcome } from './context.ts'
import type { CaseState, Task } from './state.ts'

export type Result = Outcome | CaseRefusal

export function no(code: string, params?: Readonly<Record<string, unknown>>): CaseRefusal {
  return { refused: true, code: `cases.${code}`, ...(params ? { params } : {}) }
}

export function only(state: CaseState): Outcome {
  return { state, effects: [] }
}

export function endOf(term: Term, from: Day, context: CaseContext): Day {
  return termEnd(context.calendar, { term, from, pauses: [] }).due!
}

export function findTask(state: CaseState, id: string): Task | undefined {
  return state.tasks.find((task) => task.id === id)
}

export function waiting(state: CaseState): CaseRefusal | undefined {
  if (state.status === 'correcting') return no('waits_for_applicant')
  if (openPause(state.clock)) return no('clock_stands', { procedure: openPause(state.clock)!.kind })
  return undefined
}
