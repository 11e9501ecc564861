/** Evaluates decisions over their requirement graph (DMN 1.5, 10.4), each decision once. */
import { type CompiledElement, type CompiledModel, compileModel } from './compile-model.ts'
import type { DecisionModel, Reference } from './decision-model.ts'
import { type FeelBudget, startRun, stopped } from './feel.ts'
import { readFact } from './read-facts.ts'
import { BudgetFault, warn } from './scope.ts'
import { ANY, coerce } from './types.ts'
import {
  FeelFunction,
  isContext,
  plainValue,
  type Run,
  type Stop,
  type TableNote,
  Unknown,
  type Value,
} from './values.ts'

/** One step of a trace: what was decided, from what, by which rules of which tables. */
export type TraceStep = {
  readonly id: string
  readonly name: string
  readonly kind: 'input' | 'decision'
  readonly value: Value
  readonly tables: readonly TableNote[]
  /** Keys of the steps it used. */
  readonly uses: readonly string[]
  readonly key: string
}

/** What evaluating a decision gives. */
export type DecisionResult = {
  /** The result as plain JSON data. */
  readonly value: unknown
  /** The result as an exact FEEL value. */
  readonly feel: Value
  readonly trace: readonly TraceStep[]
  readonly warnings: readonly string[]
  /** Why the evaluation was stopped before its end; the result is then null. */
  readonly stopped: Stop | null
}

type Facts = { readonly [name: string]: unknown }

/** One evaluation: what is already known of each element, by key. */
export type Session = {
  readonly run: Run
  readonly root: CompiledModel
  readonly facts: Facts
  readonly values: Map<string, Value>
  readonly pending: Set<string>
  readonly trace: TraceStep[]
}

/** A session over facts. */
export function openSession(model: DecisionModel, facts: Facts, budget: FeelBudget = {}): Session {
  const run = startRun({}, budget)
  return { run, root: compileModel(model), facts, values: new Map(), pending: new Set(), trace: [] }
}

/** The decision or service of that name or id, and else the knowledge model. */
export function findElement(root: CompiledModel, nameOrId: string): CompiledElement | undefined {
  const find = (...kinds: readonly string[]) => {
    const candidates = root.elements.filter(({ element }) => kinds.includes(element.kind))
    return (
      candidates.find(({ element }) => element.name === nameOrId) ??
      candidates.find(({ element }) => element.id === nameOrId)
    )
  }
  return find('decision', 'service') ?? find('knowledge')
}

/**
 * Evaluates a decision, a decision service over its inputs, or a knowledge model over its parameters. `facts` are by the names of input data; those of imported
 * models by `namespace#name` or within the import's name. Never throws for faults of the model: see `warnings`.
 */
export function evaluateDecision(
  model: DecisionModel,
  decision: string,
  facts: Facts,
  budget: FeelBudget = {},
): DecisionResult {
  const session = openSession(model, facts, budget)
  const feel = evaluateIn(session, decision)
  const { warnings, stopped: stop } = session.run
  return { value: plainValue(feel) ?? null, feel, trace: session.trace, warnings, stopped: stop }
}

/** Evaluates within a session. */
export function evaluateIn(session: Session, decision: string): Value {
  const found = findElement(session.root, decision)
  if (found === undefined) return warn(session.run, `There is no decision ‘${decision}’`)
  try {
    if (found.element.kind === 'knowledge') return invokeKnowledge(session, elementValue(session, found))
    if (found.element.kind !== 'service') return elementValue(session, found)
    const parameters = serviceParameters(found, compileModel(found.model))
    return runService(
      session.run,
      session,
      found,
      parameters.map((node) => givenValue(session, node)),
    )
  } catch (fault) {
    return stopped(session.run, fault)
  }
}

/** A knowledge model's function over the facts of its parameters' names. */
function invokeKnowledge({ run, facts }: Session, known: Value): Value {
  if (!(known instanceof FeelFunction)) return known
  const values = known.parameters.map((name, index) => readFact(facts[name], known.parameterTypes[index] ?? ANY))
  const wrong = values.indexOf(undefined)
  if (wrong >= 0) return warn(run, `The value of ‘${known.parameters[wrong]}’ is not of its type`)
  return known.invoke(run, values as Value[])
}

/** The value of a required element: a fact, a decision's result, or a function. */
function elementValue(session: Session, node: CompiledElement): Value {
  const known = session.values.get(node.key)
  if (known !== undefined) return known
  if (session.pending.has(node.key)) throw new BudgetFault('rules.too_deep', `‘${node.element.name}’ requires itself`)
  session.pending.add(node.key)
  const value = freshValue(session, node)
  session.pending.delete(node.key)
  session.values.set(node.key, value)
  return value
}

function freshValue(session: Session, node: CompiledElement): Value {
  switch (node.element.kind) {
    case 'input':
      return inputValue(session, node)
    case 'decision':
      return decisionValue(session, node)
    case 'knowledge':
      return functionValue(session, node)
    case 'service':
      return serviceFunction(session, node)
    case 'source':
      return null
  }
}

