/** 办件编号: region, day and six signs that can be read out on the telephone. */
import type { Day } from '@steppe/kernels/calendar'

/** Crockford's base 32: no I, L, O, U. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `150105-20261123-7K3F9Q`; `random` gives integers below its argument. */
export function makeCaseId(region: string, day: Day, random: (below: number) => number): string {
  const tail = Array.from({ length: 7 }, () => signs[random(32)]).join('')
  return `${region.slice(0, 6)}-${day.replaceAll('-', '')}-${tail}`
}

/** The shape of a case's number. */
export const caseIdForm = /^\d{6}-\d{8}-[0-9A-Z]{7}$/

export function isCaseId(text: string): boolean {
  return caseIdForm.test(text)
}

/** The league (prefecture) whose partition holds the case. */
export function leagueOf(caseIdOrRegion: string): string {
  return `${caseIdOrRegion.slice(0, 4)}00`
}
