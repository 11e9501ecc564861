/** A person opens an account: the identity number is checked, one account a person. */

import type { RegisterBody } from '@steppe/contracts/registry'
import { checkIdNumber, checkMobile } from '@steppe/kernels/codes'
import type { House } from '#platform/module'
import type { Ask } from '#platform/postgres'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { explainCode } from './explain-finding.ts'
import type { Account } from './find-account.ts'
import { newId } from './new-id.ts'
import { hashPassword } from './verify-password.ts'
import { isWeak } from './weak-password.ts'

/** The new account, or why not: number, phone, weak password, name taken, person known by another account. */
export async function registerPerson(house: House, body: RegisterBody): Promise<Account | Refusal> {
  const checked = checkIdentity(house, body)
  if (isRefusal(checked)) return checked
  if (isWeak(body.password, body.login)) return refuse('registry.password_weak')
  const password = await hashPassword(body.password)
  return house.db.inTransaction(async ({ ask }) => {
    const person = await findOrAddPerson(ask, { ...checked, name: body.name.trim() }, new Date(house.clock.now()))
    if (isRefusal(person)) return person
    return addAccount(
      ask,
      { login: body.login, password, kind: 'person', name: body.name.trim(), person, origin: 'registered' },
      house,
    )
  })
}

interface Identity {
  readonly idKind: string
  readonly idNumber: string
  readonly phone: string
}

function checkIdentity(house: House, body: RegisterBody): Identity | Refusal {
  const phone = checkMobile(body.phone)
  if (!phone.ok) return refuse('registry.phone_wrong')
  const idKind = body.idKind ?? 'resident'
  if (idKind !== 'resident') return { idKind, idNumber: body.idNumber.trim().toUpperCase(), phone: phone.value }
  const id = checkIdNumber(body.idNumber, { today: house.clock.today() })
  if (id.ok) return { idKind, idNumber: id.value, phone: phone.value }
  const meaning = explainCode(id)
  return refuse('registry.id_number_wrong', { what: meaning.zh, what_en: meaning.en })
}

/** People that came with an import have no account yet; the name must agree. */
async function findOrAddPerson(
  ask: Ask,
  identity: Identity & { readonly name: string },
  at: Date,
): Promise<string | Refusal> {
  const id = newId()
  const rows = await ask<{ id: string; name: string; taken: boolean }>(
    `insert into registry.people as p (id, name, id_kind, id_number, phone, updated_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (id_number, id_kind) do update set phone = coalesce(p.phone, excluded.phone)
     returning p.id, p.name, exists (select 1 from registry.accounts a where a.person = p.id and a.closed_at is null) as taken`,
    [id, identity.name, identity.idKind, identity.idNumber, identity.phone, at],
  )
  const row = rows[0]
  if (!row || row.taken) return refuse('registry.person_has_account')
  return row.name === identity.name ? row.id : refuse('registry.name_differs')
}

interface NewAccount {
  readonly login: string
  readonly password: string
  readonly kind: 'person' | 'staff'
  readonly name: string
  readonly person: string | null
  readonly origin: 'registered' | 'given'
}

/** Writes the account; refuses a sign-in name that is taken, without touching the other. */
export async function addAccount(
  ask: Ask,
  account: NewAccount,
  house: Pick<House, 'clock'>,
): Promise<Account | Refusal> {
  const rows = await ask<Account>(
    `insert into registry.accounts as a (id, login, password, kind, name, person, origin, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (login) do nothing
     returning a.id, a.login, a.kind, a.name, a.person, false as closed`,
    [
      newId(),
      account.login.trim().toLowerCase(),
      account.password,
      account.kind,
      account.name,
      account.person,
      account.origin,
      new Date(house.clock.now()),
    ],
  )
  return rows[0] ?? refuse('registry.login_taken')
}
