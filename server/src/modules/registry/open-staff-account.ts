/** An administrator opens an account for a member of staff; roles are given afterwards. */
import type { StaffBody } from '@steppe/contracts/registry'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import type { Account } from './find-account.ts'
import { addAccount } from './register-person.ts'
import { hashPassword } from './verify-password.ts'
import { isWeak } from './weak-password.ts'

/** The new account, without any role. Refuses a weak password and a sign-in name that is taken. */
export async function openStaffAccount(house: House, body: StaffBody): Promise<Account | Refusal> {
  if (isWeak(body.password, body.login)) return refuse('registry.password_weak')
  const password = await hashPassword(body.password)
  return addAccount(
    house.db.ask,
    {
      login: body.login,
      password,
      kind: 'staff',
      name: body.name.trim(),
      person: null,
      origin: 'given',
      provedBy: null,
    },
    house,
  )
}
