/** Changing one's password: the old one must be right, the new one strong. */
import { verify } from '@node-rs/argon2'
import type { PasswordBody } from '@steppe/contracts/registry'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { hashPassword, verifyPassword } from './verify-password.ts'
import { isWeak } from './weak-password.ts'

/** Wrong tries count towards the lock as those at the door do. */
export async function changePassword(
  house: House,
  actor: Actor,
  body: PasswordBody,
): Promise<{ readonly done: boolean } | Refusal> {
  const rows = await house.db.ask<{ login: string; password: string | null }>(
    'select a.login, a.password from registry.accounts a where a.id = $1',
    [actor.id],
  )
  const row = rows[0]
  if (!row) return refuse('registry.account_unknown')
  const checked = await verifyPassword(house, row.login, body.old)
  if ('refused' in checked) return checked.code === 'platform.locked' ? checked : refuse('registry.password_wrong')
  if (isWeak(body.new, row.login) || (row.password && (await verify(row.password, body.new))))
    return refuse('registry.password_weak')
  await house.db.ask('update registry.accounts set password = $2 where id = $1', [
    actor.id,
    await hashPassword(body.new),
  ])
  return { done: true }
}
