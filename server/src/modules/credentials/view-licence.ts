/** A licence whole: for its holder, and for the department that issued it. */
import type { LicenceView } from '@steppe/contracts/credentials'
import { holds } from '@steppe/kernels/authority'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { findLicenceFor, type LicenceAsked } from './find-licences.ts'
import { licenceFields } from './licence-fields.ts'
import { licenceLaw } from './licence-law.ts'
import { changesFrom, statusCodes } from './licence-states.ts'
import { linesOf } from './list-mine.ts'

export const changing = 'credentials:licence:change'
export const reading = 'credentials:licence:read'

/** Departments at which the actor holds a role that carries the permission. */
export function departmentsOf(house: CasesHouse, actor: Actor, permission: string): string[] {
  const held = actor.grants.filter((grant) => grant.department && holds(house.policy, [grant], permission))
  return [...new Set(held.map((grant) => grant.department!))]
}

/** The licence when the actor may see it whole, and as whom; refuses credentials.licence_unknown, credentials.not_yours. */
export async function licenceFor(
  house: CasesHouse,
  actor: Actor,
  id: string,
): Promise<{ readonly licence: LicenceAsked; readonly sight: 'holder' | 'issuer' } | Refusal> {
  const licence = await findLicenceFor(house, id, actor.id)
  if (!licence) return refuse('credentials.licence_unknown')
  if (licence.mine) return { licence, sight: 'holder' }
  const issuedHere = departmentsOf(house, actor, reading).includes(licence.department)
  return issuedHere ? { licence, sight: 'issuer' } : refuse('credentials.not_yours')
}

/** Front page, fields of the type, history, and what the actor may change. */
export async function viewLicence(
  house: CasesHouse,
  actor: Actor,
  id: string,
  language: 'zh' | 'en',
): Promise<LicenceView | Refusal> {
  const found = await licenceFor(house, actor, id)
  if (isRefusal(found)) return found
  const { licence, sight } = found
  const [[line], fields, law] = await Promise.all([
    linesOf(house, [licence], language),
    licenceFields(house),
    licenceLaw(house),
  ])
  const mayChange = departmentsOf(house, actor, changing).includes(licence.department)
  return {
    ...line!,
    sight,
    statusCode: statusCodes[licence.status],
    holderKind: licence.holderKind,
    holderCode: licence.holderCode,
    regionName: house.directory.regionName(licence.region, language),
    fields: fields
      .of(licence.type)
      .filter(({ id }) => licence.details[id] !== undefined)
      .map((field) => ({ id: field.id, zh: field.zh, en: field.en, value: String(licence.details[field.id]) })),
    ...(licence.replaces ? { replaces: licence.replaces } : {}),
    ...(licence.replacedBy ? { replacedBy: licence.replacedBy } : {}),
    seq: licence.seq,
    acts: licence.acts.map(({ seq, at, kind, actor: by, to, reason, legalBasis, until }) => ({
      seq,
      at: new Date(at).toISOString(),
      kind,
      to,
      by: by.name,
      ...(by.department ? { department: house.directory.departmentName(by.department, language) } : {}),
      ...(reason ? { reason } : {}),
      ...(legalBasis ? { legalBasis } : {}),
      ...(until ? { until } : {}),
    })),
    changes: mayChange
      ? changesFrom(licence.status)
          .filter((change) => change !== 'expire')
          .map((change) => ({ change, ...law.changes[change] }))
      : [],
  }
}
