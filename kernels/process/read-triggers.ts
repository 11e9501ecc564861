/** What starts, ends or interrupts: the event definitions of BPMN 2.0 §10.5.5 that we execute. */
import type { NodeKind, ProcessRefusal, Trigger } from './definition.ts'
import { badAttribute, bodyOf, elements, given, notExecutable, shortType, text } from './read-elements.ts'
import type { Element } from './read-xml.ts'

const ALLOWED: Readonly<Partial<Record<NodeKind, readonly string[]>>> = {
  start: ['none', 'timer', 'message', 'signal'],
  end: ['none', 'terminate', 'error', 'message', 'signal'],
  catch: ['timer', 'message', 'signal', 'link'],
  throw: ['none', 'message', 'signal', 'link'],
  boundary: ['timer', 'message', 'error', 'signal'],
}

/** The trigger of an event, or of a send or receive task; nothing for other nodes. */
export function readTrigger(element: Element, kind: NodeKind): Trigger | ProcessRefusal | undefined {
  if (kind === 'receive' || kind === 'send') return taskMessage(element, kind)
  const allowed = ALLOWED[kind]
  if (!allowed) return undefined
  const definitions = elements(element.eventDefinitions)
  if (definitions.length > 1)
    return notExecutable(element, 'an event with several triggers', 'Draw one event for each.')
  const trigger = definitions[0] ? readDefinition(element, definitions[0]) : { kind: 'none' as const }
  if ('refused' in trigger || allowed.includes(trigger.kind)) return trigger
  return notExecutable(element, `${trigger.kind} as ${kind} event`, `Here we execute: ${allowed.join(', ')}.`)
}

function taskMessage(element: Element, kind: NodeKind): Trigger | ProcessRefusal {
  const name = refName(element.messageRef) ?? text(element.action ?? element['steppe:action'])
  if (name) return { kind: 'message', name }
  return badAttribute(element.id ?? '', `a ${kind} task without a message`, 'Set its message.')
}

const refName = (ref: unknown) => text((ref as Element | undefined)?.name) ?? (ref as Element | undefined)?.id

function readDefinition(element: Element, definition: Element): Trigger | ProcessRefusal {
  switch (shortType(definition)) {
    case 'TimerEventDefinition':
      return readTimer(element, definition)
    case 'MessageEventDefinition':
      return named(element, 'message', refName(definition.messageRef))
    case 'SignalEventDefinition':
      return named(element, 'signal', refName(definition.signalRef))
    case 'LinkEventDefinition':
      return named(element, 'link', text(definition.name))
    case 'ErrorEventDefinition': {
      const error = definition.errorRef as Element | undefined
      return given({ kind: 'error' as const, code: text(error?.errorCode) ?? error?.id })
    }
    case 'TerminateEventDefinition':
      return { kind: 'terminate' }
    default:
      return notExecutable(element, shortType(definition), 'Use a timer, message, signal, error or terminate event.')
  }
}

function named(
  element: Element,
  kind: 'message' | 'signal' | 'link',
  name: string | undefined,
): Trigger | ProcessRefusal {
  return name
    ? { kind, name }
    : badAttribute(element.id ?? '', `a ${kind} event without a ${kind}`, `Name the ${kind}.`)
}

function readTimer(element: Element, definition: Element): Trigger | ProcessRefusal {
  const times = given({
    duration: bodyOf(definition.timeDuration),
    date: bodyOf(definition.timeDate),
    cycle: bodyOf(definition.timeCycle),
  })
  if (Object.keys(times).length === 1) return { kind: 'timer', ...times }
  return badAttribute(element.id ?? '', 'a timer without exactly one time', 'Set timeDuration, timeDate or timeCycle.')
}
