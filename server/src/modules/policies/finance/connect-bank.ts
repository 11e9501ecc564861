/** Where banks are reached and how many things each was not told yet. */
import type { BankConnection, Banks } from '@steppe/contracts/policies'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { readBankKey } from './bank-event.ts'
import { getCounter } from './read-products.ts'

/** Refuses `policies.bank_unknown` and `policies.bank_key_wrong`. What waits for the bank is sent soon after. */
export async function connectBank(
  house: CasesHouse,
  actor: Actor,
  bank: string,
  { url, publicKey }: BankConnection,
): Promise<Banks | Refusal> {
  const { banks } = await getCounter(house)
  if (!banks.some(({ id }) => id === bank)) return refuse('policies.bank_unknown')
  if (!readBankKey(publicKey)) return refuse('policies.bank_key_wrong')
  const now = new Date(house.clock.now())
  await house.db.ask(
    `insert into policies.banks (bank, url, public_key, connected_at, connected_by) values ($1, $2, $3, $4, $5)
     on conflict (bank) do update set url = excluded.url, public_key = excluded.public_key, connected_at = excluded.connected_at,
       connected_by = excluded.connected_by`,
    [bank, url, publicKey, now, actor.id],
  )
  await house.db.ask('update policies.sendings s set next_at = $2 where s.bank = $1 and s.sent_at is null', [bank, now])
  return findBanks(house)
}

/** The banks of the packs. */
export async function findBanks(house: CasesHouse): Promise<Banks> {
  const { banks } = await getCounter(house)
  const connected = await house.db.ask<{ bank: string; url: string }>('select b.bank, b.url from policies.banks b')
  const waiting = await house.db.ask<{ bank: string; count: number }>(
    'select s.bank, count(*)::int as count from policies.sendings s where s.sent_at is null group by s.bank',
  )
  return {
    banks: banks.map(({ id, name }) => {
      const url = connected.find(({ bank }) => bank === id)?.url
      return {
        id,
        name,
        connected: url !== undefined,
        ...(url === undefined ? {} : { url }),
        waiting: waiting.find(({ bank }) => bank === id)?.count ?? 0,
      }
    }),
  }
}
