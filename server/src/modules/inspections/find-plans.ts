/** Published plans: one by its id, and all of them newest first. */
import type { Plan } from '@steppe/contracts/inspections'
import { getPlaces, type Places } from '#ask/registry'
import type { House } from '#platform/module'
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

function view(places: Places, row: Row): Plan {
  return {
    ...row,
    items: [...row.items],
    departmentName: places.department(row.department)?.name ?? row.department,
    publishedAt: row.publishedAt.toISOString(),
  }
}

/** The plan, or a refusal. */
export async function findPlan(house: Pick<House, 'db'>, id: string): Promise<Plan | Refusal> {
  const rows = await house.db.ask<Row>(`select ${columns} from inspections.plans p where p.league = $1 and p.id = $2`, [
    leagueOfDraw(id),
    id,
  ])
  return rows[0] ? view(await getPlaces(house), rows[0]) : refuse('inspections.plan_unknown')
}

/** A page of all plans, or of one department's. */
export async function findPlans(
  house: Pick<House, 'db'>,
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
  const places = await getPlaces(house)
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    plans: page.map((row) => view(places, row)),
    ...(rows.length > pageSize && last ? { next: writeCursor(last.publishedAt, last.id) } : {}),
  }
}
