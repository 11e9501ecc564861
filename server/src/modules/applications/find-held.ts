/** What the administration already holds about an applicant: identity, registration, licences that are in force. */
import type { Applicant } from '@steppe/kernels/cases'
import { findHeldCredentials } from '#ask/credentials'
import { findFirm, personOfAccount } from '#ask/registry'
import type { House } from '#platform/module'
import type { Held, HeldPaper } from './needed-materials.ts'

/** Held credentials by type. A licence that is suspended or has ended proves nothing. */
export async function findHeld(
  house: Pick<House, 'db' | 'site' | 'clock'>,
  applicant: Pick<Applicant, 'kind' | 'id' | 'account'>,
): Promise<Held> {
  const [person, firm] = await Promise.all([
    personOfAccount(house, applicant.account),
    applicant.kind === 'firm' ? findFirm(house, applicant.id) : undefined,
  ])
  const licences = await findHeldCredentials(house, {
    account: applicant.account,
    ...(person ? { person: person.id } : {}),
    ...(firm ? { firm: firm.code } : {}),
  })
  const held = new Map<string, HeldPaper>()
  if (person) held.set('id-card', { zh: '实名认证时已核验身份证', en: 'identity card, verified at registration' })
  if (firm)
    held.set('business-licence', {
      zh: `市场监管登记库已有营业执照（${firm.code}）`,
      en: `business licence in the register (${firm.code})`,
    })
  for (const { type, name, number, status, details } of licences.toReversed())
    if (status === 'valid')
      held.set(type, {
        zh: `电子证照库已有${name.zh}（${number}）`,
        en: `${name.en} held electronically (${number})`,
        details,
      })
  return held
}
