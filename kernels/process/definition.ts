/** A process as plain data: nodes, flows and the words our namespace adds. What the parser makes and everything else reads. */

/** What a node does when a token reaches it (BPMN 2.0 §10; the executable subset). */
export type NodeKind =
  | 'start'
  | 'end'
  | 'catch'
  | 'throw'
  | 'boundary'
  | 'user'
  | 'manual'
  | 'service'
  | 'send'
  | 'receive'
  | 'rule'
  | 'script'
  | 'subprocess'
  | 'call'
  | 'exclusive'
  | 'parallel'
  | 'inclusive'
  | 'event-gateway'

/** When an event happens (BPMN 2.0 §10.5.5). Timer texts are passed on as written: ISO 8601, or working-day terms such as `5wd`. */
export type Trigger =
  | { readonly kind: 'none' | 'terminate' }
  | { readonly kind: 'timer'; readonly duration?: string; readonly date?: string; readonly cycle?: string }
  | { readonly kind: 'message' | 'signal' | 'link'; readonly name: string }
  | { readonly kind: 'error'; readonly code?: string }

/** One activity done for each item of a FEEL list, together or one after another (BPMN 2.0 §10.3.8). */
export interface MultiInstance {
  readonly sequential: boolean
  /** FEEL giving the list of items. */
  readonly collection?: string
  /** FEEL giving a number of instances, when there is no list. */
  readonly cardinality?: string
  /** The name under which an instance sees its item. */
  readonly element?: string
  /** FEEL; once true after an instance finished, the remaining ones are cancelled. */
  readonly until?: string
}

/** How a joint signature (会签) is decided. */
export type SigningPolicy = 'all' | 'majority' | 'any'

/** The words of the namespace `https://steppe.dev/bpmn`, as read from a node. */
export interface NodeWords {
  readonly assignee?: string
  readonly candidates?: string
  readonly action?: string
  readonly state?: string
  readonly form?: string
  readonly term?: string
  readonly decision?: string
  readonly resultVariable?: string
  readonly inputs?: string
  readonly outcomes?: readonly string[]
  readonly signing?: SigningPolicy
  readonly part?: string
}

export interface ProcessNode extends NodeWords {
  readonly id: string
  readonly kind: NodeKind
  /** The BPMN element, `userTask`; for messages to people. */
  readonly element: string
  readonly name?: string
  readonly documentation?: string
  /** The id of the process or of the embedded subprocess that contains it. */
  readonly scope: string
  readonly incoming: readonly string[]
  readonly outgoing: readonly string[]
  readonly defaultFlow?: string
  readonly trigger?: Trigger
  /** Boundary events: the activity they sit on, and whether they end it. */
  readonly attachedTo?: string
  readonly interrupting?: boolean
  /** The boundary events that sit on this activity. */
  readonly boundary: readonly string[]
  readonly multi?: MultiInstance
  readonly calledElement?: string
  readonly script?: string
  /** Link throw events: the catching link event (BPMN 2.0 §10.5.5, link). */
  readonly linkTo?: string
  /**
   * Inclusive joins: for each incoming flow, the nodes from which a token could still come through that flow without
   * passing the join (BPMN 2.0 §13.4.3).
   */
  readonly upstream?: Readonly<Record<string, readonly string[]>>
}

export interface Flow {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly name?: string
  /** FEEL. */
  readonly condition?: string
}

export interface ProcessWarning {
  readonly code: string
  readonly node: string
  readonly what: string
}

/** A process ready to run: JSON through and through, so it can be cached and sent. */
export interface ProcessDefinition {
  readonly id: string
  readonly name?: string
  readonly documentation?: string
  readonly nodes: Readonly<Record<string, ProcessNode>>
  readonly flows: Readonly<Record<string, Flow>>
  /** For the process and for each subprocess: its start events. */
  readonly starts: Readonly<Record<string, readonly string[]>>
  readonly warnings: readonly ProcessWarning[]
}

/** Why a text is not a process we can run, where, and how to mend it. */
export interface ProcessRefusal {
  readonly refused: true
  readonly code:
    | 'process.malformed'
    | 'process.not_executable'
    | 'process.bad_id'
    | 'process.bad_attribute'
    | 'process.bad_structure'
    | 'process.bad_expression'
  readonly what: string
  /** The id of the element, or the line and column of the text. */
  readonly where: string
  readonly mend?: string
}

/** The node of that id; its absence is a fault, because every id in a definition was checked by the parser. */
export function getNode(def: ProcessDefinition, id: string): ProcessNode {
  const node = def.nodes[id]
  if (!node) throw new Error(`process ${def.id} has no node ${id}`)
  return node
}

/** The flow of that id. */
export function getFlow(def: ProcessDefinition, id: string): Flow {
  const flow = def.flows[id]
  if (!flow) throw new Error(`process ${def.id} has no flow ${id}`)
  return flow
}

/** The nodes a token in `node` can reach in one move: flows, links, and the boundary events of an activity. */
export function successors(def: ProcessDefinition, node: ProcessNode): readonly string[] {
  const next = node.outgoing.map((flow) => getFlow(def, flow).to)
  return [...next, ...node.boundary, ...(node.linkTo ? [node.linkTo] : [])]
}

/** Every node that a token in `from` may come to, `from` itself only if it lies on a circle. */
export function reachableFrom(def: ProcessDefinition, from: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const queue = [from]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const next of successors(def, getNode(def, id))) {
      if (seen.has(next)) continue
      seen.add(next)
      queue.push(next)
    }
  }
  return seen
}

/** The nodes whose event a token in `id` waits for: its own, those behind an event gateway, those on its border. */
export function awaitedNodes(def: ProcessDefinition, id: string): readonly ProcessNode[] {
  const node = getNode(def, id)
  const border = node.boundary.map((each) => getNode(def, each))
  if (node.kind === 'event-gateway') return node.outgoing.map((flow) => getNode(def, getFlow(def, flow).to))
  return node.kind === 'catch' || node.kind === 'receive' ? [node, ...border] : border
}
