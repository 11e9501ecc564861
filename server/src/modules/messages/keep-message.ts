/** Tells one account one thing; told again, nothing changes. */
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

export async function keepMessage({ db }: Pick<House, 'db'>, message: NewMessage): Promise<void> {
  await db.ask(
    `insert into messages.messages (account, id, case_id, kind, title, day, at, link) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict do nothing`,
    [
      message.account,
      message.id,
      message.case ?? null,
      message.kind,
      message.title,
      message.day ?? null,
      message.at,
      message.link ?? null,
    ],
  )
}

/** Tells many at once, in one statement; told again, nothing changes. */
export async function keepMessages({ db }: Pick<House, 'db'>, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map(({ case: about, at, ...message }) => ({ ...message, case_id: about, at: at.toISOString() }))
  await db.ask(
    `insert into messages.messages (account, id, case_id, kind, title, day, at, link)
     select m.account, m.id, m.case_id, m.kind, m.title, m.day, m.at, m.link
     from json_to_recordset($1::json) as m(account text, id text, case_id text, kind text, title text, day date, at timestamptz, link text)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  )
}
