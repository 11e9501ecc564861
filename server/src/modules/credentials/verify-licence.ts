/** 核验: anybody checks a licence by its 电子证照标识 or by its token, and sees the least that answers the question. Source: 个人信息保护法 art. 6. */
import type { Verification } from '@steppe/contracts/credentials'
import { checkLicenceIdentifier, maskName } from '@steppe/kernels/codes'
import {
  isRefused,
  type JsonObject,
  readStatusList,
  statusReference,
  trustIssuers,
  verifyCredential,
} from '@steppe/kernels/credential'
import type { CasesHouse } from '#cases/house'
import { type Refusal, refuse } from '#platform/refusals'
import { findByIdentifier } from './find-licences.ts'
import type { LicenceRow } from './licence.ts'
import { issuerOf } from './licence-token.ts'
import { licenceTypes } from './licence-types.ts'
import { issuerKeys, statusToken } from './publish-status.ts'

type Checks = Verification['checks']

/** What everybody may see: never the number of a person, and a person's name with all but its first character hidden. */
async function seen(house: CasesHouse, row: LicenceRow, checks: Checks, language: 'zh' | 'en'): Promise<Verification> {
  const types = await licenceTypes(house)
  return {
    name: types.get(row.type)?.name ?? { zh: row.type, en: row.type },
    type: row.type,
    number: row.holderKind === 'person' && row.number === row.holderCode ? '' : row.number,
    identifier: row.identifier,
    status: row.status,
    holder: row.holderKind === 'person' ? maskName(row.holderName) : row.holderName,
    issuer: house.directory.departmentName(row.department, language),
    issuedOn: row.issuedOn,
    ...(row.expiresOn ? { expiresOn: row.expiresOn } : {}),
    ...(row.replacedBy ? { replacedBy: row.replacedBy } : {}),
    checks,
    at: new Date(house.clock.now()).toISOString(),
  }
}

/** By identifier, as typed or scanned. Refuses one whose check character is wrong, saying so, and one nobody issued here. */
export async function verifyIdentifier(
  house: CasesHouse,
  text: string,
  language: 'zh' | 'en',
): Promise<Verification | Refusal> {
  const checked = checkLicenceIdentifier(text)
  if (!checked.ok)
    return refuse(
      checked.code === 'codes.wrong_shape' ? 'credentials.no_identifier' : 'credentials.check_character_wrong',
    )
  const row = await findByIdentifier(house, checked.value)
  return row ? seen(house, row, ['check_character', 'register'], language) : refuse('credentials.licence_unknown')
}

/** By token (a file, or what a QR code holds): signature, times and status list as an outsider checks them, then the register. */
export async function verifyToken(
  house: CasesHouse,
  token: string,
  language: 'zh' | 'en',
): Promise<Verification | Refusal> {
  const now = Math.floor(house.clock.now() / 1000)
  const trust = trustIssuers([{ issuer: issuerOf(house), keys: await issuerKeys(house) }])
  const bare = verifyCredential(token.trim(), { trust, now })
  if (isRefused(bare)) return refuse('credentials.token_refused', { why: bare.zh, whyEn: bare.en, code: bare.code })
  const row = await findByIdentifier(house, String((bare.claims as JsonObject).identifier ?? ''))
  if (!row) return refuse('credentials.licence_unknown')
  const reference = statusReference(bare.claims)
  const listed = reference && !isRefused(reference) ? await statusToken(house, row.league, row.statusList) : undefined
  const list =
    listed && reference && !isRefused(reference)
      ? readStatusList(listed, { trust, issuer: issuerOf(house), uri: reference.uri, now })
      : undefined
  const checks: Checks = [
    'signature',
    'time',
    ...(list && !isRefused(list) ? (['status_list'] as const) : []),
    'register',
  ]
  return seen(house, row, checks, language)
}
