/** 公民身份号码: region, day of birth, sequence, check. Source: GB 11643-1999. */

import { type Day, parseDay } from '../calendar/index.ts'
import { idCheck } from './check-characters.ts'
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

const FIELD = 'id_number'

export interface IdNumberParts {
  /** Six-digit region of the first registration; may have been abolished since. */
  readonly region: string
  readonly birth: Day
  readonly sex: 'male' | 'female'
}

export interface IdNumberOptions {
  /**
   * Known six-digit regions. A region is plausible when it, or the prefecture or province above it, is among them:
   * people keep the number of a county that no longer exists.
   */
  readonly regions?: ReadonlySet<string>
  /** A birth after this day is refused. */
  readonly today?: Day
}

/**
 * Checks and takes apart an 18-character ID number. Refuses, in this order: length (the 15-digit kind ended in 2013),
 * characters, region, a day of birth that does not exist or is to come, check. The first digit is 1–8, or 9 for
 * foreign permanent residents.
 */
export function checkIdNumber(text: string, options: IdNumberOptions = {}): Verdict<IdNumberParts> {
  const value = tidyCode(text)
  const wrong =
    wrongLength(FIELD, value, 18) ??
    wrongCharacter(FIELD, value, [1, 6], DIGITS, 'region') ??
    wrongCharacter(FIELD, value, [7, 14], DIGITS, 'birth') ??
    wrongCharacter(FIELD, value, [15, 17], DIGITS, 'sequence') ??
    wrongCharacter(FIELD, value, [18, 18], `${DIGITS}X`, 'check') ??
    unknownRegion(value, options.regions)
  if (wrong !== undefined) return wrong
  const birth = parseDay(`${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`)
  if (birth === undefined) return wrongBirth('codes.impossible_date', value)
  if (options.today !== undefined && birth > options.today) return wrongBirth('codes.date_in_future', value)
  const sex = Number(value.charAt(16)) % 2 === 1 ? 'male' : 'female'
  return wrongCheck(FIELD, value, idCheck(value)) ?? { ok: true, value, region: value.slice(0, 6), birth, sex }
}

/** A valid ID number from its first 17 digits, for invented people; throws when they break the standard. */
export function makeIdNumber(body: string): string {
  const tidy = tidyCode(body)
  return valueOrThrow(checkIdNumber(tidy + idCheck(tidy)))
}

function unknownRegion(value: string, regions: ReadonlySet<string> | undefined): Wrong | undefined {
  const region = value.slice(0, 6)
  const known = [region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`]
  const plausible = regions === undefined ? /^[1-9]/.test(region) : known.some((code) => regions.has(code))
  if (plausible) return undefined
  return { ok: false, code: 'codes.unknown_region', field: FIELD, part: 'region', position: 1, found: region }
}

function wrongBirth(code: 'codes.impossible_date' | 'codes.date_in_future', value: string): Wrong {
  return { ok: false, code, field: FIELD, part: 'birth', position: 7, found: value.slice(6, 14) }
}
