/** Every decision a process could take, one after another: conditions are free, lists have one item, values are unknown. */
import { getFlow, type ProcessNode } from './definition.ts'
import { type Draft, type Oracle, openDraft, settle } from './draft.ts'
import type { Marking, Step, StepRefusal } from './marking.ts'

/** What every expression gives when nothing is known: it is nobody's condition, and good for whoever must sign. */
export const ANYONE = 'anyone'

export interface Branching {
  readonly result: Step | StepRefusal
  readonly entered: readonly string[]
}

/** Runs a move once for every combination of decisions on its way. */
export function everyChoice(def: Draft['def'], marking: Marking, move: (draft: Draft) => void): readonly Branching[] {
  const found: Branching[] = []
  for (let script: number[] | undefined = []; script; ) {
    const asked: number[] = []
    const draft = openDraft(def, marking, {}, scripted(script, asked), undefined)
    const result = settle(draft, move)
    found.push({ result, entered: draft.entered })
    script = nextScript(script, asked)
  }
  return found
}

/** The next number in a system where digit `i` counts to `asked[i]`; nothing after the last. */
function nextScript(script: readonly number[], asked: readonly number[]): number[] | undefined {
  const digits = asked.map((_, index) => script[index] ?? 0)
  for (let index = digits.length - 1; index >= 0; index--) {
    const next = (digits[index] as number) + 1
    if (next < (asked[index] as number)) return [...digits.slice(0, index), next]
  }
  return undefined
}

function scripted(script: readonly number[], asked: number[]): Oracle {
  return {
    value: () => ANYONE,
    items: () => [null],
    choose: (draft, node) => {
      const options = waysOut(draft, node)
      const chosen = script[asked.length] ?? 0
      asked.push(options.length)
      return options[chosen] as readonly string[]
    },
  }
}

/** An exclusive gateway takes any one flow, all others any non-empty set of conditional flows, or their default. */
function waysOut(draft: Draft, node: ProcessNode): readonly (readonly string[])[] {
  if (node.kind === 'exclusive') return node.outgoing.map((flow) => [flow])
  const isConditional = (flow: string) => getFlow(draft.def, flow).condition !== undefined
  const always = node.outgoing.filter((flow) => flow !== node.defaultFlow && !isConditional(flow))
  const sets = nonEmptySets(node.outgoing.filter(isConditional)).map((set) => [...always, ...set])
  if (node.defaultFlow !== undefined) return [...sets, [...always, node.defaultFlow]]
  return always.length > 0 ? [...sets, always] : sets
}

function nonEmptySets(flows: readonly string[]): readonly (readonly string[])[] {
  let sets: readonly (readonly string[])[] = [[]]
  for (const flow of flows) sets = sets.concat(sets.map((set) => [...set, flow]))
  return sets.slice(1)
}
