/** Verifies SD-JWT and licences: everything or nothing, and why not. Source: RFC 9901 section 7, SD-JWT VC section 3.5. */
import type { PublicJwk } from './algorithms.ts'
import { CREDENTIAL_TYPE, NEVER_CONCEALED } from './issue.ts'
import { isObject, type JsonObject } from './json.ts'
import { parseJws, verifyJws } from './jws.ts'
import { holderKey, type KeyBinding, verifyKeyBinding } from './key-binding.ts'
import { type Refused, refused } from './refusals.ts'
import { type Revealed, reveal } from './reveal.ts'
import { splitSdJwt } from './sd-jwt.ts'
import { STATUS, type StatusList } from './status-list.ts'
import type { Trust } from './trust.ts'
import { checkValidity } from './validity.ts'
import type { VerifyingKey } from './verifying-key.ts'

export interface VerifyOptions {
  readonly trust: Trust
  /** Seconds since 1970. */
  readonly now: number
  /** Who the presentation must be meant for. Given, a key binding is required. */
  readonly audience?: string
  /** What the verifier asked with. Given, a key binding is required. */
  readonly nonce?: string
  /** `required` also without audience and nonce; `forbidden` refuses one. By default one that is there is verified. */
  readonly keyBinding?: 'required' | 'forbidden'
  /** Seconds a presentation may be old. Default 300. */
  readonly maxAge?: number
  /** Seconds by which clocks may differ. Default 60. */
  readonly skew?: number
  /** Accepted values of the header's `typ`; any where not given. */
  readonly types?: readonly string[]
}

export interface VerifiedSdJwt extends Revealed {
  readonly ok: true
  readonly header: JsonObject
  readonly issuer: string | undefined
  readonly signedBy: VerifyingKey
  readonly holder: PublicJwk | undefined
  readonly keyBinding: KeyBinding | undefined
}

/** Verifies a compact SD-JWT: signature under a trusted key, times, disclosures, key binding. */
export function verifySdJwt(token: string, options: VerifyOptions, types = options.types): VerifiedSdJwt | Refused {
  const parts = splitSdJwt(token)
  if ('ok' in parts) return parts
  const jws = parseJws(parts.jws, types)
  if ('ok' in jws) return jws
  const { iss } = jws.payload
  if (iss !== undefined && typeof iss !== 'string') return refused('claim_malformed', 'iss')
  const keys = options.trust(iss)
  if (!keys) return refused('unknown_issuer', 'iss')
  const signedBy = verifyJws(jws, keys)
  if ('ok' in signedBy) return signedBy
  const revealed = reveal(jws.payload, parts.disclosures)
  if ('ok' in revealed) return revealed
  const untimely = checkValidity(revealed.claims, options.now, options.skew)
  if (untimely) return untimely
  const keyBinding = bindingOf(parts, jws.payload, options)
  if (keyBinding && 'ok' in keyBinding) return keyBinding
  const { claims, places } = revealed
  return {
    ok: true,
    claims,
    places,
    header: jws.header,
    issuer: iss,
    signedBy,
    holder: holderKey(jws.payload),
    keyBinding,
  }
}

function bindingOf(
  parts: { readonly keyBinding: string | undefined; readonly presented: string },
  payload: JsonObject,
  options: VerifyOptions,
): KeyBinding | Refused | undefined {
  const { now, audience, nonce, skew, maxAge = 300 } = options
  if (parts.keyBinding === undefined) {
    const wanted = audience !== undefined || nonce !== undefined || options.keyBinding === 'required'
    return wanted ? refused('key_binding_missing') : undefined
  }
  if (options.keyBinding === 'forbidden') return refused('key_binding_unexpected')
  const given = {
    ...(audience === undefined ? {} : { audience }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(skew === undefined ? {} : { skew }),
  }
  return verifyKeyBinding(parts.keyBinding, parts.presented, payload, { now, maxAge, ...given })
}

export interface CredentialOptions extends Omit<VerifyOptions, 'types'> {
  /** Accepted kinds (`vct`); any where not given. */
  readonly kinds?: readonly string[]
  /** Verified status lists by address. Not given, the status is not looked at, and the answer says so. */
  readonly status?: (uri: string) => StatusList | undefined
}

export interface VerifiedCredential extends VerifiedSdJwt {
  readonly issuer: string
  /** `vct`. */
  readonly kind: string
  /** `none`: the licence names no status list. */
  readonly status: 'valid' | 'not_checked' | 'none'
  /** Where the status was read. */
  readonly statusList: StatusList | undefined
}

/** Verifies a licence in the form SD-JWT VC, with its status where lists are given. */
export function verifyCredential(token: string, options: CredentialOptions): VerifiedCredential | Refused {
  const verified = verifySdJwt(token, options, [CREDENTIAL_TYPE])
  if (!verified.ok) return verified
  const { claims, places, issuer } = verified
  for (const { at } of places)
    if (at.length === 1 && NEVER_CONCEALED.has(String(at[0]))) return refused('disclosure_forbidden', String(at[0]))
  if (issuer === undefined) return refused('unknown_issuer', 'iss')
  const kind = claims.vct
  if (typeof kind !== 'string' || kind === '') return refused('kind_missing', 'vct')
  if (options.kinds && !options.kinds.includes(kind)) return refused('kind_unexpected', 'vct')
  const status = checkStatus(claims, issuer, options)
  return 'ok' in status ? status : { ...verified, issuer, kind, ...status }
}

/** Where a licence says its status stands. */
export interface StatusReference {
  readonly uri: string
  readonly index: number
}

/** The claim `status` read; undefined where the licence has none. */
export function statusReference(claims: JsonObject): StatusReference | Refused | undefined {
  if (claims.status === undefined) return undefined
  const list = isObject(claims.status) ? claims.status.status_list : undefined
  if (!isObject(list)) return refused('status_malformed', 'status')
  const { uri, idx } = list
  if (typeof uri !== 'string' || typeof idx !== 'number' || !Number.isSafeInteger(idx) || idx < 0)
    return refused('status_malformed', 'status')
  return { uri, index: idx }
}

type Status = Pick<VerifiedCredential, 'status' | 'statusList'>

function checkStatus(claims: JsonObject, issuer: string, options: CredentialOptions): Status | Refused {
  const reference = statusReference(claims)
  if (!reference) return { status: 'none', statusList: undefined }
  if ('ok' in reference) return reference
  if (!options.status) return { status: 'not_checked', statusList: undefined }
  const list = options.status(reference.uri)
  if (!list) return refused('status_unknown', reference.uri)
  if (list.uri !== reference.uri || list.issuer !== issuer) return refused('status_list_of_another', 'status')
  if (options.now >= list.usableUntil) return refused('status_list_stale', 'status')
  const entry = list.at(reference.index)
  if (entry === undefined) return refused('status_out_of_range', 'idx')
  if (entry === STATUS.valid) return { status: 'valid', statusList: list }
  const why = entry === STATUS.invalid ? 'revoked' : entry === STATUS.suspended ? 'suspended' : 'not_valid'
  return refused(why, 'status', entry)
}
