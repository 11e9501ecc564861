/** Token Status List: one entry of 1, 2, 4 or 8 bits for each licence, compressed and signed. Source: draft-ietf-oauth-status-list (JWT form). */
import { Unzlib, zlibSync } from 'fflate'
import { fromBase64url, isObject, type JsonObject, LIMITS, toBase64url } from './json.ts'
import { parseJws, signJws, verifyJws } from './jws.ts'
import { type Refused, refused } from './refusals.ts'
import type { CredentialSigner } from './signer.ts'
import type { Trust } from './trust.ts'
import { checkValidity } from './validity.ts'

export type StatusBits = 1 | 2 | 4 | 8

/** Registered values: 0 valid, 1 invalid (for good), 2 suspended; 3 and 0x0b–0x0f are the application's own. */
export const STATUS = { valid: 0, invalid: 1, suspended: 2, own: 3 } as const

/** Bytes of an unpacked list: 2^25 entries of a bit. A list that unpacks to more is an attack. */
const MOST_BYTES = 4 * 1024 * 1024

/** Entries as bytes, the first in the lowest bits. Throws RangeError on a value that does not fit. */
export function packStatuses(statuses: readonly number[], bits: StatusBits): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((statuses.length * bits) / 8))
  for (const [i, status] of statuses.entries()) {
    if (!Number.isInteger(status) || status < 0 || status >= 2 ** bits)
      throw new RangeError(`${status} is no status of ${bits} bits`)
    const at = i * bits
    bytes[at >> 3]! |= status << (at & 7)
  }
  return bytes
}

/** The claim `status_list` of packed bytes. */
export function encodeStatusList(
  bytes: Uint8Array,
  bits: StatusBits,
): { readonly bits: StatusBits; readonly lst: string } {
  return { bits, lst: toBase64url(zlibSync(bytes, { level: 9 })) }
}

/** An unpacked list. */
export interface StatusEntries {
  readonly bits: StatusBits
  readonly size: number
  /** The entry, undefined where the list has none. */
  readonly at: (index: number) => number | undefined
}

/** Unpacks the claim `status_list`. */
export function decodeStatusList(claim: unknown): StatusEntries | Refused {
  const { bits, lst } = isObject(claim as never) ? (claim as JsonObject) : {}
  if ((bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) || typeof lst !== 'string')
    return refused('status_list_malformed', 'status_list')
  const packed = fromBase64url(lst)
  if ('ok' in packed) return packed
  const bytes = inflate(packed)
  if ('ok' in bytes) return bytes
  const size = (bytes.length * 8) / bits
  const mask = 2 ** bits - 1
  const at = (index: number) =>
    Number.isInteger(index) && index >= 0 && index < size
      ? (bytes[(index * bits) >> 3]! >> ((index * bits) & 7)) & mask
      : undefined
  return { bits, size, at }
}

/** Unpacks in pieces, so that a small text cannot fill the memory. */
function inflate(packed: Uint8Array): Uint8Array | Refused {
  const pieces: Uint8Array[] = []
  let length = 0
  let ended = false
  try {
    const stream = new Unzlib((piece, final) => {
      length += piece.length
      if (length > MOST_BYTES) throw new RangeError('too large')
      pieces.push(piece)
      ended ||= final
    })
    for (let from = 0; from < packed.length; from += 4096)
      stream.push(packed.subarray(from, from + 4096), from + 4096 >= packed.length)
  } catch {
    return refused(length > MOST_BYTES ? 'too_large' : 'status_list_malformed', 'lst')
  }
  if (!ended || !adlerHolds(packed, pieces)) return refused('status_list_malformed', 'lst')
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return bytes
}

/** The check sum of ZLIB (RFC 1950), which the library does not compare. */
function adlerHolds(packed: Uint8Array, pieces: readonly Uint8Array[]): boolean {
  let [a, b] = [1, 0]
  for (const piece of pieces)
    for (const byte of piece) {
      a = (a + byte) % 65521
      b = (b + a) % 65521
    }
  const tail = packed.subarray(-4)
  return packed.length > 6 && ((tail[0]! << 8) | tail[1]!) === b && ((tail[2]! << 8) | tail[3]!) === a
}

export interface StatusListToMake {
  /** Where the token is served; `status_list.uri` of the licences. */
  readonly uri: string
  readonly issuer: string
  readonly statuses: readonly number[] | Uint8Array
  readonly bits: StatusBits
  /** Seconds since 1970. */
  readonly now: number
  /** Seconds a copy may be used before a new one is fetched. */
  readonly ttl: number
  /** Seconds after which the token is worthless. */
  readonly life: number
  readonly signer: CredentialSigner
}

/** Signs a status list. `statuses` are entries, or bytes that are packed already. */
export async function makeStatusList(order: StatusListToMake): Promise<string> {
  const bytes = order.statuses instanceof Uint8Array ? order.statuses : packStatuses(order.statuses, order.bits)
  const payload = {
    iss: order.issuer,
    sub: order.uri,
    iat: order.now,
    exp: order.now + order.life,
    ttl: order.ttl,
    status_list: encodeStatusList(bytes, order.bits),
  }
  return signJws({ typ: 'statuslist+jwt' }, payload, order.signer)
}

/** A status list that was verified. */
export interface StatusList extends StatusEntries {
  readonly uri: string
  readonly issuer: string
  readonly issuedAt: number
  /** From this second on it must not be used: `exp`, or `ttl` after it was fetched, whichever is earlier. */
  readonly usableUntil: number
}

export interface StatusListWanted {
  readonly trust: Trust
  /** The issuer whose licences it is for: its keys are used. */
  readonly issuer: string
  /** Where it was fetched from. */
  readonly uri: string
  readonly now: number
  /** When it was fetched; by default when it was made, which is the stricter. */
  readonly fetchedAt?: number
}

/** Verifies a status list token under the keys of the licences' issuer. Refuses one of another issuer or address, and a stale one. */
export function readStatusList(token: string, wanted: StatusListWanted): StatusList | Refused {
  if (token.length > LIMITS.token * 16) return refused('too_large')
  const jws = parseJws(token, ['statuslist+jwt'])
  if ('ok' in jws) return jws
  const keys = wanted.trust(wanted.issuer)
  if (!keys) return refused('unknown_issuer', 'iss')
  const { sub, iss, iat, exp, ttl } = jws.payload
  if (sub !== wanted.uri || (iss !== undefined && iss !== wanted.issuer))
    return refused('status_list_of_another', 'sub')
  const key = verifyJws(jws, keys)
  if ('ok' in key) return key
  if (typeof iat !== 'number') return refused('claim_malformed', 'iat')
  if (ttl !== undefined && !(typeof ttl === 'number' && ttl > 0)) return refused('claim_malformed', 'ttl')
  const untimely = checkValidity(jws.payload, wanted.now)
  if (untimely) return untimely.code === 'credential.expired' ? refused('status_list_stale', 'exp') : untimely
  const until = Math.min(
    (exp as number | undefined) ?? Infinity,
    (wanted.fetchedAt ?? iat) + ((ttl as number | undefined) ?? Infinity),
  )
  if (wanted.now >= until) return refused('status_list_stale', 'ttl')
  const entries = decodeStatusList(jws.payload.status_list)
  return 'ok' in entries ? entries : { ...entries, uri: sub, issuer: wanted.issuer, issuedAt: iat, usableUntil: until }
}
