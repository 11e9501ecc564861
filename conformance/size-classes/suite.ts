/**
 * 中小企业划型 against thresholds that others transcribed: every combination of values at, just below and just above the bounds
 * of an industry, in the units the file names. What a class must be follows from the file alone: each indicator has a grade, the
 * lowest of them counts (大型、中型和小型企业须同时满足所列指标的下限，否则下划一档).
 */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Book, type FactTable, knowFacts, openBook, readFactTable } from '@steppe/kernels/policies'
import { CORE_SCHEMA, load } from 'js-yaml'
import type { SuiteResult } from '../suite-result.ts'

const tables = resolve(import.meta.dirname, '../../packs/national/policies/tables')
const classes = ['micro', 'small', 'medium', 'large'] as const

/** One line: the least values of an indicator for small, medium and large, in people or yuan. */
interface Bounds {
  readonly fact: 'employees' | 'revenue' | 'assets'
  readonly least: readonly [small: number, medium: number, large: number]
}

export const folder = 'sme-2011-300'

/** Reads every `*.tsv` of `<dataDir>/sme-2011-300` that has bounds. */
export async function run(dataDir: string): Promise<SuiteResult[]> {
  const place = join(dataDir, folder)
  if (!existsSync(place)) return []
  const book = await rowBook()
  const failures: { case: string; reason: string }[] = []
  let cases = 0
  for (const file of (await readdir(place)).filter((name) => name.endsWith('.tsv')).sort()) {
    const { industries, faults } = readBounds(await readFile(join(place, file), 'utf8'))
    cases += faults.length
    failures.push(...faults.map((reason) => ({ case: file, reason })))
    for (const [industry, bounds] of industries) {
      const outcome = tryIndustry(book, industry, bounds)
      cases += outcome.cases
      failures.push(...outcome.failures)
    }
  }
  return [
    { suite: 'sme-2011-300', passed: cases - failures.length, failed: failures.length, expectedFailures: 0, failures },
  ]
}

/** The table of classes over an industry already named, as a row of the standard is. */
async function rowBook(): Promise<Book> {
  return openBook({ facts: [fact('sizeIndustry', 'text'), ...figures], tables: [await readTable('sizeClass')] })
}

/** Both tables of the pack, over the facts they read. */
export async function sizeBook(): Promise<Book> {
  return openBook({
    facts: [fact('industryCode', 'text'), ...figures],
    tables: [await readTable('sizeIndustry'), await readTable('sizeClass')],
  })
}

async function readTable(name: string): Promise<FactTable> {
  const table = readFactTable(load(await readFile(join(tables, `${name}.yaml`), 'utf8'), { schema: CORE_SCHEMA }))
  if ('problems' in table) throw new Error(`${name}: ${JSON.stringify(table.problems)}`)
  return table
}

function fact(id: string, type: 'number' | 'text') {
  const words = { zh: '-', en: '-' }
  return { id, type, title: words, source: words, purpose: words }
}

const figures = [
  fact('employees', 'number'),
  fact('revenue', 'number'),
  fact('assets', 'number'),
  fact('officialSizeClass', 'text'),
]

function tryIndustry(book: Book, named: string, bounds: readonly Bounds[]) {
  const industry = rowNamed(book, named)
  const failures: { case: string; reason: string }[] = []
  const combinations = product(bounds.map((each) => pointsAround(each)))
  for (const values of combinations) {
    const facts = Object.fromEntries(bounds.map(({ fact }, i) => [fact, values[i]]))
    const wanted = classes[Math.min(...bounds.map((each, i) => gradeOf(each, values[i] as number)))]
    const got = knowFacts(book, { sizeIndustry: industry, ...facts }).values.sizeClass
    if (got !== wanted)
      failures.push({ case: `${named} ${JSON.stringify(facts)}`, reason: `${String(got)}, not ${wanted}` })
  }
  return { cases: combinations.length, failures }
}

/** The pack's name of an industry: files write 农林牧渔业 with and without its commas. */
function rowNamed(book: Book, named: string): string {
  const plain = (name: string) => name.replace(/[、，,\s"]/g, '')
  const names = book.tables.get('sizeClass')?.rules.map(({ when }) => (when[0] ?? '').replaceAll('"', '')) ?? []
  return names.find((name) => plain(name) === plain(named)) ?? named
}

function gradeOf({ least }: Bounds, value: number): number {
  return least.filter((bound) => value >= bound).length
}

/** At each bound, one unit (a head or a fen) below and above; nothing at all, and far beyond. */
function pointsAround({ fact, least }: Bounds): number[] {
  const step = fact === 'employees' ? 1 : 0.01
  return [0, ...least.flatMap((bound) => [bound - step, bound, bound + step]), least[2] * 10]
}

function product(lists: readonly (readonly number[])[]): number[][] {
  return lists.reduce<number[][]>((all, list) => all.flatMap((head) => list.map((value) => [...head, value])), [[]])
}

const indicators = { 从业人员: 'employees', 营业收入: 'revenue', 资产总额: 'assets' } as const
const units: Readonly<Record<string, number>> = { 人: 1, 元: 1, 千元: 1e3, 万元: 1e4, 百万元: 1e6, 亿元: 1e8 }

/** The bounds by industry; lines with an indicator or a unit that nobody knows are faults. */
export function readBounds(text: string): { industries: Map<string, Bounds[]>; faults: string[] } {
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const columns = head.split('\t').map((name) => name.trim())
  const industries = new Map<string, Bounds[]>()
  const faults: string[] = []
  if (!columns.includes('large_min')) return { industries, faults }
  for (const line of lines) {
    const cells = line.split('\t').map((cell) => cell.trim())
    const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
    const read = indicators[cell('metric') as keyof typeof indicators]
    const unit = units[cell('unit')]
    const least = ['small_min', 'medium_min', 'large_min'].map((name) => Number(cell(name)) * (unit ?? Number.NaN))
    if (read === undefined || least.some((bound) => !Number.isFinite(bound))) faults.push(`cannot read ‘${line}’`)
    else {
      const bounds = { fact: read, least: [least[0], least[1], least[2]] as [number, number, number] }
      industries.set(cell('industry'), [...(industries.get(cell('industry')) ?? []), bounds])
    }
  }
  return { industries, faults }
}
