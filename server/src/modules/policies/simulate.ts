/** What a draft would do before it is issued: who wins, who loses, what it costs, where the cliffs are, what it overlaps. */
import { Readable } from 'node:stream'
import type { SimulateBody, Simulation, SimulationLine } from '@steppe/contracts/policies'
import {
  type Book,
  checkExpressions,
  checkOwnTables,
  compilePolicy,
  isProblems,
  openBook,
  readPolicy,
} from '@steppe/kernels/policies'
import { withMoved } from '@steppe/kernels/policies/thresholds'
import { findFirms, getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse, toProblem } from '#platform/refusals'
import { withBase } from './base/firm-base.ts'
import { ruleBaseOf } from './base/rule-base.ts'
import { placeOf } from './edit-drafts.ts'
import { whyNot } from './may-act.ts'
import { type Plan, reckonSimulation } from './reckon-simulation.ts'
import { policiesRefusals } from './refusals.ts'
import { dictionaryOf, getShelf, policiesInForce } from './shelf.ts'

/** All that a simulation needs beside the firms. */
type WholePlan = Plan & { readonly book: Book }

/** Simulates over the firms of the department's region. What is wrong with the draft is told in place of figures. */
export async function simulate(house: CasesHouse, actor: Actor, body: SimulateBody): Promise<Simulation | Refusal> {
  const plan = await planOf(house, actor, body)
  if (isRefusal(plan)) return plan
  if ('problems' in plan) return { ...nothing, problems: plan.problems }
  return (await figuresOf(house, plan)) ?? nothing
}

/** The same as lines of JSON: how many firms are done of how many, and the figures as the last line. It stops as soon as nobody reads on. */
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
): Promise<WholePlan | { readonly problems: Simulation['problems'] } | Refusal> {
  const place = await placeOf(house, body.department)
  if (isRefusal(place)) return place
  const no = whyNot(house, actor, 'policies:policy:simulate', place)
  if (no) return no
  const read = readPolicy({ examples: [], duties: [], ...body.policy })
  if (isProblems(read)) return { problems: read }
  const policy = withMoved(read, body.moved ?? [])
  const book = openBook(await dictionaryOf(house))
  const problems = [...checkOwnTables(book, policy), ...checkExpressions(book, policy)].filter(
    ({ advised }) => !advised,
  )
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

/** The base is worked on by one at a time, so that nobody who reads slowly may hold it: lines wait here, the newest only. */
async function* linesOf(
  house: CasesHouse,
  plan: WholePlan | { readonly problems: Simulation['problems'] },
): AsyncGenerator<SimulationLine> {
  if ('problems' in plan) {
    yield { result: { ...nothing, problems: plan.problems } }
    return
  }
  const ended = new AbortController()
  const news: { line?: SimulationLine; heard: () => void } = { heard: () => {} }
  const tell = (line: SimulationLine) => {
    news.line = line
    news.heard()
  }
  let over: Simulation | Refusal | undefined
  let fault: unknown
  const work = figuresOf(house, plan, tell, ended.signal)
    .then(
      (figures) => (over = figures),
      (thrown: unknown) => (fault = thrown),
    )
    .finally(() => news.heard())
  try {
    yield { done: 0, total: 0 }
    while (over === undefined && fault === undefined) {
      const { line } = news
      delete news.line
      if (line) yield line
      else await new Promise<void>((heard) => (news.heard = heard))
    }
    if (fault !== undefined) throw fault
    if (over === undefined) return
    yield isRefusal(over) ? { refused: toProblem(over, policiesRefusals) } : { result: over }
  } finally {
    ended.abort()
    await work
  }
}

/** Reckons over the base as it is now; nothing where the signal ended it. */
async function figuresOf(
  house: CasesHouse,
  plan: WholePlan,
  tell: (line: SimulationLine) => void = () => {},
  signal?: AbortSignal,
): Promise<Simulation | Refusal | undefined> {
  const started = performance.now()
  const places = await getPlaces(house)
  const namesOf = async (codes: readonly string[]) =>
    new Map((await findFirms(house, codes)).map(({ code, name }) => [code, name]))
  const figures = await withBase(
    house,
    (base) => {
      const rules = ruleBaseOf(base, plan.book, house.clock.today())
      return reckonSimulation(rules, plan, places, namesOf, (done, total) => tell({ done, total }), signal)
    },
    { onProgress: (done, total) => tell({ done, total, reading: true }), ...(signal ? { signal } : {}) },
  )
  if (figures === undefined || isRefusal(figures)) return figures
  return { problems: [], ...figures, milliseconds: Math.round(performance.now() - started) }
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
