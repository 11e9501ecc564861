/** The messages of an account, the latest first, and how many are unread. */
import type { Message, Messages } from '@steppe/contracts/messages'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'

const pageSize = 50
/** Counting stops here: beyond it a person reads “99+”. */
const mostCounted = 100

interface Row extends Omit<Message, 'at' | 'unread' | 'day' | 'case' | 'link' | 'outside'> {
  readonly case: string | null
  readonly link: string | null
  readonly outside: NonNullable<Message['outside']> | null
  readonly at: Date
  readonly day: string | null
  readonly unread: boolean
}

/** Refuses `platform.cursor_unknown`. `say` gives names in the reader's language. */
export async function findMessages(
  house: Pick<House, 'db'>,
  account: string,
  cursor: string | undefined,
  say: (zh: string) => string,
): Promise<Messages | Refusal> {
  const after = cursor === undefined ? undefined : /^(\d{1,15})~([\w.-]{1,80})$/.exec(cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const [rows, unread] = await Promise.all([
    house.db.ask<Row>(
      `select m.id, m.case_id as "case", m.link, m.kind, m.title, m.day, m.at, m.read_at is null as unread,
         (select json_agg(json_build_object('channel', o.channel, 'state', o.state) order by o.channel desc)
          from messages.outgoing o where o.account = m.account and o.message = m.id) as outside
       from messages.messages m
       where m.account = $1 and (m.at, m.id) < ($2::timestamptz, $3::text) order by m.at desc, m.id desc limit $4`,
      [account, after ? new Date(Number(after[1])) : 'infinity', after?.[2] ?? '', pageSize + 1],
    ),
    findUnread(house, account),
  ])
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    messages: page.map(({ at, day, title, case: about, link, outside, ...row }) => ({
      ...row,
      ...(about ? { case: about } : {}),
      ...(link ? { link } : {}),
      title: say(title),
      at: at.toISOString(),
      ...(outside ? { outside } : {}),
      ...(day ? { day: day as Message['day'] & string } : {}),
    })),
    unread,
    ...(rows.length > pageSize && last ? { next: `${last.at.getTime()}~${last.id}` } : {}),
  }
}

/** How many are unread, at most 100. */
export async function findUnread({ db }: Pick<House, 'db'>, account: string): Promise<number> {
  const rows = await db.ask<{ count: number }>(
    `select count(*)::int as count from (select 1 from messages.messages m where m.account = $1 and m.read_at is null limit ${mostCounted}) few`,
    [account],
  )
  return rows[0]!.count
}
