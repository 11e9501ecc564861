/** Signature algorithms of documents: international (ES256, Ed25519) and SM2 with SM3. Sources: RFC 5480, RFC 5758, RFC 8410, RFC 8419; GM/T 0006, GM/T 0009. */
import { Buffer } from 'node:buffer'
import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { sm2Point } from '../credential/sm2.ts'
import { bits, childOf, type Der, DerFault, integer, oid, readBits, readDer, readOid, sequence, tags } from './der.ts'

/** JOSE names; SM2 is ECDSA's Chinese sister over its own curve (GB/T 32918) with SM3 (GB/T 32905). */
export type DocumentAlgorithm = 'ES256' | 'EdDSA' | 'SM2'

/** Whoever signs: the key itself may stand in a module that never gives it away. */
export interface DocumentSigner {
  readonly algorithm: DocumentAlgorithm
  readonly publicJwk: JsonWebKey
  /** 64 bytes; for ES256 and SM2 r then s. */
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>
}

const oids = {
  ecPublicKey: '1.2.840.10045.2.1',
  p256: '1.2.840.10045.3.1.7',
  ecdsaSha256: '1.2.840.10045.4.3.2',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha512: '2.16.840.1.101.3.4.2.3',
  ed25519: '1.3.101.112',
  sm2Curve: '1.2.156.10197.1.301',
  sm2Sm3: '1.2.156.10197.1.501',
  sm3: '1.2.156.10197.1.401',
} as const

interface Suite {
  readonly signature: string
  readonly digest: string
  readonly digestName: 'sha256' | 'sha512' | 'sm3'
}

const suites: Readonly<Record<DocumentAlgorithm, Suite>> = {
  ES256: { signature: oids.ecdsaSha256, digest: oids.sha256, digestName: 'sha256' },
  EdDSA: { signature: oids.ed25519, digest: oids.sha512, digestName: 'sha512' },
  SM2: { signature: oids.sm2Sm3, digest: oids.sm3, digestName: 'sm3' },
}

export const allAlgorithms: readonly DocumentAlgorithm[] = ['ES256', 'EdDSA', 'SM2']

/** Digest of the algorithm's family: SHA-256, SHA-512 (RFC 8419 for Ed25519), SM3. */
export function digestOf(algorithm: DocumentAlgorithm, ...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash(suites[algorithm].digestName)
  for (const part of parts) hash.update(part)
  return hash.digest()
}

export const signatureOid = (algorithm: DocumentAlgorithm): string => suites[algorithm].signature
export const digestOid = (algorithm: DocumentAlgorithm): string => suites[algorithm].digest
/** AlgorithmIdentifier of the signature; without parameters (RFC 5758 3.2, RFC 8410 3). */
export const signatureIdentifier = (algorithm: DocumentAlgorithm): Buffer => sequence(oid(signatureOid(algorithm)))
export const digestIdentifier = (algorithm: DocumentAlgorithm): Buffer => sequence(oid(digestOid(algorithm)))
/** The algorithm whose signature identifier this is; nothing when it is not one of ours. */
export const algorithmOfSignature = (dotted: string): DocumentAlgorithm | undefined =>
  allAlgorithms.find((each) => suites[each].signature === dotted)

const fromBase64 = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url')

/** SubjectPublicKeyInfo of a public key. RFC 5480 2, RFC 8410 4. */
export function publicKeyInfo(algorithm: DocumentAlgorithm, jwk: JsonWebKey): Buffer {
  if (algorithm === 'EdDSA') return sequence(sequence(oid(oids.ed25519)), bits(fromBase64(jwk.x)))
  const point = Buffer.concat([Buffer.from([4]), fromBase64(jwk.x), fromBase64(jwk.y)])
  const curve = algorithm === 'SM2' ? oids.sm2Curve : oids.p256
  return sequence(sequence(oid(oids.ecPublicKey), oid(curve)), bits(point))
}

/** A public key as read from a certificate. */
export interface PublicKey {
  readonly algorithm: DocumentAlgorithm
  readonly jwk: JsonWebKey
}

