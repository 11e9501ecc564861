/** Whether somebody wants to be told of new policies, and what was pushed with its reasons (个人信息保护法 art. 24). */
import type { WishBody } from '@steppe/contracts/policies'
import type { FirmRow } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'

/** Told unless they said no. */
export async function isTold(house: Pick<CasesHouse, 'db'>, account: string, firm: string): Promise<boolean> {
  const [row] = await house.db.ask<{ told: boolean }>(
    'select w.told from policies.wishes w where w.account = $1 and w.firm = $2',
    [account, firm],
  )
  return row?.told ?? true
}

/** One press; nothing else changes for whoever says no. */
export async function wish(house: CasesHouse, actor: Actor, body: WishBody): Promise<{ told: boolean } | Refusal> {
  if (!actor.grants.some((grant) => grant.firm === body.firm)) return refuse('policies.not_your_firm')
  await house.db.ask(
    `insert into policies.wishes (account, firm, told, changed_at) values ($1, $2, $3, $4)
     on conflict (account, firm) do update set told = excluded.told, changed_at = excluded.changed_at`,
    [actor.id, body.firm, body.told, new Date(house.clock.now())],
  )
  return { told: body.told }
}

/** Why a policy was pushed to this account for the firm; nothing where it was not. */
export async function findPush(
  house: Pick<CasesHouse, 'db'>,
  account: string,
  firm: Pick<FirmRow, 'league' | 'code'>,
  policy: string,
): Promise<{ readonly at: string; readonly because: readonly string[] } | undefined> {
  const [row] = await house.db.ask<{ at: Date; because: readonly string[] }>(
    `select p.at, p.because from policies.pushes p
     where p.league = $1 and p.firm = $2 and p.account = $3 and p.policy = $4 order by p.version desc limit 1`,
    [firm.league, firm.code, account, policy],
  )
  return row && { at: row.at.toISOString(), because: row.because }
}
