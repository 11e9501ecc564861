/** Personal data at rest: ID numbers, phones and files are encrypted on their way to the database and read again on their way back. */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'

/** Something that goes to the database only encrypted, whatever it looks like: `personal(number)` as a parameter. */
export class Personal<T extends string | Buffer = string | Buffer> {
  readonly plain: T
  constructor(plain: T) {
    this.plain = plain
  }
}

/** Marks a parameter as personal, so that it is encrypted whole; nothing stays nothing. */
export function personal<T extends string | Buffer>(plain: T): Personal<T>
export function personal<T extends string | Buffer>(plain: T | null): Personal<T> | null
export function personal(plain: string | Buffer | null): Personal | null {
  return plain === null ? null : new Personal(plain)
}

/** A parameter where nothing is encrypted. */
export const plainly = (value: unknown): unknown => (value instanceof Personal ? value.plain : value)

export interface Vault {
  /** Number of its data key. */
  readonly id: number
  /** The token of a text, `⟦1.…⟧`; the same for the same text, so that it can be searched for and be unique. */
  readonly encrypt: (text: string) => string
  /** A text with all its tokens opened; what is no token of this vault stays as it is. */
  readonly decrypt: (text: string) => string
  /** The same within a JSON text. */
  readonly decryptJson: (text: string) => string
  readonly encryptBytes: (bytes: Buffer) => Buffer
  readonly decryptBytes: (bytes: Buffer) => Buffer
  /** A parameter of a statement as it may go to the database. */
  readonly parameter: (value: unknown) => unknown
  /** A text or JSON text with every ID number in it, and every phone that is a whole JSON string, encrypted. */
  readonly cover: (text: string) => string
}

/** A mobile number of the mainland that is a whole JSON string. */
const phone = /"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"/g
/** The day, order and check of an ID number of GB 11643: quick to look for. */
const tail = /(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?:\d\d(?:B\d)?)?(?![0-9A-Za-z])/
/** An ID number whole; 9 begins credit codes and no region. A disability certificate's number is one with two digits behind, reissued with B and one more. */
const idNumber =
  /(?<![0-9A-Za-z])[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?:\d\d(?:B\d)?)?(?![0-9A-Za-z])/g
const token = /⟦\d+\.[\w-]+⟧/g
const opening = '⟦'

/** What encrypted bytes begin with, then the number of the key, 12 bytes of nonce, the cipher text and 16 bytes of tag. */
export const magic = Buffer.from('\0steppe\x01', 'latin1')
const beforeCipher = magic.length + 1 + 12
/** By how much encrypted bytes are longer. */
export const bytesAdded = beforeCipher + 16

/** What was read or written lately, so that hot rows cost nothing. The process holds the key anyway. */
class Lately {
  private readonly known = new Map<string, string>()
  get(key: string, make: (key: string) => string): string {
    let value = this.known.get(key)
    if (value === undefined) {
      value = make(key)
      if (this.known.size >= 20_000) this.known.clear()
      this.known.set(key, value)
    }
    return value
  }
}

/** Ciphers under one data key of 32 bytes: AES-256-CTR under a synthetic nonce for texts (after RFC 5297), AES-256-GCM for bytes. */
function ciphersOf(id: number, dataKey: Uint8Array) {
  const part = (what: string) => createSecretKey(Buffer.from(hkdfSync('sha256', dataKey, '', `steppe ${what}`, 32)))
  const [mac, texts, files] = [part('index'), part('texts'), part('files')] as const
  const nonceOf = (plain: Buffer) => createHmac('sha256', mac).update(plain).digest().subarray(0, 16)
  return {
    encrypt: (text: string): string => {
      const plain = Buffer.from(text)
      const nonce = nonceOf(plain)
      const cipher = createCipheriv('aes-256-ctr', texts, nonce).update(plain)
      return `${opening}${id}.${Buffer.concat([nonce, cipher]).toString('base64url')}⟧`
    },
    decrypt: (found: string): string => {
      const dot = found.indexOf('.')
      const bytes = Buffer.from(found.slice(dot + 1, -1), 'base64url')
      if (Number(found.slice(1, dot)) !== id || bytes.length < 16) return found
      const plain = createDecipheriv('aes-256-ctr', texts, bytes.subarray(0, 16)).update(bytes.subarray(16))
      return nonceOf(plain).equals(bytes.subarray(0, 16)) ? plain.toString() : found
    },
    encryptBytes: (bytes: Buffer): Buffer => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', files, nonce)
      return Buffer.concat([magic, Buffer.from([id]), nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    decryptBytes: (bytes: Buffer): Buffer => {
      if (bytes.length < bytesAdded || !bytes.subarray(0, magic.length).equals(magic)) return bytes
      if (bytes[magic.length] !== id) throw new Error('bytes are encrypted under a data key that is not here')
      const cipher = createDecipheriv('aes-256-gcm', files, bytes.subarray(magic.length + 1, beforeCipher))
      cipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([cipher.update(bytes.subarray(beforeCipher, -16)), cipher.final()])
    },
  }
}

/** Whether a JSON text stands in a parameter: only there do quotes tell where a string begins and ends. */
function looksLikeJson(text: string): boolean {
  const first = text.charCodeAt(0)
  return first === 0x7b || first === 0x5b || first === 0x22
}

/**
 * The vault of a data key. Texts are found by their shape (ID numbers anywhere, phones as whole JSON strings) or marked `personal`.
 * A token that somebody writes themselves is encrypted once more, so that nobody has another's number opened by handing its token in.
 */
export function makeVault(id: number, dataKey: Uint8Array): Vault {
  const ciphers = ciphersOf(id, dataKey)
  const [written, read, readInJson] = [new Lately(), new Lately(), new Lately()]
  const encrypt = (text: string) => written.get(text, ciphers.encrypt)
  const cover = (text: string): string => {
    let covered = text
    if (tail.test(covered)) covered = covered.replace(idNumber, encrypt)
    if (looksLikeJson(text)) covered = covered.replace(phone, (quoted) => `"${encrypt(quoted.slice(1, -1))}"`)
    return covered
  }
  const guarded = (text: string): string => cover(text.includes(opening) ? text.replace(token, ciphers.encrypt) : text)
  const parameter = (value: unknown): unknown => {
    if (typeof value === 'string') return guarded(value)
    if (typeof value !== 'object' || value === null || value instanceof Date || ArrayBuffer.isView(value)) return value
    if (value instanceof Personal)
      return typeof value.plain === 'string' ? encrypt(value.plain) : ciphers.encryptBytes(value.plain)
    if (Array.isArray(value)) return value.map(parameter)
    return guarded(JSON.stringify(value))
  }
  const open = (found: string) => read.get(found, ciphers.decrypt)
  const inJson = (found: string) => JSON.stringify(ciphers.decrypt(found)).slice(1, -1)
  const openInJson = (found: string) => readInJson.get(found, inJson)
  return {
    id,
    encrypt,
    decrypt: (text) => (text.includes(opening) ? text.replace(token, open) : text),
    decryptJson: (text) => (text.includes(opening) ? text.replace(token, openInJson) : text),
    encryptBytes: ciphers.encryptBytes,
    decryptBytes: ciphers.decryptBytes,
    parameter,
    cover,
  }
}
