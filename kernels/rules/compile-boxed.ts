/** Compiles boxed expressions (DMN 1.5, 10.2) to the same closures as FEEL, in one scope with it. */
import { type Draft, putEntry } from './builtin-forms.ts'
import { builtinNames } from './builtins.ts'
import { callFunction } from './compile-calls.ts'
import { compileIf, compileNode, definedFunction, selfNamed } from './compile-feel.ts'
import { compileFor, compileQuantified, compileStrictFilter } from './compile-loops.ts'
import type { Boxed, FunctionBox } from './decision-model.ts'
import { compileTable } from './decision-table.ts'
import { externalFunction } from './external-functions.ts'
import { parseFeel } from './parse-feel.ts'
import { bind, type Code, type Compilation, type Scope, warn } from './scope.ts'
import type { FindType, Node } from './syntax.ts'
import { indexNames, type NameIndex, SyntaxFault } from './tokens.ts'
import { ANY, coerce, type FeelType, typeText } from './types.ts'
import { firstUnknown } from './unknown-values.ts'
import { FeelFunction, type Run, Unknown, type Value } from './values.ts'

/** A fault in a model, found while compiling or checking it. */
export type ModelProblem = {
  readonly code:
    | 'rules.feel_syntax'
    | 'rules.unknown_type'
    | 'rules.unknown_fact'
    | 'rules.missing_logic'
    | 'rules.missing_element'
    | 'rules.circular'
    | 'rules.gap'
    | 'rules.overlap'
    | 'rules.type'
  readonly element: string
  readonly place: string
  readonly message: string
  readonly advice: string
}

/** What the boxed expressions of one element are compiled with. */
export type BoxCompiler = {
  readonly element: string
  readonly names: readonly string[]
  readonly properties: NameIndex
  readonly findType: FindType
  readonly reads: Set<string>
  readonly problems: ModelProblem[]
}

/** The type of a reference, noting one that is not defined. */
export function referredType(compiler: BoxCompiler, typeRef: string | null, place: string): FeelType {
  if (typeRef === null || typeRef === '') return ANY
  const type = compiler.findType(typeRef)
  if (type !== undefined) return type
  compiler.problems.push({
    code: 'rules.unknown_type',
    element: compiler.element,
    place,
    message: `The type ‘${typeRef}’ is not defined`,
    advice: 'Define it as an item definition, or use a FEEL type',
  })
  return ANY
}

function scopeNames(scope: Scope | null): string[] {
  const names: string[] = []
  for (let at = scope; at !== null; at = at.up) names.push(at.name)
  return names
}

/** The syntax tree of a source, or null with the fault noted. */
function readSource(
  compiler: BoxCompiler,
  text: string,
  scope: Scope | null,
  unary: boolean,
  place: string,
): Node | null {
  const names = [...compiler.names, ...scopeNames(scope)]
  try {
    return parseFeel(text, { scope: indexNames([...names, ...builtinNames()]), properties: compiler.properties }, unary)
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault
    compiler.problems.push({
      code: 'rules.feel_syntax',
      element: compiler.element,
      place,
      message: `${fault.message} (${text})`,
      advice: fault.advice,
    })
    return null
  }
}

function compilation(compiler: BoxCompiler): Compilation {
  return { findType: compiler.findType, declared: new Set(compiler.names), reads: compiler.reads }
}

function brokenCode(text: string): Code {
  return (run) => warn(run, `This is not FEEL: ${text}`)
}

/** A code for a FEEL source; empty text is null. */
export function compileText(compiler: BoxCompiler, text: string, scope: Scope | null, place: string): Code {
  if (text === '') return () => null
  const node = readSource(compiler, text, scope, false, place)
  return node === null ? brokenCode(text) : compileNode(node, scope, compilation(compiler))
}

/** A code for unary tests; `?` must be the innermost variable of the scope. */
export function compileCell(
  compiler: BoxCompiler,
  text: string,
  scope: Scope,
  place: string,
): { code: Code; node: Node } {
  const node = readSource(compiler, text, scope, true, place)
  if (node === null) return { code: brokenCode(text), node: { kind: 'constant', value: null, at: 0 } }
  return { code: compileNode(node, scope, compilation(compiler)), node }
}

/** A code whose result is fitted to a type. */
export function fitted(code: Code, type: FeelType, what: string): Code {
  if (type === ANY) return code
  return (run, frame) => {
    const value = coerce(code(run, frame), type)
    return value === undefined ? warn(run, `The value of ‘${what}’ is not of type ${typeText(type)}`) : value
  }
}

/** A code for a boxed expression, fitted to its type reference. */
export function compileBoxed(boxed: Boxed, scope: Scope | null, compiler: BoxCompiler): Code {
  const code = compileBare(boxed, scope, compiler)
  if (boxed.kind === 'function') return code
  return fitted(code, referredType(compiler, boxed.typeRef, 'expression'), compiler.element)
}

