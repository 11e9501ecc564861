/** Checks a model before it is used: syntax, names, types, requirements, and the gaps and overlaps of its tables. */

import { builtinNamed } from './builtins.ts'
import { findGapsAndOverlaps, tableColumns, tooLarge } from './check-table.ts'
import type { ModelProblem } from './compile-boxed.ts'
import { type CompiledElement, type CompiledModel, compileModel, referencesOf } from './compile-model.ts'
import type { DecisionModel, DecisionTable, ItemDefinition, ModelElement } from './decision-model.ts'
import { compileFeel, evaluateFeel, isFeelRefusal } from './feel.ts'
import { ANY, coerce, type FeelType, typeText } from './types.ts'

/**
 * The problems of a model. `knownFacts` are the facts that will be there, by name, where given; inputs beyond them are
 * reported as `rules.unknown_fact`. An empty list means that none was found.
 */
export function checkModel(model: DecisionModel, knownFacts?: readonly string[]): ModelProblem[] {
  const compiled = compileModel(model)
  const problems: ModelProblem[] = []
  for (const node of compiled.elements) {
    node.code()
    problems.push(...checkRequirements(compiled, node), ...checkNames(node))
    if (node.element.kind === 'decision' && node.element.logic.kind === 'missing')
      problems.push(missingLogic(node.element))
    if (knownFacts !== undefined && node.element.kind === 'input' && !knownFacts.includes(node.element.name)) {
      problems.push(
        unknownFact(
          node.element.name,
          'input data',
          node.element.name,
          'Have the fact supplied, or take the input away',
        ),
      )
    }
    for (const table of tablesIn(node.element)) problems.push(...checkTable(model, node, table, compiled))
  }
  return [...compiled.problems, ...problems, ...findCircles(compiled)]
}

function missingLogic(element: ModelElement): ModelProblem {
  return {
    code: 'rules.missing_logic',
    element: element.name,
    place: 'decision',
    message: 'The decision has no expression',
    advice: 'Give it a table or a literal expression',
  }
}

function unknownFact(element: string, place: string, name: string, advice: string): ModelProblem {
  return { code: 'rules.unknown_fact', element, place, message: `‘${name}’ is not known here`, advice }
}

function checkRequirements(compiled: CompiledModel, node: CompiledElement): ModelProblem[] {
  return referencesOf(node.element).flatMap((reference) =>
    compiled.find(reference) === null
      ? [
          {
            code: 'rules.missing_element' as const,
            element: node.element.name,
            place: 'requirement',
            message: `There is no element ${reference.namespace ?? ''}#${reference.id}`,
            advice: 'Mend the reference, or import the model that has it',
          },
        ]
      : [],
  )
}

/** Names that an element's expressions read but do not require. */
function checkNames(node: CompiledElement): ModelProblem[] {
  const known = new Set(node.requires().map(({ node: required, prefix }) => prefix ?? required.element.variable.name))
  if (node.element.kind === 'knowledge') known.add(node.element.variable.name)
  const roots = [...node.reads].filter(
    (read) => ![...known].some((name) => read === name || read.startsWith(`${name}.`)),
  )
  return roots
    .filter(
      (read) =>
        builtinNamed(read) === undefined && ![...roots].some((other) => other !== read && read.startsWith(`${other}.`)),
    )
    .map((read) => unknownFact(node.element.name, 'expression', read, 'Draw a requirement to it, or correct the name'))
}

/** All decision tables within an element's logic. */
function tablesIn(element: ModelElement): DecisionTable[] {
  const found: DecisionTable[] = []
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if (!Array.isArray(part) && 'kind' in part && part.kind === 'table') found.push(part as DecisionTable)
    Object.values(part).forEach(visit)
  }
  if ('logic' in element) visit(element.logic)
  return found
}

