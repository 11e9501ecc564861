/** Gaps and overlaps of decision tables: combinations of inputs that no rule, or more than one, takes. */

import { compileNode } from './compile-feel.ts'
import type { DecisionTable } from './decision-model.ts'
import { startRun } from './feel.ts'
import { parseFeel } from './parse-feel.ts'
import { bind, type Compilation } from './scope.ts'
import type { Node } from './syntax.ts'
import { type Atom, type ColumnIndex, indexColumn } from './table-index.ts'
import { indexNames, SyntaxFault } from './tokens.ts'

/**
 * A combination of inputs, in words, with the rules (from 1) that take it: none in a gap, several in an overlap. `unsure`
 * says that a table was too large to look for gaps everywhere.
 */
export type TableFinding = {
  readonly kind: 'gap' | 'overlap' | 'unsure'
  readonly where: string
  readonly rules: readonly number[]
}

/** What is said of a table that was too large to look for gaps everywhere. */
export const tooLarge = {
  zh: '表太大，有没有遗漏的情形没有查全',
  en: 'The table is too large to look for gaps everywhere',
}

const MOST_VISITS = 60_000
const MOST_FINDINGS = 10
const NO_NAMES = { scope: indexNames([]), properties: indexNames([]) }
const OPAQUE: Node = { kind: 'constant', value: null, at: 0 }

function cellNode(text: string): Node {
  try {
    return parseFeel(text === '' ? '-' : text, NO_NAMES, true)
  } catch (fault) {
    if (fault instanceof SyntaxFault) return OPAQUE
    throw fault
  }
}

/** The shape of each column of a table; null where it mixes kinds or has no constants. */
export function tableColumns(table: DecisionTable): readonly (ColumnIndex | null)[] {
  return table.inputs.map((_input, column) =>
    indexColumn(table.rules.map((rule) => cellNode(rule.tests[column] ?? '-'))),
  )
}

/** Whether a value passes the allowed values of an input. */
function allowance(tests: string | null): (sample: Atom['sample']) => boolean {
  if (tests === null || tests === '') return () => true
  const to: Compilation = { findType: () => undefined, declared: new Set(), reads: new Set() }
  const code = compileNode(cellNode(tests), bind(null, '?'), to)
  return (sample) => code(startRun({}), { value: sample, up: null }) !== false
}

/**
 * The gaps and overlaps of a table whose columns are compared with constants; other columns are taken to let every rule
 * through, so that what is reported for them is certain only as to the rest. `allowed` are the allowed values by column.
 */
export function findGapsAndOverlaps(table: DecisionTable, allowed: readonly (string | null)[]): TableFinding[] {
  const findings: TableFinding[] = []
  const columns = tableColumns(table)
  if (!isComparable(table)) return findings
  const atoms = columns.map((column, index) =>
    (column?.atoms() ?? []).filter(({ sample }) => allowance(allowed[index] ?? null)(sample)),
  )
  const gaps =
    ['U', 'A', 'P', 'F'].includes(table.hitPolicy) && table.outputs.every((output) => output.otherwise === null)
  if (gaps) findings.push(...findGaps(table, atoms))
  if (table.hitPolicy === 'U' || table.hitPolicy === 'A') findings.push(...findOverlaps(table, atoms))
  return findings
}

/** Whether a table has a rule for every combination of inputs; false also where this cannot be told. */
export function coversAll(table: DecisionTable, allowed: readonly (string | null)[]): boolean {
  const asUnique = {
    ...table,
    hitPolicy: 'F' as const,
    outputs: table.outputs.map((output) => ({ ...output, otherwise: null })),
  }
  return isComparable(table) && findGapsAndOverlaps(asUnique, allowed).length === 0
}

/** Whether all columns are compared with constants only. */
function isComparable(table: DecisionTable): boolean {
  return (
    table.rules.length > 0 &&
    tableColumns(table).every((column, index) => column?.complete === true || isOpen(table, index))
  )
}

/** Whether every cell of a column is a dash. */
function isOpen(table: DecisionTable, column: number): boolean {
  return table.rules.every((rule) => ['', '-'].includes(rule.tests[column] ?? '-'))
}

function inWords(table: DecisionTable, labels: readonly (string | null)[]): string {
  return labels
    .flatMap((label, column) => (label === null ? [] : [`${table.inputs[column]?.label}: ${label}`]))
    .join(', ')
}

/** Walks the columns, keeping the rules that are still possible; parts of a column with the same rules are one. */
function findGaps(table: DecisionTable, columns: readonly (readonly Atom[])[]): TableFinding[] {
  const findings: TableFinding[] = []
  const seen = new Set<string>()
  let visits = 0
  const walk = (column: number, rules: Uint32Array, labels: readonly (string | null)[]): void => {
    if (++visits > MOST_VISITS || findings.length >= MOST_FINDINGS) return
    if (rules.every((word) => word === 0)) {
      findings.push({ kind: 'gap', where: inWords(table, labels), rules: [] })
      return
    }
    const atoms = columns[column]
    if (atoms === undefined) return
    const key = `${column}:${rules.join(',')}`
    if (seen.has(key)) return
    seen.add(key)
    if (atoms.length === 0) walk(column + 1, rules, [...labels, null])
    for (const { label, left } of distinctAtoms(atoms, rules)) walk(column + 1, left, [...labels, label])
  }
  const all = new Uint32Array((table.rules.length + 31) >> 5)
  for (let rule = 0; rule < table.rules.length; rule++) all[rule >> 5] = (all[rule >> 5] as number) | (1 << (rule & 31))
  walk(0, all, [])
  if (visits > MOST_VISITS && findings.length === 0) findings.push({ kind: 'unsure', where: '', rules: [] })
  return findings
}

function distinctAtoms(atoms: readonly Atom[], rules: Uint32Array): { label: string; left: Uint32Array }[] {
  const byRules = new Map<string, { labels: string[]; left: Uint32Array }>()
  for (const atom of atoms) {
    const left = rules.map((word, index) => word & (atom.rules[index] as number))
    const key = left.join(',')
    const same = byRules.get(key)
    if (same === undefined) byRules.set(key, { labels: [atom.label], left })
    else same.labels.push(atom.label)
  }
  return [...byRules.values()].map(({ labels, left }) => ({ label: labels.join(' or '), left }))
}

/** Pairs of rules that share a part of every column, and, where the hit policy is any, differ in their results. */
function findOverlaps(table: DecisionTable, columns: readonly (readonly Atom[])[]): TableFinding[] {
  const findings: TableFinding[] = []
  const { rules } = table
  for (let first = 0; first < rules.length; first++) {
    for (let second = first + 1; second < rules.length && findings.length < MOST_FINDINGS; second++) {
      if (table.hitPolicy === 'A' && sameResults(table, first, second)) continue
      const shared = columns.map((atoms) =>
        atoms.length === 0 ? null : (atoms.find((atom) => has(atom, first) && has(atom, second))?.label ?? false),
      )
      if (shared.includes(false)) continue
      findings.push({
        kind: 'overlap',
        where: inWords(table, shared as (string | null)[]),
        rules: [first + 1, second + 1],
      })
    }
  }
  return findings
}

function sameResults(table: DecisionTable, first: number, second: number): boolean {
  return JSON.stringify(table.rules[first]?.results) === JSON.stringify(table.rules[second]?.results)
}

function has(atom: Atom, rule: number): boolean {
  return ((atom.rules[rule >> 5] as number) & (1 << (rule & 31))) !== 0
}
