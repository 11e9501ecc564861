/** Attacks on licences: each is refused with its code, none throws. The table is in docs/attacks.md. */
import assert from 'node:assert/strict'
import { createHmac, createPublicKey } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type CredentialCode,
  type CredentialOptions,
  issueCredential,
  issueSdJwt,
  type JsonObject,
  LIMITS,
  presentCredential,
  SM2_ALG,
  signJws,
  toBase64url,
  trustIssuers,
  verifyCredential,
  verifyingKey,
  verifySdJwt,
} from './index.ts'
import { disclosable, ISSUER, KIND, licence, makeSigner, NOW } from './licence.fixture.ts'

const issuer = makeSigner('ES256')
const holder = makeSigner('EdDSA')
const trust = trustIssuers([{ issuer: ISSUER, keys: [issuer.publicJwk] }])
const checker = { audience: 'https://checker.example', nonce: 'n-1' }
const token = await issueCredential({ payload: licence, disclosable, holderJwk: holder.publicJwk, signer: issuer })

const json = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as JsonObject
const part = (value: unknown) => toBase64url(JSON.stringify(value))

function expectRefusal(text: string, code: CredentialCode, options: Partial<CredentialOptions> = {}) {
  const found = verifyCredential(text, { trust, now: NOW, ...options })
  assert.equal(found.ok ? 'accepted' : found.code, code)
  if (!found.ok) assert.ok(found.zh.length > 3 && found.en.length > 3)
}

/** A token whose JWS is `payload` signed by the issuer, with these disclosures. */
async function signed(
  payload: JsonObject,
  disclosures: readonly string[] = [],
  header: JsonObject = {},
): Promise<string> {
  return [await signJws({ typ: 'dc+sd-jwt', ...header }, { ...licence, ...payload }, issuer), ...disclosures, ''].join(
    '~',
  )
}

async function sdHash(text: string): Promise<string> {
  const { createHash } = await import('node:crypto')
  return createHash('sha256').update(text).digest('base64url')
}

async function shown(overrides: Partial<Parameters<typeof presentCredential>[2]> = {}): Promise<string> {
  const made = await presentCredential(token, [['address']], { signer: holder, now: NOW, ...checker, ...overrides })
  assert.ok(typeof made === 'string')
  return made
}

test('a forged licence: any sign of it changed, or signed by another key of the same name', async () => {
  const jws = token.split('~')[0]!
  const [head, body, tail] = jws.split('.') as [string, string, string]
  const changed = part({ ...json(body), number: 'JY11501020000099' })
  expectRefusal(`${head}.${changed}.${tail}~`, 'credential.signature_wrong')
  const forger = makeSigner('ES256')
  expectRefusal(await issueCredential({ payload: licence, disclosable, signer: forger }), 'credential.signature_wrong')
  const posing = { ...forger, id: issuer.id }
  expectRefusal(await issueCredential({ payload: licence, disclosable, signer: posing }), 'credential.signature_wrong')
  const stranger = { ...licence, iss: 'https://licences.example.cm' }
  expectRefusal(await issueCredential({ payload: stranger, disclosable, signer: issuer }), 'credential.unknown_issuer')
})

test('a disclosure altered, or taken from another licence, does not belong to this one', async () => {
  const parts = token.split('~')
  const altered = part(['salt', 'representative', '李四'])
  expectRefusal([parts[0], altered, ''].join('~'), 'credential.disclosure_unreferenced')
  const other = await issueCredential({ payload: licence, disclosable, signer: issuer })
  expectRefusal([parts[0], other.split('~')[1], ''].join('~'), 'credential.disclosure_unreferenced')
})

test('a truncated token, at any place, is refused', () => {
  for (let end = 0; end < token.length - 1; end += 7) {
    const found = verifyCredential(token.slice(0, end), { trust, now: NOW })
    const isWholeSdJwt = token[end - 1] === '~'
    assert.equal(found.ok && !isWholeSdJwt, false, `cut at ${end}`)
  }
  expectRefusal('', 'credential.malformed')
  expectRefusal('~', 'credential.malformed')
  expectRefusal(`${token.split('~')[0]}~~`, 'credential.malformed')
})

