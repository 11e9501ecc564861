/** A wallet written elsewhere (@openid4vc, @sd-jwt) receives a licence over HTTP and shows it; what is wrong is refused. */
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { before, test } from 'node:test'
import { setGlobalConfig } from '@openid4vc/oauth2'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import type { WalletOffer, WalletQuestion, WalletRequest, WalletResult } from '@steppe/contracts/credentials'
import { day } from '@steppe/kernels/calendar'
import { isRefused, type PublicJwk, verifyingKey } from '@steppe/kernels/credential'
import { clockFrom } from '#platform/clock'
import { keysInMemory } from '#platform/keys'
import { openPacks } from '#platform/packs'
import { isRefusal } from '#platform/refusals'
import { atEnd, cloneDatabase, connectForTests } from '#testing/database'
import { recordAnswers } from '#testing/record-operations'
import { assemble } from '../../assemble.ts'
import { changeStatus, issueCredential } from './act.ts'
import type { LicenceRow } from './ask.ts'
import { encrypt, type Wallet, walletOf } from './test-wallet.ts'

setGlobalConfig({ allowInsecureUrls: true })

const type = 'food-business-licence'
let base: string
let house: Awaited<ReturnType<typeof assemble>>['house']
let licence: LicenceRow
let later = 0

/** A port nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, 'localhost', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}

before(async () => {
  const db = connectForTests(await cloneDatabase('installed'))
  atEnd(db.close)
  const port = await freePort()
  base = `http://localhost:${port}`
  const packs = await openPacks(resolve(import.meta.dirname, '../../../../packs'), ['national', 'neimenggu', 'demo'])
  const clock = clockFrom(() => Date.now() + later, 'Asia/Shanghai')
  const assembled = await assemble(db, packs, clock, { demo: true, keys: keysInMemory(), url: base })
  house = assembled.house
  const app = await assembled.http()
  recordAnswers(app)
  await app.listen({ port, host: 'localhost' })
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

const makeWallet = () => walletOf({ base, now: () => Date.now() + later })

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

type Wish = { readonly protection?: 'plain'; readonly optional?: readonly string[][] }

async function requested(wish: Wish = {}): Promise<{ made: WalletRequest; result: () => Promise<WalletResult> }> {
  const clerk = await signIn('wangfang')
  const asked = { types: [type], claims: [['number'], ['holder', 'name']], purpose: '核验经营资格', ...wish }
  const made = await clerk<WalletRequest>('POST', '/api/credentials/requests', asked)
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return {
    made: made.body,
    result: async () => (await clerk<WalletResult>('GET', `/api/credentials/requests/${made.body.id}`)).body,
  }
}

interface Changed {
  readonly nonce?: string
  readonly aud?: string
  readonly frame?: object
  readonly enc?: string
}

/** The wallet answers: shows what is asked, signed for who asks, encrypted where it is asked for. */
async function answerWith(wallet: Wallet, token: string, request: string, changed: Changed = {}) {
  const resolved = await wallet.showing.resolveOpenId4vpAuthorizationRequest({
    authorizationRequestPayload: wallet.showing.parseOpenid4vpAuthorizationRequest({ authorizationRequest: request })
      .params as never,
  })
  const asked = resolved.authorizationRequestPayload as { nonce: string; client_id: string; response_mode: string }
  const library = await libraryOf(wallet)
  const iat = Math.floor((Date.now() + later) / 1000)
  const kb = { payload: { iat, aud: changed.aud ?? asked.client_id, nonce: changed.nonce ?? asked.nonce } }
  const shown = await library.present(token, (changed.frame ?? { holder: { name: true } }) as never, { kb })
  const response = await wallet.showing.createOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: resolved.authorizationRequestPayload as never,
    authorizationResponsePayload: { vp_token: { licence: [shown] } } as never,
    ...(asked.response_mode === 'direct_post.jwt' ? { jarm: encryptingIn(changed.enc ?? 'A256GCM') } : {}),
  } as never)
  return wallet.showing.submitOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: resolved.authorizationRequestPayload as never,
    authorizationResponsePayload: response.authorizationResponsePayload,
    ...(response.jarm ? { jarm: response.jarm } : {}),
  } as never)
}

const encryptingIn = (enc: string) => ({
  encryption: {},
  serverMetadata: {
    authorization_encryption_alg_values_supported: ['ECDH-ES'],
    authorization_encryption_enc_values_supported: [enc],
  },
})

