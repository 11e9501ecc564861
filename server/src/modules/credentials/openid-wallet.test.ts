/** A wallet written elsewhere (@openid4vc, @sd-jwt) receives a licence over HTTP and shows it; what is wrong is refused. */
import assert from 'node:assert/strict'
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { before, test } from 'node:test'
import { clientAuthenticationAnonymous, setGlobalConfig } from '@openid4vc/oauth2'
import { Openid4vciClient } from '@openid4vc/openid4vci'
import { Openid4vpClient } from '@openid4vc/openid4vp'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import type { WalletOffer, WalletRequest, WalletResult } from '@steppe/contracts/credentials'
import { day } from '@steppe/kernels/calendar'
import { isRefused, type PublicJwk, verifyingKey } from '@steppe/kernels/credential'
import { clockFrom } from '#platform/clock'
import { keysInMemory } from '#platform/keys'
import { openPacks } from '#platform/packs'
import { isRefusal } from '#platform/refusals'
import { atEnd, cloneDatabase, connectForTests } from '#testing/database'
import { assemble } from '../../assemble.ts'
import { changeStatus, issueCredential } from './act.ts'
import type { LicenceRow } from './ask.ts'

setGlobalConfig({ allowInsecureUrls: true })

const type = 'food-business-licence'
let base: string
let house: Awaited<ReturnType<typeof assemble>>['house']
let licence: LicenceRow
let later = 0

/** A port nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}

before(async () => {
  const db = connectForTests(await cloneDatabase('installed'))
  atEnd(db.close)
  const port = await freePort()
  base = `http://127.0.0.1:${port}`
  const packs = await openPacks(resolve(import.meta.dirname, '../../../../packs'), ['national', 'neimenggu', 'demo'])
  const clock = clockFrom(() => Date.now() + later, 'Asia/Shanghai')
  const assembled = await assemble(db, packs, clock, { demo: true, keys: keysInMemory(), url: base })
  house = assembled.house
  const app = await assembled.http()
  await app.listen({ port, host: '127.0.0.1' })
  atEnd(() => app.close())
  const made = await issueCredential(house, {
    type,
    holder: { kind: 'firm', id: '92150102MAD000019E', name: '赵强便利店', code: '92150102MAD000019E' },
    department: '150102-market-regulation',
    number: 'JY11501020000012',
    issuedOn: day(clock.today()),
    details: { premises: '新城区成吉思汗大街1号' },
    actor: { kind: 'staff', id: 's-1', name: '刘敏', department: '150102-market-regulation' },
  })
  assert.ok(!isRefusal(made))
  licence = made
})

async function signIn(login: string) {
  const reply = await fetch(`${base}/api/session`, post({ login, password: 'steppe-demo' }))
  const token = reply.headers.get('x-session-token')!
  return async <T>(method: string, url: string, body?: unknown): Promise<{ status: number; body: T }> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(base + url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    return { status: answer.status, body: (await answer.json()) as T }
  }
}

const post = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** A wallet: a key, and the libraries of others. */
function makeWallet() {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicJwk = pair.publicKey.export({ format: 'jwk' }) as PublicJwk & { kty: string }
  const signText = (text: string) =>
    sign('sha256', Buffer.from(text), {
      key: createPrivateKey(pair.privateKey.export({ format: 'pem', type: 'pkcs8' })),
      dsaEncoding: 'ieee-p1363',
    }).toString('base64url')
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const callbacks = {
    fetch,
    hash: (data: Uint8Array, alg: string) => createHash(alg.replace('-', '')).update(data).digest(),
    generateRandom: (length: number) => randomBytes(length),
    clientAuthentication: clientAuthenticationAnonymous(),
    signJwt: async (_signer: unknown, { header, payload }: { header: unknown; payload: unknown }) => {
      const text = `${part(header)}.${part(payload)}`
      return { jwt: `${text}.${signText(text)}`, signerJwk: publicJwk }
    },
    verifyJwt: () => {
      throw new Error('not needed')
    },
    decryptJwe: () => {
      throw new Error('not needed')
    },
    encryptJwe: () => {
      throw new Error('not needed')
    },
  }
  return {
    publicJwk,
    signText,
    issuing: new Openid4vciClient({ callbacks: callbacks as never }),
    showing: new Openid4vpClient({ callbacks: callbacks as never }),
  }
}

