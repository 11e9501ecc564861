/**
 * All policies for all firms: 10,000 × 2,628,900 in three values on two workers, one firm, one policy, either axis three and
 * ten times as long; beside a query a policy, array formulas and a rules engine. Peers are measured on a sample in the same
 * run and carried on in proportion, by processor time, as if they too had two cores to themselves.
 * `STEPPE_BENCH_FIRMS=100000 STEPPE_BENCH_POLICIES=1000` measures less.
 */
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { evaluate } from 'feelin'
import {
  audienceOf,
  compileFeel,
  compilePopulation,
  decide,
  evaluateFeel,
  type FirmBase,
  factsOfFirm,
  firmProgram,
  isFeelRefusal,
  type PopulationRule,
  parseDmn,
} from '../kernels/rules/index.ts'
import { largeTable } from '../kernels/rules/rules.bench.ts'
import type { Figure } from '../scripts/bench.ts'
import type { Counted, Part } from './count-part.ts'
import { median } from './drive.ts'
import { asFeel, type InventedPolicy, inventFirms, inventPolicies } from './invent-policies.ts'
import { arrayCost, engineCost, type PeerCost, queryCost } from './population-peers.ts'

export const name = 'population'

const firms = Number(process.env.STEPPE_BENCH_FIRMS ?? 2_628_900)
const policies = Number(process.env.STEPPE_BENCH_POLICIES ?? 10_000)
const workers = 2

const ruleOf = ({ id, clauses }: InventedPolicy): PopulationRule => ({ id, when: clauses.map(asFeel) })

type Whole = {
  readonly seconds: number
  readonly processor: number
  readonly compiling: number
  readonly parts: readonly Counted[]
  readonly yes: (rule: number) => number
  readonly unknown: (rule: number) => number
}

/** Counts all verdicts, with workers that are already there. */
async function countAll(base: FirmBase, rules: readonly PopulationRule[]): Promise<Whole> {
  const threads = Array.from(
    { length: workers },
    () => new Worker(join(import.meta.dirname, 'count-part.ts'), { workerData: base }),
  )
  const said = (thread: Worker) =>
    new Promise<unknown>((done, failed) => thread.once('message', done).once('error', failed))
  await Promise.all(threads.map(said))
  const begun = performance.now()
  const cut = (index: number) =>
    index === workers ? base.size : Math.floor((base.size * index) / workers / 2048) * 2048
  const answers = threads.map(said)
  for (const [index, thread] of threads.entries())
    thread.postMessage({ rules, from: cut(index), to: cut(index + 1) } satisfies Part)
  const parts = (await Promise.all(answers)) as Counted[]
  const seconds = (performance.now() - begun) / 1000
  await Promise.all(threads.map((thread) => thread.terminate()))
  const sum = (of: (part: Counted) => number) => parts.reduce((total, part) => total + of(part), 0)
  return {
    seconds,
    parts,
    processor: sum(({ processor }) => processor) / 1000,
    compiling: sum(({ compiling }) => compiling) / 1000 / workers,
    yes: (rule) => sum(({ yes }) => yes[rule]!),
    unknown: (rule) => sum(({ unknown }) => unknown[rule]!),
  }
}

const load = () => `load ${loadavg()[0]!.toFixed(1)}`

/** The whole, with its limits and its memory. */
async function wholeFigures(
  base: FirmBase,
  rules: readonly PopulationRule[],
): Promise<{ readonly whole: Whole; readonly figures: Figure[] }> {
  const before = load()
  const whole = await countAll(base, rules)
  const resident = process.resourceUsage().maxRSS / 1024
  const { predicates, interpreted } = whole.parts[0]!
  const what = `${rules.length} policies × ${base.size} firms`
  return {
    whole,
    figures: [
      {
        name: what,
        value: whole.seconds,
        unit: 's',
        peer: `limit 8 s; ${before}; ${predicates} predicates, ${interpreted} parts asked firm by firm`,
        ratio: 8 / whole.seconds,
      },
      {
        name: `${what}, processor of two cores`,
        value: whole.processor / workers,
        unit: 's',
        peer: `limit 8 s; ${whole.compiling.toFixed(2)} s of it to compile`,
        ratio: (8 * workers) / whole.processor,
      },
      {
        name: 'most memory, base and workers',
        value: resident,
        unit: 'MB',
        peer: 'limit 2048 MB',
        ratio: 2048 / resident,
      },
    ],
  }
}

