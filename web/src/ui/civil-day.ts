/** A civil day typed in three boxes: year, month, day. Pure. */
import { civilParts } from './day-text.ts'

export type Boxes = { readonly year: string; readonly month: string; readonly day: string }

/** What stands in the boxes for `2026-10-01`. */
export function boxesOf(value: string): Boxes {
  if (!civilParts(value)) return { year: '', month: '', day: '' }
  const [year = '', month = '', day = ''] = value.split('-')
  return { year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') }
}

/** `2026-10-01` once the day exists, else nothing. */
export function dayOf({ year, month, day }: Boxes): string {
  const whole = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return civilParts(whole) ? whole : ''
}

/** All three boxes are filled, and there is no such day. */
export const isNoDay = (boxes: Boxes): boolean =>
  boxes.year.length === 4 && boxes.month !== '' && boxes.day !== '' && dayOf(boxes) === ''

/** Digits of any width, so that a full-width number pad works too. */
export const digitsOf = (typed: string, most: number): string =>
  typed.normalize('NFKC').replace(/\D/g, '').slice(0, most)
