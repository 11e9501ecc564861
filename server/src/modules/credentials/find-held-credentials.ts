/** What somebody holds, for those who would otherwise ask for the paper. */
import { personOfAccount } from '#ask/registry'
import type { House } from '#platform/module'
import { findOfHolders } from './find-licences.ts'
import type { LicenceRow } from './licence.ts'
import type { State } from './licence-states.ts'
import { licenceTypes } from './licence-types.ts'

export interface Holder {
  readonly account: string
  /** Person id; found by the account when not said. */
  readonly person?: string
  /** Credit code of the firm that is acted for. */
  readonly firm?: string
}

/** A licence in few words. */
export interface HeldCredential {
  readonly id: string
  readonly type: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly number: string
  /** 电子证照标识. */
  readonly identifier: string
  /** Only `valid` ones prove something. */
  readonly status: State
  readonly issuedOn: string
  readonly expiresOn?: string
  /** Code of the department. */
  readonly issuer: string
  /** What the type says beyond: field -> value. */
  readonly details: Readonly<Record<string, unknown>>
}

/** Every licence of the person, and of the firm where one is said; the latest of each type first, in every state. */
export async function findHeldCredentials(
  house: Pick<House, 'db' | 'clock' | 'site'>,
  holder: Holder,
): Promise<HeldCredential[]> {
  const person = holder.person ?? (await personOfAccount(house, holder.account))?.id
  const rows = await findOfHolders(
    house,
    [person, holder.firm].filter((each) => each !== undefined),
  )
  return describeAll(house, rows)
}

/** The rows in few words. */
export async function describeAll(house: Pick<House, 'site'>, rows: readonly LicenceRow[]): Promise<HeldCredential[]> {
  const types = await licenceTypes(house)
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    name: types.get(row.type)?.name ?? { zh: row.type, en: row.type },
    number: row.number,
    identifier: row.identifier,
    status: row.status,
    issuedOn: row.issuedOn,
    ...(row.expiresOn ? { expiresOn: row.expiresOn } : {}),
    issuer: row.department,
    details: row.details,
  }))
}
