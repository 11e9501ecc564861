/** A person opens an account: alone, with a declared identity, or at a window where somebody sees the document. */

import type { RegisterBody } from '@steppe/contracts/registry'
import { checkIdNumber, checkMobile } from '@steppe/kernels/codes'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import type { Ask } from '#platform/postgres'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { personal } from '#platform/vault'
import { allOrNothing } from './all-or-nothing.ts'
import { explainCode } from './explain-finding.ts'
import { type Account, findAccount } from './find-account.ts'
import { newId } from './new-id.ts'
import { hashPassword } from './verify-password.ts'
import { isWeak } from './weak-password.ts'

/**
 * The new account. Without a `witness` the identity is only declared: a number that the register already knows is refused, so
 * that nobody slips into another's place. A witness has seen the document: the account is proved and stands for the known person.
 * Refuses number, phone, weak password, name taken, person with an account, person of another name.
 */
export async function registerPerson(house: House, body: RegisterBody, witness?: Actor): Promise<Account | Refusal> {
  const checked = checkIdentity(house, body)
  if (isRefusal(checked)) return checked
  if (isWeak(body.password, body.login)) return refuse('registry.password_weak')
  const password = await hashPassword(body.password)
  const name = body.name.trim()
  return allOrNothing(house, async (ask) => {
    const person = await findOrAddPerson(ask, { ...checked, name }, house, witness !== undefined)
    if (isRefusal(person)) return person
    const origin = 'registered'
    return addAccount(
      ask,
      { login: body.login, password, kind: 'person', name, person, origin, provedBy: witness?.id ?? null },
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

async function findOrAddPerson(
  ask: Ask,
  identity: Identity & { readonly name: string },
  house: House,
  seen: boolean,
): Promise<string | Refusal> {
  const id = newId()
  const [idNumber, phone] = [personal(identity.idNumber), personal(identity.phone)]
  const values = [identity.name, identity.idKind, idNumber, phone, new Date(house.clock.now())]
  const added = await ask(
    `insert into registry.people (id, name, id_kind, id_number, phone, updated_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (id_number, id_kind) do nothing returning id`,
    [id, ...values],
  )
  if (added.length > 0) return id
  const [known] = await ask<{ id: string; name: string; taken: boolean }>(
    `select p.id, p.name, exists (select 1 from registry.accounts a where a.person = p.id and a.closed_at is null) as taken
     from registry.people p where p.id_number = $1 and p.id_kind = $2 for update of p`,
    [idNumber, identity.idKind],
  )
  if (!known || known.taken) return refuse('registry.person_has_account')
  if (!seen) return refuse('registry.person_on_register')
  if (known.name !== identity.name) return refuse('registry.name_differs')
  await ask('update registry.people p set phone = $2, updated_at = $3 where p.id = $1', [
    known.id,
    phone,
    new Date(house.clock.now()),
  ])
  return known.id
}

interface NewAccount {
  readonly login: string
  readonly password: string
  readonly kind: 'person' | 'staff'
  readonly name: string
  readonly person: string | null
  readonly origin: 'registered' | 'given'
  /** Who saw the document. */
  readonly provedBy: string | null
}

/** Writes the account. Refuses a sign-in name that is taken and a person who has an account, without touching the other. */
export async function addAccount(
  ask: Ask,
  account: NewAccount,
  house: Pick<House, 'clock'>,
): Promise<Account | Refusal> {
  const at = new Date(house.clock.now())
  const login = account.login.trim().toLowerCase()
  const rows = await ask<Account>(
    `insert into registry.accounts as a (id, login, password, kind, name, person, origin, created_at, proved_by, proved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict do nothing
     returning a.id, a.login, a.kind, a.name, a.person, false as closed, a.proved_at is not null as proved`,
    [
      newId(),
      login,
      account.password,
      account.kind,
      account.name,
      account.person,
      account.origin,
      at,
      account.provedBy,
      account.provedBy ? at : null,
    ],
  )
  if (rows[0]) return rows[0]
  return refuse((await findAccount({ db: { ask } }, login)) ? 'registry.login_taken' : 'registry.person_has_account')
}
