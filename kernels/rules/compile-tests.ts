/** Compiles `in` and the unary tests of decision tables (DMN 1.5, 10.3.2.8 and table 48). */
import { equals, rangeHolds } from './compare-values.ts'
import { type Code, type Compilation, type Scope, warn } from './scope.ts'
import type { Node } from './syntax.ts'
import { eitherUnknown, overOptions } from './unknown-values.ts'
import { FeelRange, type Run, Unknown, type Value } from './values.ts'

/** How nodes within tests are compiled. */
type Compile = (node: Node, scope: Scope | null, to: Compilation) => Code

type Answer = boolean | null | Unknown

/** A code for `value in tests`. */
export function compileIn(
  value: Code,
  tests: readonly Node[],
  scope: Scope | null,
  to: Compilation,
  compile: Compile,
): Code {
  const inner: Scope = { name: '?', entries: false, up: scope }
  const codes = tests.map((test) => compileTest(test, inner, to, compile))
  return (run, frame) => {
    const tested = value(run, frame)
    return anyOf(run, codes, { value: tested, up: frame })
  }
}

/** A code for the tests of an input cell; the input is the innermost variable, `?`. */
export function compileTests(
  node: Node & { kind: 'tests' },
  scope: Scope | null,
  to: Compilation,
  compile: Compile,
): Code {
  const codes = node.tests.map((test) => compileTest(test, scope, to, compile))
  if (!node.negated) return (run, frame) => anyOf(run, codes, frame as NonNullable<typeof frame>)
  return (run, frame) => {
    const answer = anyOf(run, codes, frame as NonNullable<typeof frame>)
    return typeof answer === 'boolean' ? !answer : answer
  }
}

type Test = (run: Run, frame: { readonly value: Value; readonly up: Parameters<Code>[1] }) => Answer

/** Whether the value passes one of the tests; where it is known what it can be, whether all of that does. */
function anyOf(run: Run, tests: readonly Test[], frame: Parameters<Test>[1]): Answer {
  const { value, up } = frame
  if (value instanceof Unknown && value.options !== null && tests.length > 1)
    return overOptions([value], ([known]) => anyOf(run, tests, { value: known as Value, up })) as Answer
  let unknown: Unknown | null = null
  let undecided = false
  for (const test of tests) {
    const answer = test(run, frame)
    if (answer === true) return true
    if (answer instanceof Unknown) unknown = unknown === null ? answer : eitherUnknown(unknown, answer)
    else if (answer === null) undecided = true
  }
  return unknown ?? (undecided ? null : false)
}

function compileTest(node: Node, scope: Scope | null, to: Compilation, compile: Compile): Test {
  const code = compile(node, scope, to)
  if (readsInput(node)) return (run, frame) => truth(run, code(run, frame))
  const yieldsTruth = node.kind === 'binary' || node.kind === 'and' || node.kind === 'or' || node.kind === 'call'
  return (run, frame) => {
    const wanted = code(run, frame)
    if (yieldsTruth && wanted === true && typeof frame.value !== 'boolean') return true
    return matches(frame.value, wanted)
  }
}

function truth(run: Run, value: Value): Answer {
  if (typeof value === 'boolean' || value instanceof Unknown || value === null) return value
  return warn(run, 'A test that reads ‘?’ must be true or false')
}

/** Whether a value passes a test's value: equal to it, within it, or among its items. */
export function matches(value: Value, wanted: Value): Answer {
  if (value instanceof Unknown || wanted instanceof Unknown) {
    return overOptions([value, wanted], ([x, y]) => matches(x as Value, y as Value)) as Answer
  }
  if (wanted instanceof FeelRange) return value instanceof FeelRange ? equals(value, wanted) : rangeHolds(wanted, value)
  if (!Array.isArray(wanted)) return equals(value, wanted)
  if (equals(value, wanted) === true) return true
  return wanted.some(
    (item: Value) => (item instanceof FeelRange && rangeHolds(item, value) === true) || equals(value, item) === true,
  )
}

/** Whether a node reads the input `?`, and so is a condition rather than a value to compare with. */
function readsInput(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  if (Array.isArray(node)) return node.some(readsInput)
  if ('kind' in node && node.kind === 'name' && 'name' in node && node.name === '?') return true
  if ('kind' in node && (node.kind === 'in' || node.kind === 'tests'))
    return readsInput((node as { value?: unknown }).value)
  return Object.values(node).some(readsInput)
}
