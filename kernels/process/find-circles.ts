/** Circles in which a token never waits: it would run round for ever within one step. */
import { getNode, type NodeKind, type ProcessDefinition, type ProcessNode, successors } from './definition.ts'

const WAITING: readonly NodeKind[] = ['user', 'manual', 'service', 'rule', 'call', 'receive', 'event-gateway']

function waits(def: ProcessDefinition, node: ProcessNode): boolean {
  if (node.kind === 'catch') return node.trigger?.kind !== 'link'
  if (node.kind !== 'subprocess') return WAITING.includes(node.kind)
  return Object.values(def.nodes).some((each) => each.scope === node.id && waits(def, each))
}

/** The first such circle; `unbounded` when it also sends tokens out on every round. */
export function findAutomaticCircle(
  def: ProcessDefinition,
): { readonly problem: 'livelock' | 'unbounded'; readonly nodes: readonly string[] } | undefined {
  const automatic = new Set(
    Object.values(def.nodes)
      .filter((node) => !waits(def, node))
      .map((node) => node.id),
  )
  const state = new Map<string, 'open' | 'closed'>()
  for (const id of automatic) {
    const nodes = circleFrom(def, id, automatic, state, [])
    if (!nodes) continue
    const splits = nodes.some(
      (each) => getNode(def, each).kind !== 'exclusive' && getNode(def, each).outgoing.length > 1,
    )
    return { problem: splits ? 'unbounded' : 'livelock', nodes }
  }
  return undefined
}

function circleFrom(
  def: ProcessDefinition,
  id: string,
  automatic: ReadonlySet<string>,
  state: Map<string, 'open' | 'closed'>,
  path: readonly string[],
): readonly string[] | undefined {
  if (state.get(id) === 'closed') return undefined
  if (state.get(id) === 'open') return path.slice(path.indexOf(id))
  state.set(id, 'open')
  for (const next of successors(def, getNode(def, id))) {
    const circle = automatic.has(next) ? circleFrom(def, next, automatic, state, [...path, id]) : undefined
    if (circle) return circle
  }
  state.set(id, 'closed')
  return undefined
}
