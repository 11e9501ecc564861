/** Mobile numbers of the mainland: eleven digits from 13 to 19. Source: numbering plan of the telecom network (工信部). */

import { DIGITS, tidyCode, type Verdict, wrongCharacter, wrongLength } from './verdict.ts'

const FIELD = 'mobile'

/** Checks a mobile number; spaces, hyphens and a leading +86, 86 or 0086 are forgiven and not part of `value`. */
export function checkMobile(text: string): Verdict<object> {
  const tidy = tidyCode(text)
  const value = tidy.replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
  const wrong =
    wrongCharacter(FIELD, value, [1, value.length], DIGITS) ??
    wrongLength(FIELD, value, 11) ??
    wrongCharacter(FIELD, value, [1, 1], '1') ??
    wrongCharacter(FIELD, value, [2, 2], '3456789')
  return wrong ?? { ok: true, value }
}
