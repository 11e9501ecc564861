/** Processes drawn in a few words, for the tests of this kernel. */
import assert from 'node:assert/strict'
import { evaluate } from 'feelin'
import type { Effect, Expressions, Marking, ProcessDefinition, ProcessEvent, Step, StepRefusal } from './index.ts'
import { parseProcess, start, step } from './index.ts'

/** BPMN XML around flow elements; `roots` are messages, errors and signals. */
export function bpmn(body: string, roots = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:steppe="https://steppe.dev/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="defs" targetNamespace="https://example.org">
${roots}<process id="p" isExecutable="true">${body}</process></definitions>`
}

/** Flows written `a>b`, `a>b:condition`; each gets an id `a_b`. */
export function flows(...written: readonly string[]): string {
  return written
    .map((each) => {
      const [, from, to, condition] = /^([^>]+)>([^:]+)(?::(.*))?$/.exec(each) ?? []
      const inner =
        condition === undefined
          ? ''
          : `<conditionExpression xsi:type="tFormalExpression">${escapeText(condition)}</conditionExpression>`
      return `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${inner}</sequenceFlow>`
    })
    .join('')
}
const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** User tasks with these ids. */
export const users = (...ids: readonly string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('')
/** A start event `s` and an end event `e`. */
export const ENDS = '<startEvent id="s"/><endEvent id="e"/>'

export const feel: Expressions = {
  evaluate: (source, context) => {
    const result: unknown = evaluate(source, context)
    return typeof result === 'object' && result !== null && 'value' in result ? result.value : result
  },
  check: () => undefined,
}

export async function defined(body: string, roots = ''): Promise<ProcessDefinition> {
  const def = await parseProcess(bpmn(body, roots))
  assert.ok(!('refused' in def), JSON.stringify(def))
  return def
}

export function taken(result: Step | StepRefusal): Step {
  assert.ok(!('refused' in result), JSON.stringify(result))
  return result
}

/** A running process with memory of its effects; tasks and calls are named by their nodes. */
export class Run {
  marking: Marking
  effects: Effect[]
  readonly def: ProcessDefinition
  facts: Record<string, unknown>

  constructor(def: ProcessDefinition, facts: Record<string, unknown> = {}, node?: string) {
    const first = taken(start(def, facts, feel, node === undefined ? {} : { node }))
    this.def = def
    this.facts = facts
    this.marking = first.marking
    this.effects = [...first.effects]
  }

  happen(event: ProcessEvent): readonly Effect[] {
    const next = taken(step(this.def, this.marking, event, this.facts, feel))
    this.marking = next.marking
    this.effects.push(...next.effects)
    return next.effects
  }

  refusal(event: ProcessEvent): string {
    const next = step(this.def, this.marking, event, this.facts, feel)
    assert.ok('refused' in next, 'expected a refusal')
    return next.code
  }

  task(node: string): string {
    const task = this.marking.tasks.find((each) => each.node === node)
    assert.ok(task, `no open task at ${node}: ${this.open()}`)
    return task.id
  }
  call(node: string): string {
    const call = this.marking.calls.find((each) => each.node === node)
    assert.ok(call, `no open call at ${node}`)
    return call.id
  }
  timer(node: string): string {
    const timer = this.marking.timers.find((each) => each.node === node)
    assert.ok(timer, `no timer at ${node}`)
    return timer.id
  }
  complete(node: string, outcome: Record<string, unknown> = {}, by = `${node}-clerk`): this {
    this.happen({ type: 'complete', task: this.task(node), by, outcome })
    return this
  }
  /** The nodes of the open tasks, in alphabetical order. */
  open(): string {
    return this.marking.tasks
      .map((each) => each.node)
      .sort()
      .join(' ')
  }
}
