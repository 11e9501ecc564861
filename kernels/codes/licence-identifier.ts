/** 电子证照标识: which licence, of which type, by whom, in which version. Source: GB/T 36904-2018, ISO/IEC 7064 MOD 37,36. */

import { mod37And36 } from './check-characters.ts'
import { checkCreditCode } from './credit-code.ts'
import { type Verdict, valueOrThrow, type Wrong, wrongCheck } from './verdict.ts'

const FIELD = 'licence_identifier'
/** The arc of electronic licences under the national object identifiers. */
const ROOT = '1.2.156.3005.2'

export interface LicenceIdentifierParts {
  /** 证照类型代码: the defining body's credit code and a three-digit number. */
  readonly type: string
  /** 颁发机构代码, by the standard a credit code of 18; some issuers write a region code. */
  readonly issuer: string
  readonly issuerIsCreditCode: boolean
  /** 流水号. */
  readonly serial: string
  /** Three digits, from 001. */
  readonly version: string
}

/** Parts in their order, each with its form. */
const PARTS = [
  ['type', /^[0-9A-Z]{18}\d{3}$/, '18+3'],
  ['issuer', /^[0-9A-Z]{6,18}$/, '18'],
  ['serial', /^[0-9A-Z]+$/, '0-9A-Z'],
  ['version', /^\d{3}$/, '3'],
  ['check', /^[0-9A-Z]$/, '1'],
] as const

/**
 * Checks and takes apart a 电子证照标识. Refuses another root (part `root`), a part of the wrong form (named, with the
 * position where it begins) and a wrong check. The check runs over type, issuer, serial and version without dots.
 */
export function checkLicenceIdentifier(text: string): Verdict<LicenceIdentifierParts> {
  const value = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const malformed = wrongForm(value)
  if (malformed !== undefined) return malformed
  const [type = '', issuer = '', serial = '', version = ''] = value.slice(ROOT.length + 1).split('.')
  const wrong = wrongCheck(FIELD, value, mod37And36(type + issuer + serial + version))
  return wrong ?? { ok: true, value, type, issuer, issuerIsCreditCode: checkCreditCode(issuer).ok, serial, version }
}

/** The identifier of a licence; throws when a part has the wrong form. */
export function makeLicenceIdentifier(
  parts: Pick<LicenceIdentifierParts, 'type' | 'issuer' | 'serial' | 'version'>,
): string {
  const { type, issuer, serial, version } = parts
  const check = mod37And36(type + issuer + serial + version)
  return valueOrThrow(checkLicenceIdentifier([ROOT, type, issuer, serial, version, check].join('.')))
}

function wrongForm(value: string): Wrong | undefined {
  const shape = { ok: false, code: 'codes.wrong_shape', field: FIELD } as const
  if (!value.startsWith(`${ROOT}.`)) return { ...shape, part: 'root', position: 1, expected: ROOT }
  const given = value.slice(ROOT.length + 1).split('.')
  let position = ROOT.length + 2
  for (const [index, [part, form, expected]] of PARTS.entries()) {
    const found = given[index] ?? ''
    if (!form.test(found)) return { ...shape, part, position, found, expected }
    position += found.length + 1
  }
  if (given.length > PARTS.length)
    return { ...shape, part: 'check', position, found: given.slice(PARTS.length).join('.') }
  return undefined
}