test('a replayed presentation: for another nonce, another verifier, or an old one', async () => {
  const presentation = await shown()
  assert.ok(verifyCredential(presentation, { trust, now: NOW, ...checker }).ok)
  expectRefusal(presentation, 'credential.wrong_nonce', { ...checker, nonce: 'n-2' })
  expectRefusal(presentation, 'credential.wrong_audience', { ...checker, audience: 'https://thief.example' })
  expectRefusal(presentation, 'credential.presentation_expired', { ...checker, now: NOW + 300 })
  expectRefusal(await shown({ life: 60 }), 'credential.presentation_expired', { ...checker, now: NOW + 60 })
  expectRefusal(await shown({ now: NOW + 3600 }), 'credential.presentation_in_future', checker)
  expectRefusal(token, 'credential.key_binding_missing', checker)
  expectRefusal(token, 'credential.key_binding_missing', { keyBinding: 'required' })
})

test('a presentation bound to another key, another choice, or a licence bound to none', async () => {
  expectRefusal(await shown({ signer: makeSigner('EdDSA') }), 'credential.key_binding_wrong', checker)
  expectRefusal(await shown({ signer: makeSigner('ES256') }), 'credential.key_mismatch', checker)
  const presentation = await shown()
  const kb = presentation.split('~').at(-1)!
  const less = `${token.split('~')[0]}~${kb}`
  expectRefusal(less, 'credential.wrong_presentation', checker)
  const unbound = await issueCredential({ payload: licence, disclosable, signer: issuer })
  const withKey = `${unbound}${kb}`
  expectRefusal(withKey, 'credential.holder_key_missing', checker)
  const hash = await sdHash(token)
  for (const claims of [{ aud: 1 }, { nonce: null }, { iat: 'now' }, { sd_hash: 5 }, { exp: 'x' }]) {
    const payload = { aud: checker.audience, nonce: checker.nonce, iat: NOW, sd_hash: hash, ...claims }
    const binding = await signJws({ typ: 'kb+jwt' }, payload as JsonObject, holder)
    expectRefusal(token + binding, 'credential.key_binding_malformed', checker)
  }
  const plain = await signJws(
    { typ: 'jwt' },
    { aud: checker.audience, nonce: checker.nonce, iat: NOW, sd_hash: hash },
    holder,
  )
  expectRefusal(token + plain, 'credential.wrong_type', checker)
})

test('a licence that has expired, is not valid yet, was issued in the future or says no time at all', async () => {
  expectRefusal(token, 'credential.expired', { now: licence.exp })
  expectRefusal(await signed({ nbf: NOW + 3600 }), 'credential.not_yet_valid')
  expectRefusal(await signed({ iat: NOW + 3600 }), 'credential.issued_in_future')
  for (const claims of [{ exp: '2030-01-01' }, { iat: null }, { nbf: {} }])
    expectRefusal(await signed(claims as JsonObject), 'credential.claim_malformed')
})

test('alg none, in any spelling, and an HMAC with the public key are no signatures', () => {
  const body = token.split('~')[0]!.split('.')[1]!
  for (const alg of ['none', 'None', 'NONE', '', undefined, null, 5, ['ES256'], 'ES256K', 'RS256', 'ES384'])
    for (const tail of ['', 'AA', toBase64url(Buffer.alloc(64))]) {
      const found = verifyCredential(`${part({ alg, typ: 'dc+sd-jwt' })}.${body}.${tail}~`, { trust, now: NOW })
      assert.ok(!found.ok)
      if (tail !== '') assert.equal(found.code, 'credential.algorithm_not_allowed')
    }
  const pem = createPublicKey({ key: issuer.publicJwk as never, format: 'jwk' }).export({ format: 'pem', type: 'spki' })
  const head = part({ alg: 'HS256', typ: 'dc+sd-jwt', kid: issuer.id })
  const mac = createHmac('sha256', pem).update(`${head}.${body}`).digest('base64url')
  expectRefusal(`${head}.${body}.${mac}~`, 'credential.algorithm_not_allowed')
})

