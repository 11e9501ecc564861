/** Asks a wallet to show a licence, gives it the request, and takes what it answers. Source: OpenID4VP 1.0 sections 5 to 8 (DCQL; signed requests by reference; direct_post and direct_post.jwt); RFC 9101. */
import { randomBytes } from 'node:crypto'
import type { NewWalletRequest, WalletRequest } from '@steppe/contracts/credentials'
import { maskName } from '@steppe/kernels/codes'
import { type JsonObject, type PublicJwk, signJws } from '@steppe/kernels/credential'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Answer, answer, type House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { declined, judgePresentation } from './judge-presentation.ts'
import { licenceTypes } from './licence-types.ts'
import { answerJwk, makeAnswerKey, openAnswer } from './open-answer.ts'
import { oauthError } from './openid-form.ts'
import { clientIdOf, requestCertificate } from './request-certificate.ts'
import { findRequest, isOpen, linkOf, parametersOf, type RequestRow, responseUri } from './wallet-request.ts'

/** Milliseconds a wallet has to answer. */
const requestLife = 5 * 60_000

/**
 * Makes a request. Signed, its link carries an address from which wallets fetch it, and the answer comes encrypted; `plain` is for wallets that know
 * neither: everything stands in the link. Refuses a type that is not issued here.
 */
export async function requestFromWallet(
  house: CasesHouse,
  actor: Actor,
  wish: NewWalletRequest,
): Promise<WalletRequest | Refusal> {
  const types = await licenceTypes(house)
  for (const type of wish.types) if (!types.has(type)) return refuse('credentials.type_unknown', { type, typeEn: type })
  const [id, nonce] = [randomBytes(12).toString('hex'), randomBytes(18).toString('base64url')]
  const isSigned = wish.protection !== 'plain'
  const now = house.clock.now()
  const row: RequestRow = {
    id,
    account: actor.id,
    ...askerOf(house, actor),
    purpose: wish.purpose,
    nonce,
    // Unsigned, who asks is known by where the answer goes: what a wallet signs is meant for that address and no other.
    clientId: isSigned ? clientIdOf(house, await requestCertificate(house)) : `redirect_uri:${responseUri(house, id)}`,
    query: wish,
    answerKey: isSigned ? await makeAnswerKey(house) : null,
    expiresAt: new Date(now + requestLife),
    answeredAt: null,
    result: null,
  }
  await house.db.ask(
    `insert into credentials.wallet_requests (league, id, account, asker, department, purpose, nonce, client_id, query, answer_key, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      house.site.region,
      id,
      row.account,
      row.asker,
      row.department,
      row.purpose,
      nonce,
      row.clientId,
      JSON.stringify(wish),
      row.answerKey,
      new Date(now),
      row.expiresAt,
    ],
  )
  return { id, request: linkOf(house, row), expires: row.expiresAt.toISOString() }
}

/** A department by its name; anybody else by theirs, hidden but for its first character: nobody asks in the name of the house. */
function askerOf(house: CasesHouse, actor: Actor): Pick<RequestRow, 'asker' | 'department'> {
  const department = actor.grants.find((grant) => grant.department)?.department ?? null
  return { department, asker: department ? house.directory.departmentName(department, 'zh') : maskName(actor.name) }
}

/** The request as a signed object, with the wallet's own nonce where it sent one. */
export async function requestObject(house: House, id: string, walletNonce: string | undefined): Promise<Answer> {
  const row = await findRequest(house, id)
  const now = house.clock.now()
  if (!row?.answerKey || !isOpen(row, now)) return oauthError('invalid_request_uri', 'there is no such request', 404)
  if (walletNonce !== undefined && walletNonce.length > 500)
    return oauthError('invalid_request', 'wallet_nonce is too long')
  const { certificate } = await requestCertificate(house)
  const signer = await house.keys.signer('requests', 'ES256')
  const payload = {
    ...parametersOf(house, row, await answerJwk(house, id, row.answerKey)),
    aud: 'https://self-issued.me/v2',
    iat: Math.floor(now / 1000),
    exp: Math.floor(row.expiresAt.getTime() / 1000),
    ...(walletNonce === undefined ? {} : { wallet_nonce: walletNonce }),
  }
  const header = { typ: 'oauth-authz-req+jwt', x5c: [certificate.toString('base64')] }
  const token = await signJws(header, payload as JsonObject, { ...signer, publicJwk: signer.publicJwk as PublicJwk })
  const headers = { 'content-type': 'application/oauth-authz-req+jwt', 'cache-control': 'no-store' }
  return answer(200, Buffer.from(token), headers)
}

/** Takes a wallet's answer, once. What is not for this request leaves it open. */
export async function takeResponse(house: House, id: string, form: URLSearchParams): Promise<Answer> {
  const row = await findRequest(house, id)
  const now = house.clock.now()
  const said = row && isOpen(row, now) ? await saidIn(house, row, form) : undefined
  if (!row || !said || said.state !== id)
    return oauthError('invalid_request', 'there is no such request, it was answered, or this is no answer to it')
  const result = said.error === undefined ? await judgePresentation(house, row, said.vp_token) : declined()
  const kept = await house.db.ask(
    `update credentials.wallet_requests r set answered_at = $3, result = $4, answer_key = null
     where r.league = $1 and r.id = $2 and r.answered_at is null returning 1`,
    [house.site.region, id, new Date(now), JSON.stringify(result)],
  )
  if (kept.length === 0) return oauthError('invalid_request', 'the request was answered already')
  if (result.state === 'refused' && said.error === undefined)
    return oauthError('invalid_request', result.why?.en ?? 'refused')
  return answer(200, {}, { 'cache-control': 'no-store' })
}

type Said = Readonly<Record<string, unknown>>

/** What was answered, opened; an error may come open in any case (section 8.5). An answer that should be encrypted and is not says nothing. */
async function saidIn(house: House, row: RequestRow, form: URLSearchParams): Promise<Said | undefined> {
  if (form.has('error')) return { error: form.get('error'), state: form.get('state') }
  if (row.answerKey) return openAnswer(house, row.id, row.answerKey, form.get('response') ?? '')
  return { state: form.get('state'), vp_token: parsed(form.get('vp_token') ?? '') }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
