/** Messages whose writers let them be shown, with what was answered; and open matters around a point. No name, no telephone. */
import type { BoardMessage } from '@steppe/contracts/appeals'
import { dayInZone } from '@steppe/kernels/calendar'
import type { CasesHouse } from '#cases/house'
import { type Refusal, refuse } from '#platform/refusals'
import { leaguesOf } from './list-orders.ts'
import { cursorOf, orderColumns, parseOrderCursor, type StoredOrder } from './order-rows.ts'

type Row = StoredOrder & {
  readonly text: string
  readonly lat: number | null
  readonly long: number | null
  readonly satisfaction: BoardMessage['satisfaction'] | null
  readonly reply: {
    readonly at: number
    readonly actor: { readonly department?: string }
    readonly deed: { readonly text: string }
  } | null
}

const pageSize = 20
const columns = `${orderColumns}, o.lat, o.long, o.satisfaction, c.given #>> '{answers,text}' as text,
  case when o.replied_at is not null then (select a.act from cases.acts a where a.league = o.league and a.case_id = o.id
    and a.kind in ('reply', 'answer') order by a.seq desc limit 1) end as reply`

/** What looks like a telephone or an ID number in a public text is blotted out. */
export function blot(text: string): string {
  return text.replace(/\d{17}[\dXx]|(?<!\d)1[3-9]\d{9}(?!\d)/g, (found) => `${found.slice(0, 3)}****${found.slice(-2)}`)
}

export async function showBoard(
  house: CasesHouse,
  question: { readonly region?: string; readonly cursor?: string },
  language: 'zh' | 'en',
): Promise<{ rows: BoardMessage[]; next?: string } | Refusal> {
  const after = parseOrderCursor(question.cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const region = question.region ?? house.site.region
  const rows = await house.db.ask<Row>(
    `select o.* from unnest($1::text[]) as k(league) cross join lateral (
       select ${columns} from appeals.orders o join cases.cases c on c.league = o.league and c.id = o.id
       where o.league = k.league and o.public and o.region like $2 and (o.opened_at, o.id) < ($3::timestamptz, $4::text)
       order by o.opened_at desc, o.id desc limit $5
     ) o order by o.opened_at desc, o.id desc limit $5`,
    [
      await leaguesOf(house, region),
      `${region.replace(/(00)+$/, '')}%`,
      after?.at ?? 'infinity',
      after?.id ?? '~',
      pageSize + 1,
    ],
  )
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    rows: page.map((row) => messageOf(house, row, language)),
    ...(rows.length > pageSize && last ? { next: cursorOf(last) } : {}),
  }
}

function messageOf(house: CasesHouse, row: Row, language: 'zh' | 'en'): BoardMessage {
  const office = row.reply?.actor.department ?? row.department
  return {
    id: row.id,
    regionName: house.directory.regionName(row.region, language),
    intent: row.intent,
    title: blot(row.title),
    text: blot(row.text),
    on: row.opened_on,
    stage: row.stage,
    ...(row.reply
      ? {
          reply: {
            on: dayInZone(row.reply.at, house.site.zone),
            departmentName: house.directory.departmentName(office, language),
            text: blot(row.reply.deed.text),
          },
        }
      : {}),
    ...(row.satisfaction ? { satisfaction: row.satisfaction } : {}),
    ...(row.lat !== null && row.long !== null ? { lat: row.lat, long: row.long } : {}),
  }
}

const metresPerDegree = 111_320

/** Open, public, with a place on the map, the nearest first. */
export async function findNear(
  house: CasesHouse,
  { lat, long, metres = 500 }: { readonly lat: number; readonly long: number; readonly metres?: number },
) {
  const up = metres / metresPerDegree
  const across = up / Math.max(Math.cos((lat * Math.PI) / 180), 0.01)
  const rows = await house.db.ask<StoredOrder & { lat: number; long: number }>(
    `select ${orderColumns}, o.lat, o.long from appeals.orders o
     where o.closed_on is null and o.public and o.lat between $1 and $2 and o.long between $3 and $4
     order by o.lat limit 200`,
    [lat - up, lat + up, long - across, long + across],
  )
  return rows
    .map((row) => ({ row, away: Math.hypot((row.lat - lat) / up, (row.long - long) / across) * metres }))
    .filter(({ away }) => away <= metres)
    .sort((a, b) => a.away - b.away)
    .slice(0, 50)
    .map(({ row, away }) => ({
      id: row.id,
      title: blot(row.title),
      intent: row.intent,
      stage: row.stage,
      on: row.opened_on,
      lat: row.lat,
      long: row.long,
      metres: Math.round(away),
    }))
}