test('a key is used with its own algorithm only', async () => {
  const body = token.split('~')[0]!.split('.')[1]!
  for (const alg of ['EdDSA', SM2_ALG]) {
    const head = part({ alg, typ: 'dc+sd-jwt', kid: issuer.id })
    const signature = toBase64url(await issuer.sign(Buffer.from(`${head}.${body}`)))
    expectRefusal(`${head}.${body}.${signature}~`, 'credential.key_mismatch')
  }
  for (const jwk of [
    { kty: 'oct', k: 'AAAA' },
    { kty: 'RSA', n: 'AAAA', e: 'AQAB' },
    { ...issuer.publicJwk, crv: 'Ed25519' },
    { ...issuer.publicJwk, kty: 'OKP' },
    { ...issuer.publicJwk, d: 'AAAA' },
    { ...issuer.publicJwk, use: 'enc' },
    { ...issuer.publicJwk, alg: 'EdDSA' },
    { ...issuer.publicJwk, x: issuer.publicJwk.y, y: issuer.publicJwk.x },
    { ...issuer.publicJwk, x: 5 },
    {},
  ]) {
    const key = verifyingKey(jwk as never)
    assert.ok('ok' in key && key.code === 'credential.key_unusable', JSON.stringify(jwk))
  }
})

test('keys and certificates that a token brings along are not trusted', async () => {
  const forger = makeSigner('ES256')
  const header = { jwk: forger.publicJwk as JsonObject, x5c: ['AAAA'], jku: 'https://thief.example/keys' }
  expectRefusal(
    await issueCredential({ payload: licence, disclosable, signer: forger, header }),
    'credential.signature_wrong',
  )
})

test('an extension that is marked critical, and an unencoded payload, are refused', async () => {
  expectRefusal(await signed({}, [], { crit: ['exp'] }), 'credential.critical_header')
  expectRefusal(await signed({}, [], { crit: [] }), 'credential.critical_header')
  expectRefusal(await signed({}, [], { b64: false }), 'credential.critical_header')
})

test('a token of another type or kind is no licence', async () => {
  for (const typ of ['jwt', 'statuslist+jwt', 'kb+jwt', null, 7])
    expectRefusal(await signed({}, [], { typ }), 'credential.wrong_type')
  expectRefusal(await signed({ vct: '' }), 'credential.kind_missing')
  expectRefusal(await signed({ vct: { a: 1 } }), 'credential.kind_missing')
  expectRefusal(token, 'credential.kind_unexpected', { kinds: [`${KIND}2`] })
})

test('an oversized token, and one with too many disclosures, is not examined', () => {
  expectRefusal(`${token}${'A'.repeat(LIMITS.token)}`, 'credential.too_large')
  expectRefusal(`${token.split('~')[0]}~${'AA~'.repeat(LIMITS.disclosures + 1)}`, 'credential.too_many_disclosures')
})

test('a deeply nested payload, header or disclosure is refused', async () => {
  const nest = (depth: number, inside: JsonObject = {}): JsonObject =>
    Array.from({ length: depth }).reduce<JsonObject>((inner) => ({ a: inner }), inside)
  expectRefusal(await signed({ deep: nest(40) }), 'credential.too_deep')
  expectRefusal(await signed({}, [], { deep: nest(40) }), 'credential.too_deep')
  const inner = part(['salt', 'b', nest(20)])
  const outer = part(['salt', 'a', nest(20, { _sd: [await sdHash(inner)] })])
  expectRefusal(await signed({ _sd: [await sdHash(outer)] }, [outer, inner]), 'credential.too_deep')
  const abyss = toBase64url(`{"a":${'['.repeat(60_000)}${']'.repeat(60_000)}}`)
  const head = token.split('.')[0]!
  const found = verifyCredential(`${head}.${abyss}.AAAA~`, { trust, now: NOW })
  assert.ok(!found.ok)
})

