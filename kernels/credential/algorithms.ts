/**
 * Signature suites of licences. ES256 (RFC 7518) and EdDSA over Ed25519 (RFC 8037) bear their registered names. SM2 with
 * SM3 (GB/T 32918, GM/T 0009) has none in JOSE; RFC 7515 section 4.1.1 then wants a collision-resistant name, such as an
 * object identifier: we take those of GM/T 0006, for the algorithm and for the curve.
 */
import type { Refused } from './refusals.ts'
import { refused } from './refusals.ts'

export type SuiteName = 'ES256' | 'EdDSA' | 'SM2'

/** `alg` of a header signed with SM2 and SM3. */
export const SM2_ALG = '1.2.156.10197.1.501'
/** `crv` of a JWK (`kty` EC) on the SM2 curve. */
export const SM2_CRV = '1.2.156.10197.1.301'

const names: Readonly<Record<SuiteName, string>> = { ES256: 'ES256', EdDSA: 'EdDSA', SM2: SM2_ALG }

/** What stands as `alg` in a header. */
export function joseName(suite: SuiteName): string {
  return names[suite]
}

/** The suite of an `alg`; everything else, `none` and the HMACs first of all, is not allowed. */
export function suiteOf(alg: unknown): SuiteName | Refused {
  for (const suite of Object.keys(names) as SuiteName[]) if (names[suite] === alg) return suite
  return refused('algorithm_not_allowed', typeof alg === 'string' ? alg.slice(0, 40) : 'alg')
}

/** A public key as JWK (RFC 7517), with what the suites need. */
export interface PublicJwk {
  readonly kty?: string | undefined
  readonly crv?: string | undefined
  readonly x?: string | undefined
  readonly y?: string | undefined
  readonly kid?: string | undefined
  readonly alg?: string | undefined
  readonly use?: string | undefined
}

/** The suite a key serves: one only, so that no header can choose another. Refuses `key_unusable`. */
export function suiteOfKey(jwk: PublicJwk): SuiteName | Refused {
  const suite =
    jwk.kty === 'EC' && jwk.crv === 'P-256'
      ? 'ES256'
      : jwk.kty === 'OKP' && jwk.crv === 'Ed25519'
        ? 'EdDSA'
        : jwk.kty === 'EC' && jwk.crv === SM2_CRV
          ? 'SM2'
          : undefined
  if (!suite) return refused('key_unusable', 'kty')
  if ('d' in jwk) return refused('key_unusable', 'd')
  if (jwk.use !== undefined && jwk.use !== 'sig') return refused('key_unusable', 'use')
  if (jwk.alg !== undefined && jwk.alg !== names[suite]) return refused('key_unusable', 'alg')
  return suite
}
