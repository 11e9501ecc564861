/** What follows from the facts of a licence alone: its id, its 电子证照标识, its last day. Pure, so that issuing twice gives the same. */
import { createHash } from 'node:crypto'
import type { LicenceType } from '@steppe/contracts/credentials'
import { addDays, addMonths, type Day } from '@steppe/kernels/calendar'
import { makeLicenceIdentifier } from '@steppe/kernels/codes'

/** Crockford's base 32 without I, L, O, U: what can be read out. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Twelve signs that follow from the words. */
export function serialOf(...words: readonly string[]): string {
  const digest = createHash('sha256').update(words.join('\n')).digest()
  return Array.from(digest.subarray(0, 12), (byte) => signs[byte % 32]).join('')
}

/** `150102-L7K3F9QX2ABC1-001`: region, serial, version. The first four digits are its league's, as with cases. */
export function licenceId(region: string, serial: string, version: number): string {
  return `${region.slice(0, 6)}-L${serial}-${versionText(version)}`
}

export const licenceIdForm = /^(\d{6})-L([0-9A-HJKMNP-TV-Z]{12})-(\d{3})$/

export function versionText(version: number): string {
  return String(version).padStart(3, '0')
}

/** 电子证照标识; `definedBy` is the credit code of the body that numbers the types, `issuer` that of the issuing department. */
export function identifierOf(
  type: Pick<LicenceType, 'number'>,
  definedBy: string,
  issuer: string,
  serial: string,
  version: number,
): string {
  return makeLicenceIdentifier({
    type: `${definedBy}${type.number}`,
    issuer,
    serial,
    version: versionText(version),
  })
}

/** The last day of a licence of the type issued on a day; none where the law sets no fixed term. */
export function lastDay(type: Pick<LicenceType, 'validity'>, issuedOn: Day): Day | undefined {
  const [, count, unit] = /^P(\d+)([YM])$/.exec(type.validity ?? '') ?? []
  return count ? addDays(addMonths(issuedOn, Number(count) * (unit === 'Y' ? 12 : 1)), -1) : undefined
}
