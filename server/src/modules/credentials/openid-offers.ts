/** Offers a licence to its holder's wallet: a code for once, a number typed in beside it, then a token of some minutes. Source: OpenID4VCI 1.0 sections 4 and 6. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { WalletOffer } from '@steppe/contracts/credentials'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Answer, answer, type House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { findLicence } from './find-licences.ts'
import type { LicenceRow } from './licence.ts'
import { issuerOf } from './licence-token.ts'
import { oauthError } from './openid-form.ts'
import { licenceFor } from './view-licence.ts'

export const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

/** Milliseconds: an offer is taken up at once or made anew. */
const offerLife = 5 * 60_000
const tokenLife = 5 * 60_000
/** Wrong numbers after which an offer is dead. */
const mostTries = 5
/** Copies of one offer, each bound to another key of the wallet. */
export const mostCopies = 8

const digest = (...parts: readonly string[]) => createHash('sha256').update(parts.join('\0')).digest()

/** `league-id-secret`: says where the row stands, and proves that one was given it. */
interface Handle {
  readonly league: string
  readonly id: string
  readonly secret: string
}

function readHandle(text: string | null | undefined): Handle | undefined {
  const [, league, id, secret] = /^([0-9]{6})-([0-9a-f]{24})-([\w-]{43})$/.exec(text ?? '') ?? []
  return league && id && secret ? { league, id, secret } : undefined
}

/** Makes an offer. Only the holder may, and only of a licence that is in force. */
export async function offerToWallet(
  house: CasesHouse,
  actor: Actor,
  licenceId: string,
): Promise<WalletOffer | Refusal> {
  const found = await licenceFor(house, actor, licenceId)
  if (isRefusal(found)) return found
  if (found.sight !== 'holder') return refuse('credentials.not_yours')
  const { licence } = found
  if (licence.status !== 'valid') return refuse('credentials.not_in_force')
  const [id, secret] = [randomBytes(12).toString('hex'), randomBytes(32).toString('base64url')]
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const now = house.clock.now()
  await house.db.ask(
    `insert into credentials.wallet_offers (league, id, licence, account, code_hash, pin_hash, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      leagueOf(licence.id),
      id,
      licence.id,
      actor.id,
      digest(secret),
      digest(secret, code),
      new Date(now),
      new Date(now + offerLife),
    ],
  )
  const offer = {
    credential_issuer: issuerOf(house),
    credential_configuration_ids: [licence.type],
    grants: {
      [PRE_AUTHORIZED]: {
        'pre-authorized_code': `${leagueOf(licence.id)}-${id}-${secret}`,
        tx_code: { input_mode: 'numeric', length: 6, description: '请输入网页上显示的六位数字' },
      },
    },
  }
  return {
    offer: `openid-credential-offer://?credential_offer=${encodeURIComponent(JSON.stringify(offer))}`,
    code,
    expires: new Date(now + offerLife).toISOString(),
  }
}

/** The token endpoint: a code and its number against an access token, once. */
export async function exchangeCode(house: House, form: URLSearchParams): Promise<Answer> {
  if (form.get('grant_type') !== PRE_AUTHORIZED)
    return oauthError('unsupported_grant_type', 'only pre-authorized codes are taken')
  const handle = readHandle(form.get('pre-authorized_code'))
  const number = form.get('tx_code')
  if (!handle) return oauthError('invalid_grant', 'the code is unknown')
  if (number === null) return oauthError('invalid_request', 'tx_code is missing: six digits that the holder is shown')
  const now = house.clock.now()
  const token = randomBytes(32).toString('base64url')
  // One statement counts the try and, when the number is right, gives the token: two at once cannot both have it.
  const rows = await house.db.ask<{ given: boolean }>(
    `update credentials.wallet_offers o set tries = o.tries + 1,
       token_hash = case when o.pin_hash = $4 then $5::bytea end, token_until = case when o.pin_hash = $4 then $6::timestamptz end
     where o.league = $1 and o.id = $2 and o.code_hash = $3 and o.token_hash is null and o.expires_at > $7 and o.tries < $8
     returning o.token_hash is not null as given`,
    [
      handle.league,
      handle.id,
      digest(handle.secret),
      digest(handle.secret, number),
      digest(token),
      new Date(now + tokenLife),
      new Date(now),
      mostTries,
    ],
  )
  if (!rows[0]?.given)
    return oauthError(
      'invalid_grant',
      rows[0] ? 'the transaction code is wrong' : 'the code is unknown, used or expired',
    )
  const body = {
    access_token: `${handle.league}-${handle.id}-${token}`,
    token_type: 'Bearer',
    expires_in: tokenLife / 1000,
  }
  return answer(200, body, { 'cache-control': 'no-store' })
}

/** The licence an access token was given for. */
export async function licenceOfToken(house: House, text: string | undefined): Promise<LicenceRow | undefined> {
  const handle = readHandle(text)
  if (!handle) return undefined
  const [row] = await house.db.ask<{ licence: string; token: Buffer }>(
    `select o.licence, o.token_hash as token from credentials.wallet_offers o
     where o.league = $1 and o.id = $2 and o.token_until > $3`,
    [handle.league, handle.id, new Date(house.clock.now())],
  )
  if (!row || !timingSafeEqual(row.token, digest(handle.secret))) return undefined
  return findLicence(house, row.licence)
}

/** Counts copies that are about to be given; false when it would be more than an offer allows. */
export async function countCopies(house: House, text: string, copies: number): Promise<boolean> {
  const handle = readHandle(text)!
  const rows = await house.db.ask(
    `update credentials.wallet_offers o set given = o.given + $3 where o.league = $1 and o.id = $2 and o.given + $3 <= $4 returning 1`,
    [handle.league, handle.id, copies, mostCopies],
  )
  return rows.length > 0
}
