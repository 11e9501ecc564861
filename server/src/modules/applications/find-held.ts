/** What the administration already holds about an applicant: identity, registration, licences that are in force. */
import type { Applicant } from '@steppe/kernels/cases'
import { findHeldCredentials } from '#ask/credentials'
import { accountById, findFirm, personOfAccount } from '#ask/registry'
import type { House } from '#platform/module'
import type { Held, HeldPaper } from './needed-materials.ts'

const verified = { zh: '实名认证时已核验身份证', en: 'identity card, verified at registration' }
const registered = { zh: '市场监管登记库已有营业执照', en: 'business licence in the register' }
const keptElectronically = { zh: '电子证照库已有', en: 'held electronically' }
export const heldPhrases = [verified, registered, keptElectronically]

/** Held credentials by type. A licence that is suspended or has ended proves nothing, nor does a number that nobody compared with a document. */
export async function findHeld(
  house: Pick<House, 'db' | 'site' | 'clock'>,
  applicant: Pick<Applicant, 'kind' | 'id' | 'account'>,
): Promise<Held> {
  const [account, person, firm] = await Promise.all([
    accountById(house, applicant.account),
    personOfAccount(house, applicant.account),
    applicant.kind === 'firm' ? findFirm(house, applicant.id) : undefined,
  ])
  const licences = await findHeldCredentials(house, {
    account: applicant.account,
    ...(person ? { person: person.id } : {}),
    ...(firm ? { firm: firm.code } : {}),
  })
  const held = new Map<string, HeldPaper>()
  if (person && account?.proved) held.set('id-card', verified)
  if (firm)
    held.set('business-licence', {
      zh: `${registered.zh}（${firm.code}）`,
      en: `${registered.en} (${firm.code})`,
    })
  for (const { type, name, number, status, details } of licences.toReversed())
    if (status === 'valid')
      held.set(type, {
        zh: `${keptElectronically.zh}（${name.zh}，${number}）`,
        en: `${keptElectronically.en} (${name.en}, ${number})`,
        details,
      })
  return held
}
