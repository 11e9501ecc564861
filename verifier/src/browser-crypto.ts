/**
 * What the kernels use of node:crypto, for browsers, on @noble/hashes and @noble/curves: hashes, HMAC, and verifying Ed25519
 * (RFC 8032) and ECDSA over P-256 (FIPS 186-5). The page's build puts it in node:crypto's place; it makes no key and signs nothing.
 */
import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { BrowserBuffer } from './browser-buffer.ts'

const hashes = { sha256, sha384, sha512 } as const

type Encoding = 'hex' | 'base64' | 'base64url' | 'latin1' | 'binary' | 'buffer'
type Input = string | Uint8Array

function hashOf(name: string) {
  const known = hashes[name.toLowerCase().replace('-', '') as keyof typeof hashes]
  if (!known) throw new RangeError(`no hash ${name} here`)
  return known
}

const bytesOf = (data: Input): Uint8Array => (typeof data === 'string' ? new TextEncoder().encode(data) : data)

function encoded(digest: Uint8Array, encoding?: Encoding) {
  const buffer = BrowserBuffer.from(digest)
  return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer
}

interface Running {
  readonly update: (data: Input) => Running
  readonly digest: (encoding?: Encoding) => BrowserBuffer | string
}

function running(state: { update: (data: Uint8Array) => unknown; digest: () => Uint8Array }): Running {
  const self: Running = {
    update: (data) => {
      state.update(bytesOf(data))
      return self
    },
    digest: (encoding) => encoded(state.digest(), encoding),
  }
  return self
}

export const createHash = (name: string): Running => running(hashOf(name).create())

export const createHmac = (name: string, key: Input): Running => running(hmac.create(hashOf(name), bytesOf(key)))

/** The digest in one call; Node answers in hexadecimal unless told otherwise. */
export const hash = (name: string, data: Input, encoding: Encoding = 'hex') =>
  encoded(hashOf(name)(bytesOf(data)), encoding)

export const timingSafeEqual = (one: Uint8Array, other: Uint8Array): boolean => BrowserBuffer.compare(one, other) === 0

export const getHashes = (): string[] => Object.keys(hashes)

/** Random bytes from the browser; kernels that issue have them, no check of a file does. */
export const randomBytes = (count: number): BrowserBuffer =>
  BrowserBuffer.from(globalThis.crypto.getRandomValues(new Uint8Array(count)))

/** A whole number from `least` to below `end`, each as likely: draws until one falls within a whole number of rounds. */
export function randomInt(least: number, end: number): number {
  const range = end - least
  const rounds = Math.floor(2 ** 32 / range) * range
  for (;;) {
    const drawn = randomBytes(4).readUInt32BE()
    if (drawn < rounds) return least + (drawn % range)
  }
}

interface Jwk {
  readonly kty?: string
  readonly crv?: string
  readonly x?: string
  readonly y?: string
}

interface PublicKey {
  readonly jwk: Jwk
}

/** A public key from a JWK: OKP Ed25519 or EC P-256. */
export function createPublicKey({ key, format }: { readonly key: Jwk; readonly format: string }): PublicKey {
  if (format !== 'jwk' || !['OKP Ed25519', 'EC P-256'].includes(`${key.kty} ${key.crv}`))
    throw new RangeError('only JWKs of Ed25519 and P-256 are read here')
  if (coordinate(key.x).length !== 32 || (key.kty === 'EC' && coordinate(key.y).length !== 32))
    throw new RangeError('a coordinate has another length')
  return { jwk: key }
}

const coordinate = (text: string | undefined) => BrowserBuffer.from(text ?? '', 'base64url')

/** Whether the signature holds. ECDSA as r || s or, as Node takes it by default, DER. */
export function verify(
  algorithm: string | null | undefined,
  data: Uint8Array,
  key: PublicKey | { readonly key: PublicKey; readonly dsaEncoding?: string },
  signature: Uint8Array,
): boolean {
  const { jwk } = 'key' in key ? key.key : key
  try {
    if (jwk.crv === 'Ed25519')
      return ed25519.verify(plain(signature), plain(data), plain(coordinate(jwk.x)), { zip215: false })
    const raw = 'dsaEncoding' in key && key.dsaEncoding === 'ieee-p1363'
    const point = BrowserBuffer.concat([Uint8Array.of(4), coordinate(jwk.x), coordinate(jwk.y)])
    const digest = hashOf(algorithm ?? 'sha256')(data)
    const format = raw ? 'compact' : 'der'
    return p256.verify(plain(signature), digest, plain(point), { prehash: false, lowS: false, format })
  } catch {
    return false
  }
}

/** The curves take Uint8Array itself, not what extends it. */
const plain = (bytes: Uint8Array) => Uint8Array.from(bytes)

export default {
  createHash,
  createHmac,
  hash,
  timingSafeEqual,
  createPublicKey,
  verify,
  getHashes,
  randomBytes,
  randomInt,
}
