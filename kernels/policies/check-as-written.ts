/** Checks what is written of a policy while the rest is not there yet, so that a rule is judged as it is typed. */
import type { Book } from './book.ts'
import { checkOwnTables } from './check-own-tables.ts'
import { checkExpressions } from './check-policy.ts'
import type { Policy } from './policy.ts'
import type { PolicyProblem } from './problem.ts'
import { readTable } from './read-dictionary.ts'
import { readBenefit, readCondition } from './read-policy.ts'
import { ShapeReader } from './read-shape.ts'

/** The problems of own tables, conditions, amount and ceiling as they are written; what is empty is left alone. */
export function checkAsWritten(book: Book, data: unknown): PolicyProblem[] {
  const reader = new ShapeReader(data, '', [])
  const tables = reader.list('tables', readTable).map((table) => ({
    ...table,
    inputs: table.inputs.map((input) => ({ ...input, of: input.of || 'null' })),
    rules: table.rules.map((rule) => ({ ...rule, gives: rule.gives || 'null' })),
  }))
  const conditions = reader.list('conditions', readCondition).filter(({ when }) => when !== '')
  const written = { tables, conditions, benefit: reader.group('benefit', readBenefit) } as unknown as Policy
  return [...checkOwnTables(book, written), ...checkExpressions(book, written)]
}
