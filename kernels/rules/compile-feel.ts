/** Compiles the syntax tree of FEEL to closures, once; what depends only on the source is settled here. */
import { type Builtin, putEntry } from './builtin-forms.ts'
import { builtinNamed } from './builtins.ts'
import { compare } from './compare-values.ts'
import { builtinValue, compileBuiltinCall, compileCall } from './compile-calls.ts'
import { type CompiledIterator, compileFilter, compileFor, compileQuantified } from './compile-loops.ts'
import { compileAnd, compileBetween, compileBinary, compileNegation, compileOr } from './compile-operators.ts'
import { compileIn, compileTests } from './compile-tests.ts'
import { externalFunction } from './external-functions.ts'
import { readNumber } from './numbers.ts'
import { entryOf, propertyOf } from './properties.ts'
import {
  BudgetFault,
  bind,
  type Code,
  type Compilation,
  type Frame,
  placed,
  type Scope,
  step,
  typeOf,
  warn,
} from './scope.ts'
import type { Node, Parameter } from './syntax.ts'
import { parseTemporal } from './temporal.ts'
import { ANY, coerce, type FeelType, isInstance } from './types.ts'
import { bothUnknown, eitherUnknown, firstUnknown, oneOf, overOptions } from './unknown-values.ts'
import { FeelFunction, FeelRange, isContext, type Run, Unknown, type Value } from './values.ts'

/** A code for a node in its scope. */
export function compileNode(node: Node, scope: Scope | null, to: Compilation): Code {
  const sub = (child: Node) => compileNode(child, scope, to)
  switch (node.kind) {
    case 'number':
      return constant(readNumber(node.text))
    case 'string':
      return constant(node.text)
    case 'constant':
      return constant(node.value)
    case 'temporal':
      return constant(parseTemporal(node.text))
    case 'name':
      return compileName(node.name, scope, to)
    case 'negate':
      return node.of.kind === 'number' ? constant(readNumber(`-${node.of.text}`)) : compileNegation(sub(node.of))
    case 'binary':
      return compileBinary(node.operator, sub(node.left), sub(node.right))
    case 'and':
      return compileAnd(sub(node.left), sub(node.right))
    case 'or':
      return compileOr(sub(node.left), sub(node.right))
    case 'between':
      return compileBetween(sub(node.value), sub(node.low), sub(node.high))
    case 'in':
      return compileIn(sub(node.value), node.tests, scope, to, compileNode)
    case 'if':
      return compileIf(sub(node.condition), sub(node.whenTrue), sub(node.whenFalse))
    case 'instance':
      return compileInstance(node, sub(node.of), to)
    case 'path':
      return compilePath(node, scope, to)
    case 'call':
      return placed(compileCallNode(node, scope, to), node.of.at)
    case 'tests':
      return compileTests(node, scope, to, compileNode)
    case 'any':
      return constant(true)
    case 'for':
    case 'quantified':
    case 'filter':
    case 'function':
      return placed(compileBinding(node, scope, to), node.at)
    default:
      return compileStructure(node, scope, to)
  }
}

function compileBinding(
  node: Node & { kind: 'for' | 'quantified' | 'filter' | 'function' },
  scope: Scope | null,
  to: Compilation,
): Code {
  switch (node.kind) {
    case 'for': {
      const { iterators, inner } = compileIterators(node.iterators, scope, to)
      return compileFor(iterators, compileNode(node.body, bind(inner, 'partial'), to))
    }
    case 'quantified': {
      const { iterators, inner } = compileIterators(node.iterators, scope, to)
      return compileQuantified(node.every, iterators, compileNode(node.body, inner, to))
    }
    case 'filter': {
      const inner: Scope = { name: 'item', entries: true, up: scope }
      return compileFilter(
        compileNode(node.of, scope, to),
        compileNode(node.condition, inner, to),
        placeOf(node.condition),
      )
    }
    case 'function':
      return compileDefinition(node, scope, to)
  }
}

function compileStructure(
  node: Node & { kind: 'list' | 'context' | 'range' | 'openRange' },
  scope: Scope | null,
  to: Compilation,
): Code {
  const sub = (child: Node) => compileNode(child, scope, to)
  switch (node.kind) {
    case 'list':
      return compileList(node.items.map(sub))
    case 'context':
      return compileContext(node, scope, to)
    case 'range':
      return compileRange(sub(node.low), node.lowClosed, sub(node.high), node.highClosed)
    case 'openRange':
      return compileOpenRange(node.operator, sub(node.end))
  }
}

function constant(value: Value): Code {
  return () => value
}

function placeOf(node: Node): number | null {
  const number = node.kind === 'negate' ? node.of : node
  if (number.kind !== 'number') return null
  const place = Number(number.text)
  return Number.isInteger(place) ? (node.kind === 'negate' ? -place : place) : 0
}

const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype))

