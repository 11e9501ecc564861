/** Whom a verifier trusts: issuers by name, each with its keys. Nothing in a token adds to it. */
import type { PublicJwk } from './algorithms.ts'
import { type VerifyingKey, verifyingKey } from './verifying-key.ts'

export interface TrustedIssuer {
  /** What stands as `iss`. */
  readonly issuer: string
  readonly keys: readonly PublicJwk[]
}

/** The keys of an issuer; undefined where it is not trusted. */
export type Trust = (issuer: string | undefined) => readonly VerifyingKey[] | undefined

/** Makes the keys ready once; keys of other kinds than ours are left out. */
export function trustIssuers(issuers: readonly TrustedIssuer[]): Trust {
  const known = new Map<string, VerifyingKey[]>()
  for (const { issuer, keys } of issuers) {
    const ready = keys.map(verifyingKey).filter((key): key is VerifyingKey => !('ok' in key))
    known.set(issuer, [...(known.get(issuer) ?? []), ...ready])
  }
  return (issuer) => (issuer === undefined ? undefined : known.get(issuer))
}
