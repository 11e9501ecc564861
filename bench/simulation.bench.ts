/**
 * A draft simulated over the whole base, as the module does it: 2,628,900 invented firms with some thirty facts each in the columns
 * that the server keeps, beside all policies of the packs. `STEPPE_BENCH_FIRMS=100000` measures less.
 */
import { loadavg } from 'node:os'
import { resolve } from 'node:path'
import { withMoved } from '@steppe/kernels/policies/thresholds'
import { type CompiledPolicy, compilePolicy, openBook, type Policy } from '../kernels/policies/index.ts'
import type { Figure } from '../scripts/bench.ts'
import { bytesOfAmounts } from '../server/src/modules/policies/base/amounts.ts'
import { bytesOfConditions } from '../server/src/modules/policies/base/condition-audiences.ts'
import { audienceRows } from '../server/src/modules/policies/base/find-audience.ts'
import { FirmBase } from '../server/src/modules/policies/base/firm-base.ts'
import { bytesOfAudiences } from '../server/src/modules/policies/base/held-audiences.ts'
import { ruleBaseOf } from '../server/src/modules/policies/base/rule-base.ts'
import { readPolicyPacks } from '../server/src/modules/policies/read-pack.ts'
import { reckonSimulation } from '../server/src/modules/policies/reckon-simulation.ts'
import { openPacks } from '../server/src/platform/packs.ts'
import { chance } from './invent-policies.ts'

export const name = 'population-simulation'

const firms = Number(process.env.STEPPE_BENCH_FIRMS ?? 2_628_900)
const day = '2026-11-26'
const root = resolve(import.meta.dirname, '..')
const megabyte = 2 ** 20

/** Facts that most firms have, drawn as in the census; a third have research expenses. */
function inventFacts(draw: () => number): Record<string, unknown> {
  const normal = Math.sqrt(-2 * Math.log(draw() + 1e-12)) * Math.cos(2 * Math.PI * draw())
  const staff = Math.ceil(Math.exp(1.6 + 1.2 * normal))
  const money = (mean: number) => Math.round(Math.exp(mean + normal + draw()) * 100) / 100
  const maybe = (share: number, value: unknown) => (draw() < share ? value : undefined)
  return {
    holderKind: draw() < 0.3 ? 'enterprise' : 'individual_business',
    industryCode: `${'ABCEFGHI'[Math.floor(draw() * 8)]}${String(1 + Math.floor(draw() * 96)).padStart(2, '0')}`,
    employees: maybe(0.85, staff),
    revenue: maybe(0.7, money(13)),
    assets: maybe(0.6, money(13)),
    taxableIncome: maybe(0.75, money(11)),
    employeesQuarterAverage: maybe(0.75, staff),
    assetsQuarterAverage: maybe(0.75, money(13)),
    citRate: maybe(0.3, 25),
    insuredStaff: maybe(0.9, Math.max(0, staff - 1)),
    unemploymentPaidMonths: maybe(0.8, Math.floor(draw() * 120)),
    layoffRate: maybe(0.8, Math.floor(draw() * 300) / 10),
    unemploymentPremiumsLastYear: maybe(0.8, money(8)),
    rdExpenses: maybe(0.3, money(10)),
    periodSales: maybe(0.7, money(11)),
    residentEnterprise: maybe(0.9, true),
    vatSmallScale: maybe(0.95, draw() < 0.85),
    restrictedIndustry: maybe(0.95, draw() < 0.01),
    seriousDishonesty: draw() < 0.02,
    majorAccidentLastYear: maybe(0.9, draw() < 0.001),
    taxCreditGrade: maybe(0.8, 'ABMCD'[Math.floor(draw() * 5)]),
  }
}

function inventBase(dictionary: ConstructorParameters<typeof FirmBase>[0]): FirmBase {
  const base = new FirmBase(dictionary, firms, 2048)
  const draw = chance(7)
  const facts = new Date('2026-11-01T00:00:00Z')
  for (let row = 0; row < firms; row++) {
    const { industryCode, holderKind, ...held } = inventFacts(draw)
    const entries = Object.entries({ ...held, holderKind }).flatMap(([id, value]) =>
      value === undefined ? [] : [[id, { value, asOf: day }]],
    )
    const region = `15${String(1 + Math.floor(draw() * 12)).padStart(2, '0')}02`
    const code = `91${region}${String(row).padStart(10, '0')}`
    const about = { league: `${region.slice(0, 4)}00`, code, name: code, kind: 'company', type: null, region }
    const rest = { representative: null, representativeName: null, capital: null, capitalFen: null, currency: null }
    base.take(
      {
        ...about,
        ...rest,
        industry: industryCode as string,
        established: `20${String(10 + Math.floor(draw() * 16))}-05-01`,
        status: 'active',
        address: null,
        scope: null,
        updatedAt: facts,
      },
      { league: about.league, firm: code, held: Object.fromEntries(entries), said: {} },
      day,
    )
  }
  return base
}

