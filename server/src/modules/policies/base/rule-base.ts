/** The base of firms as rules read it on a day: columns of facts, and the tables of those that follow from others. */
import { type Book, decisionTableOf, type FactTable, momentOf } from '@steppe/kernels/policies'
import {
  type Audience,
  audienceWriter,
  type Column,
  type FirmBase as Columns,
  compilePopulation,
  type PopulationOptions,
  type PopulationRule,
} from '@steppe/kernels/rules'
import { fullMonths } from '../firm-facts.ts'
import { type FirmBase, unknownDay } from './firm-base.ts'

/** Rows that are worked on before the clock is looked at, and milliseconds after which others get their turn. */
const stretch = 8192
const turn = 12

/** Columns with the options to compile rules over them; good while `shape` stays what it was. */
export type RuleBase = {
  readonly base: FirmBase
  readonly book: Book
  readonly day: string
  readonly shape: number
  readonly size: number
  readonly columns: Columns
  readonly options: PopulationOptions
  /** Up to which change of the base the columns that are made here are right. */
  mark: number
}

const known = new WeakMap<FirmBase, RuleBase>()

/** The columns for a day, made once until the base's shape, size or the day changes. */
export function ruleBaseOf(base: FirmBase, book: Book, day: string): RuleBase {
  const found = known.get(base)
  if (found?.book === book && found.day === day && found.shape === base.store.shape && found.size === base.size) {
    renewMade(found)
    return found
  }
  const columns: Record<string, Column> = { ...base.store.asColumns() }
  const tables: Record<string, ReturnType<typeof decisionTableOf>> = {}
  for (const table of book.dictionary.tables)
    if (book.derived.has(table.id)) tables[table.id] = tableOver(columns, book, table)
  for (const { id, register } of book.dictionary.facts) if (register === 'months') columns[id] = monthsUntil(base, day)
  addEmpty(columns, book, base.regions.length)
  const now = momentOf(day)
  const made = {
    base,
    book,
    day,
    shape: base.store.shape,
    size: base.size,
    columns: { size: base.size, columns },
    options: { tables, ...(now ? { now } : {}) },
    mark: base.mark,
  }
  known.set(base, made)
  return made
}

/** Facts that no firm has get columns in which nothing is known, all of them the same few arrays: rules need not ask firm by firm then. */
function addEmpty(columns: Record<string, Column>, book: Book, rows: number): void {
  const known = new Uint32Array(rows >> 5)
  const wide = new Int32Array(rows)
  const narrow = new Uint8Array(rows)
  for (const { id, type } of book.dictionary.facts) {
    if (columns[id]) continue
    if (type === 'number' || type === 'date') columns[id] = { kind: type, values: wide, known }
    else if (type === 'boolean') columns[id] = { kind: type, values: narrow, known }
    else columns[id] = { kind: 'text', values: narrow, known, dictionary: [] }
  }
}

/** The months of firms that changed, and whether what a table would derive is given of them. */
function renewMade(rules: RuleBase): void {
  const { base, book, day, columns } = rules
  const rows = base.changedSince(rules.mark) ?? []
  rules.mark = base.mark
  for (const { id, register } of book.dictionary.facts) {
    const column = columns.columns[id]
    if (register === 'months' && column?.kind === 'number') rows.forEach(monthsSetter(base, day, column))
  }
  for (const { id } of book.dictionary.tables) {
    const [given, as] = [columns.columns[isGiven(id)], columns.columns[asGiven(id)]]
    if (given && as) for (const row of rows) given.values[row] = bitAt(as.known, row)
  }
}

/** The column of a derived fact as offices gave it. */
export const asGiven = (id: string) => `${id}AsGiven`
const isGiven = (id: string) => `${id}IsGiven`

export function bitAt(bits: Uint32Array, row: number): number {
  return ((bits[row >> 5] as number) >>> (row & 31)) & 1
}

/**
 * A fact that follows from others is not derived where it is given, as an office established it: the table asks for that
 * first, by two columns of its own.
 */
function tableOver(columns: Record<string, Column>, book: Book, table: FactTable): ReturnType<typeof decisionTableOf> {
  const { id } = table
  const logic = givesOnlyChoices(book, table) ? withoutLimits(decisionTableOf(table)) : decisionTableOf(table)
  const column = columns[id]
  if (column === undefined) return logic
  delete columns[id]
  const values = Uint8Array.from({ length: column.values.length }, (_none, row) => bitAt(column.known, row))
  columns[isGiven(id)] = { kind: 'boolean', values, known: new Uint32Array(column.known.length).fill(0xffffffff) }
  columns[asGiven(id)] = column
  const any = table.inputs.map(() => '-')
  const literals = column.kind === 'text' ? column.dictionary.map((text) => JSON.stringify(text)) : null
  const before = literals
    ? literals.map((text) => ({ tests: [...any, 'true', text], results: [text] }))
    : [{ tests: [...any, 'true', '-'], results: [asGiven(id)] }]
  const input = (name: string) => ({ label: name, text: name, typeRef: null, allowed: null })
  return {
    ...logic,
    inputs: [...logic.inputs, input(isGiven(id)), input(asGiven(id))],
    rules: [
      ...before.map((rule, at) => ({ id: `${id}-given-${at}`, ...rule, annotations: [] })),
      ...logic.rules.map((rule) => ({ ...rule, tests: [...rule.tests, 'false', '-'] })),
    ],
  }
}

