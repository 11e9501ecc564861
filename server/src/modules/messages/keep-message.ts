/** Tells one account one thing; told again, nothing changes. With a carrier it is queued for outside in the same statement. */
import type { Message } from '@steppe/contracts/messages'
import type { House } from '#platform/module'

export interface NewMessage {
  readonly account: string
  /** The fact it comes from. */
  readonly id: string
  /** The case it is about; or the page it leads to. */
  readonly case?: string
  readonly link?: string
  readonly kind: Message['kind']
  readonly title: string
  readonly day?: string | undefined
  readonly at: Date
}

/** What is older is not told outside any more: a carrier that is set up late floods nobody. */
const freshFor = 2 * 86_400_000

type Telling = Pick<House, 'db' | 'clock' | 'carrier'>

export function keepMessage(house: Telling, message: NewMessage): Promise<void> {
  return keepMessages(house, [message])
}

/** Tells many at once, in one statement; told again, nothing changes. */
export async function keepMessages({ db, clock, carrier }: Telling, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return
  const fresh = clock.now() - freshFor
  const rows = messages.map(({ case: about, at, ...message }) => ({
    ...message,
    case_id: about,
    at: at.toISOString(),
    outside: at.getTime() > fresh,
  }))
  await db.ask(
    `with given as materialized (
       select m.* from json_to_recordset($1::json)
         as m(account text, id text, case_id text, kind text, title text, day date, at timestamptz, link text, outside boolean)
     ), told as (
       insert into messages.messages (account, id, case_id, kind, title, day, at, link)
       select g.account, g.id, g.case_id, g.kind, g.title, g.day, g.at, g.link from given g
       on conflict do nothing returning account, id
     )
     insert into messages.outgoing (account, message, channel, next_at)
     select t.account, t.id, c.channel, $3 from told t
     join given g on g.account = t.account and g.id = t.id and g.outside
     cross join unnest($2::text[]) as c(channel)
     on conflict do nothing`,
    [JSON.stringify(rows), carrier?.channels ?? [], new Date(clock.now())],
  )
}
