/** Reckons a simulation over the base: first the policies it may overlap with, then every firm under the draft and under what it replaces. */
import type { FirmChange, Simulation } from '@steppe/contracts/policies'
import { type CompiledPolicy, exclusionBetween, type Policy } from '@steppe/kernels/policies'
import { thresholdsOf } from '@steppe/kernels/policies/thresholds'
import { plainValue } from '@steppe/kernels/rules'
import type { Places } from '#ask/registry'
import { factsReader } from './base/amounts.ts'
import { type Classes, classesOf, none } from './base/classes.ts'
import { audiencesOf } from './base/condition-audiences.ts'
import { scopeOf } from './base/find-audience.ts'
import type { FirmBase } from './base/firm-base.ts'
import { eachAudience } from './base/held-audiences.ts'
import { bitAt, overRows, type RuleBase } from './base/rule-base.ts'
import { type ChangeTally, toFen } from './change-tally.ts'
import { industryGrouping, leagueGrouping, namedGroups, sizeGrouping, sizeTable } from './group-firms.ts'
import { bitsIn, FirmTally } from './tally-firms.ts'

const listed = 20

/** A draft, what it is compared with, and what is in force beside it. */
export interface Plan {
  readonly region: string
  readonly compiled: CompiledPolicy
  readonly old: CompiledPolicy | undefined
  readonly others: readonly CompiledPolicy[]
}

/** The figures; nothing where the signal ended it. `namesOf` finds firms' names by their codes. */
export async function reckonSimulation(
  rules: RuleBase,
  { region, compiled, old, others }: Plan,
  places: Places,
  namesOf: (codes: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  onProgress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Omit<Simulation, 'problems' | 'milliseconds'> | undefined> {
  const { base, size, book } = rules
  const scope = scopeOf(base, region)
  const table = sizeTable(book)
  const sizes = table ? await classesOf(rules, table, signal) : null
  const numbers = await derivedNumbers(rules, compiled.policy, signal)
  const is = await audiencesOf(rules, compiled.policy, signal)
  const was = old ? await audiencesOf(rules, old.policy, signal) : []
  if (sizes === undefined || !numbers || !is || !was) return undefined
  const tally = new FirmTally({
    rules,
    scope,
    draft: compiled,
    old,
    audiences: { draft: is, old: was },
    groupings: {
      leagues: leagueGrouping(base, places),
      industries: industryGrouping(rules, book),
      sizes: sizes ? sizeGrouping(sizes) : { keys: [''], of: () => 0 },
    },
    numbersOf: ({ fact }) => numbers.get(fact) ?? numbersInColumn(rules, fact),
  })
  const told = (done: number) => onProgress(done, size)
  if (!(await overRows(size, (from, to) => tally.run(from, to), signal, told))) return undefined
  const together = others.map(() => 0)
  const reached = others.map(({ policy }) => (policy.document.region ? scopeOf(base, policy.document.region) : null))
  const count = (at: number, yes: Uint32Array) => {
    together[at] = commonBits(tally.has, yes, reached[at] ?? null)
  }
  if (!(await eachAudience(rules, others, count, signal))) return undefined
  const changes = await changesOf(base, tally, namesOf)
  return {
    ...tally.figures(),
    ...changes,
    ...namedGroups(tally.sums, places, book),
    cliffs: tally.thresholds.filter(({ alone }) => alone).map((each) => each.cliff()),
    sliders: tally.thresholds.map((each) => each.slider()),
    overlaps: overlapsOf(compiled.policy, others, together),
  }
}

function commonBits(a: Uint32Array, b: Uint32Array, c: Uint32Array | null): number {
  let sum = 0
  for (let at = 0; at < b.length; at++)
    sum += bitsIn((a[at] as number) & (b[at] as number) & (c ? (c[at] as number) : -1))
  return sum
}

function numbersInColumn({ columns }: RuleBase, fact: string): (row: number) => number {
  const column = columns.columns[fact]
  if (column?.kind !== 'number') return () => Number.NaN
  const { values, known } = column
  return (row) => (bitAt(known, row) ? (values[row] as number) : Number.NaN)
}

/** Readers of numbers that tables derive and thresholds ask of; where a table reckons its number, by the interpreter. */
async function derivedNumbers(
  rules: RuleBase,
  policy: Policy,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, (row: number) => number> | undefined> {
  const found = new Map<string, (row: number) => number>()
  for (const { fact } of thresholdsOf(policy)) {
    const table = rules.book.tables.get(fact)
    if (!table || found.has(fact)) continue
    const classes = await classesOf(rules, table, signal)
    if (classes === undefined) return undefined
    found.set(fact, classes ? numberOfClass(classes) : interpreted(rules, fact))
  }
  return found
}

function numberOfClass({ labels, of }: Classes): (row: number) => number {
  const numbers = labels.map((label) => (typeof label === 'number' ? label : Number.NaN))
  return (row) => (of[row] === none ? Number.NaN : (numbers[of[row] as number] as number))
}

function interpreted(rules: RuleBase, fact: string): (row: number) => number {
  const read = factsReader(rules, [fact])
  return (row) => {
    const value = plainValue(read(row).values[fact] ?? null)
    return typeof value === 'number' ? value : Number.NaN
  }
}

/** Winners and losers with the names of those that are listed. */
async function changesOf(
  base: FirmBase,
  tally: FirmTally,
  namesOf: (codes: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<Pick<Simulation, 'winners' | 'losers'>> {
  const both = [tally.winners, tally.losers]
  const codes = both.flatMap((changes) => changes.most().map(({ row }) => base.codes.codeAt(row)))
  const names = await namesOf([...new Set(codes)])
  const listedOf = (changes: ChangeTally) => ({
    count: changes.count,
    amount: toFen(changes.amount),
    firms: changes.most().map(({ row, is, was }): FirmChange => {
      const code = base.codes.codeAt(row)
      const { has, had } = tally.standing(row)
      return { code, name: names.get(code) ?? code, was: had ? was : null, is: has ? is : null }
    }),
  })
  return { winners: listedOf(tally.winners), losers: listedOf(tally.losers) }
}

function overlapsOf(
  policy: Policy,
  others: readonly CompiledPolicy[],
  together: readonly number[],
): Simulation['overlaps'] {
  return others
    .map(({ policy: other }, index) => ({
      policy: other.id,
      title: other.title,
      firms: together[index] ?? 0,
      excluded: exclusionBetween(policy, other) !== undefined,
    }))
    .filter(({ firms }) => firms > 0)
    .sort((a, b) => Number(b.excluded) - Number(a.excluded) || b.firms - a.firms)
    .slice(0, listed)
}
