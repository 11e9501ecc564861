/** Keeps what a rating act said where it can be counted; seen twice, it changes nothing. */
import type { Act, CaseState } from '@steppe/kernels/cases'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { followUpId } from './follow-up.ts'

/** Reads the rating from the case and its act. */
export async function keepRating(house: CasesHouse, caseId: string): Promise<CaseState | undefined> {
  const state = await house.engine.load(caseId)
  if (!state?.rating) return undefined
  const rows = await house.db.ask<{ act: Act }>(
    "select a.act from cases.acts a where a.league = $1 and a.case_id = $2 and a.kind = 'rate' order by a.seq limit 1",
    [leagueOf(caseId), caseId],
  )
  const deed = rows[0]?.act.deed
  const reasons = deed?.kind === 'rate' ? deed.reasons : []
  const bad = state.rating.grade >= house.law.badGradeFrom
  await house.db.ask(
    `insert into evaluation.ratings (league, case_id, region, department, item, grade, reasons, rated_on, follow_up)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      state.league,
      state.id,
      state.region,
      state.department,
      state.item.code,
      state.rating.grade,
      reasons,
      state.rating.on,
      bad ? followUpId(state) : null,
    ],
  )
  return state
}
