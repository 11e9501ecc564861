/** Keeps where a claim stands so that it can be listed and added up; the newest act wins, seen twice it changes nothing. */
import type { CasesHouse } from '#cases/house'
import { isRefusal } from '#platform/refusals'
import { claimOf, debtOf, principalOf, stageOf } from './claim.ts'
import { computeDebt } from './compute-debt.ts'

/** Reads the claim from its case; a case of another kind is passed over. */
export async function keepClaim(house: CasesHouse, id: string): Promise<void> {
  const state = await house.engine.load(id)
  const claim = state && claimOf(state)
  if (!claim) return
  const owed = await computeDebt(house, debtOf(claim), house.clock.today(), state.region)
  const known = isRefusal(owed) ? undefined : owed
  const { found, debtor } = claim
  const principal = principalOf(claim)
  const stage = stageOf(claim)
  const nothing = ['settled', 'dismissed', 'refused', 'withdrawn'].includes(stage)
  await house.db.ask(
    `insert into appeals.arrears_claims as k (league, case_id, seq, region, debtor_kind, debtor, debtor_name, creditor, creditor_name, accepting, handling,
       stage, opened_on, due_on, pay_by, principal, principal_left, ended_on, notice, published_on, unpublished_on, corrections)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
     on conflict (league, case_id) do update set seq = excluded.seq, stage = excluded.stage, due_on = excluded.due_on, pay_by = excluded.pay_by,
       principal = excluded.principal, principal_left = excluded.principal_left, ended_on = excluded.ended_on,
       notice = excluded.notice, corrections = excluded.corrections, published_on = excluded.published_on, unpublished_on = excluded.unpublished_on
     where k.seq < excluded.seq`,
    [
      state.league,
      state.id,
      state.seq,
      state.region,
      debtor.kind,
      debtor.key,
      debtor.name,
      state.applicant.id,
      state.applicant.name,
      found.acceptingBody,
      found.handlingBody,
      stage,
      state.openedOn,
      state.clock.due ?? null,
      known?.term.due ?? null,
      principal,
      nothing ? 0 : (known?.principalLeft ?? principal),
      state.closedOn ?? null,
      found.publication?.text ?? null,
      found.publication?.publishedOn ?? null,
      found.publication?.endedOn ?? null,
      JSON.stringify(found.publication?.corrections ?? []),
    ],
  )
}
