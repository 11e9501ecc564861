/** Steps of orders that the caller's departments owe, the first due first. */
import type { OrderInbox } from '@steppe/contracts/appeals'
import { cursorText, parseCursor } from '#cases/find-inbox'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { orderColumns, rowOf, type StoredOrder } from './order-rows.ts'

interface Found extends StoredOrder {
  readonly task: string
  readonly task_department: string
  readonly holder: string | null
  readonly name: string
  readonly action: string
  readonly task_due: string
  readonly seq: number
}

/** Each department's open steps in the order of their index, those of orders only. */
const statement = `
select t.*, ${orderColumns}, o.seq from unnest($1::text[]) as d(department)
cross join lateral (
  select t.league as case_league, t.case_id, t.task, t.department as task_department, t.holder, t.name, t.action, t.due_on as task_due
  from cases.tasks t join appeals.orders p on p.league = t.league and p.id = t.case_id
  where t.department = d.department and (t.due_on, t.case_id, t.task) > ($2::date, $3::text, $4::text)
    and ($5::text is null or t.action = $5) and ($6::text is null or t.holder = $6) and ($7::timestamptz is null or p.due_at < $7)
  order by t.due_on, t.case_id, t.task limit $8
) t
join appeals.orders o on o.league = t.case_league and o.id = t.case_id
order by t.task_due, t.case_id, t.task limit $8`

const mostCounted = 1000

const counts = `
select count(*)::int as all, count(*) filter (where x.due_at < $2)::int as late, count(*) filter (where x.due_on = $3)::int as today
from unnest($1::text[]) as d(department)
cross join lateral (
  select p.due_at, t.due_on from cases.tasks t join appeals.orders p on p.league = t.league and p.id = t.case_id
  where t.department = d.department order by t.due_on limit ${mostCounted}
) x`

interface Question {
  readonly action?: string
  readonly late?: boolean
  readonly mine?: boolean
  readonly cursor?: string
  readonly limit?: number
}

export async function findOrderInbox(
  house: CasesHouse,
  actor: Actor,
  question: Question,
  language: 'zh' | 'en',
): Promise<OrderInbox | Refusal> {
  const after = question.cursor === undefined ? undefined : parseCursor(question.cursor)
  if (question.cursor !== undefined && !after) return refuse('platform.cursor_unknown')
  const departments = [...new Set(actor.grants.flatMap((grant) => (grant.department ? [grant.department] : [])))]
  const limit = question.limit ?? 50
  const now = new Date(house.clock.now())
  const [rows, [count]] = await Promise.all([
    house.db.ask<Found>(statement, [
      departments,
      after?.due ?? '-infinity',
      after?.case ?? '',
      after?.task ?? '',
      question.action ?? null,
      question.mine ? actor.id : null,
      question.late ? now : null,
      limit + 1,
    ]),
    house.db.ask<OrderInbox['counts']>(counts, [departments, now, house.clock.today()]),
  ])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => ({
      ...rowOf(house, row, language),
      task: row.task,
      step: language === 'en' ? house.english(row.name) : row.name,
      action: row.action,
      ...(row.holder ? { holder: row.holder } : {}),
      seq: row.seq,
      ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
    })),
    ...(rows.length > limit && last
      ? { next: cursorText({ due: String(last.task_due), case: last.id, task: last.task }) }
      : {}),
    counts: count ?? { all: 0, late: 0, today: 0 },
  }
}
