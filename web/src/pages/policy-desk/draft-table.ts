/** A decision table while it is written: rows and columns come, go and move. */
import type { DraftTable } from './draft-policy.ts'

/** A table with one column and one row; its name is free among those there are. */
export function blankTable(taken: readonly string[]): DraftTable {
  let number = 1
  while (taken.includes(`table${number}`)) number++
  const words = { zh: '', en: '' }
  return {
    id: `table${number}`,
    title: words,
    type: 'number',
    hitPolicy: 'F',
    inputs: [{ title: words, of: '' }],
    rules: [{ when: [''], gives: '' }],
  }
}

/** A row of anything after the given one, from 0. */
export function addRow(table: DraftTable, after: number): DraftTable {
  const row = { when: table.inputs.map(() => ''), gives: '' }
  return { ...table, rules: table.rules.toSpliced(after + 1, 0, row) }
}

export function removeRow(table: DraftTable, row: number): DraftTable {
  return table.rules.length < 2 ? table : { ...table, rules: table.rules.toSpliced(row, 1) }
}

/** Moves a row up (−1) or down (1); at the end it stays. */
export function moveRow(table: DraftTable, row: number, by: -1 | 1): DraftTable {
  const moved = table.rules[row]
  const to = row + by
  if (!moved || to < 0 || to >= table.rules.length) return table
  return { ...table, rules: table.rules.toSpliced(row, 1).toSpliced(to, 0, moved) }
}

/** Writes a cell; the column after the last input is the result. */
export function setCell(table: DraftTable, row: number, column: number, text: string): DraftTable {
  return {
    ...table,
    rules: table.rules.map((rule, at) => {
      if (at !== row) return rule
      return column === table.inputs.length ? { ...rule, gives: text } : { ...rule, when: rule.when.with(column, text) }
    }),
  }
}

export function addColumn(table: DraftTable): DraftTable {
  return {
    ...table,
    inputs: [...table.inputs, { title: { zh: '', en: '' }, of: '' }],
    rules: table.rules.map((rule) => ({ ...rule, when: [...rule.when, ''] })),
  }
}

export function removeColumn(table: DraftTable, column: number): DraftTable {
  if (table.inputs.length < 2) return table
  return {
    ...table,
    inputs: table.inputs.toSpliced(column, 1),
    rules: table.rules.map((rule) => ({ ...rule, when: rule.when.toSpliced(column, 1) })),
  }
}
