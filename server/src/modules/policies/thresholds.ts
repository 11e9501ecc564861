/** The numbers that conditions compare facts with: what a slider may move, and where a cliff may be. */
import type { Policy } from '@steppe/kernels/policies'

/** One comparison of a fact with a number, `employees <= 300`. */
export interface Threshold {
  readonly condition: string
  /** Which comparison of the condition, from 0. */
  readonly number: number
  readonly fact: string
  readonly operator: '<' | '<=' | '>' | '>='
  readonly value: number
  /** Place of the number in the text. */
  readonly from: number
  readonly to: number
}

const comparison = /(?<![\w.])([a-z][a-zA-Z0-9]*)\s*(<=|>=|<|>)\s*(\d+(?:\.\d+)?)(?![\w.])/g

/** All comparisons of a fact with a number in the conditions, texts left out. */
export function thresholdsOf(policy: Policy): readonly Threshold[] {
  return policy.conditions.flatMap(({ id, when }) => {
    const blank = when.replace(/"(?:[^"\\]|\\.)*"/g, (text) => ' '.repeat(text.length))
    return [...blank.matchAll(comparison)].map((match, number) => {
      const [whole, fact = '', operator = '<', value = '0'] = match
      const to = match.index + whole.length
      return {
        condition: id,
        number,
        fact,
        operator: operator as Threshold['operator'],
        value: Number(value),
        from: to - value.length,
        to,
      }
    })
  })
}

export interface Moved {
  readonly condition: string
  readonly number: number
  readonly value: number
}

/** The policy with some of its numbers moved. */
export function withMoved(policy: Policy, moved: readonly Moved[]): Policy {
  const all = thresholdsOf(policy)
  return {
    ...policy,
    conditions: policy.conditions.map((condition) => {
      const changes = moved
        .flatMap((move) => {
          const found = all.find(
            (each) =>
              each.condition === condition.id && each.condition === move.condition && each.number === move.number,
          )
          return found ? [{ ...found, value: move.value }] : []
        })
        .sort((a, b) => b.from - a.from)
      const when = changes.reduce(
        (text, { from, to, value }) => text.slice(0, from) + value + text.slice(to),
        condition.when,
      )
      return { ...condition, when }
    }),
  }
}
