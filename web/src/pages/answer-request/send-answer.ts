/** The holder's answer: the fields chosen, bound to a new key of this device, encrypted for whoever asked. Source: OpenID4VP 1.0 sections 5.10 and 8.3. */
import type { ShowingToken, WalletQuestion } from '@steppe/contracts/credentials'
import { type ClaimPath, isRefused, type JsonObject, parseJws, presentCredential } from '@steppe/kernels/credential'
import { CompactEncrypt, importJWK, type JWK } from 'jose'
import { OfflineError, post } from '../../app/api.ts'
import { makeKey, signerOf } from '../show-licence/device-key.ts'

interface Asked {
  readonly audience: string
  readonly nonce: string
  readonly state: string
  /** When it was made, seconds since 1970: the clock of a phone may be wrong. */
  readonly at: number
  /** Path on this site to which the answer goes. */
  readonly answerTo: string
  readonly key: JWK & { readonly kid?: string }
}

/** Addresses of this site only: the page answers no request of others. */
const pathOf = (address: unknown) => new URL(String(address), location.origin).pathname

async function send(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(path, { credentials: 'same-origin', ...init }).catch(() => undefined)
  if (!response) throw new OfflineError('No answer from the server')
  return response
}

/** Reads the signed request where it is published. */
async function readRequest(address: string): Promise<Asked> {
  const response = await send(pathOf(address))
  const read = parseJws(await response.text(), ['oauth-authz-req+jwt'])
  if (isRefused(read)) throw new Error(read.code)
  const { client_id: audience, nonce, state, iat, response_uri: answerTo, client_metadata: about } = read.payload
  const key = ((about as JsonObject | undefined)?.jwks as { readonly keys?: readonly JWK[] } | undefined)?.keys?.[0]
  if (!key) throw new Error('the request has no key for its answer')
  const texts = { audience: String(audience), nonce: String(nonce), state: String(state) }
  return { ...texts, at: Number(iat), answerTo: pathOf(answerTo), key }
}

async function encrypt(said: object, key: Asked['key']): Promise<string> {
  const header = { alg: 'ECDH-ES', enc: 'A256GCM', ...(key.kid ? { kid: key.kid } : {}) }
  const plain = new TextEncoder().encode(JSON.stringify(said))
  return new CompactEncrypt(plain).setProtectedHeader(header).encrypt(await importJWK(key, 'ECDH-ES'))
}

/** Why a wallet's answer was not taken, in the words of the standard. */
export class AnswerRefused extends Error {
  override readonly name = 'AnswerRefused'
}

async function deliver(path: string, form: Record<string, string>): Promise<void> {
  const response = await send(path, { method: 'POST', body: new URLSearchParams(form) })
  if (response.ok) return
  const { error_description: why } = (await response.json().catch(() => ({}))) as { error_description?: string }
  throw new AnswerRefused(why ?? String(response.status))
}

/** Shows these fields of the licence. The key is made for this answer alone, so that two of them cannot be linked. */
export async function sendAnswer(
  { requestUri = '' }: WalletQuestion,
  licence: string,
  paths: readonly ClaimPath[],
): Promise<void> {
  const [asked, kept] = [await readRequest(requestUri), await makeKey()]
  const place = `/api/credentials/licences/${encodeURIComponent(licence)}/devices`
  const { token } = await post<ShowingToken>(place, { jwk: kept.jwk, whole: true })
  const { audience, nonce, state, key } = asked
  const binding = { signer: signerOf(kept), audience, nonce, now: asked.at }
  const shown = await presentCredential(token, paths, binding)
  if (typeof shown !== 'string') throw new Error(shown.code)
  await deliver(asked.answerTo, { response: await encrypt({ vp_token: { licence: [shown] }, state }, key) })
}

/** Says no. */
export function sendRefusal({ id }: WalletQuestion): Promise<void> {
  return deliver(`/credentials/wallet/responses/${id}`, { error: 'access_denied', state: id })
}
