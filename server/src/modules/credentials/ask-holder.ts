/** The holder's authorisation (授权): asked by the first call, answered by the holder, who may take a yes back, good for one case until a day. Source: 个人信息保护法 arts. 15, 29. */
import type { Authorisation, MyAuthorisations, NewCall } from '@steppe/contracts/credentials'
import { addDays } from '@steppe/kernels/calendar'
import type { CaseState } from '@steppe/kernels/cases'
import { findItem } from '#ask/catalog'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import type { LicenceRow } from './licence.ts'
import { licenceTypes } from './licence-types.ts'
import { holdersOfActor } from './list-mine.ts'
import { newNumber } from './record-call.ts'
import { allowedTo, wordsOfFields } from './sharing-law.ts'
import { sealed } from './write-licences.ts'

interface Asked {
  readonly licence: LicenceRow
  readonly state: CaseState
  readonly department: string
  readonly actor: Actor
  readonly wish: NewCall
  readonly days: number
}

/** Nothing when the holder agreed; else why not yet. The first call asks. */
export async function askHolder(house: CasesHouse, asked: Asked): Promise<Refusal | undefined> {
  const { licence, state, department, actor, wish, days } = asked
  const today = house.clock.today()
  const rows = await house.db.commit<{ answer: string | null; until: string }>(
    `insert into credentials.authorisations as a (league, id, licence, type, holder, case_id, department, item, cause, legal_basis, asked_by, asked_at, until_day)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (league, licence, case_id, department) do update set asked_at = a.asked_at
     returning a.answer, a.until_day as until`,
    [
      leagueOf(licence.id),
      newNumber(licence.region, 'A'),
      licence.id,
      licence.type,
      licence.holder,
      state.id,
      department,
      state.item.code,
      wish.cause.trim(),
      wish.legalBasis.trim(),
      actor.name,
      new Date(house.clock.now()),
      addDays(today, days),
    ],
  )
  const { answer, until } = rows[0]!
  if (answer === 'refused') return refuse('credentials.authorisation_refused')
  if (today > until) return refuse('credentials.authorisation_over')
  return answer === 'given' ? undefined : refuse('credentials.authorisation_asked')
}

interface Row {
  readonly id: string
  readonly licence: string
  readonly type: string
  readonly department: string
  readonly item: string
  readonly case: string
  readonly cause: string
  readonly legalBasis: string
  readonly askedAt: Date
  readonly until: string
  readonly answer: 'given' | 'refused' | null
}

const columns = `a.id, a.licence, a.type, a.department, a.item, a.case_id as "case", a.cause, a.legal_basis as "legalBasis", a.asked_at as "askedAt",
  a.until_day as until, a.answer`

/** What departments asked of those the actor may answer for and may still see, the latest first. */
export async function listAuthorisations(
  house: CasesHouse,
  actor: Actor,
  language: 'zh' | 'en',
): Promise<MyAuthorisations> {
  const rows = await house.db.ask<Row>(
    `select ${columns} from credentials.authorisations a where a.holder = any($1) and a.until_day >= $2 order by a.asked_at desc, a.id desc limit 50`,
    [await holdersOfActor(house, actor), house.clock.today()],
  )
  return { authorisations: await Promise.all(rows.map((row) => viewOf(house, row, language))) }
}

async function viewOf(house: CasesHouse, row: Row, language: 'zh' | 'en'): Promise<Authorisation> {
  const [types, item, allowed] = await Promise.all([
    licenceTypes(house),
    findItem(house, row.item),
    allowedTo(house, row.item, row.type),
  ])
  return {
    id: row.id,
    licence: row.licence,
    name: types.get(row.type)?.name ?? { zh: row.type, en: row.type },
    department: house.directory.departmentName(row.department, language),
    item: item?.name[language] ?? item?.name.zh ?? row.item,
    case: row.case,
    cause: row.cause,
    legalBasis: row.legalBasis,
    fields: await wordsOfFields(house, row.type, allowed?.fields ?? []),
    askedAt: row.askedAt.toISOString(),
    until: row.until,
    ...(row.answer ? { answer: row.answer } : {}),
  }
}

/** The holder's answer, and after a yes its withdrawal; each is sealed like every act. Refuses what was asked of others, what a no ended, and what is over. */
export async function answerAuthorisation(
  house: CasesHouse,
  actor: Actor,
  id: string,
  answer: 'given' | 'refused',
  language: 'zh' | 'en',
): Promise<Authorisation | Refusal> {
  const at = house.clock.now()
  const act = { authorisation: id, at, answer, by: actor.id }
  const { salt, commitment } = sealed(act)
  const rows = await house.db.commit<Row>(
    `with answered as (
       update credentials.authorisations a set answer = $4, answered_by = $5, answered_at = $6,
         answer_act = coalesce(a.answer_act, $7), salt = coalesce(a.salt, decode($8, 'hex')), commitment = coalesce(a.commitment, decode($9, 'hex')),
         withdrawal_act = case when a.answer = 'given' then $7::jsonb end,
         withdrawal_salt = case when a.answer = 'given' then decode($8, 'hex') end,
         withdrawal_commitment = case when a.answer = 'given' then decode($9, 'hex') end
       where a.league = $1 and a.id = $2 and a.holder = any($3) and a.until_day >= $10
         and (a.answer is null or (a.answer = 'given' and $4 = 'refused'))
       returning ${columns}, case when a.withdrawal_act is null then 1 else 2 end as n
     ), fact as (
       insert into platform.outbox (name, league, subject, data, at)
       select 'credentials.authorisation_answered', $1, $2, $11::jsonb || jsonb_build_object('first', answered.n), $6 from answered
     ) select * from answered`,
    [
      leagueOf(id),
      id,
      await holdersOfActor(house, actor),
      answer,
      actor.id,
      new Date(at),
      JSON.stringify(act),
      salt,
      commitment,
      house.clock.today(),
      JSON.stringify({ answer, commitments: [commitment] }),
    ],
  )
  return rows[0] ? viewOf(house, rows[0], language) : refuse('credentials.authorisation_unknown')
}