function compileBare(boxed: Boxed, scope: Scope | null, compiler: BoxCompiler): Code {
  const sub = (child: Boxed) => compileBoxed(child, scope, compiler)
  switch (boxed.kind) {
    case 'literal':
      return compileText(compiler, boxed.text, scope, 'expression')
    case 'table':
      return compileTable(boxed, scope, {
        expression: (text, inner, place) => compileText(compiler, text, inner, place),
        tests: (text, inner, place) => compileCell(compiler, text, inner as Scope, place),
        type: (typeRef) => referredType(compiler, typeRef, 'decision table'),
      })
    case 'context':
      return compileEntries(boxed, scope, compiler)
    case 'list':
      return listOf(boxed.items.map(sub))
    case 'relation':
      return compileRelation(boxed, sub)
    case 'invocation':
      return compileInvocation(boxed, scope, compiler)
    case 'function':
      return compileFunction(boxed, scope, compiler, '', ANY)
    case 'conditional':
      return compileIf(sub(boxed.condition), sub(boxed.whenTrue), sub(boxed.whenFalse), true)
    case 'missing':
      return (run) => warn(run, `‘${compiler.element}’ has no expression`)
    default:
      return compileIterative(boxed, scope, compiler)
  }
}

function compileIterative(
  boxed: Boxed & { kind: 'for' | 'some' | 'every' | 'filter' },
  scope: Scope | null,
  compiler: BoxCompiler,
): Code {
  if (boxed.kind === 'filter') {
    const inner: Scope = { name: 'item', entries: true, up: scope }
    return compileStrictFilter(compileBoxed(boxed.of, scope, compiler), compileBoxed(boxed.condition, inner, compiler))
  }
  const iterators = [{ over: compileBoxed(boxed.over, scope, compiler), to: null }]
  const inner = bind(scope, boxed.name)
  if (boxed.kind === 'for') return compileFor(iterators, compileBoxed(boxed.body, bind(inner, 'partial'), compiler))
  return compileQuantified(boxed.kind === 'every', iterators, compileBoxed(boxed.body, inner, compiler), true)
}

function listOf(items: readonly Code[]): Code {
  return (run, frame) => {
    const values = items.map((item) => item(run, frame))
    return firstUnknown(values) ?? values
  }
}

function compileRelation(boxed: Boxed & { kind: 'relation' }, sub: (child: Boxed) => Code): Code {
  const rows = boxed.rows.map((row) => row.map(sub))
  return (run, frame) =>
    rows.map((row) => {
      const draft: Draft = {}
      for (const [column, name] of boxed.columns.entries()) putEntry(draft, name, row[column]?.(run, frame) ?? null)
      return draft
    })
}

/** A context; an entry without a variable is its result. */
function compileEntries(boxed: Boxed & { kind: 'context' }, scope: Scope | null, compiler: BoxCompiler): Code {
  let inner = scope
  const entries = boxed.entries.map(({ variable, value }) => {
    const name = variable?.name ?? null
    const type = referredType(compiler, variable?.typeRef ?? null, `entry ${name ?? 'result'}`)
    const missing: Code = () => null
    const compile = (own: Scope | null): Code => {
      if (value === null) return missing
      return value.kind === 'function'
        ? compileFunction(value, own, compiler, name ?? '', ANY)
        : compileBoxed(value, own, compiler)
    }
    const bare =
      name !== null && isFunction(value) ? selfNamed(name, inner, new Set(compiler.names), compile) : compile(inner)
    if (name !== null) inner = bind(inner, name)
    return { name, code: fitted(bare, type, name ?? 'result') }
  })
  return (run, frame) => {
    const draft: Draft = {}
    let at = frame
    for (const { name, code } of entries) {
      const value = code(run, at)
      if (name === null) return value
      putEntry(draft, name, value)
      at = { value, up: at }
    }
    return draft
  }
}

function isFunction(value: Boxed | null): boolean {
  return value?.kind === 'function' || (value?.kind === 'literal' && /^function\s*\(/.test(value.text))
}

function compileInvocation(boxed: Boxed & { kind: 'invocation' }, scope: Scope | null, compiler: BoxCompiler): Code {
  const of = compileBoxed(boxed.of, scope, compiler)
  const names = boxed.bindings.map(({ name }) => name)
  const values = boxed.bindings.map(
    ({ value }): Code => (value === null ? () => null : compileBoxed(value, scope, compiler)),
  )
  return (run, frame) => {
    const target = of(run, frame)
    if (target instanceof Unknown) return target
    if (!(target instanceof FeelFunction)) return warn(run, 'What is invoked is not a function')
    return callFunction(
      run,
      target,
      values.map((value) => value(run, frame)),
      names,
    )
  }
}

/** A code that yields the function of a definition. */
export function compileFunction(
  box: FunctionBox,
  scope: Scope | null,
  compiler: BoxCompiler,
  name: string,
  result: FeelType,
): Code {
  const names = box.parameters.map((parameter) => parameter.name)
  const types = box.parameters.map((parameter) =>
    referredType(compiler, parameter.typeRef, `parameter ${parameter.name}`),
  )
  let inner = scope
  for (const parameter of names) inner = bind(inner, parameter)
  const body = compileBoxed(box.body, box.language === 'FEEL' ? inner : scope, compiler)
  if (box.language !== 'FEEL')
    return (run, frame) => externalFunction(run, names, types, externalBinding(box, body(run, frame)))
  return (run: Run, frame): Value => definedFunction(run, name, names, types, result, body, frame)
}

function externalBinding(box: FunctionBox, binding: Value): Value {
  return { [box.language.toLowerCase()]: binding }
}
