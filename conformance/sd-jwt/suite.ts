/** The cases of sd-jwt-python (OpenWallet Foundation Labs): issued, presented and verified by us, must leave the claims they say. */
import { createPrivateKey, sign } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import {
  type CredentialSigner,
  fromJsonSerialization,
  issueSdJwt,
  presentCredential,
  thumbprint,
  toJsonSerialization,
  trustIssuers,
  type VerifiedSdJwt,
  verifySdJwt,
} from '@steppe/kernels/credential'
import type { SuiteResult } from '../suite-result.ts'
import { type PrivateJwk, readCase, type SdJwtCase } from './read-case.ts'

export const folder = 'sd-jwt'

/** Cases that cannot pass, each with its reason. */
const EXPECTED_FAILURES: Readonly<Record<string, string>> = {}

/** Runs every `specification.yml` below `<dataDir>/sd-jwt`. */
export async function run(dataDir: string): Promise<SuiteResult[]> {
  const top = join(dataDir, folder)
  if (!existsSync(top)) return []
  const found = await readdir(top, { recursive: true, withFileTypes: true })
  const files = found
    .filter((entry) => entry.name === 'specification.yml')
    .map((entry) => join(entry.parentPath, entry.name))
  const failures: { case: string; reason: string }[] = []
  for (const file of files.sort()) {
    const reason = await outcome(file, top)
    if (reason !== undefined) failures.push({ case: relative(top, dirname(file)) || basename(file), reason })
  }
  const unexpected = failures.filter((each) => EXPECTED_FAILURES[each.case] === undefined)
  const expectedFailures = failures.length - unexpected.length
  const passed = files.length - failures.length
  return [{ suite: 'sd-jwt', passed, failed: unexpected.length, expectedFailures, failures: unexpected }]
}

async function outcome(file: string, top: string): Promise<string | undefined> {
  try {
    return await play(readCase(file, top))
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault)
  }
}

/** Why a case fails; undefined when it passes. */
async function play(it: SdJwtCase): Promise<string | undefined> {
  const payload = { iss: it.issuer, iat: it.iat, exp: it.exp, ...it.claims }
  const signers = it.issuerKeys.map(signerOf)
  const holder = signerOf(it.holderKey)
  const order = {
    payload,
    disclosable: it.disclosable,
    decoys: it.decoys,
    header: { typ: 'testcase+sd-jwt', ...it.header },
    signer: signers[0]!,
    ...(it.keyBinding ? { holderJwk: holder.publicJwk } : {}),
  }
  const issued = await issueSdJwt(order)
  const further = await Promise.all(signers.slice(1).map((signer) => signAgain(issued, signer)))
  const bound = it.keyBinding ? { cnf: { jwk: publicPart(it.holderKey) } } : {}
  const whole = verify(it, issued, false)
  if (!whole.ok) return `with everything disclosed: ${whole.code}`
  if (!same(whole, { ...payload, ...bound })) return `with everything disclosed: ${JSON.stringify(whole.claims)}`
  const binding = { signer: holder, audience: it.audience, nonce: it.nonce, now: it.iat }
  const shown = await presentCredential(issued, it.choose, it.keyBinding ? binding : undefined)
  if (typeof shown !== 'string') return `presenting: ${shown.code}`
  const { iss, iat, exp } = payload
  return judge(it, it.json ? throughJson(shown, further) : [shown], { iss, iat, exp, ...bound, ...it.expected })
}

/** Every signature must leave the expected claims; a presentation to somebody else and an altered one must be refused. */
function judge(it: SdJwtCase, tokens: readonly string[], expected: object): string | undefined {
  for (const [i, token] of tokens.entries()) {
    const isPresentation = it.keyBinding && i === 0
    const verified = verify(it, token, isPresentation)
    if (!verified.ok) return `signature ${i + 1}: ${verified.code}`
    if (!same(verified, expected))
      return `expected ${JSON.stringify(expected)}, found ${JSON.stringify(verified.claims)}`
    for (const [name, value] of Object.entries(it.header))
      if (i === 0 && !isDeepStrictEqual(verified.header[name], value)) return `the header has no ${name}`
    if (isPresentation && verify({ ...it, nonce: `${it.nonce}0` }, token, true).ok) return 'another nonce was accepted'
    if (verify(it, altered(token), isPresentation).ok) return 'an altered payload was accepted'
  }
  return undefined
}

function verify(it: SdJwtCase, token: string, isPresentation: boolean) {
  const iss = (it.claims.iss as string | undefined) ?? it.issuer
  const trust = trustIssuers([{ issuer: iss, keys: it.issuerKeys.map(({ d: _, ...publicJwk }) => publicJwk) }])
  const wanted = isPresentation ? { audience: it.audience, nonce: it.nonce } : {}
  return verifySdJwt(token, { trust, now: it.iat, types: ['testcase+sd-jwt'], ...wanted })
}

function same(verified: VerifiedSdJwt, expected: object): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(verified.claims)), JSON.parse(JSON.stringify(expected)))
}

/** The JSON form and back: the presentation, then each further signature with the same disclosures. */
function throughJson(token: string, further: readonly string[]): string[] {
  const json = toJsonSerialization(token, further)
  const read = typeof json === 'string' ? fromJsonSerialization(json) : json
  if ('ok' in read) throw new Error(read.code)
  const disclosures = read.token.split('~').slice(1, -1)
  return [read.token, ...read.furtherSignatures.map((jws) => `${[jws, ...disclosures].join('~')}~`)]
}

async function signAgain(token: string, signer: CredentialSigner): Promise<string> {
  const payload = token.split('~')[0]!.split('.')[1]!
  const header = { alg: signer.algorithm, typ: 'testcase+sd-jwt', kid: signer.id }
  const signed = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}`
  return `${signed}.${Buffer.from(await signer.sign(Buffer.from(signed))).toString('base64url')}`
}

/** The same token with one sign of its payload changed. */
function altered(token: string): string {
  const at = token.indexOf('.') + 12
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
}

function publicPart({ kty, crv, x, y }: PrivateJwk) {
  return { kty, crv, x, y }
}

function signerOf(jwk: PrivateJwk): CredentialSigner {
  const key = createPrivateKey({ key: jwk as never, format: 'jwk' })
  const { d: _, ...publicJwk } = jwk
  const algorithm = jwk.kty === 'OKP' ? 'EdDSA' : 'ES256'
  return {
    algorithm,
    id: jwk.kid ?? thumbprint(publicJwk),
    publicJwk,
    sign: async (data) =>
      algorithm === 'EdDSA' ? sign(null, data, key) : sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  }
}
