/** 延续: a licence whose renewal was asked for in time and is not decided by its last day is deemed renewed. Source: 行政许可法 art. 50. */
import type { Day } from '@steppe/kernels/calendar'
import type { Act } from './acts.ts'
import { endOf, no, only, type Result } from './answer.ts'
import { closePause, openPause } from './clock.ts'
import { needsReason, noteOutcome } from './complete-step.ts'
import type { CaseContext, Outcome } from './context.ts'
import { stepProcess } from './run-process.ts'
import { type CaseState, ended } from './state.ts'

/** Whether it was asked for as long before the last day as the law wants; later, silence renews nothing. */
export function inTime(lastDay: Day, openedOn: Day, context: CaseContext): boolean {
  const { renewal } = context.law
  return renewal !== undefined && endOf(renewal.ask, openedOn, context) <= lastDay
}

/** The licence's last day, after which silence renews it; nothing where it can't. */
export function silenceRenewsAfter({ renews, acceptedOn, decidedOn, status }: CaseState): Day | undefined {
  if (!renews?.inTime || !acceptedOn || decidedOn || ended.includes(status)) return undefined
  return renews.lastDay
}

/** The open steps end as the applicant wishes, up to the decision: nobody decided in time. */
export function deemRenewed(before: CaseState, act: Act, context: CaseContext): Result {
  const today = context.dayOf(act.at)
  const running = openPause(before.clock) ? { ...before, clock: closePause(before.clock, today, context) } : before
  let outcome: Outcome = only({ ...running, renews: { ...running.renews!, deemedOn: today } })
  while (!outcome.state.decidedOn) {
    const { state, effects } = outcome
    const task = state.tasks[0]
    const yes = task?.outcomes.find((each) => !needsReason.includes(each))
    if (!task || !yes) break
    const noted = noteOutcome(state, task, { kind: 'complete', task: task.id, outcome: yes }, act, context)
    const event = { type: 'complete', task: task.id, by: act.actor.id, outcome: { outcome: yes } } as const
    const next = stepProcess(noted, event, act.at, context)
    if ('refused' in next) return next
    outcome = { state: next.state, effects: [...effects, ...next.effects] }
  }
  return outcome.state.tasks === before.tasks ? no('nothing_due') : outcome
}