test('a digest that occurs twice is refused, wherever, and a disclosure given twice', async () => {
  const disclosure = part(['salt', 'a', 1])
  const digest = await sdHash(disclosure)
  expectRefusal(await signed({ _sd: [digest, digest] }, [disclosure]), 'credential.digest_repeated')
  expectRefusal(await signed({ _sd: [digest], inner: { _sd: [digest] } }, [disclosure]), 'credential.digest_repeated')
  expectRefusal(await signed({ list: [{ '...': digest }, { '...': digest }] }), 'credential.digest_repeated')
  expectRefusal(await signed({ _sd: [digest] }, [disclosure, disclosure]), 'credential.digest_repeated')
})

test('a disclosure may not bear a name of SD-JWT, of the standard claims, or one that is there already', async () => {
  for (const name of [
    '_sd',
    '...',
    '_sd_alg',
    '__proto__',
    'iss',
    'nbf',
    'exp',
    'cnf',
    'vct',
    'status',
    'vct#integrity',
  ]) {
    const disclosure = `${toBase64url(`["salt",${JSON.stringify(name)},1]`)}`
    const payload: Record<string, unknown> = { ...licence, _sd: [await sdHash(disclosure)] }
    if (name !== 'iss' && name !== 'vct') delete payload[name]
    const jws = await signJws({ typ: 'dc+sd-jwt' }, payload as JsonObject, issuer)
    const isThere = name === 'iss' || name === 'vct'
    expectRefusal(`${jws}~${disclosure}~`, isThere ? 'credential.claim_repeated' : forbiddenCode(name))
  }
  const number = part(['salt', 'number', 'JY0'])
  expectRefusal(await signed({ _sd: [await sdHash(number)] }, [number]), 'credential.claim_repeated')
})

/** Times that a disclosure brings in are judged before its name is; either way it is refused. */
function forbiddenCode(name: string): CredentialCode {
  return name === 'exp' ? 'credential.expired' : 'credential.disclosure_forbidden'
}

test('a disclosure of a member where an element is due, the other way round, and things that are no disclosures', async () => {
  const [member, element] = [part(['salt', 'a', 1]), part(['salt', 1])]
  expectRefusal(await signed({ list: [{ '...': await sdHash(member) }] }, [member]), 'credential.disclosure_malformed')
  expectRefusal(await signed({ _sd: [await sdHash(element)] }, [element]), 'credential.disclosure_malformed')
  for (const wrong of [
    part(['salt']),
    part(['a', 'b', 'c', 'd']),
    part([1, 'a', 2]),
    part(['s', 1, 2]),
    part({}),
    toBase64url('['),
  ])
    expectRefusal(await signed({ _sd: [await sdHash(wrong)] }, [wrong]), 'credential.disclosure_malformed')
})

test('structures of selective disclosure that are none are refused', async () => {
  const wrong: JsonObject[] = [
    { _sd: 'x' },
    { _sd: [1] },
    { inner: { _sd: {} } },
    { list: [{ '...': 1 }] },
    { list: [{ '...': 'x', more: 1 }] },
    { inner: { '...': 'x' } },
    { inner: { _sd_alg: 'sha-256' } },
  ]
  for (const payload of wrong) expectRefusal(await signed(payload), 'credential.structure_malformed')
  for (const algorithm of ['md5', 'sha-1', 'constructor', null, 256])
    expectRefusal(await signed({ _sd_alg: algorithm }), 'credential.digest_algorithm')
})