function checkTable(
  model: DecisionModel,
  node: CompiledElement,
  table: DecisionTable,
  compiled: CompiledModel,
): ModelProblem[] {
  const element = node.element.name
  const allowed = table.inputs.map((input) => input.allowed ?? allowedOf(model, input.typeRef))
  const findings = findGapsAndOverlaps(table, allowed).map(
    ({ kind, where, rules }): ModelProblem =>
      kind !== 'overlap'
        ? {
            code: 'rules.gap',
            element,
            place: 'decision table',
            message: kind === 'unsure' ? tooLarge.en : `No rule takes ${where || 'any input'}`,
            advice: 'Add a rule, or a default output',
          }
        : {
            code: 'rules.overlap',
            element,
            place: `rules ${rules.join(' and ')}`,
            message: `Both take ${where || 'any input'}`,
            advice: 'Narrow one of them, or choose a hit policy that allows several',
          },
  )
  return [...findings, ...checkColumns(element, table), ...checkOutputs(element, table, compiled)]
}

function allowedOf(model: DecisionModel, typeRef: string | null): string | null {
  const item: ItemDefinition | undefined = model.items.find(({ name }) => name === typeRef)
  return item === undefined || item.isCollection ? null : item.allowedValues
}

/** Columns of a simple type whose cells hold constants of another. */
function checkColumns(element: string, table: DecisionTable): ModelProblem[] {
  return tableColumns(table).flatMap((column, index) => {
    const typeRef = table.inputs[index]?.typeRef ?? null
    const wrong =
      column?.kind === 'keys'
        ? typeRef === 'number'
        : column?.kind === 'numbers' && (typeRef === 'string' || typeRef === 'boolean')
    if (!wrong) return []
    const message = `The column is of type ${typeRef}, but its cells are ${column?.kind === 'keys' ? 'texts' : 'numbers'}`
    return [
      {
        code: 'rules.type' as const,
        element,
        place: `column ${index + 1}`,
        message,
        advice: 'Change the type of the input, or the cells',
      },
    ]
  })
}

/** Constant outputs that are not of their column's type. */
function checkOutputs(element: string, table: DecisionTable, compiled: CompiledModel): ModelProblem[] {
  return table.outputs.flatMap((output, column) => {
    const type = output.typeRef === null ? ANY : (compiled.findType(output.typeRef) ?? ANY)
    if (type === ANY) return []
    return table.rules.flatMap((rule, index) =>
      fits(rule.results[column] ?? '', type) ? [] : [wrongOutput(element, index, column, type)],
    )
  })
}

function fits(text: string, type: FeelType): boolean {
  const result = text === '' ? null : compileFeel(text)
  if (result === null || isFeelRefusal(result) || result.reads.length > 0) return true
  return coerce(evaluateFeel(result, {}), type) !== undefined
}

function wrongOutput(element: string, rule: number, column: number, type: FeelType): ModelProblem {
  return {
    code: 'rules.type',
    element,
    place: `rule ${rule + 1}, output ${column + 1}`,
    message: `The output is not of type ${typeText(type)}`,
    advice: 'Change the output, or the type of its column',
  }
}

/** Decisions that require themselves, directly or through others. */
function findCircles(compiled: CompiledModel): ModelProblem[] {
  const state = new Map<string, 'open' | 'done'>()
  const circles: ModelProblem[] = []
  const visit = (node: CompiledElement): void => {
    if (state.get(node.key) === 'done') return
    if (state.get(node.key) === 'open') {
      const message = `‘${node.element.name}’ requires itself`
      circles.push({
        code: 'rules.circular',
        element: node.element.name,
        place: 'requirement',
        message,
        advice: 'Take one of the requirements in the circle away',
      })
      return
    }
    state.set(node.key, 'open')
    for (const { node: required } of node.requires()) if (required.element.kind === 'decision') visit(required)
    state.set(node.key, 'done')
  }
  compiled.elements.filter(({ element }) => element.kind === 'decision').forEach(visit)
  return circles
}
