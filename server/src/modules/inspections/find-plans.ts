/** Published plans: one by its id, and all of them newest first. */
import type { Plan } from '@steppe/contracts/inspections'
import type { CasesHouse } from '#cases/house'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { readCursor, writeCursor } from './cursor.ts'
import { leagueOfDraw } from './draw-record.ts'

interface Row {
  readonly id: string
  readonly department: string
  readonly year: number
  readonly title: string
  readonly items: readonly string[]
  readonly publishedAt: Date
}

const columns = 'p.id, p.department, p.year, p.title, p.items, p.published_at as "publishedAt"'
const pageSize = 20

type Reader = Pick<CasesHouse, 'db' | 'directory'>

function view({ directory }: Reader, language: 'zh' | 'en', row: Row): Plan {
  return {
    ...row,
    items: [...row.items],
    departmentName: directory.departmentName(row.department, language),
    publishedAt: row.publishedAt.toISOString(),
  }
}

/** The plan in the reader's language, or a refusal. */
export async function findPlan(house: Reader, language: 'zh' | 'en', id: string): Promise<Plan | Refusal> {
  const rows = await house.db.ask<Row>(`select ${columns} from inspections.plans p where p.league = $1 and p.id = $2`, [
    leagueOfDraw(id),
    id,
  ])
  return rows[0] ? view(house, language, rows[0]) : refuse('inspections.plan_unknown')
}

/** A page of all plans, or of one department's. */
export async function findPlans(
  house: Reader,
  language: 'zh' | 'en',
  query: { readonly department?: string; readonly cursor?: string },
): Promise<{ plans: Plan[]; next?: string } | Refusal> {
  const after = readCursor(query.cursor)
  if (isRefusal(after)) return after
  const key = after ?? [new Date(8.64e15), '~']
  const rows = query.department
    ? await house.db.ask<Row>(
        `select ${columns} from inspections.plans p where p.department = $3 and (p.published_at, p.id) < ($1, $2)
         order by p.published_at desc, p.id desc limit $4`,
        [...key, query.department, pageSize + 1],
      )
    : await house.db.ask<Row>(
        `select ${columns} from inspections.plans p where (p.published_at, p.id) < ($1, $2)
         order by p.published_at desc, p.id desc limit $3`,
        [...key, pageSize + 1],
      )
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    plans: page.map((row) => view(house, language, row)),
    ...(rows.length > pageSize && last ? { next: writeCursor(last.publishedAt, last.id) } : {}),
  }
}
