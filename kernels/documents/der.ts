/** DER, as far as signatures need it: written by shape, read strictly. Source: ITU-T X.690 section 10 (distinguished encoding rules). */
import { Buffer } from 'node:buffer'

/** Tags that certificates and signatures use. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** `[n]` constructed, as EXPLICIT tagging and implicit structures have it. */
export const context = (n: number): number => 0xa0 | n

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Buffer.from([0x80 | bytes.length, ...bytes])
}

/** One element: tag, length, contents joined. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const length = contents.reduce((sum, each) => sum + each.length, 0)
  return Buffer.concat([Buffer.from([tag]), lengthBytes(length), ...contents])
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => element(tags.sequence, ...items)
/** SET OF: its members in the order of their bytes (X.690 11.6). */
export const setOf = (...items: readonly Uint8Array[]): Buffer =>
  element(tags.set, ...[...items].sort((a, b) => Buffer.compare(a, b)))
export const octets = (bytes: Uint8Array): Buffer => element(tags.octetString, bytes)
export const bits = (bytes: Uint8Array): Buffer => element(tags.bitString, Buffer.from([0]), bytes)
export const utf8 = (text: string): Buffer => element(tags.utf8, Buffer.from(text, 'utf8'))
export const ia5 = (text: string): Buffer => element(tags.ia5, Buffer.from(text, 'latin1'))
export const nothing = (): Buffer => element(tags.null)
export const truth = (value: boolean): Buffer => element(tags.boolean, Buffer.from([value ? 0xff : 0]))

/** A non-negative INTEGER from big-endian bytes or a small number. */
export function integer(value: number | Uint8Array): Buffer {
  const hex = typeof value === 'number' ? value.toString(16) : ''
  let bytes = typeof value === 'number' ? Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex') : Buffer.from(value)
  while (bytes.length > 1 && bytes[0] === 0) bytes = bytes.subarray(1)
  return element(tags.integer, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

/** OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes: number[] = []
  for (const arc of [first * 40 + second, ...rest]) {
    const groups = [arc & 0x7f]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift(0x80 | (left % 128))
    bytes.push(...groups)
  }
  return element(tags.oid, Buffer.from(bytes))
}

const two = (value: number): string => String(value).padStart(2, '0')

/** GeneralizedTime of an instant in milliseconds, in UTC to the second. */
export function generalizedTime(at: number): Buffer {
  const text = new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)
  return element(tags.generalizedTime, Buffer.from(`${text}Z`, 'latin1'))
}

/** Time as X.509 wants it: UTCTime until 2049, then GeneralizedTime (RFC 5280 4.1.2.5). */
export function certificateTime(at: number): Buffer {
  const date = new Date(at)
  const year = date.getUTCFullYear()
  if (year >= 2050) return generalizedTime(at)
  const day = `${two(year % 100)}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())}`
  const time = `${two(date.getUTCHours())}${two(date.getUTCMinutes())}${two(date.getUTCSeconds())}`
  return element(tags.utcTime, Buffer.from(`${day}${time}Z`, 'latin1'))
}

/** One element as read: `whole` with tag and length, `content` without, `children` where it is constructed. */
export interface Der {
  readonly tag: number
  readonly whole: Buffer
  readonly content: Buffer
  readonly children: readonly Der[]
}

/** What is not DER; the message says where. */
export class DerFault extends Error {
  override readonly name = 'DerFault'
}

const deepest = 24

function readHead(bytes: Buffer, from: number): { readonly tag: number; readonly start: number; readonly end: number } {
  const tag = bytes[from]
  const first = bytes[from + 1]
  if (tag === undefined || first === undefined) throw new DerFault('ends too early')
  if ((tag & 0x1f) === 0x1f) throw new DerFault('a tag of several bytes')
  if (first < 0x80) return within(bytes, tag, from + 2, first)
  const count = first & 0x7f
  if (count === 0 || count > 4) throw new DerFault('a length that DER does not have')
  let length = 0
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[from + 2 + i] ?? 0)
  if (length < 0x80 || length < 256 ** (count - 1)) throw new DerFault('a length written too long')
  return within(bytes, tag, from + 2 + count, length)
}

function within(bytes: Buffer, tag: number, start: number, length: number) {
  if (start + length > bytes.length) throw new DerFault('reaches beyond its end')
  return { tag, start, end: start + length }
}

function readOne(bytes: Buffer, from: number, depth: number): Der {
  if (depth > deepest) throw new DerFault('nested too deeply')
  const { tag, start, end } = readHead(bytes, from)
  const content = bytes.subarray(start, end)
  const children: Der[] = []
  if (tag & 0x20)
    for (let at = start; at < end; ) {
      const child = readOne(bytes.subarray(0, end), at, depth + 1)
      children.push(child)
      at += child.whole.length
    }
  return { tag, whole: bytes.subarray(from, end), content, children }
}

/** Reads one element that must fill `bytes`; throws `DerFault`. */
export function readDer(bytes: Uint8Array): Der {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = readOne(buffer, 0, 0)
  if (found.whole.length !== buffer.length) throw new DerFault('bytes are left over')
  return found
}

/** Reads the element that `bytes` begins with; what follows is not looked at. */
export function readLeadingDer(bytes: Uint8Array): Der {
  return readOne(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, 0)
}

/** The child with this place, of this tag. */
export function childOf(der: Der, place: number, tag?: number): Der {
  const child = der.children[place]
  if (!child) throw new DerFault(`has no part ${place}`)
  if (tag !== undefined && child.tag !== tag) throw new DerFault(`part ${place} is ${child.tag}, not ${tag}`)
  return child
}

/** The dotted form of an OBJECT IDENTIFIER. */
export function readOid(der: Der): string {
  if (der.tag !== tags.oid || der.content.length === 0) throw new DerFault('no object identifier')
  const arcs: number[] = []
  let arc = 0
  for (const byte of der.content) {
    arc = arc * 128 + (byte & 0x7f)
    if (!(byte & 0x80)) {
      arcs.push(arc)
      arc = 0
    }
  }
  const first = Math.min(2, Math.floor((arcs[0] ?? 0) / 40))
  return [first, (arcs[0] ?? 0) - first * 40, ...arcs.slice(1)].join('.')
}

/** The bytes of a BIT STRING that has no unused bits. */
export function readBits(der: Der): Buffer {
  if (der.tag !== tags.bitString || der.content[0] !== 0) throw new DerFault('no bit string of whole bytes')
  return der.content.subarray(1)
}

/** The instant of a UTCTime or GeneralizedTime, milliseconds. */
export function readTime(der: Der): number {
  const text = der.content.toString('latin1')
  const whole = der.tag === tags.utcTime ? `${Number(text.slice(0, 2)) >= 50 ? '19' : '20'}${text}` : text
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(whole)
  if (!parts || (der.tag !== tags.utcTime && der.tag !== tags.generalizedTime)) throw new DerFault('no instant')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** A small non-negative INTEGER. */
export function readSmall(der: Der): number {
  if (der.tag !== tags.integer || der.content.length === 0 || der.content.length > 6)
    throw new DerFault('no small integer')
  if ((der.content[0] ?? 0) & 0x80) throw new DerFault('a negative integer')
  return der.content.readUIntBE(0, der.content.length)
}
