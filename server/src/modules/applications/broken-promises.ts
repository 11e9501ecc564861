/** 告知承诺: who broke a promise may not promise again until it is lifted. Source: 国办发〔2020〕42号; 优化营商环境条例 art. 44. */
import type { BrokenPromise } from '@steppe/contracts/applications'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'

/** Writes down that the promise of a case was found untrue; seen twice, it changes nothing. */
export async function keepBrokenPromise(house: CasesHouse, caseId: string): Promise<void> {
  const state = await house.engine.load(caseId)
  if (state?.status !== 'revoked' || state.promise?.kept !== false) return
  await house.db.ask(
    `insert into applications.broken_promises (league, case_id, applicant, promise, broken_on)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [state.league, state.id, state.applicant.id, state.promise.text, house.clock.today()],
  )
}

/** Refuses `applications.promise_barred` while a broken promise of the applicant stands. */
export async function whyNoPromise(house: Pick<House, 'db'>, applicant: string): Promise<Refusal | undefined> {
  const [broken] = await house.db.ask<{ case: string; on: string }>(
    `select b.case_id as "case", b.broken_on::text as "on" from applications.broken_promises b
     where b.applicant = $1 and b.lifted_on is null limit 1`,
    [applicant],
  )
  return broken && refuse('applications.promise_barred', { case: broken.case, day: broken.on })
}

/** Lifts the bar for a reason, once; refuses `applications.promise_unbroken` where none stands. */
export async function liftBar(
  house: Pick<House, 'db' | 'clock'>,
  actor: Actor,
  caseId: string,
  because: string,
): Promise<BrokenPromise | Refusal> {
  const [lifted] = await house.db.ask<BrokenPromise>(
    `update applications.broken_promises b set lifted_on = $3, lifted_by = $4, lifted_because = $5
     where b.league = $1 and b.case_id = $2 and b.lifted_on is null
     returning b.case_id as "case", b.broken_on::text as "brokenOn", b.lifted_on::text as "liftedOn", b.lifted_because as "because"`,
    [leagueOf(caseId), caseId, house.clock.today(), actor.id, because],
  )
  return lifted ?? refuse('applications.promise_unbroken', { case: caseId })
}
