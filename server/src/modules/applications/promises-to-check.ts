/** 告知承诺 after the decision: which promises an office still has to check, and by when. Source: 国办发〔2020〕42号; 安阳市政务服务条例 arts. 25-29. */
import type { PromisesToCheck } from '@steppe/contracts/applications'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'

const pageSize = 50

/** Writes down how the promise of a case stands: to be checked, to be put right, or done. Seen twice, nothing changes. */
export async function followPromise(house: CasesHouse, caseId: string): Promise<void> {
  const state = await house.engine.load(caseId)
  const { promise } = state ?? {}
  const checkBy = promise?.rectifyBy ?? promise?.checkBy
  if (!state || !promise || !checkBy) return
  const open = state.status === 'closed' && (promise.kept === undefined || promise.rectifyBy !== undefined)
  await house.db.ask(
    `insert into applications.promises (league, case_id, department, check_by, mending, ended_on) values ($1, $2, $3, $4, $5, $6)
     on conflict (league, case_id) do update set department = excluded.department, check_by = excluded.check_by,
       mending = excluded.mending, ended_on = excluded.ended_on`,
    [
      state.league,
      state.id,
      state.department,
      checkBy,
      promise.rectifyBy !== undefined,
      open ? null : house.clock.today(),
    ],
  )
}

/** What the actor's offices have to check, the first due first; refuses platform.cursor_unknown. */
export async function findPromisesToCheck(
  house: Pick<House, 'db'>,
  actor: Actor,
  cursor: string | undefined,
  say: (zh: string) => string,
): Promise<PromisesToCheck | Refusal> {
  const after = cursor === undefined ? undefined : /^(\d{4}-\d\d-\d\d)~([\w-]{1,40})$/.exec(cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const departments = actor.grants.flatMap((grant) => (grant.department ? [grant.department] : []))
  const rows = await house.db.ask<{ case: string; title: string; applicant: string; by: string; mending: boolean }>(
    `select p.case_id as "case", c.given ->> 'title' as title, c.given -> 'applicant' ->> 'name' as applicant,
       p.check_by::text as "by", p.mending
     from applications.promises p join cases.cases c on c.league = p.league and c.id = p.case_id
     where p.department = any($1) and p.ended_on is null and (p.check_by, p.case_id) > ($2::date, $3::text)
     order by p.check_by, p.case_id limit $4`,
    [departments, after?.[1] ?? '0001-01-01', after?.[2] ?? '', pageSize + 1],
  )
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    promises: page.map((row) => ({ ...row, title: say(row.title) })),
    ...(rows.length > pageSize && last ? { next: `${last.by}~${last.case}` } : {}),
  }
}
