/** Masks for personal data shown to people who need not see it whole. Source: 个人信息保护法 art. 51; GB/T 35273-2020 6.2. */

import { checkIdNumber } from './id-number.ts'
import { checkMobile } from './mobile.ts'

/** `张三` → `张*`: the first character stays, each further one is a star. One character alone is hidden whole. */
export function maskName(name: string): string {
  const characters = [...name.trim()]
  return characters.length < 2 ? '*'.repeat(characters.length) : keepEnds(name.trim(), 1, 0)
}

/** `13800003210` → `138****3210`; landlines keep their last four; under eight characters nothing is shown. */
export function maskPhone(phone: string): string {
  const mobile = checkMobile(phone)
  if (mobile.ok) return keepEnds(mobile.value, 3, 4)
  return keepEnds(phone.trim(), 0, phone.trim().length < 8 ? 0 : 4)
}

/** First six and last four of an ID number; other documents of eight and more characters keep two at each end. */
export function maskIdNumber(id: string): string {
  const value = id.trim()
  if (value.length >= 15) return keepEnds(value, 6, 4)
  return value.length >= 8 ? keepEnds(value, 2, 2) : keepEnds(value, 0, 0)
}

/**
 * Free text with every valid ID number and every mobile number masked, for publishing what citizens write. Names
 * are not found: that needs a person.
 */
export function maskWithin(text: string): string {
  return text
    .replace(/(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g, (id) => (checkIdNumber(id).ok ? maskIdNumber(id) : id))
    .replace(/(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g, maskPhone)
}

function keepEnds(text: string, first: number, last: number): string {
  const characters = [...text]
  const hidden = Math.max(0, characters.length - first - last)
  return characters.slice(0, first).join('') + '*'.repeat(hidden) + characters.slice(first + hidden).join('')
}