/** Reads SubjectPublicKeyInfo; throws for keys that are not of ours. */
export function readPublicKeyInfo(der: Der): PublicKey {
  const identifier = childOf(der, 0, tags.sequence)
  const kind = readOid(childOf(identifier, 0))
  const key = readBits(childOf(der, 1))
  if (kind === oids.ed25519 && key.length === 32)
    return { algorithm: 'EdDSA', jwk: { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') } }
  if (kind !== oids.ecPublicKey || key.length !== 65 || key[0] !== 4) throw new DerFault('a public key of another kind')
  const curve = readOid(childOf(identifier, 1))
  const algorithm = curve === oids.p256 ? 'ES256' : curve === oids.sm2Curve ? 'SM2' : undefined
  if (!algorithm) throw new DerFault('a curve of another kind')
  const place = { x: key.subarray(1, 33).toString('base64url'), y: key.subarray(33).toString('base64url') }
  return { algorithm, jwk: { kty: 'EC', crv: algorithm === 'SM2' ? 'SM2' : 'P-256', ...place } }
}

/** The signature as certificates and CMS carry it: DER `SEQUENCE {r, s}`; Ed25519 as it is. */
export function encodeSignature(algorithm: DocumentAlgorithm, raw: Uint8Array): Buffer {
  if (algorithm === 'EdDSA') return Buffer.from(raw)
  return sequence(integer(raw.subarray(0, 32)), integer(raw.subarray(32)))
}

function decodeSignature(algorithm: DocumentAlgorithm, encoded: Uint8Array): Buffer {
  if (algorithm === 'EdDSA') return Buffer.from(encoded)
  const der = readDer(encoded)
  if (der.tag !== tags.sequence || der.children.length !== 2) throw new DerFault('no pair of r and s')
  const parts = [childOf(der, 0, tags.integer), childOf(der, 1, tags.integer)].map(({ content }) => {
    const bare = content[0] === 0 ? content.subarray(1) : content
    if (bare.length > 32 || ((content[0] ?? 0) & 0x80) !== 0) throw new DerFault('r or s out of range')
    return Buffer.concat([Buffer.alloc(32 - bare.length), bare])
  })
  const raw = Buffer.concat(parts)
  // One signature, one form: a leading zero too many would be the same numbers in other bytes.
  if (Buffer.compare(encodeSignature(algorithm, raw), encoded) !== 0) throw new DerFault('r and s written too long')
  return raw
}

type Verifies = (data: Uint8Array, signature: Uint8Array) => boolean

function verifierFor({ algorithm, jwk }: PublicKey): Verifies {
  if (algorithm === 'SM2') return sm2Point(fromBase64(jwk.x), fromBase64(jwk.y)) ?? (() => false)
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  return algorithm === 'EdDSA'
    ? (data, signature) => verify(null, data, key, signature)
    : (data, signature) => verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

const mostPrepared = 500
const prepared = new Map<string, Verifies>()

/** A key is prepared once and kept: preparing costs as much as a check, for SM2 as several. */
function preparedVerifier(key: PublicKey): Verifies {
  const name = `${key.algorithm} ${key.jwk.x} ${key.jwk.y}`
  let found = prepared.get(name)
  if (!found) {
    if (prepared.size >= mostPrepared) prepared.clear()
    found = verifierFor(key)
    prepared.set(name, found)
  }
  return found
}

/** Whether the encoded signature over `data` is that of the key; never throws for bad input. */
export function verifyEncoded(key: PublicKey, data: Uint8Array, encoded: Uint8Array): boolean {
  try {
    return preparedVerifier(key)(new Uint8Array(data), decodeSignature(key.algorithm, encoded))
  } catch {
    return false
  }
}

/** What a key of the algorithm is called, for people. */
export const algorithmName: Readonly<Record<DocumentAlgorithm, string>> = {
  ES256: 'ECDSA P-256 / SHA-256',
  EdDSA: 'Ed25519 / SHA-512',
  SM2: 'SM2 / SM3',
}
