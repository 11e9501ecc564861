/** A licence as a token that proves itself: SD-JWT VC, signed when it is taken, with its place in the status list. Source: RFC 9901, SD-JWT VC. */
import { addDays } from '@steppe/kernels/calendar'
import {
  type ClaimPath,
  issueCredential as issueToken,
  type JsonObject,
  type PublicJwk,
  STATUS,
} from '@steppe/kernels/credential'
import { findDepartment } from '#ask/registry'
import { startOfDayIn } from '#cases/load-context'
import type { SignatureAlgorithm } from '#platform/keys'
import type { House } from '#platform/module'
import type { LicenceRow } from './licence.ts'
import { licenceTypes } from './licence-types.ts'

export { STATUS }

/** Who issues, as tokens name it: where the installation is reached. */
export function issuerOf({ site }: Pick<House, 'site'>): string {
  return site.url ?? `https://${site.region}.steppe.example`
}

/** Kind of a licence (`vct`). */
export function kindOf(house: Pick<House, 'site'>, type: string): string {
  return `${issuerOf(house)}/credentials/types/${type}`
}

/** Address of the status list that a licence stands in. */
export function statusListUri(house: Pick<House, 'site'>, league: string, list: number): string {
  return `${issuerOf(house)}/credentials/status/${league}-${list}`
}

export interface TokenWish {
  /** The holder's key, where the token shall be bound to it. */
  readonly holderJwk?: PublicJwk
  readonly algorithm?: SignatureAlgorithm
  /** Ends after so many seconds: for showing, 亮证. */
  readonly life?: number
  /** Only what everybody sees of it who checks: no fields of the type, the holder masked by being left out. */
  readonly bare?: boolean
}

/** Everything a licence says, in the words of the token; GB/T 36903 elements under plain names. */
export async function claimsOf(house: House, licence: LicenceRow, bare = false): Promise<JsonObject> {
  const [types, issuer] = await Promise.all([licenceTypes(house), findDepartment(house, licence.department)])
  const startOf = startOfDayIn(house.site.zone)
  return {
    iss: issuerOf(house),
    vct: kindOf(house, licence.type),
    nbf: Math.floor(startOf(licence.issuedOn) / 1000),
    ...(licence.expiresOn ? { exp: Math.floor(startOf(addDays(licence.expiresOn, 1)) / 1000) } : {}),
    status: {
      status_list: { idx: licence.statusIndex, uri: statusListUri(house, licence.league, licence.statusList) },
    },
    identifier: licence.identifier,
    name: types.get(licence.type)?.name.zh ?? licence.type,
    issuer: { name: issuer?.name ?? licence.department, ...(bare ? {} : { code: issuer?.creditCode ?? '' }) },
    ...(bare ? {} : { number: licence.number, issued_on: licence.issuedOn }),
    ...(licence.expiresOn ? { expires_on: licence.expiresOn } : {}),
    ...(licence.replaces && !bare ? { replaces: licence.replaces } : {}),
    holder: { name: licence.holderName, ...(bare ? {} : { code: licence.holderCode, kind: licence.holderKind }) },
    ...(bare || Object.keys(licence.details).length === 0 ? {} : { details: licence.details as JsonObject }),
  }
}

/** What the holder may keep back: who they are, and each field of the type. */
export function disclosableOf(claims: JsonObject): ClaimPath[] {
  const within = (name: string): ClaimPath[] =>
    Object.keys((claims[name] as JsonObject | undefined) ?? {}).map((field) => [name, field])
  return [...within('holder'), ...within('details')]
}

/** The licence as a compact SD-JWT VC with every disclosure. Each call signs anew, under salts of its own, so that two of them cannot be linked. */
export async function makeToken(house: House, licence: LicenceRow, wish: TokenWish = {}): Promise<string> {
  const [claims, signer] = await Promise.all([
    claimsOf(house, licence, wish.bare),
    house.keys.signer('licences', wish.algorithm ?? 'ES256'),
  ])
  const now = Math.floor(house.clock.now() / 1000)
  const ends = Math.min(Number(claims.exp ?? Infinity), wish.life ? now + wish.life : Infinity)
  const payload = { ...claims, iat: now, ...(Number.isFinite(ends) ? { exp: ends } : {}) }
  return issueToken({
    payload,
    disclosable: wish.bare ? [] : disclosableOf(claims),
    ...(wish.holderJwk ? { holderJwk: wish.holderJwk } : {}),
    signer: { ...signer, publicJwk: signer.publicJwk as PublicJwk },
  })
}
