/**
 * An invented base of firms and invented policies, for measuring. Firms: as many as the region has market entities, in
 * the order of their banner; staff and money are log-normal, as they are in the census; what only a firm knows of itself
 * is not known for many. Policies: the kinds of clause of the national pack in their frequency there (comparison with a
 * round amount 45 %, flag 30 %, one of several texts 15 %, date 5 %, share of two amounts 3 %, either of two 2 %), two to five of them,
 * and besides them, since most policies are local, a banner or league (90 %) and industries (60 %). Amounts are drawn from
 * 450 round ones a fact, seven facts: 3,150 thresholds.
 */
import type { Column, FirmBase } from '../kernels/rules/index.ts'

/** A clause of a policy, from which each contestant's form of it is written. */
export type Clause =
  | { readonly kind: 'compare'; readonly fact: string; readonly sign: '<' | '<=' | '>' | '>='; readonly value: number }
  | { readonly kind: 'since'; readonly fact: string; readonly sign: '<' | '>='; readonly day: number }
  | { readonly kind: 'among'; readonly fact: string; readonly words: readonly string[] }
  | { readonly kind: 'flag'; readonly fact: string; readonly wanted: boolean }
  | { readonly kind: 'share'; readonly part: string; readonly whole: string; readonly percent: number }
  | { readonly kind: 'either'; readonly of: readonly Clause[] }

export type InventedPolicy = { readonly id: string; readonly clauses: readonly Clause[] }

/** Numbers between 0 and 1 that are the same in every run. */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d)
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}

const banners = Array.from(
  { length: 103 },
  (_none, n) => `15${String(Math.floor(n / 9) + 1).padStart(2, '0')}${String((n % 9) + 1).padStart(2, '0')}`,
)
const industries = Array.from(
  { length: 97 },
  (_none, n) => `${String.fromCharCode(65 + Math.floor(n / 5))}${String(n + 1).padStart(2, '0')}`,
)

/** Number facts: mean and spread of the logarithm, whole or to the fen, share of firms of which it is known. */
const numbers = {
  staff: { mean: 1.6, spread: 1.2, whole: true, known: 0.85 },
  revenue: { mean: 13, spread: 2, whole: false, known: 0.7 },
  assets: { mean: 13, spread: 2, whole: false, known: 0.6 },
  taxableIncome: { mean: 11, spread: 2, whole: false, known: 0.75 },
  rdExpenses: { mean: 10, spread: 2.5, whole: false, known: 0.3 },
  insuredStaff: { mean: 1.2, spread: 1.2, whole: true, known: 0.9 },
  patents: { mean: 0.5, spread: 1.5, whole: true, known: 0.5 },
} as const
const flags = {
  smallTaxpayer: [0.85, 0.95],
  exporter: [0.05, 0.8],
  seriousDishonesty: [0.02, 1],
  highTech: [0.01, 1],
  ownsCoreIp: [0.05, 0.3],
  insuresAll: [0.7, 0.6],
} as const

const shared = (bytes: number) => new SharedArrayBuffer(Math.ceil(bytes / 8) * 8)

function knownFor(size: number, share: number, next: () => number): Uint32Array {
  const words = new Uint32Array(shared(((size + 31) >> 5) * 4))
  for (let row = 0; row < size; row++) if (next() < share) words[row >> 5] = words[row >> 5]! | (1 << (row & 31))
  return words
}

/** A base of so many firms, in memory that workers share. */
export function inventFirms(size: number): FirmBase {
  const next = chance(20261126)
  const columns: Record<string, Column> = {}
  for (const [fact, { mean, spread, whole, known }] of Object.entries(numbers)) {
    const values = new Float64Array(shared(size * 8))
    for (let row = 0; row < size; row++) {
      const normal = Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next())
      const value = Math.exp(mean + spread * normal)
      values[row] = whole ? Math.round(value) : Math.round(value * 100) / 100 + 1
    }
    columns[fact] = { kind: 'number', values, known: knownFor(size, known, next) }
  }
  for (const [fact, [share, known]] of Object.entries(flags)) {
    const values = new Uint8Array(shared(size))
    for (let row = 0; row < size; row++) values[row] = next() < share ? 1 : 0
    columns[fact] = { kind: 'boolean', values, known: knownFor(size, known, next) }
  }
  const opened = new Int32Array(shared(size * 4))
  const banner = new Uint8Array(shared(size))
  const industry = new Uint8Array(shared(size))
  for (let row = 0; row < size; row++) {
    opened[row] = 20_700 - Math.floor(9000 * next() ** 2)
    banner[row] = Math.floor((row / size) ** 1.5 * banners.length)
    industry[row] = Math.floor(next() ** 2 * industries.length)
  }
  columns.openedOn = { kind: 'date', values: opened, known: knownFor(size, 1, next) }
  columns.banner = { kind: 'text', values: banner, dictionary: banners, known: knownFor(size, 1.1, next) }
  columns.industry = { kind: 'text', values: industry, dictionary: industries, known: knownFor(size, 0.97, next) }
  return { size, columns }
}

