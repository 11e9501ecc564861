/** A licence whole: for its holder, and for the department that issued it. */
import type { LicenceView } from '@steppe/contracts/credentials'
import { holds } from '@steppe/kernels/authority'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { findLicence, findLicenceWithActs } from './find-licences.ts'
import type { LicenceRow } from './licence.ts'
import { licenceFields } from './licence-fields.ts'
import { licenceLaw } from './licence-law.ts'
import { changesFrom, statusCodes } from './licence-states.ts'
import { holdersOfActor, linesOf } from './list-mine.ts'

export const changing = 'credentials:licence:change'
export const reading = 'credentials:licence:read'

/** Departments at which the actor holds a role that carries the permission. */
export function departmentsOf(house: CasesHouse, actor: Actor, permission: string): string[] {
  const held = actor.grants.filter((grant) => grant.department && holds(house.policy, [grant], permission))
  return [...new Set(held.map((grant) => grant.department!))]
}

/** As whom the actor may see the licence whole; nothing when not at all. */
export async function sightOfLicence(
  house: CasesHouse,
  actor: Actor,
  licence: LicenceRow,
): Promise<'holder' | 'issuer' | undefined> {
  if (actor.kind === 'anyone') return undefined
  if ((await holdersOfActor(house, actor)).includes(licence.holder)) return 'holder'
  return departmentsOf(house, actor, reading).includes(licence.department) ? 'issuer' : undefined
}

async function seenBy<L extends LicenceRow>(
  house: CasesHouse,
  actor: Actor,
  licence: L | undefined,
): Promise<{ readonly licence: L; readonly sight: 'holder' | 'issuer' } | Refusal> {
  if (!licence) return refuse('credentials.licence_unknown')
  const sight = await sightOfLicence(house, actor, licence)
  return sight ? { licence, sight } : refuse('credentials.not_yours')
}

/** The licence when the actor may see it whole. */
export async function licenceFor(house: CasesHouse, actor: Actor, id: string) {
  return seenBy(house, actor, await findLicence(house, id))
}

/** Front page, fields of the type, history, and what the actor may change. */
export async function viewLicence(
  house: CasesHouse,
  actor: Actor,
  id: string,
  language: 'zh' | 'en',
): Promise<LicenceView | Refusal> {
  const found = await seenBy(house, actor, await findLicenceWithActs(house, id))
  if ('refused' in found) return found
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
