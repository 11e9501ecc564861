/** Judges what a wallet shows: everything asked for, by this holder, for this request, in force now. Source: OpenID4VP 1.0 section 8.6. */
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
import type { House } from '#platform/module'
import { issuerOf, kindOf } from './licence-token.ts'
import { issuerKeys, statusToken } from './publish-status.ts'
import type { Judged, RequestRow } from './wallet-request.ts'

const refusedWith = (code: string, zh: string, en: string): Judged => ({ state: 'refused', why: { code, zh, en } })
export const declined = () => refusedWith('declined', '持证人没有同意出示', 'The holder declined')

/** `shown` is the `vp_token`: an object of the query's ids, each with a list of presentations. */
export async function judgePresentation(house: House, row: RequestRow, shown: unknown): Promise<Judged> {
  const token = presentationIn(shown)
  if (!token) return refusedWith('malformed', '没有收到证照', 'No licence was sent')
  const now = Math.floor(house.clock.now() / 1000)
  const trust = trustIssuers([{ issuer: issuerOf(house), keys: await issuerKeys(house) }])
  const wanted = {
    trust,
    now,
    audience: row.clientId,
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

function presentationIn(shown: unknown): string | undefined {
  const found = typeof shown === 'object' && shown !== null ? (shown as { licence?: unknown }).licence : undefined
  const [only, more] = Array.isArray(found) ? found : [found]
  return typeof only === 'string' && more === undefined ? only : undefined
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
export function isThere(value: Json | undefined, path: ClaimPath): boolean {
  return valueAt(value, path) !== undefined
}

/** What a claims path points to first; nothing where it points to nothing. */
export function valueAt(value: Json | undefined, path: ClaimPath): Json | undefined {
  const [part, ...rest] = path
  if (part === undefined) return value
  if (typeof value !== 'object' || value === null) return undefined
  if (part === null)
    return Array.isArray(value)
      ? value.map((each) => valueAt(each, rest)).find((each) => each !== undefined)
      : undefined
  return Object.hasOwn(value, part)
    ? valueAt((value as Readonly<Record<string | number, Json>>)[part], rest)
    : undefined
}
