/**
 * Calls on licences by the departments of a region, answered and refused, for whoever audits there; as pages and as a file. They say who looked,
 * why and at which fields, never what stood in them. Source: 个人信息保护法 arts. 54, 57; 国务院令第716号 art. 11.
 */
import { Readable } from 'node:stream'
import type { AuditedCall, AuditedRegion, CallAudit } from '@steppe/contracts/credentials'
import { holds, may } from '@steppe/kernels/authority'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { csvHeading, csvLine } from '#platform/write-sheet'
import { type CallRow, callAfter, callColumns, callCursor, callLine } from './list-calls.ts'

export const auditing = 'credentials:call:audit'
const pageSize = 50
const pieceSize = 500

export interface CallFilter {
  /** The region audited, with all below; the first of the actor's when none is said. */
  readonly region?: string
  readonly department?: string
  readonly outcome?: 'answered' | 'refused'
}

/** A page, the latest first. Refuses a region that the actor does not audit. */
export async function auditCalls(
  house: CasesHouse,
  actor: Actor,
  wish: CallFilter & { readonly cursor?: string },
  language: 'zh' | 'en',
): Promise<CallAudit | Refusal> {
  const region = await auditedRegion(house, actor, wish.region, language)
  if (isRefusal(region)) return region
  const after = callAfter(wish.cursor)
  if (isRefusal(after)) return after
  const rows = await callsIn(house, region.code, wish, after, pageSize + 1)
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    region,
    calls: await Promise.all(page.map((row) => auditedCall(house, row, language))),
    ...(rows.length > pageSize && last ? { next: callCursor(last) } : {}),
  }
}

/** The region when the actor audits it. */
export async function auditedRegion(
  house: CasesHouse,
  actor: Actor,
  wished: string | undefined,
  language: 'zh' | 'en',
): Promise<AuditedRegion | Refusal> {
  const code = wished ?? actor.grants.find((each) => each.region && holds(house.policy, [each], auditing))?.region ?? ''
  const region = (await getPlaces(house)).region(code)
  if (!region) return refuse('registry.region_unknown', { code })
  const { allowed } = may(house.policy, actor.grants, auditing, { region: region.code })
  return allowed
    ? { code: region.code, name: house.directory.regionName(region.code, language) }
    : refuse('credentials.outside_your_region')
}

const outcomes = { answered: "and c.outcome = 'answered'", refused: "and c.outcome <> 'answered'" } as const

/** One short walk of an index for each region (or for the department), then the latest of all. */
async function callsIn(
  house: CasesHouse,
  region: string,
  { department, outcome }: CallFilter,
  after: readonly [string, string],
  limit: number,
): Promise<CallRow[]> {
  const places = await getPlaces(house)
  const regions = places.below(region).flatMap((each) => (each.level === 'town' ? [] : [each.code]))
  const within = department && regions.includes(department.slice(0, 6)) ? [department] : []
  return house.db.ask<CallRow>(
    `select c.* from unnest($1::text[]) k(code) cross join lateral (
       select ${callColumns} from credentials.calls c
       where ${department ? 'c.department' : 'c.region'} = k.code and (c.at, c.id) < ($2::timestamptz, $3::text) ${outcome ? outcomes[outcome] : ''}
       order by c.at desc, c.id desc limit $4
     ) c order by c.at desc, c.id desc limit $4`,
    [department ? within : regions, ...after, limit],
  )
}

async function auditedCall(house: CasesHouse, row: CallRow, language: 'zh' | 'en'): Promise<AuditedCall> {
  const line = await callLine(house, row, language)
  return { ...line, departmentCode: row.department, outcomeName: outcomeName(house, row.outcome) }
}

/** A refusal's sentence without what was filled in: that is not kept. */
function outcomeName(house: CasesHouse, outcome: string): { readonly zh: string; readonly en: string } {
  if (outcome === 'answered') return { zh: '已提供', en: 'Answered' }
  const title = house.refusals[outcome]?.title
  const bare = (text: string) =>
    text.replaceAll(/ ?[（(][^（）()]*\{\w+\}[^（）()]*[）)]/g, '').replaceAll(/\{\w+\}/g, '…')
  return title ? { zh: bare(title.zh), en: bare(title.en) } : { zh: outcome, en: outcome }
}

const headings = [
  '时间',
  '用证人',
  '部门',
  '部门编码',
  '证照',
  '证照编号',
  '事项',
  '办件',
  '事由',
  '依据',
  '结果',
  '提供的内容',
]

/** CSV as a stream, page by page through an index; memory does not grow with the number of calls. */
export function exportCalls(house: CasesHouse, region: string, filter: CallFilter): Readable {
  return Readable.from(pieces(house, region, filter))
}

async function* pieces(house: CasesHouse, region: string, filter: CallFilter): AsyncGenerator<string> {
  yield csvHeading(headings)
  let after: readonly [string, string] = ['infinity', '']
  for (;;) {
    const rows = await callsIn(house, region, filter, after, pieceSize)
    const last = rows.at(-1)
    if (!last) return
    yield (await Promise.all(rows.map((row) => auditedCall(house, row, 'zh')))).map(cells).map(csvLine).join('')
    if (rows.length < pieceSize) return
    after = [last.at.toISOString(), last.id]
  }
}

function cells(call: AuditedCall): string[] {
  const { at, by, department, departmentCode, name, licence = '', item, cause, legalBasis, outcomeName, fields } = call
  const what = fields.map((field) => field.zh).join('、')
  return [
    at,
    by,
    department,
    departmentCode,
    name.zh,
    licence,
    item,
    call.case,
    cause,
    legalBasis,
    outcomeName.zh,
    what,
  ]
}
