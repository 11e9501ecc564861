/** Renews a licence (延续、换发): a new version takes its place and keeps the 关联证照标识 of the old one. Source: 行政许可法 art. 50; GB/T 36904-2018. */
import type { Day } from '@steppe/kernels/calendar'
import { checkLicenceIdentifier } from '@steppe/kernels/codes'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { findLicence } from './find-licences.ts'
import { issuingAct } from './issue-credential.ts'
import type { LicenceRow } from './licence.ts'
import { stateAfter } from './licence-states.ts'
import { licenceTypes } from './licence-types.ts'
import { identifierOf, lastDay, licenceId, licenceIdForm } from './make-licence.ts'
import { type LicenceActor, type NewLicence, writeLicences } from './write-licences.ts'

export interface Renewal {
  readonly licence: string
  readonly reason: string
  readonly legalBasis: string
  readonly issuedOn: Day
  /** Where the law sets no fixed term. */
  readonly expiresOn?: Day
  readonly actor: LicenceActor
  readonly case?: string
  /** What has changed of what the licence says. */
  readonly details?: Readonly<Record<string, unknown>>
  readonly at?: number
}

/** Gives the new licence; the old one is `replaced` in the same statement. Refuses licences that are suspended or ended. */
export async function renewCredential(house: House, wish: Renewal): Promise<LicenceRow | Refusal> {
  const old = await findLicence(house, wish.licence)
  if (!old) return refuse('credentials.licence_unknown')
  const to = stateAfter(old.status, 'replace')
  if (!to) return refuse('credentials.no_such_change', { state: old.status, change: 'replace' })
  const made = await nextVersion(house, old, wish)
  if ('refused' in made) return made
  const at = wish.at ?? house.clock.now()
  const { league, id, type, seq } = old
  const replacing = {
    league,
    type,
    licence: id,
    seq: seq + 1,
    at,
    kind: 'replace',
    actor: wish.actor,
    from: old.status,
    to,
    reason: wish.reason,
    legalBasis: wish.legalBasis,
    by: made.identifier,
  } as const
  const done = await writeLicences(house.db.commit, {
    added: [made],
    changed: [{ league, id, seq: seq + 1, status: to, replacedBy: made.identifier }],
    acts: [replacing, issuingAct(made, wish.actor, at)],
  })
  return done.has(made.id) ? (await findLicence(house, made.id))! : refuse('credentials.changed_meanwhile')
}

async function nextVersion(house: House, old: LicenceRow, wish: Renewal): Promise<NewLicence | Refusal> {
  const type = (await licenceTypes(house)).get(old.type)
  const parts = checkLicenceIdentifier(old.identifier)
  const [, , serial, version] = licenceIdForm.exec(old.id) ?? []
  if (!type || !parts.ok || !serial) return refuse('credentials.type_unknown', { type: old.type })
  const next = Number(version) + 1
  const expiresOn = lastDay(type, wish.issuedOn) ?? wish.expiresOn ?? null
  if (expiresOn && expiresOn < wish.issuedOn) return refuse('credentials.ends_before_it_begins')
  const { statusList: _list, statusIndex: _index, seq: _seq, changedAt: _at, replacedBy: _by, ...kept } = old
  return {
    ...kept,
    id: licenceId(old.region, serial, next),
    identifier: identifierOf(type, parts.type.slice(0, 18), parts.issuer, serial, next),
    status: 'valid',
    issuedOn: wish.issuedOn,
    expiresOn,
    case: wish.case ?? old.case,
    replaces: old.identifier,
    details: { ...old.details, ...wish.details },
    after: old.id,
  }
}