/** What the same would take by a peer, on two cores. */
function peerFigure(peer: PeerCost, whole: Whole, base: FirmBase, count: number): Figure {
  const seconds = (peer.nanoseconds * count * base.size) / 1e9 / workers
  return {
    name: `the same by ${peer.name}`,
    value: seconds,
    unit: 's',
    peer: `ours ${(whole.processor / workers).toFixed(2)} s of processor`,
    ratio: (seconds * workers) / whole.processor,
  }
}

/** Contestants must have counted the same; a share at its very threshold may differ by the firms that doubles misjudge. */
function compareCounts(
  peer: PeerCost,
  ours: (index: number) => readonly [number, number],
  sample: readonly InventedPolicy[],
): void {
  for (const [index, counts] of peer.counts?.entries() ?? []) {
    const own = ours(index)
    const exact = !sample[index]!.clauses.some(({ kind }) => kind === 'share')
    if (exact ? own.join() !== counts.join() : Math.abs(own[0] - counts[0]) > 3)
      throw new Error(
        `${peer.name} counts ${counts} where we count ${own}: ${sample[index]!.clauses.map(asFeel).join(' and ')}`,
      )
  }
}

async function peerFigures(base: FirmBase, invented: readonly InventedPolicy[], whole: Whole): Promise<Figure[]> {
  const some = (count: number) => Array.from({ length: count }, (_none, n) => Math.floor((n * invented.length) / count))
  const figures: Figure[] = []
  const arrays = some(20)
  const numpy = await arrayCost(
    base,
    arrays.map((n) => invented[n]!),
  )
  if (numpy === null) console.error('python3-numpy is not there: that peer is left out')
  else {
    compareCounts(
      numpy,
      (index) => [whole.yes(arrays[index]!), whole.unknown(arrays[index]!)],
      arrays.map((n) => invented[n]!),
    )
    figures.push(peerFigure(numpy, whole, base, invented.length))
  }
  const queries = some(40).map((n) => invented[n]!)
  const part = { ...base, size: Math.min(base.size, 200_000) }
  const own = compilePopulation(part, queries.map(ruleOf))
  if ('refused' in own) throw new Error('refused')
  const sql = await queryCost(base, part.size, queries)
  const audiences = queries.map((policy) => audienceOf(part, ruleOf(policy)))
  compareCounts(sql, (index) => onesOf(audiences[index]!), queries)
  figures.push(peerFigure(sql, whole, base, invented.length))
  figures.push(
    peerFigure(
      await engineCost(
        base,
        200,
        some(200).map((n) => invented[n]!),
      ),
      whole,
      base,
      invented.length,
    ),
  )
  return figures
}

function onesOf(audience: ReturnType<typeof audienceOf>): readonly [number, number] {
  if ('refused' in audience) throw new Error('refused')
  const ones = (bits: Uint32Array) => bits.reduce((sum, word) => sum + word.toString(2).replaceAll('0', '').length, 0)
  return [ones(audience.yes), ones(audience.unknown)]
}

/** One firm changed: its verdicts on all policies. One policy new: its audience among all firms. */
function incrementalFigures(base: FirmBase, rules: readonly PopulationRule[]): Figure[] {
  const population = compilePopulation({ ...base, size: 1 }, rules)
  if ('refused' in population) throw new Error('refused')
  const alone = firmProgram(population)
  const cases = Array.from({ length: 600 }, (_none, n) => factsOfFirm(base, Math.floor((n * base.size) / 600)))
  for (const facts of cases.slice(0, 200)) alone(facts)
  const micros = cases.slice(200).map((facts) => timed(() => alone(facts)) * 1000)
  const millis = rules.slice(0, 25).map((rule) => timed(() => audienceOf(base, rule)))
  const [firm, audience] = [median(micros), median(millis.slice(5))]
  return [
    {
      name: `${rules.length} policies for one firm, median`,
      value: firm,
      unit: 'µs',
      peer: `limit 200 µs; ${load()}`,
      ratio: 200 / firm,
    },
    {
      name: `audience of one policy among ${base.size}, median`,
      value: audience,
      unit: 'ms',
      peer: `limit 100 ms; ${load()}`,
      ratio: 100 / audience,
    },
  ]
}