/** A name: bound variable, entry of the item being filtered, fact, or built-in function, in this order. */
function compileName(name: string, scope: Scope | null, to: Compilation): Code {
  let hops = 0
  const entryHops: number[] = []
  for (let at = scope; at !== null; at = at.up, hops++) {
    if (at.entries) entryHops.push(hops)
    if (at.name === name) return withEntries(name, entryHops, localCode(hops))
  }
  const mayBeEntry = entryHops.length > 0 && !to.declared.has(name)
  if (!mayBeEntry) to.reads.add(name)
  return withEntries(name, entryHops, factCode(name, mayBeEntry))
}

function localCode(hops: number): Code {
  if (hops === 0) return (_run, frame) => (frame as Frame).value
  if (hops === 1) return (_run, frame) => ((frame as Frame).up as Frame).value
  return (_run, frame) => frameAt(frame, hops).value
}

function frameAt(frame: Frame | null, hops: number): Frame {
  let at = frame as Frame
  for (let count = 0; count < hops; count++) at = at.up as Frame
  return at
}

function withEntries(name: string, hops: readonly number[], otherwise: Code): Code {
  if (hops.length === 0) return otherwise
  return (run, frame) => {
    for (const hop of hops) {
      const item = frameAt(frame, hop).value
      const entry = isContext(item) ? entryOf(item, name) : undefined
      if (entry !== undefined) return entry
    }
    return otherwise(run, frame)
  }
}

/** A fact by name; one that may as well be an entry, which the item lacks, is null rather than not known. */
function factCode(name: string, mayBeEntry: boolean): Code {
  const inherited = INHERITED.has(name)
  const builtin = builtinValue(name)
  return (run) => {
    const fact = inherited && !Object.hasOwn(run.facts, name) ? undefined : run.facts[name]
    if (fact !== undefined) return typeof fact === 'number' && !Number.isFinite(fact) ? null : (fact as Value)
    if (builtin !== undefined) return builtin
    return run.threeValued && !mayBeEntry ? new Unknown([[name]]) : warn(run, `‘${name}’ is not known`)
  }
}

/** `if condition then … else …`; where `strict`, null for a condition that is neither boolean nor null. */
export function compileIf(condition: Code, whenTrue: Code, whenFalse: Code, strict = false): Code {
  return (run, frame) => {
    const decided = condition(run, frame)
    if (decided instanceof Unknown) return eitherWay(decided, whenTrue(run, frame), whenFalse(run, frame))
    if (strict && decided !== null && typeof decided !== 'boolean')
      return warn(run, 'A condition must be true or false')
    return decided === true ? whenTrue(run, frame) : whenFalse(run, frame)
  }
}

/** When the condition is not known, the answer is known only if both ways agree. */
export function eitherWay(condition: Unknown, first: Value, second: Value): Value {
  if (first instanceof Unknown && second instanceof Unknown) return bothUnknown(condition, eitherUnknown(first, second))
  const options = [first, second].flatMap((way) => (way instanceof Unknown ? (way.options ?? [way]) : [way]))
  return oneOf(condition, options)
}

function compileList(items: readonly Code[]): Code {
  return (run, frame) => {
    const list = items.map((item) => item(run, frame))
    return firstUnknown(list) ?? list
  }
}

/** A function that is an entry may call itself by the entry's name, unless that name already means something. */
export function selfNamed(
  name: string,
  scope: Scope | null,
  declared: ReadonlySet<string>,
  compile: (scope: Scope | null) => Code,
): Code {
  for (let at = scope; at !== null; at = at.up) if (at.name === name) return compile(scope)
  if (declared.has(name) || builtinNamed(name) !== undefined) return compile(scope)
  const code = compile(bind(scope, name))
  return (run, frame) => {
    const own: { value: Value; up: Frame | null } = { value: null, up: frame }
    own.value = code(run, own)
    return own.value
  }
}

function compileContext(node: Node & { kind: 'context' }, scope: Scope | null, to: Compilation): Code {
  let inner = scope
  const entries = node.entries.map(({ name, value }) => {
    const compile = (own: Scope | null) => compileNode(value, own, to)
    const code = value.kind === 'function' ? selfNamed(name, inner, to.declared, compile) : compile(inner)
    inner = bind(inner, name)
    return { name, code }
  })
  const repeated = new Set(entries.map(({ name }) => name)).size < entries.length
  return (run, frame) => {
    if (repeated) return warn(run, 'A context has two entries of one name')
    const result: Record<string, Value> = {}
    let at = frame
    for (const { name, code } of entries) {
      const value = code(run, at)
      putEntry(result, name, value)
      at = { value, up: at }
    }
    return result
  }
}

function compileRange(low: Code, lowClosed: boolean, high: Code, highClosed: boolean): Code {
  return (run, frame) => {
    const from = low(run, frame)
    const to = high(run, frame)
    if (from instanceof Unknown || to instanceof Unknown) return bothUnknown(from, to)
    const order = from === null || to === null ? 0 : compare(from, to)
    if (order === null) return warn(run, 'The two ends of a range have no order')
    return new FeelRange(from, lowClosed, to, highClosed)
  }
}

