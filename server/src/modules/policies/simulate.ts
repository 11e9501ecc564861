/** What a draft would do before it is issued: who wins, who loses, what it costs, where the cliffs are, what it overlaps. */
import type { Cliff, FirmChange, SimulateBody, Simulation, Slider } from '@steppe/contracts/policies'
import {
  checkExpressions,
  compilePolicy,
  exclusionBetween,
  isProblems,
  openBook,
  type Policy,
  readPolicy,
} from '@steppe/kernels/policies'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { type Compared, changeOf, compare } from './compare-firms.ts'
import { placeOf } from './edit-drafts.ts'
import { groupsOf } from './group-firms.ts'
import { judgeBase } from './judge-base.ts'
import { whyNot } from './may-act.ts'
import { dictionaryOf, getShelf, policiesInForce } from './shelf.ts'
import { type Threshold, thresholdsOf, withMoved } from './thresholds.ts'

const listed = 20
const near = 0.1

/** Simulates over the firms of the department's region. What is wrong with the draft is told in place of figures. */
export async function simulate(house: CasesHouse, actor: Actor, body: SimulateBody): Promise<Simulation | Refusal> {
  const started = performance.now()
  const place = await placeOf(house, body.department)
  if (isRefusal(place)) return place
  const no = whyNot(house, actor, 'policies:policy:simulate', place)
  if (no) return no
  const read = readPolicy({ examples: [], duties: [], ...body.policy })
  if (isProblems(read)) return { ...nothing, problems: read }
  const policy = withMoved(read, body.moved ?? [])
  const book = openBook(await dictionaryOf(house))
  const problems = checkExpressions(book, policy)
  const compiled = compilePolicy(book, policy)
  if (problems.length > 0 || !compiled) return { ...nothing, problems }
  const shelf = await getShelf(house)
  const before = body.against
    ? shelf.versions.get(body.against.id)?.find((each) => each.policy.version === body.against?.version)
    : undefined
  if (body.against && !before) return refuse('policies.version_unknown', { ...body.against })
  const old = before && shelf.compiled.get(before.policy)
  const others = policiesInForce(shelf, house.clock.today()).filter((each) => each.policy.id !== policy.id)
  const judged = await judgeBase(house, book, place.region, [compiled, ...(old ? [old] : [])], others)
  const compared = judged.map((each) => compare(each, old !== undefined))
  const places = await getPlaces(house)
  return {
    problems: [],
    firms: judged.length,
    ...countsOf(compared),
    cost: policy.benefit.amount === undefined ? null : sum(compared, 'is'),
    before: old
      ? {
          yes: compared.filter(({ had }) => had).length,
          cost: old.policy.benefit.amount === undefined ? null : sum(compared, 'was'),
        }
      : null,
    winners: changesOf(compared, 1),
    losers: changesOf(compared, -1),
    ...groupsOf(compared, places, book),
    cliffs: cliffsOf(policy, compared),
    sliders: slidersOf(policy, compared),
    overlaps: overlapsOf(
      policy,
      others.map((each) => each.policy),
      compared,
    ),
    milliseconds: Math.round(performance.now() - started),
  }
}

const nothing: Simulation = {
  problems: [],
  firms: 0,
  yes: 0,
  no: 0,
  unknown: 0,
  cost: null,
  before: null,
  winners: { count: 0, amount: 0, firms: [] },
  losers: { count: 0, amount: 0, firms: [] },
  byLeague: [],
  byIndustry: [],
  bySize: [],
  cliffs: [],
  sliders: [],
  overlaps: [],
  milliseconds: 0,
}

function countsOf(compared: readonly Compared[]): { yes: number; no: number; unknown: number } {
  const count = (verdict: string) => compared.filter(({ decisions }) => decisions[0]?.verdict === verdict).length
  return { yes: count('yes'), no: count('no'), unknown: count('unknown') }
}

function sum(compared: readonly Compared[], field: 'is' | 'was'): number {
  return Math.round(compared.reduce((total, each) => total + each[field], 0) * 100) / 100
}

function changesOf(compared: readonly Compared[], sign: number): Simulation['winners'] {
  const found = compared.filter((each) => changeOf(each) === sign)
  const size = (each: Compared) => Math.abs(each.is - each.was)
  const firms: FirmChange[] = found
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, listed)
    .map(({ firm, has, had, is, was }) => ({
      code: firm.code,
      name: firm.name,
      was: had ? was : null,
      is: has ? is : null,
    }))
  const amount = Math.round(found.reduce((total, each) => total + each.is - each.was, 0) * 100) / 100
  return { count: found.length, amount, firms }
}

/** Firms close to each number of the conditions: those just beyond fail that condition alone. */
function cliffsOf(policy: Policy, compared: readonly Compared[]): Cliff[] {
  return thresholdsOf(policy).map((threshold) => {
    const { condition, number, fact, value } = threshold
    const close = compared.filter((each) => isClose(each, threshold))
    const beyond = close.filter(({ decisions }) => {
      const failing = decisions[0]?.conditions.filter(({ verdict }) => verdict !== 'yes') ?? []
      return failing.length === 1 && failing[0]?.id === condition && failing[0].verdict === 'no'
    })
    const within = close.filter(({ has }) => has)
    return {
      condition,
      number,
      fact,
      threshold: value,
      justBeyond: beyond.length,
      justWithin: within.length,
      amount: sum(within, 'is'),
    }
  })
}

function isClose({ known }: Compared, { fact, value }: Threshold): boolean {
  const own = known.values[fact]
  return typeof own === 'number' && Math.abs(own - value) <= Math.max(Math.abs(value) * near, 1)
}

/** How far each number may be moved: from the least to the most that firms have, within four times the number. */
function slidersOf(policy: Policy, compared: readonly Compared[]): Slider[] {
  return thresholdsOf(policy).map(({ condition, number, fact, value }) => {
    const own = compared.flatMap(({ known }) =>
      typeof known.values[fact] === 'number' ? [known.values[fact] as number] : [],
    )
    const most = own.reduce((a, b) => Math.max(a, b), value)
    const least = own.reduce((a, b) => Math.min(a, b), value)
    return {
      condition,
      number,
      fact,
      value,
      low: Math.max(least, 0),
      high: Math.max(Math.min(most, value * 4), value * 2, 1),
    }
  })
}

function overlapsOf(policy: Policy, others: readonly Policy[], compared: readonly Compared[]): Simulation['overlaps'] {
  return others
    .map((other, index) => ({
      policy: other.id,
      title: other.title,
      firms: compared.filter((each) => each.has && each.others[index] === 'yes').length,
      excluded: exclusionBetween(policy, other) !== undefined,
    }))
    .filter(({ firms }) => firms > 0)
    .sort((a, b) => Number(b.excluded) - Number(a.excluded) || b.firms - a.firms)
    .slice(0, listed)
}
