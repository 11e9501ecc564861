/** 统一社会信用代码: who registered whom, where. Source: GB 32100-2015. */

import { CREDIT_ALPHABET, creditCheck, organisationCheck } from './check-characters.ts'
import {
  DIGITS,
  tidyCode,
  type Verdict,
  valueOrThrow,
  type Wrong,
  wrongCharacter,
  wrongCheck,
  wrongLength,
} from './verdict.ts'

const FIELD = 'credit_code'

/** Registering administrations of table 1: 1 to 9, A (forces), N (agriculture), Y (other). */
const REGISTRARS = `123456789ANY`

/** What the first two characters say of the holder, where the platform treats it differently. */
export type HolderKind =
  | 'organ'
  | 'institution'
  | 'social-organisation'
  | 'enterprise'
  | 'individual-business'
  | 'farmers-cooperative'
  | 'village-collective'
  | 'other'

const KINDS: Readonly<Record<string, HolderKind>> = {
  '11': 'organ',
  '12': 'institution',
  '13': 'social-organisation',
  '51': 'social-organisation',
  '52': 'social-organisation',
  '53': 'social-organisation',
  '91': 'enterprise',
  '92': 'individual-business',
  '93': 'farmers-cooperative',
  N1: 'village-collective',
  N2: 'village-collective',
  N3: 'village-collective',
}

export interface CreditCodeParts {
  /** Registering administration, character 1. */
  readonly registrar: string
  /** Category within it, character 2. */
  readonly category: string
  readonly kind: HolderKind
  /** Six-digit region of the registering body, characters 3–8. */
  readonly region: string
  /** 组织机构代码, characters 9–17. */
  readonly organisationCode: string
  /** Whether that part has its own valid check (GB 11714). Some issued codes have not, so it refuses nothing. */
  readonly organisationCodeHolds: boolean
}

/**
 * Checks and takes apart a 统一社会信用代码; spaces, hyphens, full-width and small letters are forgiven. Refuses, in
 * this order: length, registrar, a character outside the alphabet (no I, O, S, V, Z), region not digits, check.
 */
export function checkCreditCode(text: string): Verdict<CreditCodeParts> {
  const value = tidyCode(text)
  const wrong =
    wrongLength(FIELD, value, 18) ??
    wrongCharacter(FIELD, value, [1, 1], CREDIT_ALPHABET, 'registrar') ??
    unknownRegistrar(value) ??
    wrongCharacter(FIELD, value, [2, 2], CREDIT_ALPHABET, 'category') ??
    wrongCharacter(FIELD, value, [3, 8], DIGITS, 'region') ??
    wrongCharacter(FIELD, value, [9, 17], CREDIT_ALPHABET, 'organisation') ??
    wrongCharacter(FIELD, value, [18, 18], CREDIT_ALPHABET, 'check') ??
    wrongCheck(FIELD, value, creditCheck(value))
  return wrong ?? { ok: true, value, ...partsOf(value) }
}

/** A valid 统一社会信用代码 from its first 17 characters, for invented firms; throws when they break the standard. */
export function makeCreditCode(body: string): string {
  const tidy = tidyCode(body)
  return valueOrThrow(checkCreditCode(tidy + creditCheck(tidy)))
}

function partsOf(value: string): CreditCodeParts {
  const organisationCode = value.slice(8, 17)
  return {
    registrar: value.charAt(0),
    category: value.charAt(1),
    kind: KINDS[value.slice(0, 2)] ?? 'other',
    region: value.slice(2, 8),
    organisationCode,
    organisationCodeHolds: organisationCheck(organisationCode) === organisationCode.at(-1),
  }
}

function unknownRegistrar(value: string): Wrong | undefined {
  const found = value.charAt(0)
  if (REGISTRARS.includes(found)) return undefined
  const at = { part: 'registrar', position: 1, found, expected: REGISTRARS }
  return { ok: false, code: 'codes.unknown_registrar', field: FIELD, ...at }
}
