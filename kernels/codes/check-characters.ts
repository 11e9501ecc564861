/** Check characters of the identification standards. Each takes the body without its check and returns the check. */

import { DIGITS_AND_LETTERS } from './verdict.ts'

/** GB 32100-2015: no I, O, S, V, Z. */
export const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ID_CHECKS = '10X98765432'

/** Of the 17 characters of a 统一社会信用代码: 31 less the weighted sum modulo 31. Source: GB 32100-2015. */
export function creditCheck(body: string): string {
  return CREDIT_ALPHABET.charAt((31 - (weightedSum(body, CREDIT_WEIGHTS, CREDIT_ALPHABET) % 31)) % 31)
}

/** Of the 8 characters of a 组织机构代码: 11 less the weighted sum modulo 11, ten written X. Source: GB 11714-1997. */
export function organisationCheck(body: string): string {
  const check = (11 - (weightedSum(body, ORGANISATION_WEIGHTS, DIGITS_AND_LETTERS) % 11)) % 11
  return check === 10 ? 'X' : String(check)
}

/** Of the 17 digits of a 公民身份号码: ISO/IEC 7064 MOD 11-2. Source: GB 11643-1999. */
export function idCheck(body: string): string {
  return ID_CHECKS.charAt(weightedSum(body, ID_WEIGHTS, DIGITS_AND_LETTERS) % 11)
}

/** ISO/IEC 7064 MOD 37,36 (hybrid) over 0–9A–Z; used by 电子证照标识 (GB/T 36904-2018). */
export function mod37And36(body: string): string {
  let product = 36
  for (const character of body) {
    const sum = (product + DIGITS_AND_LETTERS.indexOf(character)) % 36 || 36
    product = (sum * 2) % 37
  }
  return DIGITS_AND_LETTERS.charAt((37 - product) % 36)
}

function weightedSum(body: string, weights: readonly number[], alphabet: string): number {
  let sum = 0
  for (const [index, weight] of weights.entries()) sum += alphabet.indexOf(body.charAt(index)) * weight
  return sum
}
