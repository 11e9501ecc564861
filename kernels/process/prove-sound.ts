/** Proof that a process always can end, loses no token and has no dead step; or a way that shows the opposite. */
import { getFlow, type ProcessDefinition, type ProcessNode, type ProcessWarning } from './definition.ts'
import { explore, type Graph, type State, traceTo } from './explore-states.ts'
import { findAutomaticCircle } from './find-circles.ts'
import { pathTo } from './find-paths.ts'

export type Problem = 'deadlock' | 'lost_token' | 'dead_step' | 'unbounded' | 'livelock' | 'too_large'

export type Proof =
  | { readonly sound: true; readonly states: number; readonly warnings: readonly ProcessWarning[] }
  | {
      readonly sound: false
      readonly problem: Problem
      readonly what: string
      /** Where the fault shows. */
      readonly nodes: readonly string[]
      /** The nodes in the order in which tokens entered them: the counter-example. */
      readonly trace: readonly string[]
      readonly states: number
      readonly warnings: readonly ProcessWarning[]
    }

export interface ProofBudget {
  /** No more states than this are looked at; beyond, the answer is `too_large`. */
  readonly states: number
}

const WHAT: Readonly<Record<Problem, string>> = {
  deadlock: 'Tokens wait where nothing can come any more.',
  lost_token: 'A token is left over or travels twice: ways that were split are not joined as they were split.',
  dead_step: 'No run of the process comes here.',
  unbounded: 'Going round makes ever more tokens.',
  livelock: 'From here on the process can never end.',
  too_large: 'The process has too many states to be proved; use subprocesses with fewer parallel ways.',
}

/**
 * Soundness of the workflow net (van der Aalst): option to complete, proper completion, no dead steps; with BPMN's
 * inclusive joins, boundary events, subprocesses and ends of several kinds. Conditions are free choices, so a sound
 * process is sound whatever the facts; lists of multi-instance activities have one item; a non-interrupting boundary
 * event fires again only when its earlier tokens have gone.
 */
export function proveSound(def: ProcessDefinition, budget: ProofBudget = { states: 30_000 }): Proof {
  const circle = findAutomaticCircle(def)
  if (circle)
    return refute(
      def,
      circle.problem,
      circle.nodes,
      [...pathTo(def, circle.nodes[0] ?? ''), ...circle.nodes.slice(1)],
      0,
    )
  const wide = Object.values(def.nodes).find((node) => conditionsOf(def, node) > MOST_CONDITIONS)
  if (wide) return refute(def, 'too_large', [wide.id], pathTo(def, wide.id), 0)
  const graph = explore(def, budget.states)
  const { fault, states } = graph
  if (fault) return refute(def, fault.problem, fault.nodes, traceTo(fault.state), states.length)
  const stuck = findLivelock(graph)
  if (stuck)
    return refute(
      def,
      'livelock',
      stuck.marking.tokens.map((token) => token.node),
      traceTo(stuck),
      states.length,
    )
  const dead = Object.keys(def.nodes).filter((node) => !graph.entered.has(node))
  const [first] = dead
  if (first !== undefined) return refute(def, 'dead_step', dead, pathTo(def, first), states.length)
  return { sound: true, states: states.length, warnings: def.warnings }
}

/** Of so many conditions any set may hold: more sets than can be looked at. */
const MOST_CONDITIONS = 12

function conditionsOf(def: ProcessDefinition, node: ProcessNode): number {
  if (node.kind === 'exclusive') return 0
  return node.outgoing.filter((flow) => getFlow(def, flow).condition !== undefined).length
}

function refute(
  def: ProcessDefinition,
  problem: Problem,
  nodes: readonly string[],
  trace: readonly string[],
  states: number,
): Proof {
  return {
    sound: false,
    problem,
    what: WHAT[problem],
    nodes: [...new Set(nodes)],
    trace,
    states,
    warnings: def.warnings,
  }
}

/** The first state from which no end can be reached. */
function findLivelock({ states }: Graph): State | undefined {
  const before = new Map<number, number[]>()
  for (const state of states) {
    for (const next of state.next) before.set(next, [...(before.get(next) ?? []), state.index])
  }
  const canEnd = new Set(states.filter((state) => state.marking.status !== 'running').map((state) => state.index))
  const queue = [...canEnd]
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    for (const earlier of before.get(index) ?? []) {
      if (canEnd.has(earlier)) continue
      canEnd.add(earlier)
      queue.push(earlier)
    }
  }
  return states.find((state) => !canEnd.has(state.index))
}