type Wallet = ReturnType<typeof makeWallet>

/** Receives the licence as the standard has it; gives the tokens. */
async function receive(wallet: Wallet, { offer, code }: WalletOffer): Promise<string[]> {
  const credentialOffer = await wallet.issuing.resolveCredentialOffer(offer)
  const issuerMetadata = await wallet.issuing.resolveIssuerMetadata(credentialOffer.credential_issuer)
  const { accessTokenResponse } = await wallet.issuing.retrievePreAuthorizedCodeAccessTokenFromOffer({
    credentialOffer,
    issuerMetadata,
    txCode: code,
  })
  const { c_nonce: nonce } = await wallet.issuing.requestNonce({ issuerMetadata })
  const [configuration] = credentialOffer.credential_configuration_ids
  const { jwt } = await wallet.issuing.createCredentialRequestJwtProof({
    issuerMetadata,
    credentialConfigurationId: configuration!,
    nonce,
    issuedAt: new Date(Date.now() + later),
    signer: { method: 'jwk', alg: 'ES256', publicJwk: wallet.publicJwk as never },
  })
  const { credentialResponse } = await wallet.issuing.retrieveCredentials({
    issuerMetadata,
    credentialConfigurationId: configuration!,
    accessToken: accessTokenResponse.access_token,
    proofs: { jwt: [jwt] },
  })
  return (credentialResponse.credentials as { credential: string }[]).map(({ credential }) => credential)
}

/** The wallet's other library, trusting the keys that the issuer publishes. */
async function libraryOf(wallet: Wallet): Promise<SDJwtVcInstance> {
  const { jwks } = (await (await fetch(`${base}/.well-known/jwt-vc-issuer`)).json()) as { jwks: { keys: PublicJwk[] } }
  return new SDJwtVcInstance({
    hasher: (data) =>
      new Uint8Array(
        createHash('sha256')
          .update(data as string)
          .digest(),
      ),
    hashAlg: 'sha-256',
    verifier: (data, signature) =>
      jwks.keys.some((jwk) => {
        const key = verifyingKey(jwk)
        return !isRefused(key) && key.verifies(Buffer.from(data), Buffer.from(signature, 'base64url'))
      }),
    kbSigner: async (text) => wallet.signText(text),
    kbSignAlg: 'ES256',
    statusListFetcher: async (uri) => (await fetch(uri)).text(),
    statusValidator: async (status) => assert.equal(status, 0),
  })
}

async function offered(): Promise<WalletOffer> {
  const zhaoqiang = await signIn('zhaoqiang')
  const made = await zhaoqiang<WalletOffer>('POST', `/api/credentials/licences/${licence.id}/offers`, {})
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return made.body
}

test('a wallet of others receives a licence bound to its key, and the other library verifies it with its status', async () => {
  const wallet = makeWallet()
  const [token] = await receive(wallet, await offered())
  const library = await libraryOf(wallet)
  const { payload } = await library.verify(token!)
  const claims = payload as unknown as { number: string; cnf: { jwk: PublicJwk }; vct: string; details: object }
  assert.equal(claims.number, licence.number)
  assert.equal(claims.cnf.jwk.x, wallet.publicJwk.x)
  const kind = await fetch(claims.vct)
  assert.equal(((await kind.json()) as { vct: string }).vct, claims.vct, 'the kind is described where its name points')
})

test('a code is good once, with its number, and dies after five wrong ones', async () => {
  const [one, two] = [await offered(), await offered()]
  await receive(makeWallet(), one)
  await assert.rejects(receive(makeWallet(), one), /invalid_grant|access token/i)
  const wrong = { ...two, code: two.code === '000000' ? '000001' : '000000' }
  for (let i = 0; i < 5; i++) await assert.rejects(receive(makeWallet(), wrong), /invalid_grant|access token/i)
  await assert.rejects(receive(makeWallet(), two), /invalid_grant|access token/i, 'the right number comes too late')
  const three = await offered()
  later += 6 * 60_000
  await assert.rejects(receive(makeWallet(), three), /invalid_grant|access token/i)
})

