/** One licence verified (signature, times, disclosures, status) against the raw signature check of the same core, and beside @sd-jwt. */
import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import {
  isRefused,
  issueCredential,
  makeStatusList,
  type PublicJwk,
  presentCredential,
  readStatusList,
  type SuiteName,
  splitSdJwt,
  trustIssuers,
  verifyCredential,
  verifyingKey,
} from '../kernels/credential/index.ts'
import { disclosable, ISSUER, licence, makeSigner, NOW } from '../kernels/credential/licence.fixture.ts'
import type { Figure } from '../scripts/bench.ts'
import { median } from './drive.ts'

export const name = 'licence-verify'

const turns = 24
const batch = 100
/** Processor time of a turn, µs: the clock that counts it may tick only every 4 ms. */
const least = 200_000

/** Calls a second of this thread's time on its core: what others do on the machine counts less. */
async function rate(call: () => unknown, isAsync: boolean): Promise<number> {
  const begun = process.threadCpuUsage()
  let [calls, spent] = [0, 0]
  for (; spent < least; calls += batch) {
    for (let i = 0; i < batch; i++) isAsync ? await call() : call()
    const { user, system } = process.threadCpuUsage(begun)
    spent = user + system
  }
  return (calls * 1e6) / spent
}

/** Both by short turns, so that they meet the same machine; medians, after a warm-up. */
async function side(
  ours: () => unknown,
  other: () => unknown,
  count = turns,
  isAsync = false,
): Promise<[number, number]> {
  const speeds: [number[], number[]] = [[], []]
  for (let turn = -count; turn < count; turn++) {
    const pair = [await rate(ours, false), await rate(other, isAsync)] as const
    if (turn >= 0) for (const i of [0, 1] as const) speeds[i].push(pair[i])
  }
  return [median(speeds[0]), median(speeds[1])]
}

const uri = `${ISSUER}/credentials/status/1`

/** A licence with five disclosures and a status entry, its list, and the raw check of the very signature it bears. */
async function prepare(suite: SuiteName) {
  const signer = makeSigner(suite)
  const trust = trustIssuers([{ issuer: ISSUER, keys: [signer.publicJwk] }])
  const payload = { ...licence, status: { status_list: { uri, idx: 77 } } }
  const token = await issueCredential({ payload, disclosable, signer })
  const statuses = new Uint8Array(16 * 1024)
  const listToken = await makeStatusList({
    uri,
    issuer: ISSUER,
    statuses,
    bits: 4,
    now: NOW,
    ttl: 60,
    life: 300,
    signer,
  })
  const list = readStatusList(listToken, { trust, issuer: ISSUER, uri, now: NOW })
  const key = verifyingKey(signer.publicJwk)
  if (isRefused(list) || isRefused(key)) throw new Error('the licence was not prepared')
  const options = { trust, now: NOW, status: () => list }
  const { jws } = splitSdJwt(token) as { jws: string }
  const end = jws.lastIndexOf('.')
  const signed = Buffer.from(jws.slice(0, end))
  const signature = Buffer.from(jws.slice(end + 1), 'base64url')
  if (!verifyCredential(token, options).ok || !key.verifies(signed, signature))
    throw new Error('the licence does not verify')
  const raw = () => key.verifies(signed, signature)
  return {
    ours: () => verifyCredential(token, options),
    raw,
    signed,
    signature,
    jwk: signer.publicJwk,
    usual: usualCheck(suite, signer.publicJwk, signed, signature) ?? raw,
  }
}

/** The check as anybody has it of node:crypto: the signature as it stands in a token, for ES256 r and s side by side. */
function usualCheck(suite: SuiteName, jwk: PublicJwk, signed: Buffer, signature: Buffer): (() => boolean) | undefined {
  if (suite === 'SM2') return undefined
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
  const input = { key, dsaEncoding: 'ieee-p1363' as const }
  return suite === 'ES256'
    ? () => verify('sha256', signed, input, signature)
    : () => verify(null, signed, key, signature)
}

