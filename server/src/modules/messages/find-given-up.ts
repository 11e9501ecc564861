/** What the carrier did not take in the end, for who looks after it: no text, no address. */
import type { GivenUp } from '@steppe/contracts/messages'
import type { House } from '#platform/module'

/** The latest hundred, and how much waits. */
export async function findGivenUp({ db }: Pick<House, 'db'>): Promise<GivenUp> {
  const [rows, waiting] = await Promise.all([
    db.ask<{ message: string; channel: 'sms' | 'mail'; tries: number; why: string | null; at: Date }>(
      `select coalesce(m.case_id, m.link, m.id) as message, o.channel, o.tries, o.why, o.ended_at as at
       from messages.outgoing o join messages.messages m on m.account = o.account and m.id = o.message
       where o.state = 'given_up' order by o.ended_at desc limit 100`,
    ),
    db.ask<{ count: number }>(
      `select count(*)::int as count from (select 1 from messages.outgoing o where o.state = 'waiting' limit 10000) few`,
    ),
  ])
  return {
    waiting: waiting[0]!.count,
    givenUp: rows.map(({ at, why, ...row }) => ({ ...row, why: why ?? '', at: at.toISOString() })),
  }
}