function inputValue(session: Session, node: CompiledElement): Value {
  const value = givenValue(session, node)
  session.trace.push({
    id: node.element.id,
    name: node.element.name,
    kind: 'input',
    value,
    tables: [],
    uses: [],
    key: node.key,
  })
  return value
}

/** What the facts say of an input data or of a decision taken as given. */
function givenValue(session: Session, node: CompiledElement): Value {
  const { name } = node.element
  const fact = givenFact(session, node)
  if (fact instanceof Unknown) return fact
  if (fact === undefined) return session.run.threeValued ? new Unknown([[name]]) : null
  const value = readFact(fact, node.type)
  return value === undefined ? warn(session.run, `The fact ‘${name}’ is not of its type`) : value
}

function givenFact(session: Session, node: CompiledElement): unknown {
  const { facts, root } = session
  const { name } = node.element
  if (node.model === root.model) return Object.hasOwn(facts, name) ? facts[name] : undefined
  const full = `${node.model.namespace}#${name}`
  if (Object.hasOwn(facts, full)) return facts[full]
  for (const imported of root.model.imports) {
    const group = imported.model === node.model ? facts[imported.name] : undefined
    if (isContext(group) && Object.hasOwn(group, name)) return group[name]
  }
  return Object.hasOwn(facts, name) ? facts[name] : undefined
}

/** The names that an element's expressions see: what it requires, imported ones within their import's name. */
export function elementScope(session: Session, node: CompiledElement): { readonly [name: string]: Value } {
  const scope: Record<string, Value> = {}
  for (const { node: required, prefix } of node.requires()) {
    const value = elementValue(session, required)
    const { name } = required.element.variable
    if (prefix === null) scope[name] = value
    else scope[prefix] = { ...(scope[prefix] as object | undefined), [name]: value }
  }
  return scope
}

function decisionValue(session: Session, node: CompiledElement): Value {
  const { run } = session
  const scope = elementScope(session, node)
  const notes: TableNote[] = []
  const { facts, notes: outer } = run
  run.facts = scope
  run.notes = notes
  const value = within(node, () => node.code()(run, null))
  run.facts = facts
  run.notes = outer
  const uses = node
    .requires()
    .flatMap(({ node: used }) => (used.element.kind === 'input' || used.element.kind === 'decision' ? [used.key] : []))
  session.trace.push({
    id: node.element.id,
    name: node.element.name,
    kind: 'decision',
    value,
    tables: notes,
    uses,
    key: node.key,
  })
  return value
}

/** Lets a fault of budget name the element in which it arose. */
function within(node: CompiledElement, evaluate: () => Value): Value {
  try {
    return evaluate()
  } catch (fault) {
    if (fault instanceof BudgetFault) fault.element ??= node.element.name
    throw fault
  }
}

/** A knowledge model's function, over its own requirements; a function it calls may be itself. */
function functionValue(session: Session, node: CompiledElement): Value {
  const { run } = session
  const scope: Record<string, Value> = {}
  const { facts } = run
  run.facts = scope
  const value = node.code()(run, null)
  run.facts = facts
  session.values.set(node.key, value)
  Object.assign(scope, { [node.element.variable.name]: value }, elementScope(session, node))
  return value
}

function resolve(model: CompiledModel, references: readonly Reference[]): CompiledElement[] {
  return references.flatMap((reference) => model.find(reference)?.node ?? [])
}

/** Input data, then input decisions: the order of a service's parameters (10.4). */
function serviceParameters(node: CompiledElement, model: CompiledModel): CompiledElement[] {
  const { element } = node
  return element.kind === 'service'
    ? [...resolve(model, element.inputs), ...resolve(model, element.inputDecisions)]
    : []
}

function serviceFunction(session: Session, node: CompiledElement): Value {
  const parameters = serviceParameters(node, compileModel(node.model))
  const names = parameters.map(({ element }) => element.name)
  const types = parameters.map(({ type }) => type)
  return new FeelFunction(node.element.name, names, types, ANY, (run, values) => {
    if (run.depth++ > 200) throw new BudgetFault('rules.too_deep', 'Decision services call each other too deeply')
    const result = runService(run, session, node, values)
    run.depth--
    return result
  })
}

/** Runs a service's output decisions with its parameters as given values. */
function runService(run: Run, session: Session, node: CompiledElement, values: readonly Value[]): Value {
  const model = compileModel(node.model)
  const own: Session = { ...session, run, values: new Map(), pending: new Set() }
  for (const [index, parameter] of serviceParameters(node, model).entries()) {
    const value = coerce(values[index] ?? null, parameter.type)
    if (value === undefined) return warn(run, `The value of ‘${parameter.element.name}’ is not of its type`)
    own.values.set(parameter.key, value)
  }
  const outputs = node.element.kind === 'service' ? resolve(model, node.element.outputs) : []
  const results = outputs.map((output) => [output.element.variable.name, elementValue(own, output)] as const)
  const value: Value = results.length === 1 ? (results[0]?.[1] ?? null) : Object.fromEntries(results)
  return coerce(value, node.type) ?? null
}