const places = {
  league: (code: string) => `${code.slice(0, 4)}00`,
  region: () => undefined,
} as unknown as Parameters<typeof reckonSimulation>[2]

const load = () => `load ${loadavg()[0]!.toFixed(1)}`

/** What it gives and the milliseconds of this process's processor; one thread works, so that alone on the machine they are the time. */
async function timed<T>(what: () => T | Promise<T>): Promise<readonly [T, number]> {
  const from = process.threadCpuUsage()
  const given = await what()
  const { user, system } = process.threadCpuUsage(from)
  return [given, (user + system) / 1000]
}

function draftOf(policies: readonly Policy[], when: string): Policy {
  const like = policies.find(({ id }) => id === 'job-stability-refund') as Policy
  const [condition] = like.conditions
  return {
    ...like,
    id: 'draft',
    conditions: [
      { ...condition!, id: 'staff', when },
      { ...condition!, id: 'size', when: 'sizeClass in ("small", "micro", "medium")' },
      { ...condition!, id: 'honest', when: 'seriousDishonesty = false' },
    ],
    benefit: { ...like.benefit, amount: 'decimal(employees * 500, 2)', ceiling: 50_000 },
  }
}

export async function run(): Promise<readonly Figure[]> {
  const packs = await openPacks(resolve(root, 'packs'), ['national', 'neimenggu', 'demo'])
  const { dictionary, policies } = await readPolicyPacks(packs)
  const book = openBook(dictionary)
  const compiled = (policy: Policy) => compilePolicy(book, policy) as CompiledPolicy
  const others = policies.map(compiled)
  const [base, building] = await timed(() => inventBase(dictionary))
  const draft = draftOf(policies, 'employees >= 10 and employees <= 300')
  const old = compiled(draftOf(policies, 'employees >= 30 and employees <= 300'))
  let longest = 0
  const simulate = async (value: number) => {
    const moved = withMoved(draft, [{ condition: 'staff', number: 0, value }])
    const ticks = setInterval(() => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
    }, 1)
    let last = performance.now()
    const found = await reckonSimulation(
      ruleBaseOf(base, book, day),
      { region: '150000', compiled: compiled(moved), old, others },
      places,
      async () => new Map(),
      () => {},
    )
    clearInterval(ticks)
    return found!
  }
  const [first, firstTook] = await timed(() => simulate(10))
  const slides: number[] = []
  for (const value of [20, 40, 15, 60, 12]) slides.push((await timed(() => simulate(value)))[1])
  const [audience, audienceTook] = await timed(() => audienceRows(ruleBaseOf(base, book, day), old, '150000'))
  base.changed(12_345 % firms)
  const [, renewed] = await timed(() => simulate(20))
  const slide = slides.sort((a, b) => a - b)[2]!
  const kept = bytesOfConditions(ruleBaseOf(base, book, day)) + bytesOfAmounts(base) + bytesOfAudiences(base)
  const bytes = base.store.bytes + kept
  const over = `${firms} firms beside ${others.length} policies`
  return [
    {
      name: `base of ${firms} firms from facts as they come from SQL`,
      value: building / 1000,
      unit: 's cpu',
      peer: load(),
      ratio: null,
    },
    {
      name: 'columns, amounts and audiences kept in memory',
      value: bytes / megabyte,
      unit: 'MB',
      peer: `columns ${(base.store.bytes / megabyte).toFixed(0)} MB of at most 2048 MB`,
      ratio: (2048 * megabyte) / bytes,
    },
    {
      name: `first simulation over ${over}`,
      value: firstTook / 1000,
      unit: 's cpu',
      peer: `${first.yes} have it, ${first.winners.count} win; ${load()}`,
      ratio: null,
    },
    {
      name: 'the same with a threshold moved, median of five',
      value: slide / 1000,
      unit: 's cpu',
      peer: `limit 1 s; ${load()}`,
      ratio: 1000 / slide,
    },
    { name: 'the same after a firm changed', value: renewed / 1000, unit: 's cpu', peer: load(), ratio: null },
    {
      name: 'longest that others wait meanwhile',
      value: longest,
      unit: 'ms',
      peer: 'limit 100 ms',
      ratio: 100 / longest,
    },
    {
      name: `audience of a policy before it is issued, ${audience.length} firms`,
      value: audienceTook,
      unit: 'ms cpu',
      peer: load(),
      ratio: null,
    },
  ]
}
