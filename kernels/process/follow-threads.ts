/** Threads: which way a token came, which tokens are siblings of one split. The ground of return (退回) and take-back (取回). */
import { type Draft, find } from './draft.ts'
import type { Branch, Thread, Token, TrailEntry } from './marking.ts'

export function newThread(draft: Draft, parent: number, scope: number, trail: readonly TrailEntry[]): number {
  const id = ++draft.marking.last.thread
  draft.marking.threads.push({ id, parent, scope, trail })
  return id
}

/** As many threads as there are branches: the thread itself when there is one, else new ones below it. */
export function forkThread(draft: Draft, thread: number, branches: number): readonly number[] {
  if (branches === 1) return [thread]
  const { scope } = find(draft.marking.threads, thread)
  return Array.from({ length: branches }, () => newThread(draft, thread, scope, []))
}

/** Appends to a trail. A node that stands there already was come round to again: the trail is cut back to it. */
export function extendTrail(trail: readonly TrailEntry[], entry: TrailEntry): readonly TrailEntry[] {
  const before = trail.findIndex((each) => each.node === entry.node)
  const kept = before < 0 ? trail : trail.slice(0, before)
  return [...kept, entry.branches ? { ...entry, branches: withoutNode(entry.branches, entry.node) } : entry]
}

/** The branches without older records of the same join, so that loops don't nest without end. */
function withoutNode(branches: readonly Branch[], node: string): readonly Branch[] {
  return branches.map((branch) => ({
    via: branch.via,
    trail: branch.trail
      .filter((each) => each.node !== node)
      .map((each) => (each.branches ? { ...each, branches: withoutNode(each.branches, node) } : each)),
  }))
}

export function record(draft: Draft, thread: number, entry: TrailEntry): void {
  const found = find(draft.marking.threads, thread)
  found.trail = extendTrail(found.trail, entry)
}

/** The thread itself and all below it. */
export function threadsBelow(draft: Draft, top: number): ReadonlySet<number> {
  const below = new Set([top])
  for (let before = 0; before !== below.size; ) {
    before = below.size
    for (const thread of draft.marking.threads) if (below.has(thread.parent)) below.add(thread.id)
  }
  return below
}

/** The thread, its parent, and so on to the first. */
export function lineage(draft: Draft, thread: number): readonly Thread[] {
  const line: Thread[] = []
  for (let id = thread; id >= 0; ) {
    const found = find(draft.marking.threads, id)
    line.push(found)
    id = found.parent
  }
  return line
}

/** Joins the ways of tokens into one and returns its thread; what was done on each way is kept in one trail entry. */
export function joinThreads(draft: Draft, tokens: readonly Token[], join: string): number {
  const first = tokens[0] as Token
  if (tokens.length === 1) return first.thread
  const common = commonAncestor(draft, tokens)
  const branches = tokens.map((token) => ({
    via: token.via as string,
    trail: trailSince(draft, common.id, token.thread, tokens),
  }))
  const joined = newThread(draft, common.id, first.scope, [])
  if (branches.some((branch) => branch.trail.length > 0)) record(draft, joined, { node: join, kind: 'join', branches })
  return joined
}

function commonAncestor(draft: Draft, tokens: readonly Token[]): Thread {
  const lines = tokens.map((token) => lineage(draft, token.thread))
  const [own, ...others] = lines
  const common = own?.find((thread) => others.every((line) => line.some((each) => each.id === thread.id)))
  if (!common) throw new Error('tokens of one scope have a common thread')
  return common
}

/** What was done from the common thread on; a part of the way shared with living strangers is left out. */
function trailSince(draft: Draft, common: number, thread: number, joining: readonly Token[]): readonly TrailEntry[] {
  let trail: readonly TrailEntry[] = []
  for (const each of lineage(draft, thread)) {
    if (each.id === common) break
    if (each.id !== thread && isShared(draft, each.id, joining)) continue
    trail = concatenate(each.trail, trail)
  }
  return trail
}

function isShared(draft: Draft, thread: number, joining: readonly Token[]): boolean {
  const below = threadsBelow(draft, thread)
  const stranger = (token: Token) => below.has(token.thread) && !joining.some((each) => each.id === token.id)
  return draft.marking.tokens.some(stranger) || draft.queue.some((each) => below.has(each.thread))
}

function concatenate(before: readonly TrailEntry[], after: readonly TrailEntry[]): readonly TrailEntry[] {
  return after.reduce<readonly TrailEntry[]>(extendTrail, before)
}

/** Forgets threads without tokens; a thread with one branch left becomes one with it. */
export function pruneThreads(draft: Draft): void {
  const { marking } = draft
  if (marking.threads.length <= 1) return
  const used = new Set(marking.tokens.map((token) => token.thread))
  for (let changed = true; changed; ) {
    changed = false
    for (const thread of marking.threads) {
      if (used.has(thread.id)) continue
      const below = marking.threads.filter((each) => each.parent === thread.id)
      if (below.length > 1) continue
      const only = below[0]
      if (only) Object.assign(only, { parent: thread.parent, trail: concatenate(thread.trail, only.trail) })
      marking.threads = marking.threads.filter((each) => each !== thread)
      changed = true
      break
    }
  }
}
