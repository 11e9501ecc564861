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