/** Milliseconds of this thread's processor. */
function timed(what: () => unknown): number {
  const begun = process.threadCpuUsage()
  const from = performance.now()
  what()
  const wall = performance.now() - from
  const { user, system } = process.threadCpuUsage(begun)
  return wall < 5 ? wall : (user + system) / 1000
}

/** Processor time at one, three and ten times the firms or the policies. */
async function scaleFigures(base: FirmBase, rules: readonly PopulationRule[]): Promise<Figure[]> {
  const small = { firms: Math.ceil(firms / 10), policies: Math.ceil(policies / 10) }
  const figures: Figure[] = []
  let one = 0
  for (const [times, axis] of [
    [1, 'both'],
    [3, 'firms'],
    [10, 'firms'],
    [3, 'policies'],
    [10, 'policies'],
  ] as const) {
    const size = axis === 'firms' ? Math.min(base.size, small.firms * times) : small.firms
    const count = axis === 'policies' ? Math.min(rules.length, small.policies * times) : small.policies
    const { processor } = await countAll({ ...base, size }, rules.slice(0, count))
    one ||= processor
    figures.push({
      name: `${count} policies × ${size} firms`,
      value: processor,
      unit: 's cpu',
      peer: times === 1 ? 'one' : `${times} times the ${axis}: ${(processor / one).toFixed(1)} times the time`,
      ratio: (times * one) / processor,
    })
  }
  return figures
}

/** Our interpreter beside feelin: sources that come once, parsed and evaluated; the mean of five kinds of condition. */
function interpreterFigure(): Figure {
  const facts = { age: 30, income: 1200.5, status: 'active', applicant: { employees: 12, sector: 'trade' } }
  const sources = [
    'age >= 18 and status = "active"',
    'applicant.employees < 300 and applicant.sector in ("trade", "farming")',
    'income * 0.1 + 20 > 100',
    'if age > 60 then 0 else age * 2 + 1',
    'some x in [1, 2, 3] satisfies x > age',
  ]
  const ours = perCall(sources, (source) => {
    const compiled = compileFeel(source)
    return isFeelRefusal(compiled) ? null : evaluateFeel(compiled, facts)
  })
  const theirs = perCall(sources, (source) => evaluate(source, facts))
  return {
    name: 'FEEL parsed and evaluated once',
    value: ours,
    unit: 'µs',
    peer: `feelin 8.2.0: ${theirs.toFixed(1)} µs`,
    ratio: theirs / ours,
  }
}

/** A verdict in three values by a table of a thousand rules, with its explanation. */
async function tableFigure(): Promise<Figure> {
  const model = await parseDmn(largeTable(1000))
  if ('refused' in model) throw new Error(model.message)
  const turns = Array.from({ length: 1000 }, (_none, n) => String((n * 7) % 1000))
  const micros = perCall(turns, (turn) => {
    const n = Number(turn)
    return decide(model, 'fee', { amount: n * 10 + 5, class: `class ${n % 7}`, flag: n % 2 === 0 })
  })
  return {
    name: 'a table of 1,000 rules, decided and explained',
    value: micros,
    unit: 'µs',
    peer: 'limit 50 µs',
    ratio: 50 / micros,
  }
}

function perCall(sources: readonly string[], call: (source: string) => unknown): number {
  for (let warm = 0; warm < 2000; warm++) call(sources[warm % sources.length]!)
  const begun = process.cpuUsage()
  for (let round = 0; round < 5000; round++) call(sources[round % sources.length]!)
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 5000
}

export async function run(): Promise<readonly Figure[]> {
  const base = inventFirms(firms)
  const invented = inventPolicies(policies)
  const rules = invented.map(ruleOf)
  const { whole, figures } = await wholeFigures(base, rules)
  return [
    ...figures,
    ...incrementalFigures(base, rules),
    ...(await scaleFigures(base, rules)),
    interpreterFigure(),
    await tableFigure(),
    ...(await peerFigures(base, invented, whole)),
  ]
}
