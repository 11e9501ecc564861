/** HTTP for wallets: licences are received by OpenID4VCI 1.0 and shown by OpenID4VP 1.0, or by a device as a QR code. Parse, act, answer. */
import * as C from '@steppe/contracts/credentials'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { media } from '#platform/media'
import { type AnyRoute, answer, route } from '#platform/module'
import { refuse } from '#platform/refusals'
import { walletQuestion, walletResult } from './answer-to-request.ts'
import { giveCredential } from './openid-credential.ts'
import { formOf } from './openid-form.ts'
import { authorizationServer, issuerMetadata, typeMetadata } from './openid-metadata.ts'
import { exchangeCode, offerToWallet } from './openid-offers.ts'
import { makeNonce } from './openid-proof.ts'
import { requestFromWallet, requestObject, takeResponse } from './openid-requests.ts'
import { authorityPem } from './request-certificate.ts'
import { publishedLists, tokenForDevice } from './show-on-device.ts'

const closed = { additionalProperties: false }
const Loose = Type.Object({}, { additionalProperties: true })
const Form = media('application/x-www-form-urlencoded')
const requestToken = media('application/oauth-authz-req+jwt')
const requestParams = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{24}$' }) }, closed)
const everywhere = { 'access-control-allow-origin': '*' }

/** Routes that wallets call, and those with which the house's pages call wallets. */
export function openidRoutes(house: CasesHouse): AnyRoute[] {
  return [...metadata(house), ...issuing(house), ...asking(house), ...showing(house)]
}

function metadata(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/.well-known/openid-credential-issuer',
      permission: 'open',
      summary: 'Licences that wallets can receive (OpenID4VCI issuer metadata)',
      response: Loose,
      handle: async () => answer(200, await issuerMetadata(house), everywhere),
    }),
    route({
      method: 'GET',
      url: '/.well-known/oauth-authorization-server',
      permission: 'open',
      summary: 'Where wallets exchange the code of an offer (RFC 8414)',
      response: Loose,
      handle: async () => answer(200, authorizationServer(house), everywhere),
    }),
    route({
      method: 'GET',
      url: '/credentials/types/:type',
      permission: 'open',
      summary: 'Type metadata of a kind of licence (SD-JWT VC)',
      params: Type.Object({ type: Type.String({ maxLength: 60 }) }, closed),
      response: Loose,
      refusals: ['credentials.type_unknown'],
      handle: async ({ params: { type } }) => {
        const found = await typeMetadata(house, type)
        return found ? answer(200, found, everywhere) : refuse('credentials.type_unknown', { type, typeEn: type })
      },
    }),
  ]
}

function issuing(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/credentials/licences/:id/offers',
      permission: 'signed_in',
      summary: 'Offer your licence to your wallet',
      params: Type.Object({ id: C.LicenceId }, closed),
      response: C.WalletOffer,
      refusals: ['credentials.licence_unknown', 'credentials.not_yours', 'credentials.not_in_force'],
      handle: ({ actor, params }) => offerToWallet(house, actor, params.id),
    }),
    route({
      method: 'POST',
      url: '/credentials/wallet/token',
      permission: 'open',
      summary: 'A code of an offer against an access token (OAuth; errors as RFC 6749 has them)',
      body: Form,
      response: Loose,
      handle: ({ body }) => exchangeCode(house, formOf(body)),
    }),
    route({
      method: 'POST',
      url: '/credentials/wallet/nonce',
      permission: 'open',
      summary: 'A nonce for a proof of possession',
      response: Type.Object({ c_nonce: Type.String() }),
      handle: async () =>
        answer(200, { c_nonce: await makeNonce(house) }, { 'cache-control': 'no-store', ...everywhere }),
    }),
    route({
      method: 'POST',
      url: '/credentials/wallet/credential',
      permission: 'open',
      summary: 'The licence, bound to the keys that the wallet proves to have',
      body: Loose,
      response: Loose,
      handle: ({ token, body }) => giveCredential(house, token, body),
    }),
  ]
}

function asking(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/credentials/requests',
      permission: 'signed_in',
      summary: 'Ask a wallet to show a licence',
      body: C.NewWalletRequest,
      response: C.WalletRequest,
      refusals: ['credentials.type_unknown'],
      handle: ({ actor, body }) => requestFromWallet(house, actor, body),
    }),
    route({
      method: 'GET',
      url: '/api/credentials/requests/:id',
      permission: 'signed_in',
      summary: 'What the wallet answered',
      params: requestParams,
      response: C.WalletResult,
      refusals: ['credentials.request_unknown'],
      handle: ({ actor, params }) => walletResult(house, actor, params.id),
    }),
    route({
      method: 'GET',
      url: '/api/credentials/requests/:id/question',
      permission: 'signed_in',
      summary: 'Who asks you to show a licence, why, and with which of yours you could answer',
      params: requestParams,
      response: C.WalletQuestion,
      refusals: ['credentials.request_unknown'],
      handle: ({ actor, params }) => walletQuestion(house, actor, params.id),
    }),
    ...answering(house),
  ]
}

/** What wallets call with a request in hand. */
function answering(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/credentials/wallet/requests/:id',
      permission: 'open',
      summary: 'A request to a wallet as a signed object (RFC 9101)',
      params: requestParams,
      response: requestToken,
      handle: ({ params }) => requestObject(house, params.id, undefined),
    }),
    route({
      method: 'POST',
      url: '/credentials/wallet/requests/:id',
      permission: 'open',
      summary: 'The same for a wallet that says what it can (OpenID4VP request_uri_method post)',
      params: requestParams,
      body: Form,
      response: requestToken,
      handle: ({ params, body }) => requestObject(house, params.id, formOf(body).get('wallet_nonce') ?? undefined),
    }),
    route({
      method: 'GET',
      url: '/credentials/wallet/authority',
      permission: 'open',
      summary: 'The authority under which requests to wallets are signed, as PEM',
      response: media('application/x-pem-file'),
      handle: async () =>
        answer(200, await authorityPem(house), { 'content-type': 'application/x-pem-file', ...everywhere }),
    }),
    route({
      method: 'POST',
      url: '/credentials/wallet/responses/:id',
      permission: 'open',
      summary: 'A wallet answers (OpenID4VP direct_post, direct_post.jwt)',
      params: requestParams,
      body: Form,
      response: Loose,
      handle: ({ params, body }) => takeResponse(house, params.id, formOf(body)),
    }),
  ]
}

/** 亮证: the licence on a device of its holder, and what whoever checks it keeps at hand. */
function showing(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/credentials/licences/:id/devices',
      permission: 'signed_in',
      summary: 'Your licence for a day on this device, which then shows it by itself',
      params: Type.Object({ id: C.LicenceId }, closed),
      body: C.NewShowingDevice,
      response: C.ShowingToken,
      refusals: [
        'credentials.licence_unknown',
        'credentials.not_yours',
        'credentials.not_in_force',
        'credentials.key_unusable',
      ],
      handle: ({ actor, params, body }) => tokenForDevice(house, actor, params.id, body),
    }),
    route({
      method: 'GET',
      url: '/credentials/status',
      permission: 'open',
      summary: 'Addresses of all status lists (status list aggregation)',
      response: Type.Object({ status_lists: Type.Array(Type.String()) }),
      handle: async () => answer(200, { status_lists: await publishedLists(house) }, everywhere),
    }),
  ]
}
