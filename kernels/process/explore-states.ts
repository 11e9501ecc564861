/**
 * The states a process can come to, found depth first with the same engine that runs it. Where a token's next moves
 * can't disturb the others, only these are followed (stubborn sets, Valmari), so that ten parallel tasks are ten
 * states and not a thousand; on a circle all moves are followed, so that none is put off for ever. The hindmost token
 * moves first: so two tokens that could stand on one place do meet there.
 */
import { getNode, type ProcessDefinition } from './definition.ts'
import { emptyMarking } from './draft.ts'
import { type Branching, everyChoice } from './free-choice.ts'
import type { Marking, Token } from './marking.ts'
import { orderNodes } from './order-nodes.ts'
import { type PossibleEvent, possibleEvents } from './possible-events.ts'
import { begin, happen } from './step.ts'

export interface State {
  readonly index: number
  readonly marking: Marking
  readonly places: readonly string[]
  readonly parent: State | undefined
  /** The nodes entered on the way from the parent. */
  readonly entered: readonly string[]
  next: number[]
  onStack: boolean
}

export interface Fault {
  readonly problem: 'deadlock' | 'lost_token' | 'unbounded' | 'livelock' | 'too_large'
  readonly nodes: readonly string[]
  readonly state: State
}

export interface Graph {
  readonly states: State[]
  /** Moves tried so far; most of them lead to states already known. */
  moves: number
  readonly entered: Set<string>
  fault?: Fault
}

interface Search extends Graph {
  readonly def: ProcessDefinition
  readonly byKey: Map<string, State>
  readonly limit: number
  readonly canReduce: boolean
  readonly fragile: ReadonlySet<string>
  readonly order: ReadonlyMap<string, number>
  /** Nodes whose tokens some inclusive join may wait for: when they move, the join may fire. */
  readonly watched: ReadonlySet<string>
}

interface Frame {
  readonly state: State
  /** Moves to be followed, and those kept back as long as no circle closes. */
  readonly now: PossibleEvent[]
  readonly later: PossibleEvent[]
}

const MOVES_PER_STATE = 8

/** All states up to a limit, or the first fault. `reduced` false looks at every order of moves; for tests. */
export function explore(def: ProcessDefinition, limit: number, reduced = true): Graph {
  const search: Search = {
    def,
    states: [],
    moves: 0,
    entered: new Set(),
    byKey: new Map(),
    limit,
    canReduce: reduced,
    watched: watchedNodes(def),
    fragile: fragileScopes(def),
    order: orderNodes(def),
  }
  for (const node of def.starts[def.id] ?? []) {
    for (const branching of everyChoice(def, emptyMarking(def.id), (draft) => begin(draft, node))) {
      const state = arrive(search, branching, undefined)
      if (state && !search.fault) follow(search, state)
      if (search.fault) return search
    }
  }
  return search
}

/** Depth first from a new state, until all is seen or a fault is found. */
function follow(search: Search, first: State): void {
  const frames = [openFrame(search, first)]
  for (let frame = frames.at(-1); frame && !search.fault; frame = frames.at(-1)) {
    const possible = frame.now.pop()
    if (!possible) {
      frame.state.onStack = false
      frames.pop()
      continue
    }
    for (const state of successorsOf(search, frame, possible)) frames.push(openFrame(search, state))
  }
}

/** The new states an event leads to. */
function successorsOf(search: Search, frame: Frame, possible: PossibleEvent): readonly State[] {
  const found: State[] = []
  for (const branching of everyChoice(search.def, frame.state.marking, (draft) => happen(draft, possible.event))) {
    const known = search.states.length
    const state = arrive(search, branching, frame.state)
    if (!state || search.fault) return []
    frame.state.next.push(state.index)
    if (state.index === known) found.push(state)
    else if (state.onStack) frame.now.push(...frame.later.splice(0))
  }
  return found
}

function openFrame(search: Search, state: State): Frame {
  state.onStack = true
  if (state.marking.status !== 'running') return { state, now: [], later: [] }
  const events = possibleEvents(search.def, state.marking)
  if (events.length === 0) search.fault = stuck(search, state)
  const hindmost = hindmostToken(search, state.marking, events)
  if (!hindmost || !isIndependent(search, state.marking, hindmost)) return { state, now: [...events], later: [] }
  const isOwn = (each: PossibleEvent) => each.token === hindmost.id
  return { state, now: events.filter(isOwn), later: events.filter((each) => !isOwn(each)) }
}

function hindmostToken(search: Search, marking: Marking, events: readonly PossibleEvent[]): Token | undefined {
  const placeOf = (token: Token) => search.order.get(token.node) ?? 0
  return marking.tokens
    .filter((token) => events.some((each) => each.token === token.id))
    .reduce<Token | undefined>((best, token) => (best && placeOf(best) <= placeOf(token) ? best : token), undefined)
}

function stuck(search: Search, state: State): Fault {
  const someEnded = state.marking.done.some((id) => {
    const node = getNode(search.def, id)
    return node.kind === 'end' && node.scope === search.def.id
  })
  const nodes = state.marking.tokens.map((token) => token.node)
  return { problem: someEnded ? 'lost_token' : 'deadlock', nodes, state }
}

