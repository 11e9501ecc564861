/** Requests that may be shown: those handed in by Open311 clients and those whose writers let them be shown. */
import { maskWithin } from '@steppe/kernels/codes'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { otherService } from './services.ts'

interface Row {
  readonly league: string
  readonly id: string
  readonly service: string | null
  readonly department: string
  readonly opened_at: Date
  readonly due_on: string | null
  readonly due_at: Date | null
  readonly closed_on: string | null
  readonly status: string
  readonly lat: number | null
  readonly long: number | null
  readonly updated_at: Date | null
  readonly text: string
  readonly address: string | null
  readonly media: string | null
  readonly address_id: string | null
  readonly stage: string
  readonly intent: string
  readonly region: string
  readonly reporters: number
  readonly reply: string | null
  readonly merged_into: string | null
}

const columns = `o.league, o.id, o.service, o.department, o.opened_at, o.due_on, o.due_at, o.closed_on, o.status, o.lat, o.long,
  (select a.at from cases.acts a where a.league = o.league and a.case_id = o.id and a.seq = o.seq) as updated_at,
  c.given #>> '{answers,text}' as text, c.given #>> '{answers,place,address}' as address, c.given #>> '{answers,mediaUrl}' as media,
  c.given #>> '{answers,addressId}' as address_id, o.stage, o.intent, o.region, o.reporters, o.merged_into,
  case when o.replied_at is not null then (select a.act #>> '{deed,text}' from cases.acts a where a.league = o.league and a.case_id = o.id
    and a.kind in ('reply', 'answer') order by a.seq desc limit 1) end as reply`

export interface RequestQuery {
  readonly ids?: readonly string[]
  readonly services?: readonly string[]
  readonly from?: Date
  readonly until?: Date
  readonly statuses?: readonly ('open' | 'closed')[]
  readonly limit: number
}

/** Page of requests, the latest first. Named ones override every other filter, as the specification says. */
export async function findRequests(house: CasesHouse, query: RequestQuery): Promise<Row[]> {
  if (query.ids) {
    const ids = query.ids.slice(0, 100)
    return house.db.ask<Row>(
      `select ${columns} from unnest($1::text[], $2::text[]) as w(league, id)
       join appeals.orders o on o.league = w.league and o.id = w.id and o.public
       join cases.cases c on c.league = o.league and c.id = o.id order by o.opened_at desc, o.id desc`,
      [ids.map(leagueOf), ids],
    )
  }
  const { from, until, services, statuses } = query
  const one = statuses?.length === 1 ? statuses[0] : undefined
  return house.db.ask<Row>(
    `select ${columns} from appeals.orders o join cases.cases c on c.league = o.league and c.id = o.id
     where o.public and o.opened_at >= $1 and o.opened_at <= $2
       and ($3::text[] is null or coalesce(o.service, '${otherService}') = any($3::text[]))
       and ($4::text is null or (o.closed_on is null) = ($4 = 'open'))
     order by o.opened_at desc, o.id desc limit $5`,
    [from ?? new Date(0), until ?? new Date(8.64e15), services ?? null, one ?? null, query.limit],
  )
}

/** Where a request goes on that was joined to another of the same matter. */
function mergedNote(into: string | null, language: 'zh' | 'en'): string | null {
  if (!into) return null
  return language === 'en' ? `Goes on with the same matter under ${into}` : `与同一事项的 ${into} 合并办理`
}

/** One request as the specification writes it. */
export function requestOf(
  house: CasesHouse,
  row: Row,
  serviceName: (code: string) => string | undefined,
  language: 'zh' | 'en',
  extended: boolean,
) {
  const code = row.service ?? otherService
  return {
    service_request_id: row.id,
    status: row.closed_on ? 'closed' : 'open',
    status_notes: row.reply ?? mergedNote(row.merged_into, language),
    service_name: serviceName(code) ?? null,
    service_code: code,
    description: maskWithin(row.text),
    agency_responsible: house.directory.departmentName(row.department, language),
    service_notice: null,
    requested_datetime: row.opened_at.toISOString(),
    updated_datetime: row.updated_at?.toISOString() ?? null,
    expected_datetime: row.due_at && !row.closed_on ? row.due_at.toISOString() : null,
    address: row.address,
    address_id: row.address_id,
    zipcode: null,
    lat: row.lat,
    long: row.long,
    media_url: row.media,
    // What is beyond the specification is told to those who ask for it.
    ...(extended
      ? {
          extended_attributes: {
            intent: row.intent,
            stage: row.stage,
            region: row.region,
            region_name: house.directory.regionName(row.region, language),
            reporters: row.reporters,
            due_on: row.due_on,
          },
        }
      : {}),
  }
}

/** What happened to shown requests between two instants: replies and ends, the first first. To those that ended before nothing happened. */
export async function findUpdates(house: CasesHouse, from: Date, until: Date, limit: number) {
  const rows = await house.db.ask<{ id: string; seq: number; at: Date; text: string | null; closed: boolean }>(
    `select o.id, a.seq, a.at, a.act #>> '{deed,text}' as text, o.closed_on is not null and a.seq = o.seq as closed
     from appeals.orders o join cases.acts a on a.league = o.league and a.case_id = o.id
     where o.public and o.opened_at >= $1 and (o.closed_on is null or o.closed_on >= $2::timestamptz::date - 1) and a.at >= $2 and a.at <= $3 and a.kind in ('reply', 'answer', 'call_back', 'reopen', 'refuse')
     order by a.at, o.id, a.seq limit $4`,
    [new Date(from.getTime() - 180 * 86_400_000), from, until, limit],
  )
  return rows.map((row) => ({
    update_id: `${row.id}/${row.seq}`,
    service_request_id: row.id,
    status: row.closed ? 'closed' : 'open',
    updated_datetime: row.at.toISOString(),
    description: row.text,
    media_url: null,
  }))
}
