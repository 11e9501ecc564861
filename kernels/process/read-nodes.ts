/** From BPMN elements to nodes, one element at a time; an element outside the executable subset is refused by name. */
import type { MultiInstance, NodeKind, NodeWords, ProcessNode, ProcessRefusal, SigningPolicy } from './definition.ts'
import {
  badAttribute,
  bodyOf,
  documentationOf,
  elementName,
  feelText,
  given,
  notExecutable,
  shortType,
  text,
} from './read-elements.ts'
import { readTrigger } from './read-triggers.ts'
import type { Element } from './read-xml.ts'

export type DraftNode = { -readonly [K in keyof ProcessNode]: ProcessNode[K] }

const KINDS: Readonly<Record<string, NodeKind>> = {
  StartEvent: 'start',
  EndEvent: 'end',
  IntermediateCatchEvent: 'catch',
  IntermediateThrowEvent: 'throw',
  BoundaryEvent: 'boundary',
  UserTask: 'user',
  ManualTask: 'manual',
  ServiceTask: 'service',
  SendTask: 'send',
  ReceiveTask: 'receive',
  BusinessRuleTask: 'rule',
  ScriptTask: 'script',
  SubProcess: 'subprocess',
  CallActivity: 'call',
  ExclusiveGateway: 'exclusive',
  ParallelGateway: 'parallel',
  InclusiveGateway: 'inclusive',
  EventBasedGateway: 'event-gateway',
}

const MENDS: Readonly<Record<string, string>> = {
  Task: 'Choose its kind: userTask, serviceTask, businessRuleTask …',
  ComplexGateway: 'Use an inclusive or a parallel gateway.',
  AdHocSubProcess: 'Use an embedded subprocess with gateways.',
  Transaction: 'Use an embedded subprocess with a boundary error event.',
}

/** The node of an element, without its flows. `scope` is the id of what contains it. */
export function readNode(element: Element, scope: string): DraftNode | ProcessRefusal {
  const kind = KINDS[shortType(element)]
  const name = elementName(element)
  if (!kind) {
    return notExecutable(
      element,
      `${name} can't be executed`,
      MENDS[shortType(element)] ?? 'Draw it with other elements.',
    )
  }
  const words = readWords(element, kind)
  if ('refused' in words) return words
  const trigger = readTrigger(element, kind)
  if (trigger && 'refused' in trigger) return trigger
  const loop = readLoop(element, kind)
  if (loop && 'refused' in loop) return loop
  const node = given({
    id: element.id as string,
    kind,
    element: name,
    name: text(element.name),
    documentation: documentationOf(element),
    scope,
    incoming: [],
    outgoing: [],
    boundary: [],
    trigger,
    multi: loop,
    defaultFlow: (element.default as Element | undefined)?.id,
    attachedTo: (element.attachedToRef as Element | undefined)?.id,
    interrupting: kind === 'boundary' ? element.cancelActivity !== false : undefined,
    calledElement: text(element.calledElement),
    script: feelText(element.script),
  }) as DraftNode
  return checkKind(element, { ...node, ...words })
}

/** What each kind can't do without. */
function checkKind(element: Element, node: DraftNode): DraftNode | ProcessRefusal {
  if (node.kind === 'service' && !node.action) {
    return badAttribute(node.id, 'a service task does not say what it calls', 'Set steppe:action.')
  }
  if (node.kind === 'rule' && !node.decision) {
    return badAttribute(node.id, 'a business rule task names no decision', 'Set steppe:decision.')
  }
  if (node.kind === 'call' && !node.calledElement) {
    return badAttribute(node.id, 'a call activity names no process', 'Set calledElement.')
  }
  if (node.kind === 'subprocess' && element.triggeredByEvent === true) {
    return notExecutable(element, "an event subprocess can't be executed", 'Use a boundary event on a subprocess.')
  }
  if (node.kind === 'script' && !/^(application\/)?feel$/i.test(text(element.scriptFormat) ?? '')) {
    return notExecutable(element, 'a script that is not FEEL', 'Write it in FEEL and set scriptFormat="feel".')
  }
  if (node.kind === 'event-gateway' && (element.eventGatewayType === 'Parallel' || element.instantiate === true)) {
    return notExecutable(element, 'a parallel or instantiating event gateway', 'Use an exclusive event-based gateway.')
  }
  if (node.kind === 'receive' && element.instantiate === true) {
    return notExecutable(element, 'a receive task that starts the process', 'Use a message start event.')
  }
  return node
}

const TERM = /^(\d+(wd|d|w|m|y|h)|P(?=\d|T)[0-9YMWDTHS.]+)$/

function readWords(element: Element, kind: NodeKind): NodeWords | ProcessRefusal {
  const id = element.id ?? element.$type
  const word = (name: string) => text(element[name] ?? element[`steppe:${name}`])
  const term = word('term')
  if (term && !TERM.test(term))
    return badAttribute(id, `term "${term}"`, 'Write 5wd, 20d, 3m, or an ISO 8601 duration.')
  const signing = word('signing')
  if (signing && (kind !== 'user' || !['all', 'majority', 'any'].includes(signing))) {
    return badAttribute(
      id,
      `signing "${signing}" on ${elementName(element)}`,
      'On a user task write all, majority or any.',
    )
  }
  if (signing && !word('assignee'))
    return badAttribute(id, 'a joint signature of nobody', 'Set steppe:assignee to a list.')
  const outcomes = word('outcomes')
    ?.split(/[,，]/)
    .map((each) => each.trim())
  if (outcomes?.some((each) => each === '') || new Set(outcomes).size !== (outcomes?.length ?? 0)) {
    return badAttribute(id, 'outcomes has an empty or a repeated word', 'Write different words with commas between.')
  }
  if (signing && outcomes && outcomes.length !== 2) {
    return badAttribute(
      id,
      'a joint signature with other than two outcomes',
      'Write two: the agreed word, the refused word.',
    )
  }
  return given({
    assignee: feelText(word('assignee')),
    candidates: feelText(word('candidates')),
    action: word('action'),
    state: word('state'),
    form: word('form'),
    term,
    decision: word('decision'),
    resultVariable: word('resultVariable'),
    inputs: feelText(word('inputs')),
    outcomes,
    signing: signing as SigningPolicy | undefined,
    part: word('part'),
  })
}

const REPEATABLE: readonly NodeKind[] = ['user', 'manual', 'service', 'rule', 'subprocess', 'call']

function readLoop(element: Element, kind: NodeKind): MultiInstance | ProcessRefusal | undefined {
  const loop = element.loopCharacteristics as Element | undefined
  if (!loop) return undefined
  if (loop.$type !== 'bpmn:MultiInstanceLoopCharacteristics') {
    return notExecutable(element, 'a standard loop', 'Draw the loop with an exclusive gateway, or use multi-instance.')
  }
  if (!REPEATABLE.includes(kind))
    return notExecutable(element, `several instances of ${elementName(element)}`, 'Put it in a subprocess.')
  const collection = feelText(loop.collection ?? loop['steppe:collection'])
  const cardinality = feelText(bodyOf(loop.loopCardinality))
  if (!collection && !cardinality) {
    return badAttribute(element.id ?? '', 'multi-instance over nothing', 'Set steppe:collection to a FEEL list.')
  }
  return given({
    sequential: loop.isSequential === true,
    collection,
    cardinality,
    element: text(loop.element ?? loop['steppe:element']),
    until: feelText(bodyOf(loop.completionCondition)),
  })
}
