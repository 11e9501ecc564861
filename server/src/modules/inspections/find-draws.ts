/** Draws: those whose list is sealed, for anybody, newest first; those being prepared, for the staff of their department. */
import type { DrawLine, DrawLines } from '@steppe/contracts/inspections'
import { getPlaces, type Places } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal } from '#platform/refusals'
import { readCursor, writeCursor } from './cursor.ts'
import type { State } from './draw-record.ts'
import { mayAct } from './may-act.ts'

interface Row {
  readonly id: string
  readonly title: string
  readonly region: string
  readonly department: string
  readonly state: State
  readonly objects: number
  readonly visits: number | null
  readonly committedAt: Date | null
  readonly redrawOf: string | null
}

const columns = `d.id, d.title, d.region, d.department, d.state, d.objects, d.visits, d.committed_at as "committedAt", d.redraw_of as "redrawOf"`
const pageSize = 20

/** One line of the list. */
export function lineOf(places: Places, row: Row): DrawLine {
  const path = places.path(row.region)
  return {
    id: row.id,
    title: row.title,
    region: row.region,
    regionName: (path.length > 1 ? path.slice(1) : path).map((region) => region.name).join(''),
    department: row.department,
    departmentName: places.department(row.department)?.name ?? row.department,
    state: row.state,
    objects: row.objects,
    ...(row.visits === null ? {} : { visits: row.visits }),
    ...(row.committedAt ? { committedAt: row.committedAt.toISOString() } : {}),
    ...(row.redrawOf ? { redrawOf: row.redrawOf } : {}),
  }
}

/** A page of the public list. */
export async function findDraws(house: CasesHouse, query: { readonly cursor?: string }): Promise<DrawLines | Refusal> {
  const after = readCursor(query.cursor)
  if (isRefusal(after)) return after
  const rows = await house.db.ask<Row>(
    `select ${columns} from inspections.draws d where d.committed_at is not null and (d.committed_at, d.id) < ($1, $2)
     order by d.committed_at desc, d.id desc limit $3`,
    [...(after ?? [new Date(8.64e15), '~']), pageSize + 1],
  )
  const places = await getPlaces(house)
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    draws: page.map((row) => lineOf(places, row)),
    ...(rows.length > pageSize && last?.committedAt ? { next: writeCursor(last.committedAt, last.id) } : {}),
  }
}

/** Draws that the actor’s departments are preparing. */
export async function findPrepared(house: CasesHouse, actor: Actor): Promise<DrawLines> {
  const departments = actor.grants.flatMap((grant) => {
    const { department, region } = grant
    return department && region && mayAct(house, actor, 'inspections:draw:read', { department, region })
      ? [department]
      : []
  })
  const rows = await house.db.ask<Row>(
    `select ${columns} from inspections.draws d where d.department = any($1) and d.state = 'prepared'
     order by d.prepared_at desc limit 50`,
    [departments],
  )
  const places = await getPlaces(house)
  return { draws: rows.map((row) => lineOf(places, row)) }
}
