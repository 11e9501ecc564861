/** Draws: those whose list is sealed, for anybody, newest first; those being prepared, for the staff of their department. */
import type { DrawLine, DrawLines } from '@steppe/contracts/inspections'
import { getPlaces, type Places } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Directory } from '#cases/load-context'
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

/** In whose words names of places and departments are given. */
export interface Naming {
  readonly places: Places
  readonly directory: Directory
  readonly language: 'zh' | 'en'
}

/** What names are read with; `language` is that of the reader. */
export async function namingOf(house: CasesHouse, language: 'zh' | 'en'): Promise<Naming> {
  return { places: await getPlaces(house), directory: house.directory, language }
}

/** A place below the province, from large to small in Chinese, from small to large in English. */
function placeName({ places, directory, language }: Naming, code: string): string {
  const path = places.path(code)
  const names = (path.length > 1 ? path.slice(1) : path).map((region) => directory.regionName(region.code, language))
  return language === 'zh' ? names.join('') : names.toReversed().join(', ')
}

/** One line of the list. */
export function lineOf(naming: Naming, row: Row): DrawLine {
  return {
    id: row.id,
    title: row.title,
    region: row.region,
    regionName: placeName(naming, row.region),
    department: row.department,
    departmentName: naming.directory.departmentName(row.department, naming.language),
    state: row.state,
    objects: row.objects,
    ...(row.visits === null ? {} : { visits: row.visits }),
    ...(row.committedAt ? { committedAt: row.committedAt.toISOString() } : {}),
    ...(row.redrawOf ? { redrawOf: row.redrawOf } : {}),
  }
}

/** A page of the public list. */
export async function findDraws(
  house: CasesHouse,
  language: 'zh' | 'en',
  query: { readonly cursor?: string },
): Promise<DrawLines | Refusal> {
  const after = readCursor(query.cursor)
  if (isRefusal(after)) return after
  const rows = await house.db.ask<Row>(
    `select ${columns} from inspections.draws d where d.committed_at is not null and (d.committed_at, d.id) < ($1, $2)
     order by d.committed_at desc, d.id desc limit $3`,
    [...(after ?? [new Date(8.64e15), '~']), pageSize + 1],
  )
  const naming = await namingOf(house, language)
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    draws: page.map((row) => lineOf(naming, row)),
    ...(rows.length > pageSize && last?.committedAt ? { next: writeCursor(last.committedAt, last.id) } : {}),
  }
}

/** Draws that the actor’s departments are preparing. */
export async function findPrepared(house: CasesHouse, language: 'zh' | 'en', actor: Actor): Promise<DrawLines> {
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
  const naming = await namingOf(house, language)
  return { draws: rows.map((row) => lineOf(naming, row)) }
}
