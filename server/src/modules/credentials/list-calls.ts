/** Who looked at one's licences, when and why; also those who were refused. Source: 个人信息保护法 arts. 44, 45. */
import type { CallLine, MyCalls } from '@steppe/contracts/credentials'
import { findItem } from '#ask/catalog'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { licenceTypes } from './licence-types.ts'
import { holdersOfActor } from './list-mine.ts'
import { wordsOfFields } from './sharing-law.ts'

const pageSize = 50

export interface CallRow {
  readonly id: string
  readonly at: Date
  readonly by: string
  readonly department: string
  readonly item: string
  readonly case: string
  readonly type: string
  readonly licence: string | null
  readonly cause: string
  readonly legalBasis: string
  readonly outcome: string
  readonly fields: readonly string[]
}

export const callColumns = `c.id, c.at, c.actor_name as by, c.department, c.item, c.case_id as "case", c.type, c.licence, c.cause, c.legal_basis as "legalBasis", c.outcome, c.fields`

/** Where a page begins, as instant and number; without a cursor before the latest call. */
export function callAfter(cursor: string | undefined): readonly [at: string, id: string] | Refusal {
  if (!cursor) return ['infinity', '']
  const [, at = '', id = ''] = /^([0-9T:.Z-]{20,30})~([0-9A-Z-]{8,24})$/.exec(cursor) ?? []
  return Number.isNaN(Date.parse(at)) ? refuse('platform.cursor_unknown') : [at, id]
}

/** The cursor behind a call. */
export const callCursor = (row: CallRow): string => `${row.at.toISOString()}~${row.id}`

/** A page of calls about those the actor answers for, the latest first; one licence alone when it is named. */
export async function listMyCalls(
  house: CasesHouse,
  actor: Actor,
  wish: { readonly cursor?: string; readonly licence?: string },
  language: 'zh' | 'en',
): Promise<MyCalls | Refusal> {
  const after = callAfter(wish.cursor)
  if (isRefusal(after)) return after
  const rows = await house.db.ask<CallRow>(
    `select ${callColumns} from credentials.calls c where c.holder = any($1) and (c.at, c.id) < ($2::timestamptz, $3::text) and ($4::text is null or c.licence = $4)
     order by c.at desc, c.id desc limit $5`,
    [await holdersOfActor(house, actor), ...after, wish.licence ?? null, pageSize + 1],
  )
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    calls: await Promise.all(page.map((row) => callLine(house, row, language))),
    ...(rows.length > pageSize && last ? { next: callCursor(last) } : {}),
  }
}

/** A call in words. */
export async function callLine(house: CasesHouse, row: CallRow, language: 'zh' | 'en'): Promise<CallLine> {
  const [types, item, fields] = await Promise.all([
    licenceTypes(house),
    findItem(house, row.item),
    wordsOfFields(house, row.type, row.fields),
  ])
  return {
    call: row.id,
    at: row.at.toISOString(),
    by: row.by,
    department: house.directory.departmentName(row.department, language),
    item: item?.name[language] ?? item?.name.zh ?? row.item,
    case: row.case,
    name: types.get(row.type)?.name ?? { zh: row.type, en: row.type },
    ...(row.licence ? { licence: row.licence } : {}),
    cause: row.cause,
    legalBasis: row.legalBasis,
    outcome: row.outcome,
    fields: fields.map(({ zh, en }) => ({ zh, en })),
  }
}
