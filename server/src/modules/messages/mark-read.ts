/** Everything told so far is read. */
import type { House } from '#platform/module'

export async function markRead({ db, clock }: House, account: string): Promise<void> {
  await db.ask('update messages.messages set read_at = $2 where account = $1 and read_at is null', [
    account,
    new Date(clock.now()),
  ])
}
