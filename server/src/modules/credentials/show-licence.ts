/** 亮证: the licence as a code that a camera reads and a verifier checks offline; it ends after a minute. */
import type { Showing } from '@steppe/contracts/credentials'
import QRCode from 'qrcode'
import type { House } from '#platform/module'
import type { LicenceRow } from './licence.ts'
import { issuerOf, makeToken } from './licence-token.ts'

/** Seconds for which a shown licence holds. */
const life = 60

/** The token has the least that answers, and the code the least correction, so that a phone reads it from a screen. */
export async function showLicence(house: House, licence: LicenceRow): Promise<Showing> {
  const token = await makeToken(house, licence, { life, bare: true })
  const verifyAt = `${issuerOf(house)}/verify#${token}`
  const { version } = QRCode.create(verifyAt, { errorCorrectionLevel: 'L' })
  // Version 23 (1004 to 1091 signs) is misread by a reader that many pages use; the next one holds the same.
  const readable = version === 23 ? 24 : version
  const svg = await QRCode.toString(verifyAt, { type: 'svg', errorCorrectionLevel: 'L', margin: 2, version: readable })
  return {
    token,
    expires: new Date(house.clock.now() + life * 1000).toISOString(),
    verifyAt,
    picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
  }
}
