/** Checks a decision table cell by cell, as it is written: syntax, names and kinds in their cell; gaps, and rules that take the same. */
import { type FactKind, KindChecker } from './check-kinds.ts'
import type { RuleProblem } from './check-rules.ts'
import { findGapsAndOverlaps, tooLarge } from './check-table.ts'
import type { DecisionTable } from './decision-model.ts'
import { type Read, readFeel } from './feel.ts'
import type { FeelRefusal, Node } from './syntax.ts'
import type { ValueKind } from './value-kinds.ts'

/**
 * Something wrong in a table. `row` is a rule from 1, `column` an input from 1 or, one more than there are inputs, the result; null
 * where the whole row, column or table is meant. Lines and columns of a text are those within the cell.
 */
export type CellProblem = Pick<RuleProblem, 'weight' | 'message' | 'advice' | 'line' | 'column'> & {
  readonly code: RuleProblem['code'] | 'rules.gap' | 'rules.overlap'
  readonly row: number | null
  readonly input: number | null
}

type Facts = { readonly [fact: string]: FactKind }

/** The problems of a table with one output over facts of known kinds; `wanted` is the kind that its results have to have. */
export function checkCells(table: DecisionTable, facts: Facts, wanted: ValueKind, steps = 1_000_000): CellProblem[] {
  const names = Object.keys(facts)
  const inputs = table.inputs.map(({ text }) => readFeel(text, { names }))
  const problems = inputs.flatMap((read, index) => partProblems(read, facts, steps, null, index + 1, null))
  for (const [index, rule] of table.rules.entries()) {
    for (const [at, read] of inputs.entries())
      problems.push(...testProblems(read, rule.tests[at] ?? '-', facts, steps, index + 1, at + 1))
    const result = readFeel(rule.results[0] ?? '', { names })
    problems.push(...partProblems(result, facts, steps, index + 1, table.inputs.length + 1, wanted))
  }
  return problems.some(({ weight }) => weight === 'refused') ? problems : [...problems, ...coverProblems(table, facts)]
}

function partProblems(
  read: Read | FeelRefusal,
  facts: Facts,
  steps: number,
  row: number | null,
  input: number,
  wanted: ValueKind | null,
): CellProblem[] {
  if ('refused' in read) return [syntaxProblem(read, row, input)]
  const checker = new KindChecker(facts, read.to, steps)
  const kind = checker.kindOf(read.node)
  const found = checker.problems.map((each) => kindProblem(each, row, input))
  if (found.length > 0 || wanted === null || kind === 'any' || kind === 'null' || kind === wanted) return found
  return [
    {
      code: 'rules.type',
      weight: 'refused',
      row,
      input,
      message: { zh: '结果的类型与这张表不符', en: 'The result is of another kind than the table gives' },
      advice: { zh: '数字直接写，文字写在双引号里。', en: 'Write numbers as they are, texts in double quotes.' },
    },
  ]
}

/** The cell's tests, each against the value of its input. */
function testProblems(
  value: Read | FeelRefusal,
  cell: string,
  facts: Facts,
  steps: number,
  row: number,
  input: number,
): CellProblem[] {
  const read = readFeel(cell === '' ? '-' : cell, { names: Object.keys(facts), unary: true })
  if ('refused' in read) return [syntaxProblem(read, row, input)]
  if ('refused' in value || read.node.kind !== 'tests') return []
  const known = new KindChecker(facts, value.to, steps)
  known.kindOf(value.node)
  const checker = new KindChecker(facts, read.to, steps)
  const within: Node = { kind: 'in', value: value.node, tests: read.node.tests, at: 0 }
  checker.kindOf(within)
  const ofInput = (each: (typeof checker.problems)[number]) =>
    known.problems.some(
      ({ code, at, message }) => code === each.code && at === each.at && message.en === each.message.en,
    )
  return checker.problems.filter((each) => !ofInput(each)).map((each) => kindProblem(each, row, input))
}

function kindProblem(
  { code, message, advice }: KindChecker['problems'][number],
  row: number | null,
  input: number,
): CellProblem {
  return { code, weight: 'refused', row, input, message, advice }
}

function syntaxProblem({ line, column, message, advice }: FeelRefusal, row: number | null, input: number): CellProblem {
  const text = { zh: '写法有误', en: message }
  const help = { zh: '请对照其他格改写，不限写“-”。', en: advice || 'Rewrite it; “-” takes anything.' }
  return { code: 'rules.feel_syntax', weight: 'refused', row, input, line, column, message: text, advice: help }
}

/** The bounds of a number as a test. */
function withinBounds({ min, max }: FactKind): string | null {
  if (min !== undefined && max !== undefined) return `[${min}..${max}]`
  if (min !== undefined) return `>= ${min}`
  return max === undefined ? null : `<= ${max}`
}

/** Combinations that no rule takes are advised of; where rules have to be alone, one that takes what another takes is refused. */
function coverProblems(table: DecisionTable, facts: Facts): CellProblem[] {
  const allowed = table.inputs.map(({ text }) => {
    const fact = Object.hasOwn(facts, text) ? facts[text] : undefined
    if (fact?.kind === 'boolean') return 'true, false'
    if (fact?.kind === 'number') return withinBounds(fact)
    return fact?.choices ? fact.choices.map((choice) => JSON.stringify(choice)).join(', ') : null
  })
  return findGapsAndOverlaps(table, allowed).map(({ kind, where, rules }): CellProblem => {
    const wo = where.replaceAll(' or ', ' 或 ')
    if (kind === 'overlap') {
      const [first = 0, second = 0] = rules
      return {
        code: 'rules.overlap',
        weight: 'refused',
        row: second,
        input: null,
        message: { zh: `与第 ${first} 行重叠：${wo}`, en: `Takes what row ${first} takes: ${where}` },
        advice: { zh: '请收窄其中一行，或改用“取第一条”。', en: 'Narrow one of them, or let the first rule decide.' },
      }
    }
    return {
      code: 'rules.gap',
      weight: 'advised',
      row: null,
      input: null,
      message:
        kind === 'unsure'
          ? tooLarge
          : { zh: `没有一行管到：${wo || '任何情形'}`, en: `No row takes ${where || 'anything'}` },
      advice: {
        zh: '如果这些情形本来就没有结果，可以不管；否则请补一行。',
        en: 'Add a row, unless there is meant to be no result.',
      },
    }
  })
}
