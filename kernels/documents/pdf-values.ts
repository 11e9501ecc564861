/** Values of PDF files, read and written. Source: ISO 32000-2 clause 7.3. */
import { Buffer } from 'node:buffer'

export interface PdfName {
  readonly name: string
}
/** An indirect reference. */
export interface PdfRef {
  readonly ref: number
  readonly generation: number
}
/** A string; `hex` says how it was written. */
export interface PdfString {
  readonly bytes: Buffer
  readonly hex: boolean
}
export type PdfDict = ReadonlyMap<string, PdfValue>
export interface PdfStream {
  readonly dict: PdfDict
  /** The bytes as they stand in the file, still filtered. */
  readonly data: Buffer
}
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfRef
  | PdfString
  | PdfStream
  | PdfDict
  | readonly PdfValue[]

export const isName = (value: PdfValue | undefined): value is PdfName =>
  typeof value === 'object' && value !== null && 'name' in value
export const isRef = (value: PdfValue | undefined): value is PdfRef =>
  typeof value === 'object' && value !== null && 'ref' in value
export const isString = (value: PdfValue | undefined): value is PdfString =>
  typeof value === 'object' && value !== null && 'hex' in value
export const isDict = (value: PdfValue | undefined): value is PdfDict => value instanceof Map
export const isStream = (value: PdfValue | undefined): value is PdfStream =>
  typeof value === 'object' && value !== null && 'data' in value
export const isArray = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value)
/** The name that a value is, or nothing. */
export const nameOf = (value: PdfValue | undefined): string | undefined => (isName(value) ? value.name : undefined)

/** What is not PDF. */
export class PdfFault extends Error {
  override readonly name = 'PdfFault'
}

const white = new Set([0, 9, 10, 12, 13, 32])
const delimiters = new Set([...'()<>[]{}/%'].map((sign) => sign.charCodeAt(0)))
const isRegular = (byte: number | undefined): boolean => byte !== undefined && !white.has(byte) && !delimiters.has(byte)
const deepest = 60