for (const [how, wish, enc] of [
  ['an open request', { protection: 'plain' }, undefined],
  ['a signed request, encrypted with A256GCM', {}, 'A256GCM'],
  ['a signed request, encrypted with A128GCM', {}, 'A128GCM'],
] as const)
  test(`a wallet of others answers ${how}: what was asked and no more, and whoever asked sees it`, async () => {
    const wallet = makeWallet()
    const [token] = await receive(wallet, await offered())
    const { made, result } = await requested(wish)
    assert.equal(made.request.includes('request_uri_method=post'), enc !== undefined)
    assert.equal((await result()).state, 'waiting')
    const { response } = await answerWith(wallet, token!, made.request, enc ? { enc } : {})
    assert.equal(response.status, 200)
    const seen = await result()
    assert.equal(seen.state, 'accepted', JSON.stringify(seen))
    assert.equal(seen.status, 'valid')
    assert.equal(seen.claims?.number, licence.number)
    assert.deepEqual(seen.claims?.holder, { name: '赵强便利店' })
    assert.deepEqual(seen.claims?.details ?? {}, {}, 'what was not asked for was not shown')
    assert.deepEqual(
      seen.shown?.slice(0, 2).map(({ value }) => value),
      [licence.number, '赵强便利店'],
    )
    const other = await signIn('zhaoqiang')
    const foreign = await other<{ code: string }>('GET', `/api/credentials/requests/${made.id}`)
    assert.equal(foreign.body.code, 'credentials.request_unknown')
    const form = new URLSearchParams({ state: made.id, vp_token: '{}' })
    const again = await fetch(`${base}/credentials/wallet/responses/${made.id}`, { method: 'POST', body: form })
    assert.equal(again.status, 400, 'a request is answered once')
  })

test('a presentation for another request, another verifier, or without what was asked is refused with its reason', async () => {
  const wallet = makeWallet()
  const [token] = await receive(wallet, await offered())
  const cases = [
    [{ nonce: 'another' }, {}, 'credential.wrong_nonce'],
    [{ aud: 'x509_san_dns:thief.example' }, {}, 'credential.wrong_audience'],
    [{ aud: 'redirect_uri:https://thief.example' }, { protection: 'plain' }, 'credential.wrong_audience'],
    [{ frame: {} }, {}, 'claim_missing'],
  ] as const
  for (const [changed, wish, code] of cases) {
    const { made, result } = await requested(wish)
    const { response } = await answerWith(wallet, token!, made.request, changed)
    assert.equal(response.status, 400)
    const seen = await result()
    assert.deepEqual([seen.state, seen.why?.code], ['refused', code])
    assert.equal(seen.claims, undefined)
  }
})

test('what the holder may keep back is asked for as a choice, and missed by nobody', async () => {
  const wallet = makeWallet()
  const [token] = await receive(wallet, await offered())
  const { made, result } = await requested({ optional: [['holder', 'code']] })
  const { response } = await answerWith(wallet, token!, made.request)
  assert.equal(response.status, 200)
  const seen = await result()
  assert.deepEqual([seen.state, seen.keptBack?.map(({ zh }) => zh)], ['accepted', ['持证者代码']])
})