test('nobody offers the licence of somebody else, and none that is not in force', async () => {
  const wangfang = await signIn('wangfang')
  const foreign = await wangfang<{ code: string }>('POST', `/api/credentials/licences/${licence.id}/offers`, {})
  assert.equal(foreign.body.code, 'credentials.not_yours')
})

test('a proof for another issuer, with an old nonce, of another key, or with a private key in it is refused', async () => {
  const wallet = makeWallet()
  const credentialOffer = await wallet.issuing.resolveCredentialOffer((await offered()).offer)
  const made = await offered()
  const offer = await wallet.issuing.resolveCredentialOffer(made.offer)
  assert.equal(credentialOffer.credential_issuer, offer.credential_issuer)
  const issuerMetadata = await wallet.issuing.resolveIssuerMetadata(offer.credential_issuer)
  const { accessTokenResponse } = await wallet.issuing.retrievePreAuthorizedCodeAccessTokenFromOffer({
    credentialOffer: offer,
    issuerMetadata,
    txCode: made.code,
  })
  const { c_nonce: nonce } = await wallet.issuing.requestNonce({ issuerMetadata })
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const proofOf = (header: object, payload: object, signer = wallet) => {
    const iat = Math.floor((Date.now() + later) / 1000)
    const text = `${part({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: wallet.publicJwk, ...header })}.${part({ aud: base, iat, nonce, ...payload })}`
    return `${text}.${signer.signText(text)}`
  }
  const ask = async (jwt: unknown, token = accessTokenResponse.access_token) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const body = JSON.stringify({ credential_configuration_id: type, proofs: { jwt: [jwt] } })
    const reply = await fetch(`${base}/credentials/wallet/credential`, { method: 'POST', headers, body })
    return [reply.status, ((await reply.json()) as { error?: string }).error]
  }
  assert.deepEqual(await ask(proofOf({}, { aud: 'https://other.example' })), [400, 'invalid_proof'])
  assert.deepEqual(await ask(proofOf({}, { nonce: 'made-up' })), [400, 'invalid_nonce'])
  assert.deepEqual(await ask(proofOf({}, { iat: 5 })), [400, 'invalid_proof'])
  assert.deepEqual(await ask(proofOf({}, {}, makeWallet())), [400, 'invalid_proof'])
  assert.deepEqual(await ask(proofOf({ alg: 'none' }, {})), [400, 'invalid_proof'])
  assert.deepEqual(await ask(proofOf({ jwk: { ...wallet.publicJwk, d: 'AAAA' } }, {})), [400, 'invalid_proof'])
  assert.deepEqual(await ask(5), [400, 'invalid_proof'])
  assert.deepEqual(await ask(proofOf({}, {}), '150100-000000000000000000000000-x'), [401, 'invalid_token'])
  assert.deepEqual(await ask(proofOf({}, {})), [200, undefined])
  later += 6 * 60_000
  assert.deepEqual(await ask(proofOf({}, {})), [401, 'invalid_token'])
})

async function requested(): Promise<{ made: WalletRequest; result: () => Promise<WalletResult> }> {
  const clerk = await signIn('wangfang')
  const wish = { types: [type], claims: [['number'], ['holder', 'name']], purpose: '核验经营资格' }
  const made = await clerk<WalletRequest>('POST', '/api/credentials/requests', wish)
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return {
    made: made.body,
    result: async () => (await clerk<WalletResult>('GET', `/api/credentials/requests/${made.body.id}`)).body,
  }
}