/** Registers where a move led; a state that shows a fault is reported. */
function arrive(search: Search, { result, entered }: Branching, parent: State | undefined): State | undefined {
  search.moves++
  for (const node of entered) search.entered.add(node)
  if ('refused' in result) {
    const state = makeState(search, parent?.marking ?? emptyMarking(search.def.id), parent, entered)
    search.fault = { problem: 'livelock', nodes: result.node === undefined ? [] : [result.node], state }
    return undefined
  }
  const key = placesOf(search.def, result.marking).join(' ')
  const known = search.byKey.get(`${result.marking.status} ${key}`)
  if (known) return known
  const state = makeState(search, result.marking, parent, entered)
  search.byKey.set(`${result.marking.status} ${key}`, state)
  const twice = findTwice(result.marking)
  if (twice) search.fault = { problem: isGrowing(state) ? 'unbounded' : 'lost_token', nodes: [twice], state }
  else if (search.states.length > search.limit || search.moves > search.limit * MOVES_PER_STATE)
    search.fault = { problem: 'too_large', nodes: [], state }
  return state
}

function makeState(search: Search, marking: Marking, parent: State | undefined, entered: readonly string[]): State {
  const places = placesOf(search.def, marking)
  const state = { index: search.states.length, marking, places, parent, entered, next: [], onStack: false }
  search.states.push(state)
  return state
}

/** Tokens and timers by place, without the numbers that only tell runs apart. */
function placesOf(def: ProcessDefinition, marking: Marking): readonly string[] {
  const tokens = marking.tokens.map(
    (token) => `${place(marking, token)}${token.detached === undefined ? '' : `~${token.detached}`}`,
  )
  const timers = marking.timers
    .map((timer) => `timer:${timer.node}`)
    .filter((_, index) => hasOnceTimers(def, marking, index))
  return [...tokens, ...timers].sort()
}

/** Only a timer that runs once changes what can happen later by being gone. */
function hasOnceTimers(def: ProcessDefinition, marking: Marking, index: number): boolean {
  const timer = marking.timers[index]
  return timer !== undefined && getNode(def, timer.node).interrupting === false
}

function place(marking: Marking, token: Token): string {
  const scope = marking.scopes.find((each) => each.id === token.scope)
  const host = marking.tokens.find((each) => each.id === scope?.host)
  return `${host ? `${place(marking, host)}/` : ''}${token.node}${token.via === undefined ? '' : `<${token.via}`}`
}

/** A node where two tokens are at once, not both of them made by non-interrupting events. */
function findTwice(marking: Marking): string | undefined {
  const seen = new Map<string, Token>()
  for (const token of marking.tokens) {
    const at = place(marking, token)
    const other = seen.get(at)
    if (other && (other.detached === undefined || token.detached === undefined)) return token.node
    if (!other || other.detached !== undefined) seen.set(at, token)
  }
  return undefined
}

/** Some earlier state on the way had a part of these tokens: the same moves can be made again and again. */
function isGrowing(state: State): boolean {
  for (let before = state.parent; before; before = before.parent) {
    if (before.places.length < state.places.length && isPart(before.places, state.places)) return true
  }
  return false
}

function isPart(small: readonly string[], large: readonly string[]): boolean {
  const rest = [...large]
  return small.every((each) => {
    const index = rest.indexOf(each)
    if (index >= 0) rest.splice(index, 1)
    return index >= 0
  })
}

/** The nodes entered from the start to the state. */
export function traceTo(state: State): readonly string[] {
  const trace: string[] = []
  for (let at: State | undefined = state; at; at = at.parent) trace.unshift(...at.entered)
  return trace
}

/** No other token can take this one away or change what it can do, and it can't take others away. */
function isIndependent(search: Search, marking: Marking, token: Token): boolean {
  if (!search.canReduce || search.watched.has(token.node)) return false
  const node = getNode(search.def, token.node)
  if (node.boundary.some((id) => isShared(search.def, id))) return false
  if (node.trigger?.kind === 'signal' || node.kind === 'event-gateway') return false
  return isSafeScope(search, marking, token.scope)
}

/** A signal takes several tokens on at once. */
function isShared(def: ProcessDefinition, boundary: string): boolean {
  const node = getNode(def, boundary)
  return node.trigger?.kind === 'signal'
}

function isSafeScope(search: Search, marking: Marking, id: number): boolean {
  const scope = marking.scopes.find((each) => each.id === id)
  if (!scope || search.fragile.has(scope.node)) return false
  const host = marking.tokens.find((each) => each.id === scope.host)
  return host ? !search.watched.has(host.node) && isSafeScope(search, marking, host.scope) : true
}

/** Scopes whose tokens can be taken away together: by an end inside, or by an event on their border. */
function fragileScopes(def: ProcessDefinition): ReadonlySet<string> {
  const killers = Object.values(def.nodes).filter(
    (node) => node.kind === 'end' && (node.trigger?.kind === 'terminate' || node.trigger?.kind === 'error'),
  )
  const guarded = Object.values(def.nodes).filter((node) => node.kind === 'subprocess' && node.boundary.length > 0)
  return new Set([...killers.map((node) => node.scope), ...guarded.map((node) => node.id)])
}

function watchedNodes(def: ProcessDefinition): ReadonlySet<string> {
  return new Set(Object.values(def.nodes).flatMap((node) => Object.values(node.upstream ?? {}).flat()))
}
