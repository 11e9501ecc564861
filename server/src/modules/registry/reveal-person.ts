/** Looking at a person unmasked: with a purpose, kept for that person to see. Source: 个人信息保护法 arts. 6, 45, 51. */
import type { MaskedPerson } from '@steppe/contracts/registry'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { type Person, wholePerson } from './find-person.ts'
import { newId } from './new-id.ts'

/** The person whole; the look is written down in the same statement, so that none goes unseen. */
export async function revealPerson(
  house: House,
  actor: Actor,
  person: string,
  purpose: string,
): Promise<MaskedPerson | Refusal> {
  const rows = await house.db.ask<Person>(
    `with found as (select p.id, p.name, p.id_kind as "idKind", p.id_number as "idNumber", p.phone from registry.people p where p.id = $1),
     noted as (insert into registry.person_reads (person, at, id, account, department, purpose) select f.id, $2, $3, $4, $5, $6 from found f)
     select * from found`,
    [
      person,
      new Date(house.clock.now()),
      newId(),
      actor.id,
      actor.grants.find((grant) => grant.department)?.department ?? null,
      purpose,
    ],
  )
  return rows[0] ? wholePerson(rows[0]) : refuse('registry.person_unknown')
}
