/** A request to a wallet as its table holds it, and what a wallet reads of it. Source: OpenID4VP 1.0 sections 5 and 6. */
import type { NewWalletRequest, WalletResult } from '@steppe/contracts/credentials'
import type { PublicJwk } from '@steppe/kernels/credential'
import type { House } from '#platform/module'
import { issuerOf, kindOf } from './licence-token.ts'

/** What was judged of an answer, as it is kept for an hour. */
export type Judged = Pick<WalletResult, 'state' | 'claims' | 'issuer' | 'kind' | 'status' | 'why'>

export interface RequestRow {
  readonly id: string
  readonly account: string
  readonly asker: string
  /** Where a department asks. */
  readonly department: string | null
  readonly purpose: string
  readonly nonce: string
  readonly clientId: string
  readonly query: NewWalletRequest
  /** Private key that opens the answer, wrapped; nothing where the answer comes open. */
  readonly answerKey: Buffer | null
  readonly expiresAt: Date
  readonly answeredAt: Date | null
  readonly result: Judged | null
}

export const responseUri = (house: House, id: string) => `${issuerOf(house)}/credentials/wallet/responses/${id}`
export const requestUri = (house: House, id: string) => `${issuerOf(house)}/credentials/wallet/requests/${id}`

export async function findRequest(house: House, id: string): Promise<RequestRow | undefined> {
  const rows = await house.db.ask<RequestRow>(
    `select r.id, r.account, r.asker, r.department, r.purpose, r.nonce, r.client_id as "clientId", r.query, r.answer_key as "answerKey",
       r.expires_at as "expiresAt", r.answered_at as "answeredAt", r.result
     from credentials.wallet_requests r where r.league = $1 and r.id = $2`,
    [house.site.region, id],
  )
  return rows[0]
}

/** Milliseconds after which what was shown is no longer given out. */
export const resultLife = 60 * 60_000

/** Deletes requests whose answers are no longer given out. */
export async function forgetAnswers(house: House): Promise<void> {
  await house.db.ask('delete from credentials.wallet_requests r where r.league = $1 and r.made_at < $2', [
    house.site.region,
    new Date(house.clock.now() - 2 * resultLife),
  ])
}

/** Whether it still waits for an answer. */
export const isOpen = (row: Pick<RequestRow, 'answeredAt' | 'expiresAt'>, now: number): boolean =>
  !row.answeredAt && now < row.expiresAt.getTime()

/** The parameters of the request, as an object: written into a link one by one, or signed whole. */
export function parametersOf(house: House, row: RequestRow, answerJwk?: PublicJwk): Record<string, unknown> {
  return {
    client_id: row.clientId,
    response_type: 'vp_token',
    response_mode: answerJwk ? 'direct_post.jwt' : 'direct_post',
    response_uri: responseUri(house, row.id),
    nonce: row.nonce,
    state: row.id,
    dcql_query: dcqlOf(house, row.query),
    client_metadata: {
      client_name: row.asker,
      vp_formats_supported: {
        'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256', 'EdDSA'] },
      },
      ...(answerJwk
        ? { jwks: { keys: [answerJwk] }, encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'] }
        : {}),
    },
  }
}

/** The query in DCQL (section 6). What the holder may keep back is left out in the second set of claims. */
function dcqlOf(house: House, { types, claims, optional = [] }: NewWalletRequest): object {
  const named = [...claims, ...optional].map((path, i) => ({ id: `c${i}`, path }))
  const ids = named.map(({ id }) => id)
  return {
    credentials: [
      {
        id: 'licence',
        format: 'dc+sd-jwt',
        meta: { vct_values: types.map((type) => kindOf(house, type)) },
        ...(named.length > 0 ? { claims: named } : {}),
        ...(optional.length > 0 && claims.length > 0 ? { claim_sets: [ids, ids.slice(0, claims.length)] } : {}),
      },
    ],
  }
}

/** The link that a wallet scans or opens: the request whole, or where it is fetched. */
export function linkOf(house: House, row: RequestRow): string {
  const parameters = row.answerKey
    ? { client_id: row.clientId, request_uri: requestUri(house, row.id), request_uri_method: 'post' }
    : parametersOf(house, row)
  const link = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    link.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  return `openid4vp://?${link}`
}
