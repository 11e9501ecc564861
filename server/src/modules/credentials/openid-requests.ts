/** Asks a wallet to show a licence, and checks what it answers. Source: OpenID4VP 1.0 sections 5 to 8 (DCQL, direct_post, client id by redirect address). */
import { randomBytes } from 'node:crypto'
import type { NewWalletRequest, WalletRequest, WalletResult } from '@steppe/contracts/credentials'
import {
  type ClaimPath,
  isRefused,
  type Json,
  type JsonObject,
  readStatusList,
  type StatusList,
  statusReference,
  trustIssuers,
  verifyCredential,
} from '@steppe/kernels/credential'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Answer, answer, type House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { issuerOf, kindOf } from './licence-token.ts'
import { licenceTypes } from './licence-types.ts'
import { oauthError } from './openid-form.ts'
import { issuerKeys, statusToken } from './publish-status.ts'

/** Milliseconds a wallet has to answer. */
const requestLife = 5 * 60_000
/** Milliseconds after which what was shown is no longer given out. */
const resultLife = 60 * 60_000

interface RequestRow {
  readonly account: string
  readonly purpose: string
  readonly nonce: string
  readonly query: NewWalletRequest
  readonly expiresAt: Date
  readonly answeredAt: Date | null
  readonly result: Omit<WalletResult, 'id' | 'purpose' | 'answeredAt'> | null
}

const responseUri = (house: House, id: string) => `${issuerOf(house)}/credentials/wallet/responses/${id}`
/** The verifier is known by where the answer goes: what a wallet signs is meant for that address and no other. */
const clientId = (house: House, id: string) => `redirect_uri:${responseUri(house, id)}`

/** Makes a request. Refuses a type that is not issued here. */
export async function requestFromWallet(
  house: CasesHouse,
  actor: Actor,
  wish: NewWalletRequest,
): Promise<WalletRequest | Refusal> {
  const types = await licenceTypes(house)
  for (const type of wish.types) if (!types.has(type)) return refuse('credentials.type_unknown', { type, typeEn: type })
  const [id, nonce] = [randomBytes(12).toString('hex'), randomBytes(18).toString('base64url')]
  const now = house.clock.now()
  await house.db.ask(
    `insert into credentials.wallet_requests (league, id, account, purpose, nonce, query, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      house.site.region,
      id,
      actor.id,
      wish.purpose,
      nonce,
      JSON.stringify(wish),
      new Date(now),
      new Date(now + requestLife),
    ],
  )
  const parameters = {
    client_id: clientId(house, id),
    response_type: 'vp_token',
    response_mode: 'direct_post',
    response_uri: responseUri(house, id),
    nonce,
    state: id,
    dcql_query: JSON.stringify(dcqlOf(house, wish)),
    client_metadata: JSON.stringify({
      client_name: house.site.name.zh,
      vp_formats_supported: {
        'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256', 'EdDSA'] },
      },
    }),
  }
  return {
    id,
    request: `openid4vp://?${new URLSearchParams(parameters)}`,
    expires: new Date(now + requestLife).toISOString(),
  }
}

/** The query in DCQL (section 6). */
function dcqlOf(house: House, wish: NewWalletRequest): object {
  return {
    credentials: [
      {
        id: 'licence',
        format: 'dc+sd-jwt',
        meta: { vct_values: wish.types.map((type) => kindOf(house, type)) },
        ...(wish.claims.length > 0 ? { claims: wish.claims.map((path) => ({ path })) } : {}),
      },
    ],
  }
}

async function findRequest(house: House, id: string): Promise<RequestRow | undefined> {
  const rows = await house.db.ask<RequestRow>(
    `select r.account, r.purpose, r.nonce, r.query, r.expires_at as "expiresAt", r.answered_at as "answeredAt", r.result
     from credentials.wallet_requests r where r.league = $1 and r.id = $2`,
    [house.site.region, id],
  )
  return rows[0]
}

/** What became of a request: for whoever made it, for an hour. */
export async function walletResult(house: House, actor: Actor, id: string): Promise<WalletResult | Refusal> {
  const row = await findRequest(house, id)
  if (row?.account !== actor.id) return refuse('credentials.request_unknown')
  const now = house.clock.now()
  if (row.answeredAt && now - row.answeredAt.getTime() > resultLife)
    return { id, purpose: row.purpose, state: 'expired' }
  if (!row.result || !row.answeredAt)
    return { id, purpose: row.purpose, state: now < row.expiresAt.getTime() ? 'waiting' : 'expired' }
  return { id, purpose: row.purpose, ...row.result, answeredAt: row.answeredAt.toISOString() }
}

