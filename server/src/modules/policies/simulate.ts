/** What a draft would do before it is issued: who wins, who loses, what it costs, where the cliffs are, what it overlaps. */
import { Readable } from 'node:stream'
import type { SimulateBody, Simulation, SimulationLine } from '@steppe/contracts/policies'
import {
  type Book,
  type CompiledPolicy,
  checkExpressions,
  compilePolicy,
  isProblems,
  openBook,
  readPolicy,
} from '@steppe/kernels/policies'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { compare } from './compare-firms.ts'
import { placeOf } from './edit-drafts.ts'
import { judgeBase } from './judge-base.ts'
import { whyNot } from './may-act.ts'
import { sizeOfBase } from './read-base.ts'
import { dictionaryOf, getShelf, policiesInForce } from './shelf.ts'
import { firmTally } from './tally-firms.ts'
import { withMoved } from './thresholds.ts'

/** All that a simulation needs beside the firms. */
interface Plan {
  readonly region: string
  readonly book: Book
  readonly compiled: CompiledPolicy
  readonly old: CompiledPolicy | undefined
  readonly others: readonly CompiledPolicy[]
}

/** Simulates over the firms of the department's region. What is wrong with the draft is told in place of figures. */
export async function simulate(house: CasesHouse, actor: Actor, body: SimulateBody): Promise<Simulation | Refusal> {
  const plan = await planOf(house, actor, body)
  if (isRefusal(plan)) return plan
  let result = nothing
  for await (const line of linesOf(house, plan)) if ('result' in line) result = line.result
  return result
}

/**
 * The same as lines of JSON: how many firms were read of how many, page by page, and the figures as the last line. It stops as soon
 * as nobody reads on.
 */
export async function followSimulation(
  house: CasesHouse,
  actor: Actor,
  body: SimulateBody,
): Promise<Readable | Refusal> {
  const plan = await planOf(house, actor, body)
  return isRefusal(plan) ? plan : Readable.from(textOf(linesOf(house, plan)), { highWaterMark: 1 })
}

async function* textOf(lines: AsyncIterable<SimulationLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}

async function planOf(
  house: CasesHouse,
  actor: Actor,
  body: SimulateBody,
): Promise<Plan | { readonly problems: Simulation['problems'] } | Refusal> {
  const place = await placeOf(house, body.department)
  if (isRefusal(place)) return place
  const no = whyNot(house, actor, 'policies:policy:simulate', place)
  if (no) return no
  const read = readPolicy({ examples: [], duties: [], ...body.policy })
  if (isProblems(read)) return { problems: read }
  const policy = withMoved(read, body.moved ?? [])
  const book = openBook(await dictionaryOf(house))
  const problems = checkExpressions(book, policy)
  const compiled = compilePolicy(book, policy)
  if (problems.length > 0 || !compiled) return { problems }
  const shelf = await getShelf(house)
  const before = body.against
    ? shelf.versions.get(body.against.id)?.find((each) => each.policy.version === body.against?.version)
    : undefined
  if (body.against && !before) return refuse('policies.version_unknown', { ...body.against })
  const old = before && shelf.compiled.get(before.policy)
  const others = policiesInForce(shelf, house.clock.today()).filter((each) => each.policy.id !== policy.id)
  return { region: place.region, book, compiled, old, others }
}

async function* linesOf(
  house: CasesHouse,
  plan: Plan | { readonly problems: Simulation['problems'] },
): AsyncGenerator<SimulationLine> {
  if ('problems' in plan) {
    yield { result: { ...nothing, problems: plan.problems } }
    return
  }
  const started = performance.now()
  const { region, book, compiled, old, others } = plan
  const [total, places] = await Promise.all([sizeOfBase(house), getPlaces(house)])
  const policies = others.map(({ policy }) => policy)
  const tally = firmTally(compiled.policy, policies, places, book)
  let done = 0
  yield { done, total }
  const close = [compiled, ...(old ? [old] : [])]
  const count = (firms: number) => {
    done += firms
  }
  for await (const page of judgeBase(house, book, region, close, others, count)) {
    for (const each of page) tally.add(compare(each, old !== undefined))
    yield { done, total: Math.max(done, total) }
  }
  const { before, ...figures } = tally.figures()
  const { yes, cost } = before
  const was = old ? { yes, cost: old.policy.benefit.amount === undefined ? null : cost } : null
  const milliseconds = Math.round(performance.now() - started)
  yield { result: { problems: [], ...figures, before: was, milliseconds } }
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
