/** Item definitions as FEEL types (DMN 1.5, 7.3.3), across imports. */
import type { DecisionModel, ItemDefinition, Variable } from './decision-model.ts'
import type { FindType } from './syntax.ts'
import { normalName } from './tokens.ts'
import { ANY, builtinType, type FeelType } from './types.ts'
import type { Value } from './values.ts'

/** Compiles allowed values to a predicate. */
export type CompileAllowed = (tests: string) => (value: Value) => boolean

/** Finds the types a model's type references name: built in, its own, or imported as `import.type`. */
export function typeFinder(model: DecisionModel, compileAllowed: CompileAllowed): FindType {
  const known = new Map<string, FeelType>()
  const imported = new Map<string, FindType>()
  const find: FindType = (reference) => {
    const name = normalName(reference)
    const found = known.get(name)
    if (found !== undefined) return found
    const item = model.items.find((candidate) => candidate.name === name)
    if (item === undefined || leadsToItself(item, model))
      return findImported(name) ?? findPrefixed(name) ?? builtinType(name)
    let type: FeelType | undefined
    const named: FeelType = {
      kind: 'named',
      name,
      look: () => {
        type ??= itemType(item, find, compileAllowed)
        return type
      },
    }
    known.set(name, named)
    return named
  }
  const findImported = (name: string): FeelType | undefined => {
    for (const { name: prefix, model: other } of model.imports) {
      if (other === null || !(prefix === '' || name.startsWith(`${prefix}.`))) continue
      const finder = imported.get(prefix) ?? typeFinder(other, compileAllowed)
      imported.set(prefix, finder)
      const found = finder(prefix === '' ? name : name.slice(prefix.length + 1))
      if (found !== undefined) return found
    }
    return undefined
  }
  /**
   * `tns:tLoan`, as DMN 1.1 writes it: the prefix stands for a namespace, of this model or of one that it imports. That
   * version reads values by their types, but does not say that a value of another type becomes null.
   */
  const findPrefixed = (name: string): FeelType | undefined => {
    const [, prefix = '', local] = /^([\w.-]+):(.+)$/.exec(name) ?? []
    if (local === undefined) return undefined
    const other = model.imports.find(({ namespace }) => namespace === model.prefixes?.[prefix])?.model
    const found = other
      ? typeFinder(other, compileAllowed)(local)
      : /\/FEEL\/|^feel$/.test(model.prefixes?.[prefix] ?? prefix)
        ? builtinType(local)
        : find(local)
    return found && { kind: 'named', name, look: () => found, lenient: true }
  }
  return find
}

/** Whether an item definition has no type but, perhaps by way of others, itself; `number` of type `number` is the built-in one. */
function leadsToItself(item: ItemDefinition, { items }: DecisionModel): boolean {
  const passed = new Set<ItemDefinition>()
  let at: ItemDefinition | undefined = item
  while (at !== undefined && at.components.length === 0 && at.functionItem === null) {
    if (passed.has(at)) return at === item
    passed.add(at)
    const name: string = normalName((at.typeRef ?? '').replace(/^[\w.-]+:/, ''))
    at = items.find((candidate) => candidate.name === name)
  }
  return false
}

function itemType(item: ItemDefinition, find: FindType, compileAllowed: CompileAllowed): FeelType {
  const narrowed = narrow(item, bareItemType(item, find, compileAllowed), item.allowedValues, compileAllowed)
  const whole: FeelType = item.isCollection ? { kind: 'list', of: narrowed } : narrowed
  return narrow(item, whole, item.typeConstraint, compileAllowed)
}

function narrow(item: ItemDefinition, base: FeelType, tests: string | null, compileAllowed: CompileAllowed): FeelType {
  return tests === null || tests === ''
    ? base
    : { kind: 'narrowed', name: item.name, base, allows: compileAllowed(tests) }
}

function bareItemType(item: ItemDefinition, find: FindType, compileAllowed: CompileAllowed): FeelType {
  const refer = (reference: string | null): FeelType => (reference === null ? ANY : (find(reference) ?? ANY))
  if (item.functionItem !== null) {
    const parameters = item.functionItem.parameters.map(({ typeRef }: Variable) => refer(typeRef))
    return { kind: 'function', parameters, result: refer(item.functionItem.outputTypeRef) }
  }
  if (item.components.length === 0) return refer(item.typeRef)
  const entries: Record<string, FeelType> = {}
  for (const component of item.components) entries[component.name] = itemType(component, find, compileAllowed)
  return { kind: 'context', entries }
}

/** The names of all components in a model and its imports, which paths and filters may use. */
export function componentNames(model: DecisionModel): Set<string> {
  const names = new Set<string>()
  const visit = (item: ItemDefinition): void => {
    names.add(item.name)
    item.components.forEach(visit)
  }
  model.items.flatMap((item) => item.components).forEach(visit)
  for (const { model: other } of model.imports)
    if (other !== null) for (const name of componentNames(other)) names.add(name)
  return names
}
