/** 组织机构代码: eight characters and a check. Source: GB 11714-1997. */

import { organisationCheck } from './check-characters.ts'
import {
  DIGITS,
  DIGITS_AND_LETTERS,
  tidyCode,
  type Verdict,
  valueOrThrow,
  wrongCharacter,
  wrongCheck,
  wrongLength,
} from './verdict.ts'

const FIELD = 'organisation_code'

/** Checks a 组织机构代码, written with or without its hyphen; `value` is without. */
export function checkOrganisationCode(text: string): Verdict<object> {
  const value = tidyCode(text)
  return (
    wrongLength(FIELD, value, 9) ??
    wrongCharacter(FIELD, value, [1, 8], DIGITS_AND_LETTERS, 'body') ??
    wrongCharacter(FIELD, value, [9, 9], `${DIGITS}X`, 'check') ??
    wrongCheck(FIELD, value, organisationCheck(value.slice(0, 8))) ?? { ok: true, value }
  )
}

/** A valid 组织机构代码 from its eight characters; throws when they are not 0–9A–Z. */
export function makeOrganisationCode(body: string): string {
  const tidy = tidyCode(body)
  return valueOrThrow(checkOrganisationCode(tidy + organisationCheck(tidy)))
}
