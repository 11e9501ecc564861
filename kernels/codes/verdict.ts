/** What a check of a code answers: its parts, or what is wrong and where, so that the person can mend it. */

/** The code that was checked; the refusal's text names it to the person. */
export type CodeField =
  | 'credit_code'
  | 'organisation_code'
  | 'id_number'
  | 'licence_identifier'
  | 'region_code'
  | 'mobile'

export type WrongReason =
  | 'codes.wrong_length'
  | 'codes.wrong_character'
  | 'codes.wrong_check'
  | 'codes.wrong_shape'
  | 'codes.unknown_registrar'
  | 'codes.unknown_region'
  | 'codes.impossible_date'
  | 'codes.date_in_future'

export interface Wrong {
  readonly ok: false
  readonly code: WrongReason
  readonly field: CodeField
  /** The part of the code that is wrong, in the standard's words. */
  readonly part?: string
  /** Where the fault is, counted from 1 in the tidied code. */
  readonly position?: number
  /** What stands there: a character, or for a wrong length the number of characters given. */
  readonly found?: string
  /** What should: a character, a set as `0-9A-Z`, or the number of characters wanted. */
  readonly expected?: string
}

export type Verdict<Parts> = ({ readonly ok: true; readonly value: string } & Parts) | Wrong

/** What people paste: full-width forms narrowed, spaces and hyphens dropped, letters raised. Changes no meaning. */
export function tidyCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad\-‐‑‒–—−]/g, '')
    .toUpperCase()
}

export function wrongLength(field: CodeField, given: string, wanted: number): Wrong | undefined {
  const found = [...given].length
  if (found === wanted) return undefined
  return { ok: false, code: 'codes.wrong_length', field, found: String(found), expected: String(wanted) }
}

/** Letters people write for digits. Only offered, never put in. */
const LOOKALIKES: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0', Q: '0', S: '5', Z: '2', B: '8', V: 'U' }

/** The first character outside `alphabet` between positions `from` and `to` (from 1, both counted). */
export function wrongCharacter(
  field: CodeField,
  value: string,
  [from, to]: readonly [number, number],
  alphabet: string,
  part?: string,
): Wrong | undefined {
  for (const [index, found] of [...value.slice(from - 1, to)].entries()) {
    if (alphabet.includes(found)) continue
    const lookalike = LOOKALIKES[found]
    const expected = lookalike !== undefined && alphabet.includes(lookalike) ? lookalike : setText(alphabet)
    const where = { position: from + index, found, expected }
    return { ok: false, code: 'codes.wrong_character', field, ...(part === undefined ? {} : { part }), ...where }
  }
  return undefined
}

export function wrongCheck(field: CodeField, value: string, expected: string): Wrong | undefined {
  const found = value.at(-1) ?? ''
  if (found === expected) return undefined
  return { ok: false, code: 'codes.wrong_check', field, part: 'check', position: value.length, found, expected }
}

export const DIGITS = '0123456789'
export const DIGITS_AND_LETTERS = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZ`

function setText(alphabet: string): string {
  if (alphabet === DIGITS) return '0-9'
  return alphabet === DIGITS_AND_LETTERS ? '0-9A-Z' : alphabet
}

/** For the makers: the value, or a fault naming what the standard forbids. */
export function valueOrThrow(verdict: Verdict<object>): string {
  if (verdict.ok) return verdict.value
  throw new RangeError(`no ${verdict.field}: ${verdict.code} ${verdict.part ?? ''} ${verdict.position ?? ''}`.trim())
}
