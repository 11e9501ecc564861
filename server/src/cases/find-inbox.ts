/** The inbox: what a person's departments owe, the first due first. One index range for each department, however many cases there are. */
import type { Inbox, InboxCounts, InboxRow } from '@steppe/contracts/cases'
import type { Day } from '@steppe/kernels/calendar'
import type { Ask } from '#platform/postgres'
import { daysLeft, type Viewing } from './view-case.ts'

export interface InboxQuestion {
  readonly departments: readonly string[]
  readonly account: string
  readonly status?: string
  /** Not before / not after these days. */
  readonly from?: Day
  readonly until?: Day
  readonly mine?: boolean
  readonly after?: InboxCursor
  readonly limit: number
}

export interface InboxCursor {
  readonly due: string
  readonly case: string
  readonly task: string
}

interface Found {
  readonly case_id: string
  readonly task: string
  readonly department: string
  readonly holder: string | null
  readonly name: string
  readonly action: string
  readonly status: InboxRow['status']
  readonly title: string
  readonly applicant: string
  readonly opened_on: Day
  readonly due_on: Day
  readonly paused: boolean
  readonly seq: number
}

/** Every branch reads `limit` rows of one index: (department, due_on, …) or (department, status, due_on, …); only the page's own cases are looked up. */
function statementFor(byStatus: boolean): string {
  return `
select t.*, c.seq from (
  select t.* from unnest($1::text[]) as d(department)
  cross join lateral (
    select t.league, t.case_id, t.task, t.department, t.holder, t.name, t.action, t.status, t.title, t.applicant, t.opened_on, t.due_on, t.paused
    from cases.tasks t
    where t.department = d.department ${byStatus ? 'and t.status = $8' : 'and $8::text is null'}
      and t.due_on >= $2::date and t.due_on <= $3::date
      and (t.due_on, t.case_id, t.task) > ($2::date, $4::text, $5::text)
      and (not $6::boolean or t.holder = $7)
    order by t.due_on, t.case_id, t.task
    limit $9
  ) t
  order by t.due_on, t.case_id, t.task
  limit $9
) t
join cases.cases c on c.league = t.league and c.id = t.case_id
order by t.due_on, t.case_id, t.task`
}
const anyStatus = statementFor(false)
const oneStatus = statementFor(true)

/** A page of the inbox and the cursor of the next. */
export async function findInbox(ask: Ask, question: InboxQuestion, viewing: Viewing): Promise<Inbox> {
  const { after } = question
  const first = after?.due ?? question.from ?? '-infinity'
  const rows = await ask<Found>(question.status ? oneStatus : anyStatus, [
    question.departments,
    first,
    question.until ?? 'infinity',
    after?.case ?? '',
    after?.task ?? '',
    question.mine ?? false,
    question.account,
    question.status ?? null,
    question.limit + 1,
  ])
  const page = rows.slice(0, question.limit)
  const last = page.at(-1)
  const next =
    rows.length > page.length && last
      ? { next: cursorText({ due: last.due_on, case: last.case_id, task: last.task }) }
      : {}
  return { rows: page.map((row) => viewRow(row, viewing)), ...next }
}

function viewRow(row: Found, viewing: Viewing): InboxRow {
  const due = String(row.due_on) === 'infinity' ? undefined : row.due_on
  return {
    case: row.case_id,
    task: row.task,
    title: viewing.say(row.title),
    applicant: row.applicant,
    step: viewing.say(row.name),
    action: row.action,
    status: row.status,
    openedOn: row.opened_on,
    ...(due
      ? { dueOn: due, daysLeft: daysLeft(viewing.calendars.of(row.department.slice(0, 6)), viewing.today, due, 'wd') }
      : {}),
    paused: row.paused,
    ...(row.holder ? { holder: row.holder } : {}),
    departmentName: viewing.directory.departmentName(row.department, viewing.language),
    seq: row.seq,
  }
}

export function cursorText(cursor: InboxCursor): string {
  return Buffer.from(JSON.stringify([cursor.due, cursor.case, cursor.task])).toString('base64url')
}

/** The cursor behind its text; nothing when it is not one of ours. */
export function parseCursor(text: string): InboxCursor | undefined {
  try {
    const [due, id, task] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]
    if (
      typeof due !== 'string' ||
      typeof id !== 'string' ||
      typeof task !== 'string' ||
      !/^(\d{4}-\d{2}-\d{2}|infinity)$/.test(due)
    )
      return undefined
    return { due, case: id, task }
  } catch {
    return undefined
  }
}

/** Counting stops here: beyond it a person reads “1000+”. */
const mostCounted = 1000

const countStatement = `
select t.status, t.due_on, count(*)::int as count from unnest($1::text[]) as d(department)
cross join lateral (
  select t.status, t.due_on from cases.tasks t where t.department = d.department order by t.due_on limit ${mostCounted}
) t group by t.status, t.due_on`

/** Counts by status and by urgency; `capped` where a department owes more than is counted. */
export async function countInbox(
  ask: Ask,
  departments: readonly string[],
  today: Day,
  weekEnd: Day,
): Promise<InboxCounts> {
  const rows = await ask<{ status: string; due_on: string; count: number }>(countStatement, [departments])
  const sum = (fits: (due: string) => boolean) =>
    rows.filter((row) => fits(String(row.due_on))).reduce((total, row) => total + row.count, 0)
  const byStatus: Record<string, number> = {}
  for (const row of rows) byStatus[row.status] = (byStatus[row.status] ?? 0) + row.count
  const all = sum(() => true)
  return {
    byStatus,
    overdue: sum((due) => due < today),
    today: sum((due) => due === today),
    week: sum((due) => due >= today && due <= weekEnd),
    all,
    capped: all >= mostCounted,
  }
}
