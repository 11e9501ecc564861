/** A licence of the register as a paper: what it says, in the words of its type. */
import { type LicenceRow, licenceFields, licenceTypes } from '#ask/credentials'
import { findDepartment } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { type Refusal, refuse } from '#platform/refusals'
import { licencePaper } from './licence-paper.ts'
import type { Paper } from './seal-paper.ts'

/** Whole, for its holder or issuer. Refuses `seals.licence_not_valid`: a paper would say more than the licence does. */
export async function printLicence(house: CasesHouse, licence: LicenceRow): Promise<Paper | Refusal> {
  if (licence.status !== 'valid') return refuse('seals.licence_not_valid')
  const [types, fields, department] = await Promise.all([
    licenceTypes(house),
    licenceFields(house),
    findDepartment(house, licence.department),
  ])
  const own = fields.of(licence.type).flatMap(({ id, zh }) => {
    const value = licence.details[id]
    return value === undefined || value === '' ? [] : [{ name: zh, value: String(value) }]
  })
  return licencePaper(house, {
    id: licence.id,
    edition: licence.seq,
    title: types.get(licence.type)?.name.zh ?? licence.type,
    number: licence.number,
    issuer: licence.department,
    issuerName: department?.name ?? licence.department,
    fields: [{ name: '持证主体', value: licence.holderName }, { name: '主体代码', value: licence.holderCode }, ...own],
    issuedOn: licence.issuedOn,
    expiresOn: licence.expiresOn ?? undefined,
    identifier: licence.identifier,
  })
}