function theirs(token: string, verifier: (data: string, signature: string) => boolean): () => Promise<unknown> {
  const hasher = (data: string | ArrayBuffer) =>
    new Uint8Array(
      createHash('sha256')
        .update(data as string)
        .digest(),
    )
  const library = new SDJwtVcInstance({
    hasher,
    verifier,
    statusListFetcher: async () => '',
    statusValidator: async () => {},
  })
  return () => library.verify(token, { currentDate: NOW })
}

async function figure(suite: SuiteName): Promise<Figure> {
  const { ours, raw, usual } = await prepare(suite)
  const [value, peer] = await side(ours, usual, suite === 'SM2' ? 6 : turns)
  const own =
    suite === 'ES256' ? `; in DER, as it is checked here: ${(await side(raw, usual, 20))[0].toFixed(0)}/s` : ''
  const bound = suite === 'SM2' ? '' : ` (≥ 0.80)${own}`
  return {
    name: `licence verified, ${suite}`,
    value,
    unit: '1/s of processor time',
    peer: `the raw ${suite} check${suite === 'SM2' ? '' : ' of node:crypto'}, same core: ${peer.toFixed(0)}/s${bound}`,
    ratio: value / peer,
  }
}

/** A licence without a status, which the other library would fetch. */
async function besideTheOther(): Promise<Figure> {
  const signer = makeSigner('ES256')
  const trust = trustIssuers([{ issuer: ISSUER, keys: [signer.publicJwk] }])
  const token = await issueCredential({ payload: licence, disclosable, signer })
  const key = verifyingKey(signer.publicJwk)
  if (isRefused(key)) throw new Error(key.code)
  const library = theirs(token, (data, text) => key.verifies(Buffer.from(data), Buffer.from(text, 'base64url')))
  const [value, peer] = await side(() => verifyCredential(token, { trust, now: NOW }), library, 20, true)
  return {
    name: 'licence without status verified, ES256',
    value,
    unit: '1/s of processor time',
    peer: `@sd-jwt/sd-jwt-vc 0.19 with the same raw check: ${peer.toFixed(0)}/s`,
    ratio: value / peer,
  }
}

/** A presentation: the issuer's signature, and the holder's under a key that nobody has seen before. */
async function presentation(): Promise<Figure[]> {
  const [signer, holder] = [makeSigner('ES256'), makeSigner('ES256')]
  const trust = trustIssuers([{ issuer: ISSUER, keys: [signer.publicJwk] }])
  const token = await issueCredential({ payload: licence, disclosable, signer, holderJwk: holder.publicJwk })
  const wanted = { audience: 'https://checker.example', nonce: 'n' }
  const shown = await presentCredential(token, [['address']], { signer: holder, now: NOW, ...wanted })
  if (typeof shown !== 'string') throw new Error(shown.code)
  const { raw, signed, signature, jwk } = await prepare('ES256')
  const stranger = () => {
    const key = verifyingKey(jwk)
    return !isRefused(key) && key.verifies(signed, signature)
  }
  const ours = () => verifyCredential(shown, { trust, now: NOW, ...wanted })
  const against = async (peer: () => boolean, words: string): Promise<Figure> => {
    const [value, speed] = await side(ours, peer)
    return {
      name: 'presentation verified (issuer and holder), ES256',
      value,
      unit: '1/s of processor time',
      peer: `${words}, same core: ${speed.toFixed(0)}/s`,
      ratio: value / speed,
    }
  }
  return [
    await against(() => raw() && raw(), 'two raw ES256 checks under keys at hand'),
    await against(
      () => raw() && stranger(),
      'the same, the holder’s key made ready from its JWK as any verifier must (≥ 0.80)',
    ),
  ]
}

/** The suites one after the other, then the other library. */
export async function run(): Promise<readonly Figure[]> {
  return [
    await figure('ES256'),
    await figure('EdDSA'),
    await figure('SM2'),
    await besideTheOther(),
    ...(await presentation()),
  ]
}
