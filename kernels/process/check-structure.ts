/** What a diagram must have before a token may enter it; each rule says how to mend a breach. */
import type { Flow, NodeKind, ProcessNode, ProcessRefusal, ProcessWarning } from './definition.ts'

interface Parts {
  readonly nodes: ReadonlyMap<string, ProcessNode>
  readonly flows: ReadonlyMap<string, Flow>
  readonly starts: Readonly<Record<string, readonly string[]>>
}

const ACTIVITIES: readonly NodeKind[] = [
  'user',
  'manual',
  'service',
  'send',
  'receive',
  'rule',
  'script',
  'subprocess',
  'call',
]

/** The first breach, or nothing. */
export function checkStructure(parts: Parts): ProcessRefusal | undefined {
  for (const scope of Object.keys(parts.starts)) {
    const refusal = checkStarts(parts, scope)
    if (refusal) return refusal
  }
  for (const node of parts.nodes.values()) {
    const breach = RULES.find((rule) => rule.broken(node, parts))
    if (breach) return refuse(node.id, breach.what, breach.mend)
  }
  return undefined
}

function refuse(where: string, what: string, mend: string): ProcessRefusal {
  return { refused: true, code: 'process.bad_structure', what, where, mend }
}

function checkStarts({ nodes, starts }: Parts, scope: string): ProcessRefusal | undefined {
  const own = starts[scope] ?? []
  if (own.length === 0) return refuse(scope, 'no start event', 'Draw a start event.')
  if (!nodes.has(scope)) return undefined
  const first = nodes.get(own[0] ?? '')
  if (own.length === 1 && first?.trigger?.kind === 'none') return undefined
  return refuse(
    scope,
    'an embedded subprocess starts with one start event without trigger',
    'Leave one plain start event.',
  )
}

interface Rule {
  readonly broken: (node: ProcessNode, parts: Parts) => boolean
  readonly what: string
  readonly mend: string
}

const targetOf = (flow: string, { nodes, flows }: Parts) => nodes.get(flows.get(flow)?.to ?? '')
const isLink = (node: ProcessNode) => node.trigger?.kind === 'link'

const RULES: readonly Rule[] = [
  {
    broken: (node) => (node.kind === 'start' || node.kind === 'boundary') && node.incoming.length > 0,
    what: 'a flow leads into a start or boundary event',
    mend: 'Lead it to the node behind the event.',
  },
  {
    broken: (node) => node.kind === 'end' && node.outgoing.length > 0,
    what: 'a flow leaves an end event',
    mend: 'Use an intermediate event.',
  },
  {
    broken: (node) =>
      ['start', 'boundary', 'exclusive', 'parallel', 'inclusive'].includes(node.kind) && node.outgoing.length === 0,
    what: 'nothing follows',
    mend: 'Lead it to an end event.',
  },
  {
    broken: (node) => !['start', 'boundary'].includes(node.kind) && !isLink(node) && node.incoming.length === 0,
    what: 'nothing leads here',
    mend: 'Connect it, or delete it.',
  },
  {
    broken: (node) => isLink(node) && (node.kind === 'throw' ? node.outgoing : node.incoming).length > 0,
    what: 'a flow at the wrong side of a link event',
    mend: 'The link itself is the connection.',
  },
  {
    broken: (node, { nodes }) =>
      node.kind === 'boundary' && !ACTIVITIES.includes(nodes.get(node.attachedTo ?? '')?.kind ?? 'end'),
    what: 'a boundary event on something that is not an activity',
    mend: 'Put it on a task or subprocess.',
  },
  {
    broken: (node) => node.trigger?.kind === 'error' && node.interrupting === false,
    what: 'an error event that does not interrupt',
    mend: 'An error always interrupts (BPMN 2.0 §10.5.6).',
  },
  {
    broken: (node) => node.defaultFlow !== undefined && !node.outgoing.includes(node.defaultFlow),
    what: 'the default flow starts elsewhere',
    mend: 'Choose one of its own outgoing flows.',
  },
  {
    broken: (node, { flows }) => node.defaultFlow !== undefined && flows.get(node.defaultFlow)?.condition !== undefined,
    what: 'the default flow has a condition',
    mend: 'Take the condition away: it is taken when no other holds.',
  },
  {
    broken: (node, { flows }) =>
      (node.kind === 'exclusive' || node.kind === 'inclusive') &&
      node.outgoing.length > 1 &&
      node.outgoing.some((flow) => flow !== node.defaultFlow && flows.get(flow)?.condition === undefined),
    what: 'a way out of a choice has neither a condition nor the mark of the default',
    mend: 'Give each flow a condition and mark one as default.',
  },
  {
    broken: (node, { flows }) =>
      ['parallel', 'event-gateway'].includes(node.kind) &&
      node.outgoing.some((flow) => flows.get(flow)?.condition !== undefined),
    what: 'a condition behind a parallel or event gateway',
    mend: 'Use an inclusive gateway, or take the condition away.',
  },
  {
    broken: (node, parts) =>
      node.kind === 'event-gateway' &&
      (node.outgoing.length < 2 || node.outgoing.some((flow) => !mayFollowEventGateway(targetOf(flow, parts)))),
    what: 'an event gateway must lead to two or more catching events or receive tasks of their own',
    mend: 'Put timer, message or signal events directly behind it.',
  },
]

function mayFollowEventGateway(node: ProcessNode | undefined): boolean {
  if (node?.incoming.length !== 1) return false
  return (node.kind === 'catch' && !isLink(node)) || (node.kind === 'receive' && node.boundary.length === 0)
}

/** What may go wrong but need not: choices where every condition might be false. */
export function findWarnings(
  nodes: readonly ProcessNode[],
  flows: ReadonlyMap<string, Flow>,
): readonly ProcessWarning[] {
  const open = nodes.filter((node) => {
    const conditional = node.outgoing.filter((flow) => flows.get(flow)?.condition !== undefined)
    return conditional.length > 0 && node.defaultFlow === undefined && conditional.length === node.outgoing.length
  })
  return open.map((node) => ({
    code: 'process.no_default_flow',
    node: node.id,
    what: 'All conditions might be false; mark one way out as default.',
  }))
}
