/** An invented licence, its issuer and its holder, for tests. */
import { generateKeyPairSync, sign } from 'node:crypto'
import {
  type CredentialSigner,
  type PublicJwk,
  SM2_CRV,
  type SuiteName,
  sm2Pair,
  sm2Sign,
  thumbprint,
  toBase64url,
} from './index.ts'

/** 2026-11-26T00:00:00Z. */
export const NOW = 1_795_651_200
export const ISSUER = 'https://licences.example.cn'
export const KIND = 'https://licences.example.cn/kinds/food-business'

/** A new key and who signs with it. */
export function makeSigner(algorithm: SuiteName): CredentialSigner {
  if (algorithm === 'SM2') {
    const pair = sm2Pair()
    const publicJwk = { kty: 'EC', crv: SM2_CRV, x: toBase64url(pair.x), y: toBase64url(pair.y) }
    return { algorithm, id: thumbprint(publicJwk), publicJwk, sign: async (data) => sm2Sign(pair, data) }
  }
  const pair =
    algorithm === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicJwk = pair.publicKey.export({ format: 'jwk' }) as PublicJwk
  const key = pair.privateKey
  return {
    algorithm,
    id: thumbprint(publicJwk),
    publicJwk,
    sign: async (data) =>
      algorithm === 'EdDSA' ? sign(null, data, key) : sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  }
}

/** What a food business licence says. */
export const licence = {
  iss: ISSUER,
  vct: KIND,
  iat: NOW - 86_400,
  nbf: NOW - 86_400,
  exp: NOW + 5 * 365 * 86_400,
  number: 'JY11501020000012',
  holder: '青城食品有限公司',
  creditCode: '91150102MA0EXAMPL1',
  representative: '王芳',
  address: { region: '150102', street: '草原街 8 号' },
  scope: ['预包装食品销售', '散装食品销售', '冷藏冷冻食品销售'],
}

export const disclosable = [
  ['representative'],
  ['address'],
  ['address', 'street'],
  ['scope', null],
] as const satisfies readonly (readonly (string | null)[])[]
