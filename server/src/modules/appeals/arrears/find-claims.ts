/** Claims by what one is to them: as creditor, as debtor, as the office, as supervisor; the latest first. */
import type { ClaimQuery, ClaimRow, Claims, DebtorKind } from '@steppe/contracts/arrears'
import type { Day } from '@steppe/kernels/calendar'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'

interface Row {
  readonly case_id: string
  readonly stage: string
  readonly opened_on: Day
  readonly due_on: Day | null
  readonly creditor_name: string
  readonly debtor: string
  readonly debtor_name: string
  readonly debtor_kind: DebtorKind
  readonly region: string
  readonly principal: string
  readonly principal_left: string
  readonly ended_on: Day | null
}

const columns = `c.case_id, c.stage, c.opened_on, c.due_on, c.creditor_name, c.debtor, c.debtor_name, c.debtor_kind, c.region,
  c.principal, c.principal_left, c.ended_on`

/** The day and number of the last row, `2026-11-23 150102-…`. */
export function readPlace(cursor: string | undefined): readonly [Day, string] | undefined | Refusal {
  if (cursor === undefined) return undefined
  const [, day, id] = /^(\d{4}-\d{2}-\d{2}) ([0-9A-Za-z-]{8,60})$/.exec(cursor) ?? []
  return day && id ? [day as Day, id] : refuse('platform.cursor_unknown')
}

export const writePlace = (day: string, id: string): string => `${day} ${id}`

/** Which claims: a column of the read model, and the keys the caller stands for. */
function sideOf(house: CasesHouse, actor: Actor, part: ClaimQuery['part']): readonly [where: string, keys: string[]] {
  const firms = actor.grants.flatMap(({ firm }) => firm ?? [])
  const offices = actor.grants.flatMap(({ department }) => department ?? [])
  if (part === 'creditor') return ['c.creditor = any($1)', firms]
  if (part === 'debtor') return ['c.debtor = any($1)', [...firms, ...offices]]
  if (part === 'handler') return ['(c.handling = any($1) or c.accepting = any($1))', offices]
  const supervised = actor.grants.flatMap(({ role, region }) =>
    house.policy.roles[role]?.permissions.includes('cases:case:supervise') ? (region ?? []) : [],
  )
  const whole = supervised.includes(house.site.region)
  return whole
    ? ['$1::text[] is not null', ['']]
    : ['c.league = any($1)', supervised.map((each) => `${each.slice(0, 4)}00`)]
}

/** A part that the caller has nowhere gives an empty list. */
export async function findClaims(
  house: CasesHouse,
  actor: Actor,
  query: ClaimQuery,
  language: 'zh' | 'en',
): Promise<Claims | Refusal> {
  const place = readPlace(query.cursor)
  if (isRefusal(place)) return place
  const [where, keys] = sideOf(house, actor, query.part)
  if (keys.length === 0) return { rows: [] }
  const limit = query.limit ?? 50
  const rows = await house.db.ask<Row>(
    `select ${columns} from appeals.arrears_claims c where ${where} ${query.open ? 'and c.ended_on is null' : ''}
       and (c.opened_on, c.case_id) < ($2::date, $3) order by c.opened_on desc, c.case_id desc limit $4`,
    [keys, place?.[0] ?? '9999-12-31', place?.[1] ?? '~', limit + 1],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => rowOf(house, row, query.part, language)),
    ...(rows.length > limit ? { next: writePlace(last!.opened_on, last!.case_id) } : {}),
  }
}

function rowOf(house: CasesHouse, row: Row, part: ClaimRow['part'], language: 'zh' | 'en'): ClaimRow {
  const department = house.directory.departmentName(row.debtor, language)
  return {
    id: row.case_id,
    part,
    stage: row.stage,
    openedOn: row.opened_on,
    ...(row.due_on && !row.ended_on ? { dueOn: row.due_on } : {}),
    creditorName: row.creditor_name,
    debtorName: department === row.debtor ? row.debtor_name : department,
    debtorKind: row.debtor_kind,
    regionName: house.directory.regionName(row.region, language),
    amount: Number(row.principal),
    left: Number(row.principal_left),
    ended: row.ended_on !== null,
  }
}
