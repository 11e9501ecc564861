/** Licences by their id, by 电子证照标识, by who holds them, by the case that gave them. */
import { checkLicenceIdentifier } from '@steppe/kernels/codes'
import { holdersQuery } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { House } from '#platform/module'
import { type LicenceRow, licenceColumns } from './licence.ts'
import { stateOn } from './licence-states.ts'
import { licenceIdForm } from './make-licence.ts'
import type { LicenceAct } from './write-licences.ts'

type Reader = Pick<House, 'db' | 'clock'>

/** With the state of today: past its last day a licence has expired. */
function asOfToday<R extends LicenceRow>({ clock }: Reader, row: R): R {
  const status = stateOn(clock.today(), row.status, row.expiresOn)
  return status === row.status ? row : { ...row, status }
}

/** One licence by league and id, with its acts in their order, and whether an account stands behind its holder on a day. */
export const licenceStatement = `select ${licenceColumns}, l.holder = any(array(${holdersQuery('$3', '$4::date')})) as mine,
  (select coalesce(json_agg(a.act), '[]') from (
    select a.act from credentials.acts a where a.league = l.league and a.licence = l.id order by a.seq limit 200) a) as acts
  from credentials.licences l where l.league = $1 and l.id = $2 limit 1`

/** A licence with what happened to it, and whether it is of those for whom who asks may hold licences. */
export interface LicenceAsked extends LicenceRow {
  readonly mine: boolean
  readonly acts: readonly LicenceAct[]
}

/** The licence with this id as an account asks for it, or nothing. */
export async function findLicenceFor(house: Reader, id: string, account: string): Promise<LicenceAsked | undefined> {
  if (!licenceIdForm.test(id)) return undefined
  const row = await house.db.find<LicenceAsked>(licenceStatement, [leagueOf(id), id, account, house.clock.today()])
  return row && asOfToday(house, row)
}

/** The licence with this id, or nothing. */
export async function findLicence(house: Reader, id: string): Promise<LicenceRow | undefined> {
  if (!licenceIdForm.test(id)) return undefined
  const rows = await house.db.ask<LicenceRow>(
    `select ${licenceColumns} from credentials.licences l where l.league = $1 and l.id = $2`,
    [leagueOf(id), id],
  )
  return rows[0] && asOfToday(house, rows[0])
}

/** The licence with this 电子证照标识; nothing when its check character is wrong or none is known here. */
export async function findByIdentifier(house: Reader, text: string): Promise<LicenceRow | undefined> {
  const checked = checkLicenceIdentifier(text)
  if (!checked.ok) return undefined
  // Characters 3 to 8 of the issuer's credit code are its region; a department of the whole region leads its own key.
  const league = leagueOf(checked.issuerIsCreditCode ? checked.issuer.slice(2, 8) : checked.issuer)
  const rows = await house.db.ask<LicenceRow>(
    `select ${licenceColumns} from credentials.licences l where l.league = $1 and l.identifier = $2`,
    [league, checked.value],
  )
  return rows[0] && asOfToday(house, rows[0])
}

/** What these holders (person ids, credit codes) hold, the latest of each type first; at most `limit`. */
export async function findOfHolders(
  house: Reader,
  holders: readonly string[],
  type?: string,
  limit = 500,
): Promise<LicenceRow[]> {
  if (holders.length === 0) return []
  // Two statements: each is a range of the index by itself, whatever plan is kept for it.
  const ofType = type === undefined ? '' : 'and l.type = $3'
  const rows = await house.db.ask<LicenceRow>(
    `select ${licenceColumns} from credentials.licences l where l.holder = any($1) ${ofType}
     order by l.holder, l.type, l.issued_on desc, l.id limit $2`,
    [holders, limit, ...(type === undefined ? [] : [type])],
  )
  return rows.map((row) => asOfToday(house, row))
}

/** What the applicant of a case holds of a type, the latest first: asked beside the case, not after it. */
export async function findOfApplicant(
  house: Reader,
  caseId: string,
  type: string,
  limit: number,
): Promise<LicenceRow[]> {
  const rows = await house.db.ask<LicenceRow>(
    `select ${licenceColumns} from credentials.licences l
     where l.holder = (select c.given -> 'applicant' ->> 'id' from cases.cases c where c.league = $1 and c.id = $2) and l.type = $3
     order by l.issued_on desc, l.id limit $4`,
    [leagueOf(caseId), caseId, type, limit],
  )
  return rows.map((row) => asOfToday(house, row))
}

/** The licences that a case gave, also those that were renewed since. */
export async function findOfCase(house: Reader, caseId: string): Promise<LicenceRow[]> {
  const rows = await house.db.ask<LicenceRow>(
    `select ${licenceColumns} from credentials.licences l where l.league = $1 and l.case_id = $2 order by l.id limit 50`,
    [leagueOf(caseId), caseId],
  )
  return rows.map((row) => asOfToday(house, row))
}
