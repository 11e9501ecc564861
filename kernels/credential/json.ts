/** JSON as it stands in tokens, read strictly: an object, not deeper than a limit, no name that would change an object's nature. */
import { Buffer } from 'node:buffer'
import { type Refused, refused } from './refusals.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

/** Characters of a token, levels of nesting, disclosures: beyond them nothing is examined. */
export const LIMITS = { token: 256 * 1024, depth: 32, disclosures: 2_000 } as const

/** Text or bytes as base64url without padding (RFC 7515 section 2). */
export function toBase64url(data: string | Uint8Array): string {
  return (typeof data === 'string' ? Buffer.from(data, 'utf8') : Buffer.from(data)).toString('base64url')
}

/** The bytes of canonical base64url: alphabet, no padding, no stray bits (RFC 4648 section 3.5). */
export function fromBase64url(text: string): Buffer | Refused {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : refused('not_canonical')
}

/** Bytes on their way from base64url to a text: a buffer for each part costs more than the decoding. */
const passing = Buffer.alloc(4096)

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads base64url of JSON in UTF-8. Depth is judged by whoever walks the value. */
export function readJson(part: string): { readonly value: Json } | Refused {
  const bytes = part.length > 4096 ? Buffer.from(part, 'base64url') : passing
  const end = bytes === passing ? passing.write(part, 0, 'base64url') : bytes.length
  // The decoder passes over what is no sign of the alphabet; written again, only canonical text is the same.
  if (bytes.toString('base64url', 0, end) !== part) return refused('not_canonical')
  try {
    return { value: JSON.parse(bytes.toString('utf8', 0, end)) as Json }
  } catch {
    return refused('not_json')
  }
}

/** Reads base64url of a JSON object. */
export function readObject(part: string): { readonly value: JsonObject } | Refused {
  const read = readJson(part)
  if ('ok' in read) return read
  return isObject(read.value) ? { value: read.value } : refused('not_json')
}

/** Whether a value is nested no deeper than `left` levels and holds no name `__proto__`. */
export function isPlain(value: Json, left: number = LIMITS.depth): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (left === 0) return false
  if (Array.isArray(value)) return value.every((each) => isPlain(each, left - 1))
  return Object.entries(value).every(([name, each]) => name !== '__proto__' && isPlain(each, left - 1))
}
