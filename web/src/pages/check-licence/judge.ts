/** Judges what was scanned with the keys and status lists that are at hand. Nothing is sent anywhere. */
import {
  fromQrForm,
  isRefused,
  type JsonObject,
  type PublicJwk,
  type Refused,
  readStatusList,
  type StatusList,
  statusReference,
  trustIssuers,
  type VerifiedCredential,
  verifyCredential,
} from '@steppe/kernels/credential'
import { readToken } from '../verify/read-token.ts'

/** What the checker keeps from the last time there was a network. Instants are seconds since 1970. */
export interface KeptForChecks {
  readonly metadata: { readonly issuer: string; readonly jwks: { readonly keys: readonly PublicJwk[] } }
  readonly lists: readonly { readonly uri: string; readonly token: string; readonly fetchedAt: number }[]
}

export type Judgement =
  | { readonly outcome: 'refused'; readonly why: Refused }
  | {
      /** `unlisted`: genuine and shown just now, but whether it was revoked since is not known. `copy`: genuine, but nobody signed that it is shown now. */
      readonly outcome: 'valid' | 'unlisted' | 'copy'
      readonly claims: JsonObject
      /** Instant of the status list, where one was used. */
      readonly listedAt?: number
    }

/** Seconds a token of the issuer itself may live to count as a showing. */
const shortLife = 120

/** `text` is the address in a QR code, its digits, or an SD-JWT. */
export function judge(text: string, kept: KeptForChecks, now: number): Judgement {
  // The platform shows a licence as the address of a check with the token behind its `#`, a device as digits.
  const token = readToken(text) ?? fromQrForm(text.trim())
  if (typeof token !== 'string') return { outcome: 'refused', why: token }
  const { issuer, jwks } = kept.metadata
  const trust = trustIssuers([{ issuer, keys: jwks.keys }])
  const wanted = { trust, now, ...(token.endsWith('~') ? {} : { audience: `${issuer}/check-licence` }) }
  const genuine = verifyCredential(token, wanted)
  if (isRefused(genuine)) return { outcome: 'refused', why: genuine }
  const list = listFor(genuine, kept, { trust, issuer, now })
  if (!list) return { outcome: isShownNow(genuine) ? 'unlisted' : 'copy', claims: genuine.claims }
  const verified = verifyCredential(token, { ...wanted, status: () => list })
  if (isRefused(verified)) return { outcome: 'refused', why: verified }
  return { outcome: isShownNow(verified) ? 'valid' : 'copy', claims: verified.claims, listedAt: list.issuedAt }
}

/** Signed by the holder's device, or by the issuer for a moment. */
function isShownNow({ keyBinding, claims }: VerifiedCredential): boolean {
  return keyBinding !== undefined || Number(claims.exp) - Number(claims.iat) <= shortLife
}

function listFor(
  { claims }: VerifiedCredential,
  kept: KeptForChecks,
  wanted: { readonly trust: ReturnType<typeof trustIssuers>; readonly issuer: string; readonly now: number },
): StatusList | undefined {
  const reference = statusReference(claims)
  if (!reference || isRefused(reference)) return undefined
  const found = kept.lists.find(({ uri }) => uri === reference.uri)
  const read = found && readStatusList(found.token, { ...wanted, uri: found.uri, fetchedAt: found.fetchedAt })
  return read && !isRefused(read) ? read : undefined
}
