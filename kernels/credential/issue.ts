/** Issues SD-JWT and licences in the form SD-JWT VC (`dc+sd-jwt`). */
import type { PublicJwk } from './algorithms.ts'
import type { ClaimPath } from './claim-path.ts'
import { conceal } from './conceal.ts'
import type { Json, JsonObject } from './json.ts'
import { signJws } from './jws.ts'
import { joinSdJwt } from './sd-jwt.ts'
import type { CredentialSigner } from './signer.ts'

export interface SdJwtToIssue {
  readonly payload: JsonObject
  /** What the holder may keep back: claims path pointers, at any depth. */
  readonly disclosable: readonly ClaimPath[]
  /** The holder's public key; becomes `cnf`. */
  readonly holderJwk?: PublicJwk
  readonly signer: CredentialSigner
  /** Digests of nothing in each object that has concealed claims. Default 0. */
  readonly decoys?: number
  /** Further header parameters; `typ` for one. */
  readonly header?: JsonObject
  /** 128 bits of chance each by default; given in tests. */
  readonly salt?: () => string
}

/** Signs a payload as SD-JWT; gives the compact form with every disclosure. Throws on a payload that no SD-JWT can carry. */
export async function issueSdJwt(order: SdJwtToIssue): Promise<string> {
  const { jws, disclosures } = await signedParts(order)
  return joinSdJwt(jws, disclosures)
}

async function signedParts(order: SdJwtToIssue): Promise<{ jws: string; disclosures: readonly string[] }> {
  const { payload, disclosures } = conceal(order.payload, order)
  const bound = order.holderJwk ? { ...payload, cnf: { jwk: publicPart(order.holderJwk) } } : payload
  return { jws: await signJws(order.header ?? {}, bound, order.signer), disclosures }
}

/** The members of a public key and nothing else, least of all `d`. */
function publicPart(jwk: PublicJwk): JsonObject {
  const members = ['kty', 'crv', 'x', 'y', 'alg'] as const
  return Object.fromEntries(members.flatMap((name) => (jwk[name] === undefined ? [] : [[name, jwk[name] as Json]])))
}

/** Claims that SD-JWT VC (section 3.2.2.2) does not let be disclosed selectively. */
export const NEVER_CONCEALED: ReadonlySet<string> = new Set([
  'iss',
  'nbf',
  'exp',
  'cnf',
  'vct',
  'vct#integrity',
  'status',
])

/** The header's `typ` of a licence. */
export const CREDENTIAL_TYPE = 'dc+sd-jwt'

/**
 * Issues a licence. `payload` holds `iss`, `vct`, and as they apply `iat`, `nbf`, `exp` (seconds since 1970), `status` and
 * the licence's own claims. Throws RangeError when `iss` or `vct` is missing or one of NEVER_CONCEALED shall be disclosable.
 */
export async function issueCredential(order: SdJwtToIssue): Promise<string> {
  const { payload, disclosable } = order
  if (typeof payload.iss !== 'string' || typeof payload.vct !== 'string') throw new RangeError('iss and vct are needed')
  for (const [first] of disclosable)
    if (typeof first === 'string' && NEVER_CONCEALED.has(first)) throw new RangeError(`${first} must stand open`)
  return issueSdJwt({ ...order, header: { ...order.header, typ: CREDENTIAL_TYPE } })
}
