/** What a wallet reads before it asks: which licences are issued, where, in which form. Source: OpenID4VCI 1.0 section 12.2; RFC 8414; SD-JWT VC section 6. */
import type { House } from '#platform/module'
import { licenceFields } from './licence-fields.ts'
import { issuerOf, kindOf } from './licence-token.ts'
import { licenceTypes } from './licence-types.ts'
import { mostCopies, PRE_AUTHORIZED } from './openid-offers.ts'

/** Claims that every licence has, with their words. */
const common = [
  [['name'], '证照名称', 'Name of the licence'],
  [['number'], '证照编号', 'Number'],
  [['identifier'], '电子证照标识', 'Licence identifier'],
  [['holder', 'name'], '持证者', 'Holder'],
  [['holder', 'code'], '持证者代码', 'Code of the holder'],
  [['issuer', 'name'], '发证机关', 'Issued by'],
  [['issued_on'], '发证日期', 'Issued on'],
  [['expires_on'], '有效期至', 'Valid until'],
] as const

interface DescribedClaim {
  readonly path: readonly string[]
  readonly display: readonly object[]
}

/** Claims of a type with their words. */
export async function claimWords(
  house: Pick<House, 'site'>,
  type: string,
): Promise<{ readonly path: readonly string[]; readonly zh: string; readonly en: string }[]> {
  const own = (await licenceFields(house)).of(type)
  return [
    ...common.map(([path, zh, en]) => ({ path, zh, en })),
    ...own.map(({ id, zh, en }) => ({ path: ['details', id], zh, en })),
  ]
}

async function claimsOf(house: House, type: string, word: 'name' | 'label'): Promise<DescribedClaim[]> {
  return (await claimWords(house, type)).map(({ path, zh, en }) => ({
    path,
    display: [
      { [word]: zh, locale: 'zh-CN' },
      { [word]: en, locale: 'en' },
    ],
  }))
}

/** `/.well-known/openid-credential-issuer`. */
export async function issuerMetadata(house: House): Promise<object> {
  const issuer = issuerOf(house)
  const types = [...(await licenceTypes(house)).values()]
  const configurations = await Promise.all(
    types.map(async (type) => [type.id, await configurationOf(house, type)] as const),
  )
  return {
    credential_issuer: issuer,
    credential_endpoint: `${issuer}/credentials/wallet/credential`,
    nonce_endpoint: `${issuer}/credentials/wallet/nonce`,
    batch_credential_issuance: { batch_size: mostCopies },
    display: [
      { name: house.site.name.zh, locale: 'zh-CN' },
      { name: house.site.name.en, locale: 'en' },
    ],
    credential_configurations_supported: Object.fromEntries(configurations),
  }
}

async function configurationOf(
  house: House,
  type: { readonly id: string; readonly name: { readonly zh: string; readonly en: string } },
) {
  return {
    format: 'dc+sd-jwt',
    vct: kindOf(house, type.id),
    cryptographic_binding_methods_supported: ['jwk'],
    credential_signing_alg_values_supported: ['ES256'],
    proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256', 'EdDSA'] } },
    credential_metadata: {
      display: [
        { name: type.name.zh, locale: 'zh-CN' },
        { name: type.name.en, locale: 'en' },
      ],
      claims: await claimsOf(house, type.id, 'name'),
    },
  }
}

/** `/.well-known/oauth-authorization-server`: tokens are given by the same house. */
export function authorizationServer(house: House): object {
  const issuer = issuerOf(house)
  return {
    issuer,
    token_endpoint: `${issuer}/credentials/wallet/token`,
    token_endpoint_auth_methods_supported: ['none'],
    grant_types_supported: [PRE_AUTHORIZED],
    response_types_supported: [],
    'pre-authorized_grant_anonymous_access_supported': true,
  }
}

/** Type metadata of a kind (`vct`); undefined for one that is not issued here. */
export async function typeMetadata(house: House, id: string): Promise<object | undefined> {
  const type = (await licenceTypes(house)).get(id)
  if (!type) return undefined
  return {
    vct: kindOf(house, id),
    name: type.name.zh,
    display: [
      { name: type.name.zh, locale: 'zh-CN' },
      { name: type.name.en, locale: 'en' },
    ],
    claims: await claimsOf(house, id, 'label'),
  }
}
