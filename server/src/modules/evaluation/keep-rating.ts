/** Keeps what rating acts said where it can be counted; many at once, seen twice, it changes nothing. */
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { followUpId } from './follow-up.ts'

export interface KeptRating {
  readonly league: string
  readonly id: string
  readonly region: string
  readonly department: string
  readonly item: string
  readonly grade: number
  readonly reasons: readonly string[]
  readonly on: string
}

/** Reads the ratings from the cases and their acts. */
const found = `
select c.league, c.id, c.region, c.department, c.item, (c.state #>> '{rating,grade}')::int as grade, c.state #>> '{rating,on}' as "on",
  coalesce((select a.act #> '{deed,reasons}' from cases.acts a where a.league = c.league and a.case_id = c.id and a.kind = 'rate' order by a.seq limit 1), '[]') as reasons
from unnest($1::text[], $2::text[]) as w(league, id) join cases.cases c on c.league = w.league and c.id = w.id
where c.state #> '{rating}' is not null`

/** One statement keeps them all: on a busy day a commit for each would hold back everything that follows. */
const kept = `
insert into evaluation.ratings (league, case_id, region, department, item, grade, reasons, rated_on, follow_up)
select r.league, r.id, r.region, r.department, r.item, r.grade, array(select json_array_elements_text(r.reasons)), r."on", r.follow_up
from json_to_recordset($1::json) as r(league text, id text, region text, department text, item text, grade int, reasons json, "on" date, follow_up text)
on conflict do nothing`

/** Gives those that were rated. */
export async function keepRatings(house: CasesHouse, cases: readonly string[]): Promise<readonly KeptRating[]> {
  const ids = [...new Set(cases)]
  if (ids.length === 0) return []
  const ratings = await house.db.ask<KeptRating>(found, [ids.map(leagueOf), ids])
  const rows = ratings.map((each) => ({ ...each, follow_up: isBad(house, each) ? followUpId(each) : null }))
  await house.db.ask(kept, [JSON.stringify(rows)])
  return ratings
}

/** Whether a case of its own follows. */
export function isBad(house: CasesHouse, { grade }: Pick<KeptRating, 'grade'>): boolean {
  return grade >= house.law.badGradeFrom
}
