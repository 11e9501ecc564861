/** Checks the tables that a policy brings along, each fault at its cell: `tables.<id>.rules.<row>.<column>`, columns from 1, the result last. */
import { checkCells } from '../rules/index.ts'
import { type Book, decisionTableOf, tablesInCircles } from './book.ts'
import { kindOfFact, kindsOfFacts } from './check-expression.ts'
import type { FactTable } from './dictionary.ts'
import { parserWords } from './feel-words.ts'
import { bookFor } from './own-tables.ts'
import type { Policy } from './policy.ts'
import { type PolicyProblem, problem } from './problem.ts'

const codes = {
  'rules.feel_syntax': 'policies.feel_syntax',
  'rules.unknown_fact': 'policies.unknown_fact',
  'rules.unknown_choice': 'policies.unknown_choice',
  'rules.no_such_value': 'policies.no_such_value',
  'rules.division_by_zero': 'policies.divides_by_zero',
  'rules.recursion': 'policies.endless',
  'rules.endless': 'policies.endless',
  'rules.gap': 'policies.table_gap',
  'rules.overlap': 'policies.table_overlap',
} as const

/** All problems of a policy's own tables; `taken` are the names that other policies gave theirs. */
export function checkOwnTables(whole: Book, policy: Policy, taken: readonly string[] = []): PolicyProblem[] {
  const { tables = [] } = policy
  if (tables.length === 0) return []
  const book = bookFor(whole, policy)
  const ids = tables.map(({ id }) => id)
  const circles = tablesInCircles(book).filter((id) => ids.includes(id))
  return [
    ...tables.flatMap(({ id }, at) =>
      whole.names.includes(id) || taken.includes(id) || ids.indexOf(id) < at ? [nameTaken(id)] : [],
    ),
    ...circles.map((id) =>
      problem(
        'policies.circle',
        `tables.${id}`,
        { zh: `表“${id}”绕了一圈又要用到自己`, en: `The table “${id}” needs itself` },
        { zh: '请去掉其中一个输入。', en: 'Take one of the inputs out.' },
      ),
    ),
    ...tables.flatMap((table) => cellProblems(book, table)),
  ]
}

function nameTaken(id: string): PolicyProblem {
  return problem(
    'policies.table_taken',
    `tables.${id}.id`,
    { zh: `名称“${id}”已经用了`, en: `The name “${id}” is taken` },
    { zh: '请换一个名称。', en: 'Choose another name.' },
  )
}

function cellProblems(book: Book, table: FactTable): PolicyProblem[] {
  const wanted = kindOfFact(table).kind
  return checkCells(decisionTableOf(table), kindsOfFacts(book), wanted).map((found): PolicyProblem => {
    const { code, weight, row, input, line, column, message, advice } = found
    const at =
      row === null ? (input === null ? '' : `.inputs.${input}`) : `.rules.${row}${input === null ? '' : `.${input}`}`
    const words = code === 'rules.feel_syntax' ? parserWords(message.en, advice.en) : { message, advice }
    const known = code in codes ? codes[code as keyof typeof codes] : ('policies.type' as const)
    const position = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) }
    const told = problem(known, `tables.${table.id}${at}`, words.message, words.advice, position)
    return weight === 'advised' ? { ...told, advised: true } : told
  })
}