/** The wallet answers: shows what is asked, signed for who asks. */
async function answerWith(
  wallet: Wallet,
  token: string,
  request: string,
  changed: { nonce?: string; aud?: string; frame?: object } = {},
) {
  const resolved = await wallet.showing.resolveOpenId4vpAuthorizationRequest({
    authorizationRequestPayload: wallet.showing.parseOpenid4vpAuthorizationRequest({ authorizationRequest: request })
      .params as never,
  })
  const asked = resolved.authorizationRequestPayload as { nonce: string; client_id: string }
  const library = await libraryOf(wallet)
  const iat = Math.floor((Date.now() + later) / 1000)
  const kb = { payload: { iat, aud: changed.aud ?? asked.client_id, nonce: changed.nonce ?? asked.nonce } }
  const shown = await library.present(token, (changed.frame ?? { holder: { name: true } }) as never, { kb })
  const response = await wallet.showing.createOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: resolved.authorizationRequestPayload as never,
    authorizationResponsePayload: { vp_token: { licence: [shown] } } as never,
  } as never)
  return wallet.showing.submitOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: resolved.authorizationRequestPayload as never,
    authorizationResponsePayload: response.authorizationResponsePayload,
  } as never)
}

test('a wallet of others shows what was asked and no more, and whoever asked sees it', async () => {
  const wallet = makeWallet()
  const [token] = await receive(wallet, await offered())
  const { made, result } = await requested()
  assert.equal((await result()).state, 'waiting')
  const { response } = await answerWith(wallet, token!, made.request)
  assert.equal(response.status, 200)
  const seen = await result()
  assert.equal(seen.state, 'accepted', JSON.stringify(seen))
  assert.equal(seen.status, 'valid')
  assert.equal(seen.claims?.number, licence.number)
  assert.deepEqual(seen.claims?.holder, { name: '赵强便利店' })
  assert.deepEqual(seen.claims?.details ?? {}, {}, 'what was not asked for was not shown')
  const other = await signIn('zhaoqiang')
  const foreign = await other<{ code: string }>('GET', `/api/credentials/requests/${made.id}`)
  assert.equal(foreign.body.code, 'credentials.request_unknown')
  const again = await answerWith(wallet, token!, made.request)
  assert.equal(again.response.status, 400, 'a request is answered once')
})

test('a presentation for another request, another verifier, or without what was asked is refused with its reason', async () => {
  const wallet = makeWallet()
  const [token] = await receive(wallet, await offered())
  const cases = [
    [{ nonce: 'another' }, 'credential.wrong_nonce'],
    [{ aud: 'redirect_uri:https://thief.example' }, 'credential.wrong_audience'],
    [{ frame: {} }, 'claim_missing'],
  ] as const
  for (const [changed, code] of cases) {
    const { made, result } = await requested()
    const { response } = await answerWith(wallet, token!, made.request, changed)
    assert.equal(response.status, 400)
    const seen = await result()
    assert.deepEqual([seen.state, seen.why?.code], ['refused', code])
    assert.equal(seen.claims, undefined)
  }
})

test('a suspended licence is shown as such, and a holder may decline', async () => {
  const wallet = makeWallet()
  const [token] = await receive(wallet, await offered())
  const { made, result } = await requested()
  const declined = await fetch(`${base}/credentials/wallet/responses/${made.id}`, {
    method: 'POST',
    body: new URLSearchParams({ error: 'access_denied', state: made.id }),
  })
  assert.equal(declined.status, 200)
  assert.equal((await result()).why?.code, 'declined')
  const ground = { reason: '涉嫌违规', legalBasis: '行政处罚法第九条第三项', until: '2031-01-01' }
  const actor = { kind: 'staff', id: 's-1', name: '刘敏', department: '150102-market-regulation' } as const
  assert.ok(!isRefusal(await changeStatus(house, { licence: licence.id, change: 'suspend', ...ground, actor })))
  later += 60_000
  const next = await requested()
  await answerWith(wallet, token!, next.made.request)
  assert.equal((await next.result()).why?.code, 'credential.suspended')
  const zhaoqiang = await signIn('zhaoqiang')
  const offer = await zhaoqiang<{ code: string }>('POST', `/api/credentials/licences/${licence.id}/offers`, {})
  assert.equal(offer.body.code, 'credentials.not_in_force')
})
