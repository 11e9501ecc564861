/** What is used of @noble/hashes/utils.js, on Node's Buffer, for the program: what Node brings along need not stand in it a second time. */
import { randomBytes as random } from 'node:crypto'

export const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array

export function abytes(value: Uint8Array, length?: number, title = 'bytes'): Uint8Array {
  if (!isBytes(value)) throw new TypeError(`${title}: expected Uint8Array`)
  if (length !== undefined && value.length !== length) throw new RangeError(`${title}: expected length ${length}`)
  return value
}

export function anumber(value: number, title = 'number'): number {
  if (typeof value !== 'number') throw new TypeError(`${title}: expected a number`)
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${title}: expected an integer >= 0`)
  return value
}

export function ahash(hash: { readonly create?: unknown }): void {
  if (typeof hash?.create !== 'function') throw new TypeError('expected a hash')
}

export const bytesToHex = (bytes: Uint8Array): string => Buffer.from(abytes(bytes)).toString('hex')

export function hexToBytes(hex: string): Uint8Array {
  if (typeof hex !== 'string') throw new TypeError('expected hexadecimal text')
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new RangeError('not hexadecimal')
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

export const concatBytes = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(parts.map((part) => abytes(part))))

export const utf8ToBytes = (text: string): Uint8Array => new TextEncoder().encode(text)

export const randomBytes = (length = 32): Uint8Array => Uint8Array.from(random(length))
