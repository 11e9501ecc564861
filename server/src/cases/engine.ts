/** The case engine: opens cases, takes acts, wakes what is due. One writer wins; the other is told. */
import { randomBytes, randomInt } from 'node:crypto'
import type { Day } from '@steppe/kernels/calendar'
import type { ActActor, CaseRefusal, CaseState, Deed, Opening } from '@steppe/kernels/cases'
import { digestOf, recall } from '#platform/answers'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse, type Sentence } from '#platform/refusals'
import { leagueOf, makeCaseId } from './case-id.ts'
import { type CaseParts, caseColumns, wholeCase } from './case-parts.ts'
import { type CaseWrite, Committer } from './commit-acts.ts'
import { type Prepared, prepareAct, prepareOpening, type Surroundings, toWrite } from './prepare-act.ts'
import { RecentCases } from './recent-cases.ts'
import { whyProcessRefuses } from './why-process-refuses.ts'

/** A deed that may be repeated: the caller's key, and what makes the request the same. */
export interface Repeatable {
  readonly key: string | undefined
  readonly actor: string
  readonly url: string
  readonly body: unknown
}

export interface Engine {
  readonly newCaseId: (region: string, day: Day) => string
  readonly load: (id: string) => Promise<CaseState | undefined>
  /**
   * The case as act `after` left it, from memory where it was seen lately; else as it stands now. Only to decide an act upon:
   * the commit finds out whether another act came since.
   */
  readonly loadAt: (id: string, after: number) => Promise<CaseState | undefined>
  /** Opens a case; `answer` makes the body to be remembered for a repeated request. */
  readonly open: <A>(
    deed: Opening,
    actor: ActActor,
    repeatable: Repeatable | undefined,
    answer: (state: CaseState) => A,
  ) => Promise<A | Refusal>
  /** Applies a deed standing on act `after`. */
  readonly act: <A>(
    id: string,
    after: number,
    deed: Deed,
    actor: ActActor,
    repeatable: Repeatable | undefined,
    answer: (state: CaseState) => A,
  ) => Promise<A | Refusal>
  readonly surroundings: Surroundings
}

/** Builds the engine over the house. */
export function createEngine(house: House, surroundings: Surroundings): Engine {
  const committer = new Committer(house.db.commit, house.db.together)
  const recent = new RecentCases()
  const load = (id: string) => loadCase(house, id)
  // Only what is acted on is kept: to keep all that is looked at would cost more than it saves.
  const loadAt = async (id: string, after: number) => {
    const known = recent.find(id, after)
    if (known) return known
    const state = await load(id)
    if (state) recent.keep(state)
    return state
  }

  const finish = async <A>(
    before: CaseState | undefined,
    prepared: Prepared,
    repeatable: Repeatable | undefined,
    answer: (state: CaseState) => A,
  ): Promise<A | Refusal> => {
    const body = answer(prepared.state)
    const write = withAnswer(toWrite(before, prepared, surroundings), repeatable, body, house.clock.now())
    const won = await committer.commit(write).catch((fault: { code?: string }) => {
      if (fault.code === '23505' && repeatable?.key) return false
      throw fault
    })
    if (won) recent.keep(prepared.state)
    else recent.forget(prepared.state.id)
    return won ? body : ((await repeated<A>(house, repeatable)) ?? refuse('cases.changed_meanwhile'))
  }

  return {
    surroundings,
    load,
    loadAt,
    newCaseId: (region, day) => makeCaseId(region, day, randomInt),
    open: async (deed, actor, repeatable, answer) =>
      finish(undefined, await prepareOpening(deed, actor, house.clock.now(), surroundings), repeatable, answer),
    act: async (id, after, deed, actor, repeatable, answer) => {
      const before = await loadAt(id, after)
      if (!before) return refuse('cases.case_unknown')
      if (before.seq !== after) return (await repeated(house, repeatable)) ?? refuse('cases.changed_meanwhile')
      const prepared = await prepareAct(before, deed, actor, house.clock.now(), surroundings)
      if ('refused' in prepared) return asRefusal(prepared)
      return finish(before, prepared, repeatable, answer)
    },
  }
}

const units: Readonly<Record<string, Sentence>> = {
  wd: { zh: '个工作日', en: 'working days' },
  d: { zh: '个自然日', en: 'calendar days' },
  month: { zh: '个月', en: 'months' },
}

function asRefusal({ code, params }: CaseRefusal): Refusal {
  const why = whyProcessRefuses[String(params?.process)]
  const unit = units[String(params?.unit)]
  return refuse(code, why ? { why } : unit ? { ...params, unit } : params)
}

function withAnswer(write: CaseWrite, repeatable: Repeatable | undefined, body: unknown, at: number): CaseWrite {
  if (!repeatable?.key) return write
  const digest = digestOf('POST', repeatable.url, repeatable.body)
  return {
    ...write,
    answer: { actor: repeatable.actor, key: repeatable.key, digest, status: 200, body, at: new Date(at).toISOString() },
  }
}

/** The first answer to the same request, when there is one. */
async function repeated<A>(house: House, repeatable: Repeatable | undefined): Promise<A | Refusal | undefined> {
  if (!repeatable?.key) return undefined
  const before = await recall(
    house.db.ask,
    repeatable.actor,
    repeatable.key,
    digestOf('POST', repeatable.url, repeatable.body),
  )
  if (!before) return undefined
  return isRefusal(before) ? before : (before.body as A)
}

/** One case by league and id. */
export const caseStatement = `select ${caseColumns} from cases.cases c where c.league = $1 and c.id = $2 limit 1`

async function loadCase(house: House, id: string): Promise<CaseState | undefined> {
  const row = await house.db.find<CaseParts>(caseStatement, [leagueOf(id), id])
  return row && wholeCase(row)
}

const drawn = 8192
let pool = Buffer.alloc(0)
let used = 0

/** Random bytes for salts, each given once; drawn from the system many at a time, since asking costs more than the bytes. */
export function saltBytes(count: number): Buffer {
  if (used + count > pool.length) {
    pool = randomBytes(Math.max(drawn, count))
    used = 0
  }
  used += count
  return pool.subarray(used - count, used)
}
