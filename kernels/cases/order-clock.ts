/** The limits of an order's steps, and the ladder of supervision that is climbed by itself when one is passed. */
import { findTask } from './answer.ts'
import type { CaseContext } from './context.ts'
import type { OrderRules, OrderState } from './order.ts'
import type { CaseState } from './state.ts'

const day = 86_400_000

/** The rules an order was opened by; a fault when no pack has them any more. */
export function rulesOf(state: Pick<CaseState, 'order' | 'id'>, context: CaseContext): OrderRules {
  const rules = state.order && context.law.orders?.[state.order.rules]
  if (!rules) throw new Error(`case ${state.id} names rules of orders that no pack has: ${state.order?.rules}`)
  return rules
}

/** The limit of a step that the rules of the order set, `PT2H` or `1wd`; the stage is the state word of its node. */
export function stepLimit(state: CaseState, node: string, context: CaseContext): string | undefined {
  const stage = state.order && context.definition.nodes[node]?.state
  return stage ? rulesOf(state, context).limits[stage] : undefined
}

export function withOrder(state: CaseState, change: Partial<OrderState>): CaseState {
  return { ...state, order: { ...state.order!, ...change } }
}

export function withAlarm(state: CaseState, alarm: OrderState['alarm']): CaseState {
  const { alarm: _was, ...order } = state.order!
  return { ...state, order: { ...order, ...(alarm ? { alarm } : {}) } }
}

/** The instant at which a step's limit is over. */
export function limitOf(task: CaseState['tasks'][number], context: CaseContext): number | undefined {
  if (task.dueAt !== undefined) return task.dueAt
  return task.dueOn ? context.timerAt(Date.parse(task.dueOn) + day / 2, '0d') : undefined
}

export function alarmAt(state: CaseState, id: string, rung: number, context: CaseContext): OrderState['alarm'] {
  const task = findTask(state, id)
  const limit = task && limitOf(task, context)
  const step = rulesOf(state, context).ladder[rung]
  if (limit === undefined || !step) return undefined
  // A day's limit is over at midnight: one working day later counts from the day that is over.
  return {
    task: id,
    rung,
    at: step.after.startsWith('P') ? context.timerAt(limit, step.after) : context.timerAt(limit - 1, step.after),
  }
}

/** After each act: the alarm follows the step that is due first; rungs that were passed stay passed while it is the same step. */
export function followAlarm(state: CaseState, context: CaseContext): CaseState {
  if (!state.order) return state
  const due = state.tasks
    .map((task) => ({ id: task.id, at: limitOf(task, context) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.at - b.at)[0]
  const was = state.order.alarm
  const rung = was && was.task === due?.id ? was.rung : passedRungs(state, due?.id, context)
  const next = due ? alarmAt(state, due.id, rung, context) : undefined
  return was?.at === next?.at && was?.task === next?.task && was?.rung === next?.rung ? state : withAlarm(state, next)
}

/** A step whose whole ladder was climbed has no alarm any more. */
function passedRungs(state: CaseState, id: string | undefined, context: CaseContext): number {
  const node = id && findTask(state, id)?.node
  const since = (id && findTask(state, id)?.openedAt) || 0
  const levels = (state.order!.supervised ?? []).filter((each) => each.node === node && each.at >= since)
  const { ladder } = rulesOf(state, context)
  return levels.reduce((most, { level }) => Math.max(most, ladder.findLastIndex((rung) => rung.level === level) + 1), 0)
}
