/** By when a step is owed: its own term, the day from which silence is acceptance, or the due day of the case. */
import { type Day, parseTerm, termEnd } from '@steppe/kernels/calendar'
import { openPause } from './clock.ts'
import type { CaseContext } from './context.ts'
import type { CaseState, Task } from './state.ts'

/** The last day on which the office may still say what is missing. */
export function deemedDay(state: Pick<CaseState, 'lawTimers'>): Day | undefined {
  return state.lawTimers.find((timer) => timer.id === 'deemed_acceptance')?.after
}

/** The term written on the step's node in the process, where it has one of its own. */
function ownTerm(task: Pick<Task, 'node'>, context: CaseContext): string | undefined {
  return context.definition.nodes[task.node]?.term
}

/** The day by which a step is owed; a step without a term of its own has none while the clock of the case stands. */
export function dueOfStep(
  state: CaseState,
  task: Pick<Task, 'node' | 'action' | 'openedOn' | 'dueOn' | 'dueAt'>,
  context: CaseContext,
): Day | undefined {
  if (task.dueAt !== undefined) return task.dueOn
  const own = ownTerm(task, context)
  if (own) return termEnd(context.calendar, { term: parseTerm(own), from: task.openedOn }).due
  if (openPause(state.clock)) return undefined
  if (task.action === 'accept') return state.clock.due ?? deemedDay(state) ?? task.dueOn
  return state.clock.due ?? task.dueOn
}

/** The open steps with the days on which they are due now; a step that is not moved stays the same object. */
export function followDueDays(state: CaseState, context: CaseContext): readonly Task[] {
  return state.tasks.map((task) => {
    if (task.dueAt !== undefined || ownTerm(task, context)) return task
    const due = dueOfStep(state, task, context)
    if (due === task.dueOn) return task
    const { dueOn: _was, ...rest } = task
    return due ? { ...rest, dueOn: due } : rest
  })
}
