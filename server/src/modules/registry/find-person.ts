/** People of the register: whole for the house's own work, masked for everyone else. */

import type { MaskedPerson } from '@steppe/contracts/registry'
import { maskIdNumber, maskName, maskPhone } from '@steppe/kernels/codes'
import type { Transaction } from '#platform/postgres'

export interface Person {
  readonly id: string
  readonly name: string
  readonly idKind: 'resident' | 'passport' | 'permanent_resident' | 'mainland_travel'
  readonly idNumber: string
  readonly phone: string | null
}

const columns = 'p.id, p.name, p.id_kind as "idKind", p.id_number as "idNumber", p.phone'

/** The person, unmasked: what is shown of it is the caller's duty; `maskPerson` first. */
export async function getPerson(house: { readonly db: Transaction }, id: string): Promise<Person | undefined> {
  const rows = await house.db.ask<Person>(`select ${columns} from registry.people p where p.id = $1`, [id])
  return rows[0]
}

/** The person behind an account, unmasked. */
export async function personOfAccount(
  house: { readonly db: Transaction },
  account: string,
): Promise<Person | undefined> {
  const rows = await house.db.ask<Person>(
    `select ${columns} from registry.accounts a join registry.people p on p.id = a.person where a.id = $1`,
    [account],
  )
  return rows[0]
}

/** Name, number and phone with their middles hidden. */
export function maskPerson(person: Person): MaskedPerson {
  return {
    id: person.id,
    name: maskName(person.name),
    idKind: person.idKind,
    idNumber: maskIdNumber(person.idNumber),
    ...(person.phone ? { phone: maskPhone(person.phone) } : {}),
  }
}

/** The person whole, for themselves. */
export function wholePerson(person: Person): MaskedPerson {
  return {
    id: person.id,
    name: person.name,
    idKind: person.idKind,
    idNumber: person.idNumber,
    ...(person.phone ? { phone: person.phone } : {}),
  }
}