test('an answer that is not encrypted for this request, or not at all, is not taken, and leaves it open', async () => {
  const { made, result } = await requested()
  const uri = `${base}/credentials/wallet/requests/${made.id}`
  assert.match(await (await fetch(uri)).text(), /^eyJ/)
  const object = async (form: Record<string, string>) =>
    (await fetch(uri, { method: 'POST', body: new URLSearchParams(form) })).text()
  const [head, body] = (await object({ wallet_nonce: 'n-1' })).split('.').map((part) => Buffer.from(part, 'base64url'))
  const { typ } = JSON.parse(String(head)) as { typ: string }
  const payload = JSON.parse(String(body)) as { wallet_nonce: string; client_id: string; client_metadata: object }
  assert.deepEqual(
    [typ, payload.wallet_nonce, payload.client_id],
    ['oauth-authz-req+jwt', 'n-1', 'x509_san_dns:localhost'],
  )
  const [jwk] = (payload.client_metadata as { jwks: { keys: { kid?: string; d?: string }[] } }).jwks.keys
  assert.equal(jwk?.d, undefined)
  const send = async (form: Record<string, string>) => {
    const answered = await fetch(`${base}/credentials/wallet/responses/${made.id}`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
    return answered.status
  }
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
  const said = JSON.stringify({ state: made.id, vp_token: { licence: ['x'] } })
  for (const form of [
    { state: made.id, vp_token: '{"licence":["x"]}' },
    { response: said },
    { response: await encrypt(said, { ...stranger, kid: made.id } as never) },
    { response: await encrypt(said, { ...jwk, kid: 'another' }) },
    { response: await encrypt(said, jwk!, 'A128CBC-HS256') },
    { response: await encrypt('[', jwk!) },
    { response: await encrypt(JSON.stringify({ state: 'another' }), jwk!) },
  ])
    assert.equal(await send(form), 400)
  assert.equal((await result()).state, 'waiting')
  assert.equal(await send({ response: await encrypt(said, jwk!) }), 400)
  assert.equal((await result()).state, 'refused', 'what was said is judged')
  assert.equal((await fetch(uri)).status, 404, 'the request is over')
})

test('a holder reads who asks for what, and with which licence it could be answered', async () => {
  const { made } = await requested({ optional: [['holder', 'code']] })
  const holder = await signIn('zhaoqiang')
  const { body } = await holder<WalletQuestion>('GET', `/api/credentials/requests/${made.id}/question`)
  assert.deepEqual([body.asker, body.purpose, body.state], [{ zh: '王*', en: '王*' }, '核验经营资格', 'waiting'])
  const department = await signIn('examiner')
  const asked = { types: ['business-licence'], claims: [['number']], purpose: '核验经营资格' }
  const { id } = (await department<WalletRequest>('POST', '/api/credentials/requests', asked)).body
  const { asker } = (await holder<WalletQuestion>('GET', `/api/credentials/requests/${id}/question`)).body
  assert.match(asker.zh, /市场监督管理局$/)
  assert.match(asker.en, /^Market/, 'in the language of whoever reads')
  assert.deepEqual(
    body.licences.map(({ number, fields }) => [number, fields.map(({ needed, value }) => [needed, value])]),
    [
      [
        licence.number,
        [
          [true, licence.number],
          [true, '赵强便利店'],
          [false, licence.holderCode],
        ],
      ],
    ],
  )
  const other = await signIn('wangfang')
  const seen = await other<WalletQuestion>('GET', `/api/credentials/requests/${made.id}/question`)
  assert.deepEqual(seen.body.licences, [], 'nobody sees what others hold')
})

test('what the issuer does not offer is refused in the words of the standard', async () => {
  const { offer, code } = await offered()
  const { grants } = JSON.parse(new URL(offer).searchParams.get('credential_offer')!) as {
    grants: Record<string, Record<string, unknown>>
  }
  const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'
  const token = async (form: Record<string, string>) => {
    const answer = await fetch(`${base}/credentials/wallet/token`, { method: 'POST', body: new URLSearchParams(form) })
    return (await answer.json()) as { error?: string; access_token?: string }
  }
  const good = { grant_type: grant, 'pre-authorized_code': String(grants[grant]!['pre-authorized_code']) }
  assert.equal((await token({ grant_type: 'authorization_code', code: 'x' })).error, 'unsupported_grant_type')
  assert.equal((await token(good)).error, 'invalid_request', 'without the number')
  const { access_token: bearer } = await token({ ...good, tx_code: code })
  const ask = async (body: object) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
    const answer = await fetch(`${base}/credentials/wallet/credential`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return ((await answer.json()) as { error?: string }).error
  }
  const named = { credential_configuration_id: type }
  for (const [body, error] of [
    [{}, 'invalid_credential_request'],
    [{ ...named, credential_identifier: 'x' }, 'invalid_credential_request'],
    [{ credential_identifier: 'x' }, 'unknown_credential_identifier'],
    [{ credential_configuration_id: 'passport' }, 'unknown_credential_configuration'],
    [{ ...named, credential_response_encryption: { alg: 'ECDH-ES', enc: 'A256GCM' } }, 'invalid_encryption_parameters'],
    [named, 'invalid_proof'],
    [{ ...named, proof: { proof_type: 'jwt', jwt: 'x' } }, 'invalid_proof'],
    [{ ...named, proofs: { attestation: ['x'] } }, 'invalid_proof'],
    [{ ...named, proofs: { jwt: Array.from({ length: 9 }, () => 'x') } }, 'invalid_proof'],
  ] as const)
    assert.equal(await ask(body), error, JSON.stringify(body))
  const metadata = await fetch(`${base}/.well-known/openid-credential-issuer`, {
    headers: { accept: 'application/jwt' },
  })
  const described = (await metadata.json()) as Record<string, unknown>
  assert.deepEqual(described.batch_credential_issuance, { batch_size: 8 })
  for (const absent of ['deferred_credential_endpoint', 'notification_endpoint', 'credential_response_encryption'])
    assert.equal(described[absent], undefined, `${absent} is not promised`)
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
