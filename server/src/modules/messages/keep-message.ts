/** Tells one account one thing; told again, nothing changes. */
import type { Message } from '@steppe/contracts/messages'
import type { House } from '#platform/module'

export interface NewMessage {
  readonly account: string
  /** The fact it comes from. */
  readonly id: string
  readonly case: string
  readonly kind: Message['kind']
  readonly title: string
  readonly day?: string | undefined
  readonly at: Date
}

export async function keepMessage({ db }: Pick<House, 'db'>, message: NewMessage): Promise<void> {
  await db.ask(
    `insert into messages.messages (account, id, case_id, kind, title, day, at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing`,
    [message.account, message.id, message.case, message.kind, message.title, message.day ?? null, message.at],
  )
}
