/** The stages of an order as a story: what is over, what is now, what comes; those that were not needed are left out. */
import type { OrderView } from '@steppe/contracts/appeals'

export type StageLine = {
  readonly stage: string
  readonly title: string
  readonly owner: string
  readonly done: boolean
  readonly now: boolean
  readonly late: boolean
  /** When it was over. */
  readonly at?: string
  readonly dueAt?: string
}

export function stagesOf(view: Pick<OrderView, 'stages'>): readonly StageLine[] {
  return view.stages
    .filter((stage) => stage.state !== 'skipped')
    .map(({ stage, title, owner, state, doneAt, dueAt }) => ({
      stage,
      title,
      owner,
      done: state === 'done' || state === 'done_late',
      now: state === 'now' || state === 'late',
      late: state === 'late' || state === 'done_late',
      ...(doneAt ? { at: doneAt } : {}),
      ...(dueAt && !doneAt ? { dueAt } : {}),
    }))
}
