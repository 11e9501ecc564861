/** Staff of the issuing department change a licence: with reason and legal basis, signed by their name. */
import type { LicenceView, NewChange } from '@steppe/contracts/credentials'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { changeStatus } from './change-status.ts'
import { findLicence } from './find-licences.ts'
import { renewCredential } from './renew-credential.ts'
import { changing, departmentsOf, viewLicence } from './view-licence.ts'

/** Gives the licence as it stands afterwards; of a renewal the new one. */
export async function changeByStaff(
  house: CasesHouse,
  actor: Actor,
  id: string,
  wish: NewChange,
  language: 'zh' | 'en',
): Promise<LicenceView | Refusal> {
  const licence = await findLicence(house, id)
  if (!licence) return refuse('credentials.licence_unknown')
  if (!departmentsOf(house, actor, changing).includes(licence.department)) return refuse('credentials.not_the_issuer')
  if (wish.after !== licence.seq) return refuse('credentials.changed_meanwhile')
  const { reason, legalBasis } = wish
  if (reason.trim().length < 2 || legalBasis.trim().length < 2) return refuse('credentials.say_why')
  if (wish.until && wish.until <= house.clock.today()) return refuse('credentials.ends_before_it_begins')
  const signed = {
    licence: id,
    reason: reason.trim(),
    legalBasis: legalBasis.trim(),
    actor: { kind: 'staff', id: actor.id, name: actor.name, department: licence.department },
  } as const
  const done =
    wish.change === 'replace'
      ? await renewCredential(house, {
          ...signed,
          issuedOn: house.clock.today(),
          ...(wish.until ? { expiresOn: wish.until as never } : {}),
        })
      : await changeStatus(house, {
          ...signed,
          change: wish.change,
          after: wish.after,
          ...(wish.change === 'suspend' && wish.until ? { until: wish.until } : {}),
        })
  return isRefusal(done) ? done : viewLicence(house, actor, done.id, language)
}
