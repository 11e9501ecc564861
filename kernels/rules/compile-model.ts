/** Compiles a whole model once: each decision, knowledge model and service to code, with what it requires. */
import { builtinNames } from './builtins.ts'
import {
  type BoxCompiler,
  compileBoxed,
  compileCell,
  compileFunction,
  fitted,
  type ModelProblem,
  referredType,
} from './compile-boxed.ts'
import type { Boxed, DecisionModel, ModelElement, Reference } from './decision-model.ts'
import { startRun } from './feel.ts'
import { componentNames, typeFinder } from './model-types.ts'
import { bind, type Code } from './scope.ts'
import type { FindType } from './syntax.ts'
import { indexNames } from './tokens.ts'
import { ANY, type FeelType } from './types.ts'
import type { Value } from './values.ts'

/** An element with its model, and the name under which it is reached from where it is required. */
export type Required = { readonly node: CompiledElement; readonly prefix: string | null }

/** An element ready to be evaluated. */
export type CompiledElement = {
  readonly key: string
  readonly model: DecisionModel
  readonly element: ModelElement
  readonly type: FeelType
  /** Looked up on demand, since requirements may be recursive through knowledge. */
  readonly requires: () => readonly Required[]
  readonly code: () => Code
  readonly reads: Set<string>
}

/** A model ready to be evaluated. */
export type CompiledModel = {
  readonly model: DecisionModel
  readonly elements: readonly CompiledElement[]
  readonly problems: ModelProblem[]
  readonly findType: FindType
  readonly find: (reference: Reference) => Required | null
}

const compiledModels = new WeakMap<DecisionModel, CompiledModel>()

/** The compilation of a model; made once for each model object. */
export function compileModel(model: DecisionModel): CompiledModel {
  const known = compiledModels.get(model)
  if (known !== undefined) return known
  const made = makeModel(model)
  compiledModels.set(model, made)
  return made
}

function makeModel(model: DecisionModel): CompiledModel {
  const problems: ModelProblem[] = []
  const findType = typeFinder(model, (tests) => allowedPredicate(tests, compilerFor('allowed values', [])))
  const properties = indexNames([
    ...componentNames(model),
    ...entryNames(model),
    'time offset',
    'start included',
    'end included',
  ])
  const compilerFor = (element: string, names: readonly string[]): BoxCompiler => ({
    element,
    names,
    properties,
    findType,
    reads: new Set(),
    problems,
  })
  const elements = model.elements.map((element) => compileElement(model, element, compilerFor, find))
  const byId = new Map(elements.map((element) => [element.element.id, element]))
  function find(reference: Reference): Required | null {
    if (reference.namespace === null || reference.namespace === model.namespace) {
      const node = byId.get(reference.id)
      if (node !== undefined) return { node, prefix: null }
    }
    const imported = model.imports.find(({ namespace }) => namespace === reference.namespace)
    if (imported === undefined || imported.model === null) return null
    const found = compileModel(imported.model).find({ namespace: null, id: reference.id })
    return found && { node: found.node, prefix: imported.name === '' ? null : imported.name }
  }
  return { model, elements, problems, findType, find }
}

function allowedPredicate(tests: string, compiler: BoxCompiler): (value: Value) => boolean {
  const { code } = compileCell(compiler, tests, bind(null, '?'), 'allowed values')
  return (value) => code(startRun({}), { value, up: null }) === true
}

/** Names of context entries and table outputs anywhere in the model, which paths may use. */
function entryNames(model: DecisionModel): string[] {
  const names: string[] = []
  const visit = (boxed: unknown): void => {
    if (Array.isArray(boxed)) boxed.forEach(visit)
    if (typeof boxed !== 'object' || boxed === null || Array.isArray(boxed)) return
    const node = boxed as Partial<
      Boxed & {
        columns: readonly string[]
        variable: { name: string } | null
        outputs: readonly { name: string | null }[]
      }
    >
    if (node.kind === 'relation') names.push(...(node.columns ?? []))
    if (node.kind === 'table') for (const output of node.outputs ?? []) names.push(output.name ?? '')
    if (node.variable) names.push(node.variable.name)
    Object.values(boxed).forEach(visit)
  }
  for (const element of model.elements) if ('logic' in element) visit(element.logic)
  return [
    ...names,
    ...model.elements.map((element) => element.name),
    ...model.imports.flatMap((other) => other.model?.elements.map(({ name }) => name) ?? []),
  ]
}

type Find = (reference: Reference) => Required | null

function compileElement(
  model: DecisionModel,
  element: ModelElement,
  compilerFor: (element: string, names: readonly string[]) => BoxCompiler,
  find: Find,
): CompiledElement {
  let requires: readonly Required[] | null = null
  let code: Code | null = null
  const reads = new Set<string>()
  const required = (): readonly Required[] => {
    requires ??= referencesOf(element).flatMap((reference) => find(reference) ?? [])
    return requires
  }
  const own = element.kind === 'knowledge' ? [element.variable.name] : []
  const names = () => [...own, ...required().map(({ node, prefix }) => prefix ?? node.element.variable.name)]
  const compiler = (): BoxCompiler => ({ ...compilerFor(element.name, names()), reads })
  const type = referredType(
    { ...compilerFor(element.name, []), names: builtinNames() },
    element.variable.typeRef,
    'variable',
  )
  return {
    key: `${model.namespace}#${element.id}`,
    model,
    element,
    type,
    reads,
    requires: required,
    code: () => {
      code ??= elementCode(element, type, compiler())
      return code
    },
  }
}

function elementCode(element: ModelElement, type: FeelType, compiler: BoxCompiler): Code {
  if (element.kind === 'decision') return fitted(compileBoxed(element.logic, null, compiler), type, element.name)
  if (element.kind === 'knowledge')
    return compileFunction(element.logic, null, compiler, element.name, resultType(type))
  return () => null
}

/** A knowledge model's variable may be typed by its function type, or, in older files, by its result. */
export function resultType(type: FeelType): FeelType {
  const bare = type.kind === 'named' ? type.look() : type
  return bare.kind === 'function' ? bare.result : type === ANY ? ANY : type
}

/** All references of an element that become names in its expressions. */
export function referencesOf(element: ModelElement): readonly Reference[] {
  switch (element.kind) {
    case 'decision':
      return [...element.inputs, ...element.decisions, ...element.knowledge]
    case 'knowledge':
      return element.knowledge
    case 'service':
      return [...element.outputs, ...element.encapsulated, ...element.inputDecisions, ...element.inputs]
    default:
      return []
  }
}
