/** Going back: return to an earlier step (退回) and take back what one handed on (取回). */
import { getTask, same } from './act-on-tasks.ts'
import { reachableFrom } from './definition.ts'
import { closeTask, type Draft, nodeOf, park, Refused, removeToken } from './draft.ts'
import { lineage, newThread, threadsBelow } from './follow-threads.ts'
import type { Branch, CloseReason, ProcessEvent, Thread, TrailEntry } from './marking.ts'
import { armBoundary, openScope, reopenTask } from './open-activities.ts'

/** Where in the past a task stands: the entry of a thread's trail, then the branch and entry inside it, and so on. */
type Path = readonly { readonly index: number; readonly branch: number }[]
interface Place {
  readonly thread: Thread
  readonly index: number
  readonly inside: Path
}

/** The latest entry of that task in a trail, also inside joins and finished subprocesses. */
function locate(trail: readonly TrailEntry[], node: string): { index: number; inside: Path } | undefined {
  for (let index = trail.length - 1; index >= 0; index--) {
    const entry = trail[index] as TrailEntry
    if (entry.kind === 'task' && entry.node === node) return { index, inside: [] }
    for (const [branch, { trail: within }] of (entry.branches ?? []).entries()) {
      const found = locate(within, node)
      if (found) return { index, inside: [{ index: found.index, branch }, ...found.inside] }
    }
  }
  return undefined
}

/**
 * Return (退回). The task goes back to a user task done earlier on its own way. Only what follows from that task is
 * undone: a sibling branch of a split stays, unless the target lies before the split; branches that had met at a join
 * after the target wait there again.
 */
export function returnTask(draft: Draft, event: Extract<ProcessEvent, { type: 'return' }>): void {
  const task = getTask(draft, event.task)
  const token = draft.marking.tokens.find((each) => each.id === task.token)
  for (const thread of lineage(draft, token?.thread ?? -1)) {
    const found = locate(thread.trail, event.to)
    if (!found) continue
    closeTask(draft, task, 'returned')
    goBack(draft, { thread, ...found }, 'cancelled')
    return
  }
  throw new Refused('process.not_earlier', `${event.to} was not done before ${task.node} on its way`, event.to)
}

function goBack(draft: Draft, { thread, index, inside }: Place, reason: CloseReason): void {
  const undone = threadsBelow(draft, thread.id)
  for (const token of draft.marking.tokens) if (undone.has(token.thread)) removeToken(draft, token, reason)
  draft.marking.threads = draft.marking.threads.filter((each) => each.id === thread.id || !undone.has(each.id))
  const target = targetEntry(thread.trail, index, inside)
  forgetDone(draft, target.node)
  restore(draft, thread.id, thread.trail, index, inside)
}

function targetEntry(trail: readonly TrailEntry[], index: number, inside: Path): TrailEntry {
  const entry = trail[index] as TrailEntry
  const [next, ...rest] = inside
  return next ? targetEntry(entry.branches?.[next.branch]?.trail ?? [], next.index, rest) : entry
}

/** Nodes behind the task count as not done any more. */
function forgetDone(draft: Draft, target: string): void {
  const behind = reachableFrom(draft.def, target)
  draft.marking.done = draft.marking.done.filter((node) => node !== target && !behind.has(node))
}

/** Rebuilds a thread as it was when the entry had not happened yet. */
function restore(draft: Draft, threadId: number, trail: readonly TrailEntry[], index: number, inside: Path): void {
  const thread = draft.marking.threads.find((each) => each.id === threadId)
  const entry = trail[index] as TrailEntry
  if (!thread) throw new Error(`no thread ${threadId}`)
  thread.trail = trail.slice(0, index)
  const [next, ...rest] = inside
  if (!next) {
    reopenTask(draft, entry, threadId)
    return
  }
  if (entry.kind === 'sub') {
    restoreSubprocess(draft, thread, entry, next, rest)
    return
  }
  restoreBranches(draft, thread, entry, next, rest)
}

/** Before a join: the branch with the task is rolled back, the others wait at the join. */
function restoreBranches(draft: Draft, thread: Thread, entry: TrailEntry, next: Path[number], rest: Path): void {
  for (const [position, branch] of (entry.branches ?? []).entries()) {
    const below = newThread(draft, thread.id, thread.scope, branch.trail)
    if (position === next.branch) restore(draft, below, branch.trail, next.index, rest)
    else park(draft, { node: entry.node, via: branch.via, thread: below, scope: thread.scope })
  }
}

/** In a finished subprocess: it is entered again at the task; its other branches stay ended. */
function restoreSubprocess(draft: Draft, thread: Thread, entry: TrailEntry, next: Path[number], rest: Path): void {
  const node = nodeOf(draft, entry.node)
  const host = park(draft, { node: node.id, thread: thread.id, scope: thread.scope })
  armBoundary(draft, host, node)
  const id = openScope(draft, node, host, undefined)
  const others = (entry.branches ?? []).filter((_, position) => position !== next.branch)
  const scope = draft.marking.scopes.find((each) => each.id === id)
  if (scope && others.length > 0) scope.ended = others
  const branch = entry.branches?.[next.branch] as Branch
  const below = newThread(draft, thread.id, id, branch.trail)
  restore(draft, below, branch.trail, next.index, rest)
}

/**
 * Take back (取回). Whoever completed the task may have it again as long as nobody acted on what followed: no later
 * task done, claimed, signed or handed on, no word sent out of the house.
 */
export function takeBack(draft: Draft, event: Extract<ProcessEvent, { type: 'take-back' }>): void {
  const place = findLatest(draft, event.node)
  if (!place) throw new Refused('process.not_earlier', `${event.node} was not done, or was undone since`, event.node)
  const entry = targetEntry(place.thread.trail, place.index, place.inside)
  if (!same(entry.by, event.by)) throw new Refused('process.not_the_completer', 'another completed it', event.node)
  if (!isLast(place.thread.trail, place.index, place.inside) || isTouched(draft, place.thread)) {
    throw new Refused('process.acted_since', 'what followed was already acted upon', event.node)
  }
  goBack(draft, place, 'taken-back')
}

function findLatest(draft: Draft, node: string): Place | undefined {
  for (const thread of draft.marking.threads.toReversed()) {
    const found = locate(thread.trail, node)
    if (found) return { thread, ...found }
  }
  return undefined
}

/** Nothing was done after the entry on its own way. */
function isLast(trail: readonly TrailEntry[], index: number, inside: Path): boolean {
  if (index !== trail.length - 1) return false
  const [next, ...rest] = inside
  return !next || isLast(trail[index]?.branches?.[next.branch]?.trail ?? [], next.index, rest)
}

function isTouched(draft: Draft, thread: Thread): boolean {
  const below = threadsBelow(draft, thread.id)
  const acted = draft.marking.threads.some(
    (each) => each.id !== thread.id && below.has(each.id) && each.trail.length > 0,
  )
  if (acted) return true
  const tokens = new Set(draft.marking.tokens.filter((each) => below.has(each.thread)).map((each) => each.id))
  const begun = draft.marking.tokens.some((each) => tokens.has(each.id) && (each.instances?.done ?? 0) > 0)
  const tasks = draft.marking.tasks.some((each) => tokens.has(each.token) && each.touched)
  const calls = draft.marking.calls.some((each) => tokens.has(each.token) && each.kind !== 'rule')
  return begun || tasks || calls
}