/** Reads values from a place in the file onward. */
export class PdfReader {
  readonly bytes: Buffer
  at: number
  private depth = 0
  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes
    this.at = at
  }

  skipWhite(): void {
    for (;;) {
      const byte = this.bytes[this.at]
      if (byte === 0x25)
        while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++
      else if (byte !== undefined && white.has(byte)) this.at++
      else return
    }
  }

  /** The next run of regular characters; empty at a delimiter. */
  word(): string {
    this.skipWhite()
    const from = this.at
    while (isRegular(this.bytes[this.at])) this.at++
    return this.bytes.toString('latin1', from, this.at)
  }

  /** Whether `word` comes next; then it is passed. */
  take(word: string): boolean {
    const before = this.at
    if (this.word() === word) return true
    this.at = before
    return false
  }

  integer(): number {
    const text = this.word()
    if (!/^\d{1,12}$/.test(text)) throw new PdfFault(`a number was expected at ${this.at}`)
    return Number(text)
  }

  value(): PdfValue {
    if (++this.depth > deepest) throw new PdfFault('nested too deeply')
    try {
      return this.anyValue()
    } finally {
      this.depth--
    }
  }

  private anyValue(): PdfValue {
    this.skipWhite()
    const byte = this.bytes[this.at]
    if (byte === 0x2f) return this.name()
    if (byte === 0x28) return this.literal()
    if (byte === 0x5b) return this.array()
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.dict() : this.hex()
    return this.wordValue()
  }

  private name(): PdfName {
    this.at++
    const from = this.at
    while (isRegular(this.bytes[this.at])) this.at++
    const raw = this.bytes.toString('latin1', from, this.at)
    return {
      name: raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    }
  }

  private literal(): PdfString {
    const out: number[] = []
    let open = 0
    for (this.at++; ; this.at++) {
      const byte = this.bytes[this.at]
      if (byte === undefined) throw new PdfFault('a string does not end')
      if (byte === 0x5c) this.escape(out)
      else if (byte === 0x29 && open-- === 0) break
      else {
        if (byte === 0x28) open++
        out.push(byte)
      }
    }
    this.at++
    return { bytes: Buffer.from(out), hex: false }
  }

  private escape(out: number[]): void {
    const next = this.bytes[++this.at] ?? 0
    const octal = /^[0-7]{1,3}/.exec(this.bytes.toString('latin1', this.at, this.at + 3))
    if (octal) {
      out.push(Number.parseInt(octal[0], 8) & 0xff)
      this.at += octal[0].length - 1
    } else if (next === 13 || next === 10) {
      if (next === 13 && this.bytes[this.at + 1] === 10) this.at++
    } else out.push({ 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 }[next] ?? next)
  }

  private hex(): PdfString {
    const end = this.bytes.indexOf(0x3e, this.at)
    if (end < 0) throw new PdfFault('a string does not end')
    const digits = this.bytes.toString('latin1', this.at + 1, end).replace(/[\s\0]/g, '')
    if (!/^[0-9a-fA-F]*$/.test(digits)) throw new PdfFault('a string of other than hexadecimal digits')
    this.at = end + 1
    return { bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'), hex: true }
  }

  private array(): PdfValue[] {
    const items: PdfValue[] = []
    this.at++
    for (;;) {
      this.skipWhite()
      if (this.bytes[this.at] === 0x5d) break
      items.push(this.value())
    }
    this.at++
    return items
  }

  private dict(): PdfDict {
    const entries = new Map<string, PdfValue>()
    this.at += 2
    for (;;) {
      this.skipWhite()
      if (this.bytes[this.at] === 0x3e && this.bytes[this.at + 1] === 0x3e) break
      if (this.bytes[this.at] !== 0x2f) throw new PdfFault(`a key was expected at ${this.at}`)
      entries.set(this.name().name, this.value())
    }
    this.at += 2
    return entries
  }

  private wordValue(): PdfValue {
    const text = this.word()
    if (text === 'true') return true
    if (text === 'false') return false
    if (text === 'null') return null
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new PdfFault(`“${text.slice(0, 20)}” at ${this.at} is no value`)
    if (/^\d+$/.test(text)) {
      const before = this.at
      const generation = this.word()
      if (/^\d{1,5}$/.test(generation) && this.take('R')) return { ref: Number(text), generation: Number(generation) }
      this.at = before
    }
    return Number(text)
  }
}

const escapeName = (name: string): string =>
  name.replace(/[^!-~]|[()<>[\]{}/%#]/g, (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)

/** A value as text in Latin-1; streams are written by whoever writes objects. */
export function writeValue(value: PdfValue): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(4).replace(/\.?0+$/, '')
  if (isName(value)) return `/${escapeName(value.name)}`
  if (isRef(value)) return `${value.ref} ${value.generation} R`
  if (isString(value)) return `<${value.bytes.toString('hex')}>`
  if (isArray(value)) return `[${value.map(writeValue).join(' ')}]`
  if (isStream(value)) return `${writeValue(value.dict)}stream:${value.data.toString('latin1')}`
  return `<<${[...value].map(([key, each]) => `/${escapeName(key)} ${writeValue(each)}`).join(' ')}>>`
}

/** A text string: plain where ASCII is enough, else UTF-16 with its mark (7.9.2.2). */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return { bytes: Buffer.from(text, 'latin1'), hex: true }
  const bytes = Buffer.from(text, 'utf16le').swap16()
  return { bytes: Buffer.concat([Buffer.from([0xfe, 0xff]), bytes]), hex: true }
}

/** The text of a text string. */
export function readText(value: PdfValue | undefined): string | undefined {
  if (!isString(value)) return undefined
  const { bytes } = value
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, 2 + ((bytes.length - 2) & ~1)))
      .swap16()
      .toString('utf16le')
  return bytes.toString('latin1')
}
