/** The holder's part: chooses what to show, and signs that it is shown to this verifier, now. Source: RFC 9901 sections 4.3 and 7.2. */
import { createHash } from 'node:crypto'
import { type ClaimPath, leadsTo } from './claim-path.ts'
import type { JsonObject } from './json.ts'
import { parseJws, signJws } from './jws.ts'
import { isRefused, type Refused, refused } from './refusals.ts'
import { digestAlgorithm, type Revealed, reveal } from './reveal.ts'
import { joinSdJwt, splitSdJwt } from './sd-jwt.ts'
import type { CredentialSigner } from './signer.ts'

/** What is shown: everything, or what the paths point to and what leads there. Positions in arrays are those in the claims as the token at hand discloses them. */
export type Choice = 'all' | readonly ClaimPath[]

export interface KeyBindingToMake {
  /** The holder's key, the one in `cnf`. */
  readonly signer: CredentialSigner
  readonly audience: string
  readonly nonce: string
  /** Seconds since 1970. */
  readonly now: number
  /** The presentation says itself that it ends after so many seconds. */
  readonly life?: number
}

/** Reads an SD-JWT without verifying it: for the holder, who was given it by the issuer. */
export function readSdJwt(
  token: string,
): (Revealed & { readonly payload: JsonObject; readonly header: JsonObject }) | Refused {
  const parts = splitSdJwt(token)
  if ('ok' in parts) return parts
  const jws = parseJws(parts.jws)
  if ('ok' in jws) return jws
  const revealed = reveal(jws.payload, parts.disclosures)
  return 'ok' in revealed ? revealed : { ...revealed, payload: jws.payload, header: jws.header }
}

/** Makes a presentation. A key binding that was there is replaced. Refuses what is no SD-JWT. */
export async function presentCredential(
  token: string,
  choose: Choice,
  keyBinding?: KeyBindingToMake,
): Promise<string | Refused> {
  const parts = splitSdJwt(token)
  if ('ok' in parts) return parts
  const read = readSdJwt(token)
  if (isRefused(read)) return read
  const chosen = read.places
    .filter(({ at }) => choose === 'all' || choose.some((path) => leadsTo(at, path)))
    .map(({ disclosure }) => disclosure.text)
  if (!keyBinding) return joinSdJwt(parts.jws, chosen)
  if (read.payload.cnf === undefined) return refused('holder_key_missing', 'cnf')
  const algorithm = digestAlgorithm(read.payload)
  if (typeof algorithm !== 'string') return algorithm
  const presented = joinSdJwt(parts.jws, chosen)
  return presented + (await signKeyBinding(presented, algorithm, keyBinding))
}

async function signKeyBinding(presented: string, algorithm: string, binding: KeyBindingToMake): Promise<string> {
  const payload = {
    iat: binding.now,
    ...(binding.life === undefined ? {} : { exp: binding.now + binding.life }),
    aud: binding.audience,
    nonce: binding.nonce,
    sd_hash: createHash(algorithm).update(presented).digest('base64url'),
  }
  // No kid: the key is the one in the credential, and a QR code is short of room.
  return signJws({ typ: 'kb+jwt', kid: undefined as never }, payload, binding.signer)
}
