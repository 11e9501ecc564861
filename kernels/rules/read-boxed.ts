/** Reads boxed expressions and decision tables from their XML (DMN 1.5, 8.3 and 10.5). */
import type { Boxed, DecisionTable, FunctionBox, HitPolicy, Variable } from './decision-model.ts'
import { childNamed, childrenNamed, type XmlElement } from './read-xml.ts'
import { normalName } from './tokens.ts'

const EXPRESSIONS = new Set([
  'literalExpression',
  'decisionTable',
  'context',
  'list',
  'relation',
  'invocation',
  'functionDefinition',
  'for',
  'some',
  'every',
  'filter',
  'conditional',
])

/** The child that is an expression. */
export function boxedChild(element: XmlElement): XmlElement | undefined {
  return element.children.find((child) => EXPRESSIONS.has(child.name))
}

/** The type an element refers to, as attribute or, in DMN 1.1, as a child element. */
export function typeRefOf(element: XmlElement): string | null {
  return element.attributes.typeRef ?? childNamed(element, 'typeRef')?.text.trim() ?? null
}

/** The `text` within a child of that name. */
export function textOfChild(element: XmlElement, name: string): string | null {
  const child = childNamed(element, name)
  return child === undefined ? null : (childNamed(child, 'text')?.text.trim() ?? null)
}

function inside(element: XmlElement, name: string): Boxed {
  const holder = childNamed(element, name)
  return boxedOrMissing(holder && boxedChild(holder))
}

function boxedOrMissing(element: XmlElement | undefined): Boxed {
  return element === undefined ? { kind: 'missing', id: '', typeRef: null } : readBoxed(element)
}

/** Reads any boxed expression. */
export function readBoxed(element: XmlElement): Boxed {
  const base = { id: element.attributes.id ?? '', typeRef: typeRefOf(element) }
  switch (element.name) {
    case 'literalExpression':
      return { ...base, kind: 'literal', text: childNamed(element, 'text')?.text.trim() ?? '' }
    case 'decisionTable':
      return readTable(element, base)
    case 'context':
      return { ...base, kind: 'context', entries: childrenNamed(element, 'contextEntry').map(readEntry) }
    case 'list':
      return {
        ...base,
        kind: 'list',
        items: element.children.filter(({ name }) => EXPRESSIONS.has(name)).map(readBoxed),
      }
    case 'relation':
      return {
        ...base,
        kind: 'relation',
        columns: childrenNamed(element, 'column').map((column) => normalName(column.attributes.name ?? '')),
        rows: childrenNamed(element, 'row').map((row) =>
          row.children.filter(({ name }) => EXPRESSIONS.has(name)).map(readBoxed),
        ),
      }
    case 'invocation':
      return {
        ...base,
        kind: 'invocation',
        of: boxedOrMissing(boxedChild(element)),
        bindings: childrenNamed(element, 'binding').map(readBinding),
      }
    case 'functionDefinition':
      return readFunction(element)
    default:
      return readIterative(element, base)
  }
}

function readIterative(element: XmlElement, base: { id: string; typeRef: string | null }): Boxed {
  const name = normalName(element.attributes.iteratorVariable ?? '')
  switch (element.name) {
    case 'for':
      return { ...base, kind: 'for', name, over: inside(element, 'in'), body: inside(element, 'return') }
    case 'some':
    case 'every':
      return { ...base, kind: element.name, name, over: inside(element, 'in'), body: inside(element, 'satisfies') }
    case 'filter':
      return { ...base, kind: 'filter', of: inside(element, 'in'), condition: inside(element, 'match') }
    default:
      return {
        ...base,
        kind: 'conditional',
        condition: inside(element, 'if'),
        whenTrue: inside(element, 'then'),
        whenFalse: inside(element, 'else'),
      }
  }
}

function readVariable(element: XmlElement): Variable {
  return { name: normalName(element.attributes.name ?? ''), typeRef: typeRefOf(element) }
}

function readEntry(element: XmlElement): { variable: Variable | null; value: Boxed | null } {
  const variable = childNamed(element, 'variable')
  const value = boxedChild(element)
  return {
    variable: variable === undefined ? null : readVariable(variable),
    value: value === undefined ? null : readBoxed(value),
  }
}

function readBinding(element: XmlElement): { name: string; value: Boxed | null } {
  const value = boxedChild(element)
  const parameter = childNamed(element, 'parameter')
  return { name: normalName(parameter?.attributes.name ?? ''), value: value === undefined ? null : readBoxed(value) }
}

/** Reads a function definition, also the encapsulated logic of a business knowledge model. */
export function readFunction(element: XmlElement | undefined): FunctionBox {
  const kind = element?.attributes.kind
  return {
    kind: 'function',
    id: element?.attributes.id ?? '',
    typeRef: element === undefined ? null : typeRefOf(element),
    language: kind === 'Java' || kind === 'PMML' ? kind : 'FEEL',
    parameters: element === undefined ? [] : childrenNamed(element, 'formalParameter').map(readVariable),
    body: boxedOrMissing(element && boxedChild(element)),
  }
}

const POLICIES: { readonly [name: string]: HitPolicy } = {
  UNIQUE: 'U',
  ANY: 'A',
  PRIORITY: 'P',
  FIRST: 'F',
  'RULE ORDER': 'R',
  'OUTPUT ORDER': 'O',
  COLLECT: 'C',
}
const AGGREGATIONS: { readonly [name: string]: HitPolicy } = { SUM: 'C+', MIN: 'C<', MAX: 'C>', COUNT: 'C#' }

function readTable(element: XmlElement, base: { id: string; typeRef: string | null }): DecisionTable {
  const policy = POLICIES[element.attributes.hitPolicy ?? 'UNIQUE'] ?? 'U'
  const aggregation = AGGREGATIONS[element.attributes.aggregation ?? '']
  return {
    ...base,
    kind: 'table',
    hitPolicy: policy === 'C' && aggregation !== undefined ? aggregation : policy,
    outputLabel: element.attributes.outputLabel ?? null,
    inputs: childrenNamed(element, 'input').map(readInput),
    outputs: childrenNamed(element, 'output').map(readOutput),
    rules: childrenNamed(element, 'rule').map(readRule),
  }
}

function readInput(element: XmlElement): DecisionTable['inputs'][number] {
  const expression = childNamed(element, 'inputExpression')
  const text = expression === undefined ? '' : (childNamed(expression, 'text')?.text.trim() ?? '')
  return {
    label: element.attributes.label ?? text,
    text,
    typeRef: expression === undefined ? null : typeRefOf(expression),
    allowed: textOfChild(element, 'inputValues'),
  }
}

function readOutput(element: XmlElement): DecisionTable['outputs'][number] {
  const { name } = element.attributes
  return {
    name: name === undefined ? null : normalName(name),
    typeRef: typeRefOf(element),
    allowed: textOfChild(element, 'outputValues'),
    otherwise: textOfChild(element, 'defaultOutputEntry'),
  }
}

function readRule(element: XmlElement): DecisionTable['rules'][number] {
  const texts = (name: string) =>
    childrenNamed(element, name).map((entry) => childNamed(entry, 'text')?.text.trim() ?? '')
  return {
    id: element.attributes.id ?? '',
    tests: texts('inputEntry'),
    results: texts('outputEntry'),
    annotations: texts('annotationEntry'),
  }
}
