/** A member of staff has seen the document of the person behind an account. Source: 网络安全法 art. 24; 国务院令716 arts. 6, 8. */
import type { ProveBody } from '@steppe/contracts/registry'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { findAccount } from './find-account.ts'
import { personOfAccount } from './find-person.ts'

/** Marks the account as proved. The number and the name on the document must be those of the account; nobody proves themselves. */
export async function proveIdentity(
  house: House,
  actor: Actor,
  body: ProveBody,
): Promise<{ readonly done: boolean } | Refusal> {
  const account = await findAccount(house, body.login)
  if (!account || account.closed) return refuse('registry.account_unknown')
  if (account.id === actor.id) return refuse('registry.own_grant')
  const person = await personOfAccount(house, account.id)
  const agrees = person && person.name === body.name.trim() && person.idNumber === body.idNumber.trim().toUpperCase()
  if (!agrees) return refuse('registry.document_differs')
  await house.db.ask(
    'update registry.accounts a set proved_at = $2, proved_by = $3 where a.id = $1 and a.proved_at is null',
    [account.id, new Date(house.clock.now()), actor.id],
  )
  return { done: true }
}
