/** How the outputs of matching rules become one result (DMN 1.5, 8.2.8 and 8.2.9). */

import { builtinNamed } from './builtins.ts'
import { equals } from './compare-values.ts'
import { callBuiltin } from './compile-calls.ts'
import type { HitPolicy } from './decision-model.ts'
import { warn } from './scope.ts'
import { isContext, type Run, Unknown, type Value } from './values.ts'

/** The place of each output value among its column's allowed ones decides the priority; columns count left to right. */
export type Priorities = readonly { readonly name: string | null; readonly values: readonly Value[] }[]

/** The result of the rules that matched, in rule order; `otherwise` when none did. */
export function applyHitPolicy(
  run: Run,
  policy: HitPolicy,
  outputs: readonly Value[],
  priorities: Priorities,
  otherwise: () => Value,
): Value {
  const first = outputs[0]
  if (first === undefined) return policy === 'C#' ? 0 : otherwise()
  switch (policy) {
    case 'U':
      return outputs.length === 1 ? first : warn(run, 'More than one rule matches, but the hit policy is unique')
    case 'A':
      return outputs.every((output) => same(output, first))
        ? first
        : warn(run, 'The matching rules disagree, but the hit policy is any')
    case 'F':
      return first
    case 'P':
      return byPriority(outputs, priorities)[0] as Value
    case 'O':
      return byPriority(outputs, priorities)
    case 'R':
    case 'C':
      return outputs
    default:
      return aggregate(run, policy, outputs)
  }
}

function same(a: Value, b: Value): boolean {
  return !(a instanceof Unknown) && !(b instanceof Unknown) && equals(a, b) === true
}

function aggregate(run: Run, policy: 'C+' | 'C<' | 'C>' | 'C#', outputs: readonly Value[]): Value {
  if (policy === 'C#') return outputs.length
  const builtin = builtinNamed({ 'C+': 'sum', 'C<': 'min', 'C>': 'max' }[policy])
  return builtin === undefined ? null : callBuiltin(run, builtin, [outputs], null)
}

function byPriority(outputs: readonly Value[], priorities: Priorities): readonly Value[] {
  return [...outputs].sort((a, b) => {
    for (const { name, values } of priorities) {
      const difference = rank(part(a, name), values) - rank(part(b, name), values)
      if (difference !== 0) return difference
    }
    return 0
  })
}

function part(output: Value, name: string | null): Value {
  return name !== null && isContext(output) ? (output[name] ?? null) : output
}

function rank(value: Value, values: readonly Value[]): number {
  const place = values.findIndex((candidate) => same(candidate, value))
  return place < 0 ? values.length : place
}
