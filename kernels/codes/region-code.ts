/** Codes of administrative regions: six digits to the county (GB/T 2260), nine to the township, twelve to the village. */

import { DIGITS, tidyCode, type Verdict, wrongCharacter } from './verdict.ts'

const FIELD = 'region_code'

export type RegionLevel = 'country' | 'province' | 'prefecture' | 'county' | 'township' | 'village'

export interface RegionCodeParts {
  readonly level: RegionLevel
  /** The region above, in as many digits; absent for a province and for the country. */
  readonly parent?: string
}

/** Ends of the levels in the code and how each is called. */
const LEVELS: readonly (readonly [end: number, level: RegionLevel])[] = [
  [2, 'province'],
  [4, 'prefecture'],
  [6, 'county'],
  [9, 'township'],
  [12, 'village'],
]

/**
 * Checks the shape of a region code of 6, 9 or 12 digits and says its level and the region above. `100000` is the
 * whole country. Refuses a lower level under an empty higher one (`150021` has a county without a prefecture). Whether
 * a region exists is the registry's to say.
 */
export function checkRegionCode(text: string): Verdict<RegionCodeParts> {
  const value = tidyCode(text)
  if (![6, 9, 12].includes(value.length)) {
    const found = String(value.length)
    return { ok: false, code: 'codes.wrong_length', field: FIELD, found, expected: '6, 9, 12' }
  }
  const wrong = wrongCharacter(FIELD, value, [1, value.length], DIGITS)
  if (wrong !== undefined) return wrong
  if (/^10+$/.test(value)) return { ok: true, value, level: 'country' }
  const depth = depthOf(value)
  const gap = depth === 0 ? 0 : LEVELS.slice(0, depth).findIndex((_, index) => isEmpty(value, index))
  if (depth === 0 || gap >= 0) {
    return { ok: false, code: 'codes.wrong_shape', field: FIELD, position: startOf(gap) + 1, part: levelAt(gap) }
  }
  const level = levelAt(depth - 1)
  return depth === 1 ? { ok: true, value, level } : { ok: true, value, level, parent: cut(value, depth - 1) }
}

/** Whether `region` is `ancestor` or lies in it; both may have 6, 9 or 12 digits. False when either is no code. */
export function regionIsWithin(region: string, ancestor: string): boolean {
  const inner = checkRegionCode(region)
  const outer = checkRegionCode(ancestor)
  if (!inner.ok || !outer.ok) return false
  if (outer.level === 'country') return true
  return inner.value.startsWith(outer.value.slice(0, endOf(depthOf(outer.value) - 1)))
}

/** How many levels the code fills: 0 for none. */
function depthOf(value: string): number {
  for (let index = LEVELS.length - 1; index >= 0; index--) if (!isEmpty(value, index)) return index + 1
  return 0
}

function isEmpty(value: string, index: number): boolean {
  return !/[1-9]/.test(value.slice(startOf(index), endOf(index)))
}

function cut(value: string, depth: number): string {
  return value.slice(0, endOf(depth - 1)).padEnd(value.length, '0')
}

function startOf(index: number): number {
  return index === 0 ? 0 : endOf(index - 1)
}

function endOf(index: number): number {
  return LEVELS[index]?.[0] ?? 0
}

function levelAt(index: number): RegionLevel {
  return LEVELS[index]?.[1] ?? 'country'
}
