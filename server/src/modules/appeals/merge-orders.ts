/** 合并: an order of the same matter joins another, whose reporters its person becomes; nobody is lost, and it can be undone. */
import type { OrderActAnswer } from '@steppe/contracts/appeals'
import { type ActActor, type CaseState, ended } from '@steppe/kernels/cases'
import { isApplicant } from '#cases/authorise'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { actActor } from '#cases/routes'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { seenOrder } from './find-order.ts'
import { answerOf, channelOf, isOrder } from './matter.ts'
import { mainOrder, partUntil } from './merged-into.ts'
import { receivesFor } from './why-not-order.ts'

interface Wish {
  readonly after: number
  readonly into: string
  readonly reason: string
}

/** The order that another of the league may join. Refuses `appeals.order_unknown`, `appeals.merge_ended`, `appeals.merge_elsewhere`. */
export async function findTarget(house: CasesHouse, league: string, id: string): Promise<CaseState | Refusal> {
  const into = await house.engine.load(id)
  if (!into || !isOrder(into)) return refuse('appeals.order_unknown')
  if (ended.includes(into.status) || into.order!.mergedInto) return refuse('appeals.merge_ended')
  return into.league === league ? into : refuse('appeals.merge_elsewhere')
}

/** Refuses `appeals.only_hotline`, `appeals.merge_linked` and what `findTarget` refuses. */
export async function mergeOrder(
  house: CasesHouse,
  actor: Actor,
  id: string,
  wish: Wish,
): Promise<OrderActAnswer | Refusal> {
  const state = await seenOrder(house, actor, id)
  if (isRefusal(state)) return state
  if (!receivesFor(house, actor, state)) return refuse('appeals.only_hotline')
  // Another installation waits for its own order's end.
  if (channelOf(state) === 'link') return refuse('appeals.merge_linked')
  const into = await findTarget(house, state.league, wish.into)
  if (isRefusal(into)) return into
  const by = actActor(actor, actor.grants.find((grant) => grant.department)?.department)
  return joinOrders(house, { state, after: wish.after, into, reason: wish.reason }, by)
}

/** Both orders and the row that keeps the reporter, in one transaction. */
export function joinOrders(
  house: CasesHouse,
  {
    state,
    after,
    into,
    reason,
  }: { readonly state: CaseState; readonly after: number; readonly into: CaseState; readonly reason: string },
  by: ActActor,
): Promise<OrderActAnswer | Refusal> {
  const { id } = state
  return house.db
    .asOne(async () => {
      const deed = { kind: 'merge', into: into.id, reason } as const
      const done = await house.engine.act(id, after, deed, by, undefined, answerOf)
      if (isRefusal(done)) return done
      const joined = await house.engine.act(into.id, into.seq, { kind: 'join', order: id }, by, undefined, answerOf)
      // Thrown, so that the merge is rolled back with it.
      if (isRefusal(joined)) throw new MergeLost(joined)
      await keepMerge(house, { id, account: state.applicant.account, into: into.id, reason, by: by.id })
      return done
    })
    .catch(lostIs)
}

/** The row that keeps the reporter of an order that joined another. */
export async function keepMerge(
  house: Pick<CasesHouse, 'db' | 'clock'>,
  {
    id,
    account,
    into,
    reason,
    by,
  }: {
    readonly id: string
    readonly account: string
    readonly into: string
    readonly reason: string
    readonly by: string
  },
): Promise<void> {
  await house.db.ask(
    `insert into appeals.merges (league, id, number, into_league, into_id, account, reason, by_account, merged_at)
     select $1, $2, coalesce(max(m.number), 0) + 1, $3, $4, $5, $6, $7, $8 from appeals.merges m where m.league = $1 and m.id = $2`,
    [leagueOf(id), id, leagueOf(into), into, account, reason, by, new Date(house.clock.now())],
  )
}

/**
 * The order goes on by itself again, its clock as it was: at the wish of the hotline, or of whoever handed it in, until the window for opening again
 * is over. Refuses `appeals.only_hotline`, `cases.not_merged`, `cases.reopen_over`.
 */
export async function unmergeOrder(
  house: CasesHouse,
  actor: Actor,
  id: string,
  wish: { readonly after: number; readonly reason: string },
): Promise<OrderActAnswer | Refusal> {
  const state = await seenOrder(house, actor, id)
  if (isRefusal(state)) return state
  const receives = receivesFor(house, actor, state)
  if (!receives && !isApplicant(actor, state)) return refuse('appeals.only_hotline')
  if (!state.order!.mergedInto) return refuse('cases.not_merged')
  const main = receives ? undefined : await mainOrder(house, state)
  const until = main && partUntil(house, main)
  if (until && house.clock.today() > until) return refuse('cases.reopen_over', { until })
  const by = actActor(actor, actor.grants.find((grant) => grant.department)?.department)
  return house.db.asOne(() => partOrder(house, state, wish, by)).catch(lostIs)
}

/** Both orders and the row of the reporter; in a transaction of the caller's. */
async function partOrder(
  house: CasesHouse,
  { id, order }: CaseState,
  { after, reason }: { readonly after: number; readonly reason: string },
  by: ActActor,
): Promise<OrderActAnswer | Refusal> {
  const done = await house.engine.act(id, after, { kind: 'unmerge', reason }, by, undefined, answerOf)
  if (isRefusal(done)) return done
  const into = await house.engine.load(order!.mergedInto!)
  if (into) {
    const deed = { kind: 'join', order: id, left: true } as const
    const left = await house.engine.act(into.id, into.seq, deed, by, undefined, answerOf)
    if (isRefusal(left)) throw new MergeLost(left)
  }
  await house.db.ask(
    'update appeals.merges m set undone_at = $3 where m.league = $1 and m.id = $2 and m.undone_at is null',
    [leagueOf(id), id, new Date(house.clock.now())],
  )
  return done
}

/** 撤回: whoever withdraws does so for themselves; the orders of others that joined theirs go on, each with its own clock. In a transaction of the caller's. */
export async function partAll(house: CasesHouse, state: Pick<CaseState, 'league' | 'id'>, by: ActActor): Promise<void> {
  const joined = await house.db.ask<{ id: string }>(
    'select m.id from appeals.merges m where m.into_league = $1 and m.into_id = $2 and m.undone_at is null order by m.merged_at, m.id',
    [state.league, state.id],
  )
  for (const { id } of joined) {
    const each = await house.engine.load(id)
    if (!each?.order?.mergedInto) continue
    const done = await partOrder(house, each, { after: each.seq, reason: '并入的诉求已由其本人撤回' }, by)
    if (isRefusal(done)) throw new MergeLost(done)
  }
}

class MergeLost extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

function lostIs(fault: unknown): Refusal {
  if (fault instanceof MergeLost) return fault.refusal
  throw fault
}
