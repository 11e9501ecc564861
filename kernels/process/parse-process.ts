/** From BPMN XML to a process definition, or a refusal that names the element and how to mend it. */
import { checkStructure, findWarnings } from './check-structure.ts'
import type { Flow, ProcessDefinition, ProcessNode, ProcessRefusal } from './definition.ts'
import { bodyOf, documentationOf, elements, feelText, given, notExecutable, shortType, text } from './read-elements.ts'
import { type DraftNode, readNode } from './read-nodes.ts'
import { type Element, readXml } from './read-xml.ts'
import { addUpstream } from './upstream.ts'

/** Elements that carry no behaviour: read over. */
const SILENT = ['DataObject', 'DataObjectReference', 'DataStoreReference']
const ASCII_ID = /^[A-Za-z_][A-Za-z0-9_.-]*$/

interface Collected {
  readonly nodes: Map<string, DraftNode>
  readonly flows: Map<string, Flow>
  readonly starts: Record<string, string[]>
}

/**
 * Reads a process from BPMN 2.0 XML. Where the text holds several, `processId` chooses; without it there must be one
 * with content, or one marked executable. Any warning of the XML reader is `process.malformed`; an element outside the
 * executable subset is `process.not_executable`; refusals name the element in `where` and the way out in `mend`.
 */
export async function parseProcess(xml: string, processId?: string): Promise<ProcessDefinition | ProcessRefusal> {
  const root = await readXml(xml)
  if ('refused' in root) return root as ProcessRefusal
  const process = chooseProcess(root, processId)
  if ('refused' in process) return process as ProcessRefusal
  const collected: Collected = { nodes: new Map(), flows: new Map(), starts: {} }
  const refusal = collect(process as Element, collected) ?? connect(collected) ?? checkStructure(collected)
  return refusal ?? finish(process as Element, collected)
}

function chooseProcess(root: Element, processId: string | undefined): Element | ProcessRefusal {
  const all = elements(root.rootElements).filter(
    (each) => each.$type === 'bpmn:Process' && elements(each.flowElements).length > 0,
  )
  const marked = all.filter((each) => each.isExecutable === true)
  const candidates = processId ? all.filter((each) => each.id === processId) : all.length > 1 ? marked : all
  const only = candidates[0]
  if (only && candidates.length === 1) return only
  const what = `${candidates.length} of ${all.length} processes could be meant`
  return notExecutable(root, what, 'Mark one process isExecutable="true", or name the process.')
}

function collect(container: Element, into: Collected): ProcessRefusal | undefined {
  const scope = container.id ?? ''
  const badId = checkId(container)
  if (badId) return badId
  into.starts[scope] = []
  for (const element of elements(container.flowElements)) {
    const refusal = collectElement(element, scope, into)
    if (refusal) return refusal
  }
  return undefined
}

function checkId(element: Element): ProcessRefusal | undefined {
  if (element.id && ASCII_ID.test(element.id)) return undefined
  const what = element.id ? `id "${element.id}" is not ASCII` : `${shortType(element)} without an id`
  return {
    refused: true,
    code: 'process.bad_id',
    what,
    where: element.id ?? shortType(element),
    mend: 'Use letters a–z, digits, _ - and .',
  }
}

function collectElement(element: Element, scope: string, into: Collected): ProcessRefusal | undefined {
  if (SILENT.includes(shortType(element))) return undefined
  const badId = checkId(element)
  if (badId) return badId
  if (element.$type === 'bpmn:SequenceFlow') {
    into.flows.set(element.id as string, readFlow(element))
    return undefined
  }
  const node = readNode(element, scope)
  if ('refused' in node) return node as ProcessRefusal
  into.nodes.set(node.id, node)
  if (node.kind === 'start') into.starts[scope]?.push(node.id)
  return node.kind === 'subprocess' ? collect(element, into) : undefined
}

const idOf = (ref: unknown) => (ref as Element | undefined)?.id ?? ''

function readFlow(element: Element): Flow {
  return given({
    id: element.id as string,
    from: idOf(element.sourceRef),
    to: idOf(element.targetRef),
    name: text(element.name),
    condition: feelText(bodyOf(element.conditionExpression)),
  })
}

/** Incoming and outgoing come from the flows alone: editors often leave the node's own lists stale. */
function connect({ nodes, flows }: Collected): ProcessRefusal | undefined {
  for (const flow of flows.values()) {
    const from = nodes.get(flow.from)
    const to = nodes.get(flow.to)
    if (!from || !to)
      return structure(flow.id, 'a flow that does not join two nodes of the process', 'Connect both ends.')
    if (from.scope !== to.scope)
      return structure(flow.id, 'a flow that crosses the border of a subprocess', 'End it inside.')
    from.outgoing = [...from.outgoing, flow.id]
    to.incoming = [...to.incoming, flow.id]
  }
  return attach(nodes) ?? link(nodes)
}

function structure(where: string, what: string, mend: string): ProcessRefusal {
  return { refused: true, code: 'process.bad_structure', what, where, mend }
}

function attach(nodes: Map<string, DraftNode>): ProcessRefusal | undefined {
  for (const node of nodes.values()) {
    if (node.kind !== 'boundary') continue
    const host = nodes.get(node.attachedTo ?? '')
    if (!host || host.scope !== node.scope)
      return structure(node.id, 'a boundary event on nothing', 'Put it on an activity.')
    host.boundary = [...host.boundary, node.id]
  }
  return undefined
}

function link(nodes: Map<string, DraftNode>): ProcessRefusal | undefined {
  for (const node of nodes.values()) {
    if (node.kind !== 'throw' || node.trigger?.kind !== 'link') continue
    const name = node.trigger.name
    const targets = [...nodes.values()].filter(
      (each) =>
        each.kind === 'catch' &&
        each.scope === node.scope &&
        each.trigger?.kind === 'link' &&
        each.trigger.name === name,
    )
    if (targets.length !== 1)
      return structure(node.id, `${targets.length} catching links "${name}"`, 'Draw exactly one.')
    node.linkTo = targets[0]?.id as string
  }
  return undefined
}

function finish(process: Element, { nodes, flows, starts }: Collected): ProcessDefinition {
  const bare: ProcessDefinition = given({
    id: process.id as string,
    name: text(process.name),
    documentation: documentationOf(process),
    nodes: Object.fromEntries(nodes) as Record<string, ProcessNode>,
    flows: Object.fromEntries(flows),
    starts,
    warnings: findWarnings([...nodes.values()], flows),
  })
  return addUpstream(bare)
}