function compileOpenRange(operator: '<' | '<=' | '>' | '>=' | '=' | '!=', end: Code): Code {
  return (run, frame) => {
    const value = end(run, frame)
    if (value instanceof Unknown) return value
    switch (operator) {
      case '<':
      case '<=':
        return new FeelRange(undefined, false, value, operator === '<=')
      case '>':
      case '>=':
        return new FeelRange(value, operator === '>=', undefined, false)
      case '=':
        return new FeelRange(value, true, value, true, '=')
      case '!=':
        return new FeelRange(value, false, value, false, '!=')
    }
  }
}

function compileInstance(node: Node & { kind: 'instance' }, of: Code, to: Compilation): Code {
  const type = typeOf(node.type, to.findType)
  if (type === undefined) return (run) => warn(run, 'The type after ‘instance of’ is not known')
  return (run, frame) => {
    const value = of(run, frame)
    return value instanceof Unknown ? value : isInstance(value, type)
  }
}

/** `a.b.c` from a fact, as text; null when it starts otherwise. */
function factPath(node: Node, scope: Scope | null): string | null {
  if (node.kind === 'path') {
    const of = factPath(node.of, scope)
    return of === null ? null : `${of}.${node.name}`
  }
  if (node.kind !== 'name') return null
  for (let at = scope; at !== null; at = at.up) if (at.entries || at.name === node.name) return null
  return node.name
}

function compilePath(node: Node & { kind: 'path' }, scope: Scope | null, to: Compilation): Code {
  const { name } = node
  const of = compileNode(node.of, scope, to)
  const base = factPath(node.of, scope)
  const path = base === null ? null : `${base}.${name}`
  if (path !== null) to.reads.add(path)
  return (run, frame) => {
    const value = of(run, frame)
    if (value instanceof Unknown) {
      if (path !== null && isOnly(value, base)) return new Unknown([[path]])
      return overOptions([value], ([known]) => propertyOf(known as Value, name) ?? null)
    }
    const found = propertyOf(value, name)
    if (found !== undefined) return found
    if (run.threeValued && path !== null && isContext(value)) return new Unknown([[path]])
    return value === null ? null : warn(run, `There is no ‘${name}’ here`)
  }
}

function isOnly(value: Unknown, fact: string | null): boolean {
  return value.ways.length === 1 && value.ways[0]?.length === 1 && value.ways[0][0] === fact
}

function compileIterators(iterators: (Node & { kind: 'for' })['iterators'], scope: Scope | null, to: Compilation) {
  let inner = scope
  const compiled = iterators.map(({ name, over, to: end }): CompiledIterator => {
    const code = { over: compileNode(over, inner, to), to: end && compileNode(end, inner, to) }
    inner = bind(inner, name)
    return code
  })
  return { iterators: compiled, inner }
}

function builtinFor(node: Node, scope: Scope | null, to: Compilation): Builtin | undefined {
  if (node.kind !== 'name' || to.declared.has(node.name)) return undefined
  for (let at = scope; at !== null; at = at.up) if (at.name === node.name) return undefined
  return builtinNamed(node.name)
}

function compileCallNode(node: Node & { kind: 'call' }, scope: Scope | null, to: Compilation): Code {
  const values = node.values.map((value) => compileNode(value, scope, to))
  const builtin = builtinFor(node.of, scope, to)
  if (builtin !== undefined) return compileBuiltinCall(builtin, values, node.names)
  return compileCall(compileNode(node.of, scope, to), values, node.names)
}

function compileDefinition(node: Node & { kind: 'function' }, scope: Scope | null, to: Compilation): Code {
  const types = node.parameters.map(({ type }) => (type === null ? ANY : (typeOf(type, to.findType) ?? ANY)))
  const names = node.parameters.map(({ name }: Parameter) => name)
  let inner = scope
  for (const name of names) inner = bind(inner, name)
  const body = compileNode(node.body, node.external ? scope : inner, to)
  if (node.external) return (run, frame) => externalFunction(run, names, types, body(run, frame))
  return (run, frame) => definedFunction(run, '', names, types, ANY, body, frame)
}

const DEEPEST_CALL = 800

/** A function whose body is FEEL: parameters are fitted to their types, the result to its own. */
export function definedFunction(
  home: Run,
  name: string,
  names: readonly string[],
  types: readonly FeelType[],
  result: FeelType,
  body: Code,
  frame: Frame | null,
): FeelFunction {
  const { facts } = home
  return new FeelFunction(name, names, types, result, (run: Run, values) => {
    step(run)
    let at = frame
    for (const [index, type] of types.entries()) {
      const value = coerce(values[index] ?? null, type)
      if (value === undefined) return warn(run, `The value of ‘${names[index]}’ is not of its type`)
      at = { value, up: at }
    }
    if (++run.depth > DEEPEST_CALL) throw new BudgetFault('rules.too_deep', 'Functions call each other too deeply')
    const caller = run.facts
    run.facts = facts
    const answer = body(run, at)
    run.facts = caller
    run.depth--
    const fitted = coerce(answer, result)
    return fitted !== undefined ? fitted : warn(run, `The result of ‘${name}’ is not of its type`)
  })
}