/** Whether what a table passes on from other facts is always one of its own choices, so that nothing has to be checked. */
function givesOnlyChoices(book: Book, { hitPolicy, choices = [], rules }: FactTable): boolean {
  if (hitPolicy === 'P') return false
  const own = choices.map(({ value }) => value)
  return rules.every(({ gives }) => {
    const passed = book.facts.get(gives)?.choices
    return passed === undefined ? gives.startsWith('"') : passed.every(({ value }) => own.includes(value))
  })
}

function withoutLimits(logic: ReturnType<typeof decisionTableOf>): ReturnType<typeof decisionTableOf> {
  return { ...logic, outputs: logic.outputs.map((output) => ({ ...output, allowed: null })) }
}

function monthsUntil(base: FirmBase, day: string): Column {
  const rows = base.established.length
  const column = { kind: 'number' as const, values: new Int32Array(rows), known: new Uint32Array(rows >> 5) }
  const set = monthsSetter(base, day, column)
  for (let row = 0; row < base.size; row++) set(row)
  return column
}

/** Sets the full months from the day a firm was established; days are far fewer than firms, so that each is reckoned once. */
function monthsSetter(
  base: FirmBase,
  day: string,
  { values, known }: Column & { kind: 'number' },
): (row: number) => void {
  const reckoned = new Map<number, number>()
  return (row) => {
    const from = base.established[row] as number
    const bit = 1 << (row & 31)
    if (from === unknownDay) {
      known[row >> 5]! &= ~bit
      return
    }
    const months = reckoned.get(from) ?? monthsFrom(from, day)
    reckoned.set(from, months)
    known[row >> 5]! |= bit
    values[row] = months
  }
}

function monthsFrom(from: number, day: string): number {
  return fullMonths(new Date(from * 86_400_000).toISOString().slice(0, 10), day)
}

/** Whose rules could not be read is for nobody; published and checked rules can be. */
export type Judge = {
  readonly audiences: readonly Audience[]
  /** Writes the audiences of a stretch of rows. */
  readonly run: (from: number, to: number) => void
}

/** Rules over the whole base, in room for all of it, with tables of their own. Null where one of them does not parse. */
export function openJudge(
  rules: RuleBase,
  wanted: readonly PopulationRule[],
  own: readonly FactTable[] = [],
): Judge | null {
  const tables = {
    ...rules.options.tables,
    ...Object.fromEntries(own.map((table) => [table.id, decisionTableOf(table)])),
  }
  const population = compilePopulation(rules.columns, wanted, { ...rules.options, tables })
  if ('refused' in population) return null
  const words = (rules.size + 31) >> 5
  const audiences = wanted.map(() => ({ yes: new Uint32Array(words), unknown: new Uint32Array(words) }))
  const write = audienceWriter(population)
  return { audiences, run: (from, to) => write(from, to, audiences) }
}

/** Words of bits that are judged anew one by one. */
const mostRenewed = 1000

/**
 * Judges the firms that changed since a mark anew, a word of bits at a time; false where they are so many, or so long ago, that all
 * are better judged anew.
 */
export function renewJudge(rules: RuleBase, kept: { readonly judge: Judge; mark: number }): boolean {
  const rows = rules.base.changedSince(kept.mark)
  const words = new Set((rows ?? []).map((row) => row >> 5))
  if (rows === null || words.size > mostRenewed) return false
  for (const word of words) kept.judge.run(word * 32, Math.min(rules.size, word * 32 + 32))
  kept.mark = rules.base.mark
  return true
}

/** Does something for all rows, a stretch at a time, so that others get their turn; false where the signal ended it. */
export async function overRows(
  size: number,
  work: (from: number, to: number) => void,
  signal?: AbortSignal,
  onProgress: (done: number) => void = () => {},
): Promise<boolean> {
  let since = performance.now()
  for (let from = 0; from < size; from += stretch) {
    const to = Math.min(size, from + stretch)
    work(from, to)
    if (performance.now() - since < turn) continue
    onProgress(to)
    await new Promise((done) => setImmediate(done))
    if (signal?.aborted) return false
    since = performance.now()
  }
  return true
}