/** So many policies. */
export function inventPolicies(count: number): InventedPolicy[] {
  const next = chance(9)
  const pick = <T>(from: readonly T[]) => from[Math.floor(next() * from.length)]!
  const amounts = Object.entries(numbers).flatMap(([fact, { mean, spread }]) => roundAmounts(fact, mean, spread, next))
  const either = (): Clause => ({ kind: 'either', of: [pick(amounts), pick(amounts)] })
  const groups = Array.from({ length: 400 }, () => wordsOf('industry', industries, 1 + Math.floor(next() * 8), next))
  const flag = (): Clause => {
    const fact = pick(Object.keys(flags))
    return { kind: 'flag', fact, wanted: fact !== 'seriousDishonesty' && next() < 0.9 }
  }
  const days = Array.from(
    { length: 150 },
    (): Clause => ({
      kind: 'since',
      fact: 'openedOn',
      sign: next() < 0.5 ? '<' : '>=',
      day: 14_600 + Math.floor(next() * 200) * 30,
    }),
  )
  const shares = [2, 3, 4, 5, 6, 8, 10].map(
    (percent): Clause => ({ kind: 'share', part: 'rdExpenses', whole: 'revenue', percent }),
  )
  const clause = (): Clause => {
    const draw = next()
    if (draw < 0.45) return pick(amounts)
    if (draw < 0.75) return flag()
    if (draw < 0.9) return pick(groups)
    if (draw < 0.95) return pick(days)
    return draw < 0.98 ? pick(shares) : either()
  }
  return Array.from({ length: count }, (_none, n) => {
    const own = Array.from({ length: 2 + Math.floor(next() ** 1.5 * 4) }, clause)
    const place = next()
    const start = Math.floor(next() * 12)
    const where: Clause[] =
      place < 0.1
        ? []
        : [
            {
              kind: 'among',
              fact: 'banner',
              words: place < 0.45 ? banners.slice(start * 9, start * 9 + 9) : [pick(banners)],
            },
          ]
    return { id: `policy-${n}`, clauses: [...where, ...(next() < 0.6 ? [pick(groups)] : []), ...own] }
  })
}

function roundAmounts(fact: string, mean: number, spread: number, next: () => number): Clause[] {
  const found = new Map<number, Clause>()
  while (found.size < 450) {
    const value = Number(Math.exp(mean + spread * (next() * 8 - 3)).toPrecision(found.size < 150 ? 2 : 3))
    const sign = (['<=', '<=', '<', '>=', '>'] as const)[Math.floor(next() * 5)]!
    found.set(value, { kind: 'compare', fact, sign, value })
  }
  return [...found.values()]
}

function wordsOf(fact: string, from: readonly string[], count: number, next: () => number): Clause {
  const words = new Set(Array.from({ length: count }, () => from[Math.floor(next() * from.length)]!))
  return { kind: 'among', fact, words: [...words].sort() }
}

export const dayText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** A clause as FEEL. */
export function asFeel(clause: Clause): string {
  switch (clause.kind) {
    case 'compare':
      return `${clause.fact} ${clause.sign} ${clause.value}`
    case 'since':
      return `${clause.fact} ${clause.sign} date("${dayText(clause.day)}")`
    case 'among':
      return `${clause.fact} in (${clause.words.map((word) => JSON.stringify(word)).join(', ')})`
    case 'flag':
      return clause.wanted ? clause.fact : `${clause.fact} = false`
    case 'share':
      return `${clause.part} / ${clause.whole} >= ${clause.percent / 100}`
    case 'either':
      return clause.of.map((each) => `(${asFeel(each)})`).join(' or ')
  }
}

/** A clause as SQL over a table whose columns are the facts, null where not known. */
export function asSql(clause: Clause): string {
  switch (clause.kind) {
    case 'compare':
      return `"${clause.fact}" ${clause.sign} ${clause.value}`
    case 'since':
      return `"${clause.fact}" ${clause.sign} ${clause.day}`
    case 'among':
      return `"${clause.fact}" in (${clause.words.map((word) => `'${word}'`).join(', ')})`
    case 'flag':
      return clause.wanted ? `"${clause.fact}"` : `not "${clause.fact}"`
    case 'share':
      return `"${clause.part}" / "${clause.whole}" >= ${clause.percent / 100}`
    case 'either':
      return `(${clause.of.map(asSql).join(' or ')})`
  }
}

/** A clause as a condition of json-rules-engine, which knows two values only. */
export function asEngineCondition(clause: Clause): object {
  const operators = { '<': 'lessThan', '<=': 'lessThanInclusive', '>': 'greaterThan', '>=': 'greaterThanInclusive' }
  switch (clause.kind) {
    case 'compare':
      return { fact: clause.fact, operator: operators[clause.sign], value: clause.value }
    case 'since':
      return { fact: clause.fact, operator: operators[clause.sign], value: clause.day }
    case 'among':
      return { fact: clause.fact, operator: 'in', value: clause.words }
    case 'flag':
      return { fact: clause.fact, operator: 'equal', value: clause.wanted }
    case 'share':
      return { fact: 'rdShare', operator: 'greaterThanInclusive', value: clause.percent / 100 }
    case 'either':
      return { any: clause.of.map(asEngineCondition) }
  }
}