/** Takes a wallet's answer, once. */
export async function takeResponse(house: House, id: string, form: URLSearchParams): Promise<Answer> {
  const row = await findRequest(house, id)
  const now = house.clock.now()
  if (!row || row.answeredAt || now >= row.expiresAt.getTime() || form.get('state') !== id)
    return oauthError('invalid_request', 'there is no such request, or it was answered')
  const result = form.has('error') ? declined() : await judge(house, row, id, form.get('vp_token') ?? '')
  const kept = await house.db.ask(
    `update credentials.wallet_requests r set answered_at = $3, result = $4
     where r.league = $1 and r.id = $2 and r.answered_at is null returning 1`,
    [house.site.region, id, new Date(now), JSON.stringify(result)],
  )
  if (kept.length === 0) return oauthError('invalid_request', 'the request was answered already')
  if (result.state === 'refused' && !form.has('error'))
    return oauthError('invalid_request', result.why?.en ?? 'refused')
  return answer(200, {}, { 'cache-control': 'no-store' })
}

type Result = NonNullable<RequestRow['result']>

const refusedWith = (code: string, zh: string, en: string): Result => ({ state: 'refused', why: { code, zh, en } })
const declined = () => refusedWith('declined', '持证人没有同意出示', 'The holder declined')

async function judge(house: House, row: RequestRow, id: string, text: string): Promise<Result> {
  const token = presentationIn(text)
  if (!token) return refusedWith('malformed', '没有收到证照', 'No licence was sent')
  const now = Math.floor(house.clock.now() / 1000)
  const trust = trustIssuers([{ issuer: issuerOf(house), keys: await issuerKeys(house) }])
  const wanted = {
    trust,
    now,
    audience: clientId(house, id),
    nonce: row.nonce,
    kinds: row.query.types.map((type) => kindOf(house, type)),
  }
  const first = verifyCredential(token, wanted)
  if (isRefused(first)) return refusedWith(first.code, first.zh, first.en)
  const list = await listOf(house, first.claims, wanted)
  const verified = verifyCredential(token, { ...wanted, status: () => list })
  if (isRefused(verified)) return refusedWith(verified.code, verified.zh, verified.en)
  const missing = row.query.claims.find((path) => !isThere(verified.claims, path as ClaimPath))
  if (missing) return refusedWith('claim_missing', `没有出示：${missing.join('.')}`, `Not shown: ${missing.join('.')}`)
  return {
    state: 'accepted',
    claims: verified.claims as Record<string, unknown>,
    issuer: verified.issuer,
    kind: verified.kind,
    status: verified.status,
  }
}

/** `vp_token` is an object of the query's ids, each with a list of presentations. */
function presentationIn(text: string): string | undefined {
  try {
    const found = (JSON.parse(text) as { licence?: unknown }).licence
    const [only, more] = Array.isArray(found) ? found : [found]
    return typeof only === 'string' && more === undefined ? only : undefined
  } catch {
    return undefined
  }
}

async function listOf(
  house: House,
  claims: JsonObject,
  wanted: { readonly trust: ReturnType<typeof trustIssuers>; readonly now: number },
): Promise<StatusList | undefined> {
  const reference = statusReference(claims)
  if (!reference || isRefused(reference)) return undefined
  const [, league = '', list = ''] = /\/status\/([0-9]{6})-([0-9]{1,6})$/.exec(reference.uri) ?? []
  const token = await statusToken(house, league, Number(list))
  const read = token ? readStatusList(token, { ...wanted, issuer: issuerOf(house), uri: reference.uri }) : undefined
  return read && !isRefused(read) ? read : undefined
}

/** Whether a claims path points to something. */
function isThere(value: Json | undefined, path: ClaimPath): boolean {
  const [part, ...rest] = path
  if (part === undefined) return value !== undefined
  if (typeof value !== 'object' || value === null) return false
  if (part === null) return Array.isArray(value) && value.some((each) => isThere(each, rest))
  return Object.hasOwn(value, part) && isThere((value as Readonly<Record<string | number, Json>>)[part], rest)
}
