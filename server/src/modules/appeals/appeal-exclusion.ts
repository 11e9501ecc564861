/** 剔除申诉: whoever handed the order in appeals, once; a supervisor who did not exclude it decides, and a refusal that does not stand sends the order on. */
import type { Exclusion, ExclusionView } from '@steppe/contracts/appeals'
import { within } from '@steppe/kernels/authority'
import type { CaseState } from '@steppe/kernels/cases'
import { isApplicant } from '#cases/authorise'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { actActor } from '#cases/routes'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { type ExclusionRow, exclusionColumns, findExclusion, tellDecided, viewExclusion } from './exclusions.ts'
import { keepOrders } from './keep-orders.ts'
import { answerOf } from './matter.ts'

/** The number of an exclusion holds its order's. */
const orderOf = (id: string) => id.slice(9, 9 + 23)

/** A supervisor of the place. */
function supervises(house: CasesHouse, actor: Actor, region: string): boolean {
  return actor.grants.some(
    (grant) =>
      grant.region !== undefined &&
      within(region, grant.region) &&
      (house.policy.roles[grant.role]?.permissions.includes('appeals:order:supervise') ?? false),
  )
}

/** As everybody sees it; the reason of the appeal only for its person and for those who decide. Refuses `appeals.exclusion_unknown`. */
export async function showExclusion(
  house: CasesHouse,
  actor: Actor,
  id: string,
  language: 'zh' | 'en',
): Promise<ExclusionView | Refusal> {
  const row = await findExclusion(house, leagueOf(orderOf(id)), id)
  if (!row) return refuse('appeals.exclusion_unknown')
  const state = actor.kind === 'person' || actor.kind === 'staff' ? await house.engine.load(row.order_id) : undefined
  const own = state !== undefined && isApplicant(actor, state)
  const supervisor = supervises(house, actor, row.region)
  return {
    ...(await viewExclusion(house, row, language)),
    ...(row.appeal && (own || supervisor) ? { appealReason: row.appeal.reason } : {}),
    may: {
      appeal: own && row.appeal === null,
      decide: supervisor && row.state === 'appealed' && row.by_account !== actor.id,
    },
  }
}

/** Refuses `appeals.exclusion_unknown`, `cases.only_applicant`, `appeals.appealed_already`. */
export async function appealExclusion(
  house: CasesHouse,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Exclusion | Refusal> {
  const state = await house.engine.load(orderOf(id))
  if (!state || !(await findExclusion(house, state.league, id))) return refuse('appeals.exclusion_unknown')
  if (!isApplicant(actor, state)) return refuse('cases.only_applicant')
  const appeal = { on: house.clock.today(), reason, account: actor.id }
  const rows = await house.db.ask<ExclusionRow>(
    `update appeals.exclusions x set state = 'appealed', appeal = $3 where x.league = $1 and x.id = $2 and x.appeal is null
     returning ${exclusionColumns}`,
    [state.league, id, JSON.stringify(appeal)],
  )
  return rows[0] ? viewExclusion(house, rows[0]) : refuse('appeals.appealed_already')
}

interface Decision {
  readonly lift: boolean
  readonly opinion: string
}

/** Refuses `appeals.exclusion_unknown`, `appeals.not_supervisor`, `appeals.decides_own`, `appeals.nothing_to_decide`, `cases.changed_meanwhile`. */
export async function decideAppeal(
  house: CasesHouse,
  actor: Actor,
  id: string,
  decision: Decision,
): Promise<Exclusion | Refusal> {
  const found = await findExclusion(house, leagueOf(orderOf(id)), id)
  if (!found) return refuse('appeals.exclusion_unknown')
  if (!supervises(house, actor, found.region)) return refuse('appeals.not_supervisor')
  if (found.state === 'appealed' && found.by_account === actor.id) return refuse('appeals.decides_own')
  const state = await house.engine.load(found.order_id)
  return house.db
    .asOne(async () => {
      const decided = await keepDecision(house, actor, found, decision)
      if (isRefusal(decided)) return decided
      const undone = decision.lift && state ? await undo(house, actor, found, state, decision.opinion) : undefined
      // Thrown, so that the decision is rolled back with it.
      if (isRefusal(undone)) throw new Lost(undone)
      const { league, order_id: order, department } = found
      await tellDecided(house, 'appeals.exclusion_decided', { league, order, id, department })
      return viewExclusion(house, decided)
    })
    .catch((fault: unknown) => {
      if (fault instanceof Lost) return fault.refusal
      throw fault
    })
}

async function keepDecision(
  house: CasesHouse,
  actor: Actor,
  { league, id }: ExclusionRow,
  { lift, opinion }: Decision,
): Promise<ExclusionRow | Refusal> {
  const made = { on: house.clock.today(), opinion, account: actor.id }
  const rows = await house.db.ask<ExclusionRow>(
    `update appeals.exclusions x set state = $3, decision = $4 where x.league = $1 and x.id = $2 and x.state = 'appealed'
     returning ${exclusionColumns}`,
    [league, id, lift ? 'lifted' : 'upheld', JSON.stringify(made)],
  )
  return rows[0] ?? refuse('appeals.nothing_to_decide')
}

/** An order that should have been taken in goes on; a call-back that should have counted counts. */
async function undo(
  house: CasesHouse,
  actor: Actor,
  { what, league, order_id }: ExclusionRow,
  state: CaseState,
  opinion: string,
): Promise<unknown> {
  if (what === 'call_back') return keepOrders(house, [{ league, id: order_id }])
  if (what !== 'refused' || state.status !== 'refused') return undefined
  return house.engine.act(
    state.id,
    state.seq,
    { kind: 'readmit', reason: opinion },
    actActor(actor),
    undefined,
    answerOf,
  )
}

class Lost extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}