test('decoys confuse nobody: they disclose nothing, and cannot be claimed by a disclosure', async () => {
  const decoy = await sdHash('nothing')
  const verified = verifyCredential(await signed({ _sd: [decoy], list: [{ '...': await sdHash('void') }] }), {
    trust,
    now: NOW,
  })
  assert.ok(verified.ok)
  assert.deepEqual(verified.claims, { ...licence, list: [] })
  const guess = part(['salt', 'a', 1])
  expectRefusal(await signed({ _sd: [decoy] }, [guess]), 'credential.disclosure_unreferenced')
})

test('base64url that is not canonical is refused in every part', async () => {
  const parts = token.split('~')
  const [head, body, tail] = parts[0]!.split('.') as [string, string, string]
  const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const stray = tail.slice(0, -1) + last[last.indexOf(tail.at(-1)!) ^ 1]
  for (const jws of [
    `${head}=.${body}.${tail}`,
    `${head}.${body}.${tail}==`,
    `${head}.${body}.${stray}`,
    `${head}.${body}.${tail.slice(0, -1)}+`,
    `${head}. ${body}.${tail}`,
  ])
    expectRefusal(`${jws}~`, 'credential.not_canonical')
  expectRefusal([parts[0], `${parts[1]}=`, ''].join('~'), 'credential.not_canonical')
  expectRefusal(`${head}.${body}.${tail}.${tail}~`, 'credential.malformed')
})

test('whatever is sent, the answer is a value', async () => {
  const pieces = token.split(/(?<=[~.])/)
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string(), fc.base64String()), { maxLength: 8 }),
      (some) => {
        const found = verifyCredential(some.join(''), { trust, now: NOW, ...checker })
        assert.equal(found.ok, false)
      },
    ),
    { numRuns: 500 },
  )
  const payloads = fc.dictionary(
    fc.constantFrom('_sd', '_sd_alg', '...', 'cnf', 'status', 'vct', 'iss', 'exp', 'a'),
    fc.jsonValue(),
  )
  await fc.assert(
    fc.asyncProperty(payloads, fc.array(fc.jsonValue(), { maxLength: 3 }), async (payload, disclosures) => {
      const jws = await signJws({ typ: 'dc+sd-jwt' }, { iss: ISSUER, vct: KIND, ...payload } as JsonObject, issuer)
      const found = verifyCredential(`${[jws, ...disclosures.map(part)].join('~')}~`, {
        trust,
        now: NOW,
        status: () => undefined,
      })
      assert.equal(typeof found.ok, 'boolean')
    }),
    { numRuns: 300 },
  )
})

test('whatever claims are issued and whatever is chosen, the verifier sees what was shown and no more', async () => {
  const names = fc.stringMatching(/^[a-z]{1,3}$/)
  const tree = fc.dictionary(names, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 })
  await fc.assert(
    fc.asyncProperty(tree, fc.func(fc.boolean()), async (claims, isHidden) => {
      const plain = JSON.parse(JSON.stringify(claims)) as JsonObject
      if (/"(_sd|_sd_alg|\.\.\.|__proto__)":/.test(JSON.stringify(plain))) return
      const paths = Object.keys(plain).map((name) => [name])
      const hidden = paths.filter(([name]) => isHidden(name))
      const made = await issueSdJwt({
        payload: { ...plain, iss: ISSUER },
        disclosable: hidden,
        signer: issuer,
        decoys: 1,
      })
      const kept = hidden.filter((_, i) => i % 2 === 0)
      const presented = await presentCredential(made, kept)
      assert.ok(typeof presented === 'string')
      const verified = verifySdJwt(presented, { trust, now: NOW })
      const visible = Object.entries(plain).filter(
        ([name]) => !hidden.some(([h]) => h === name) || kept.some(([k]) => k === name),
      )
      if (!verified.ok)
        return assert.match(verified.code, /claim_malformed|issued_in_future|expired|not_yet|unknown_issuer/)
      assert.deepEqual(verified.claims, { ...Object.fromEntries(visible), iss: ISSUER })
    }),
    { numRuns: 200 },
  )
})
