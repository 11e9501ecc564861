/** Checks a licence (SD-JWT VC), alone or in a file with the issuer's keys and its status list. Source: RFC 9901, SD-JWT VC, Token Status List. */
import {
  fromJsonSerialization,
  isRefused,
  type JsonObject,
  type PublicJwk,
  type Refused,
  readSdJwt,
  readStatusList,
  type StatusList,
  statusReference,
  thumbprint,
  trustIssuers,
  type VerifiedCredential,
  verifyCredential,
} from '@steppe/kernels/credential'
import { type Findings, findings, harmless, type Report, unreadable } from './report.ts'
import type { Check, CheckOptions, SubjectFile } from './subject.ts'

/** `steppe-licence/1`: a licence with what is needed to check it offline, as the holder was given it. */
interface LicenceFile {
  readonly format: 'steppe-licence/1'
  /** The SD-JWT VC, compact. */
  readonly licence: string
  /** Issuer metadata as served under `/.well-known/jwt-vc-issuer`. */
  readonly issuer?: IssuerMetadata
  /** The status list token, and when it was fetched (seconds since 1970). */
  readonly statusList?: string
  readonly statusListFetchedAt?: number
}

interface IssuerMetadata {
  readonly issuer: string
  readonly jwks: { readonly keys: readonly PublicJwk[] }
}

/** Where keys came from decides what a signature proves. */
interface Keys {
  readonly keys: readonly PublicJwk[]
  readonly from: 'person' | 'site' | 'file'
}

const compact = /^\s*[\w-]+\.[\w-]+\.[\w-]+~[\w.~-]*\s*$/

function isJsonSerialization(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'payload' in json && ('protected' in json || 'signatures' in json)
}

/** What the bytes hold; undefined where it is no licence at all. */
function readFile(file: SubjectFile): LicenceFile | undefined {
  if (file.format === 'steppe-licence/1') {
    const json = file.json as LicenceFile
    return typeof json.licence === 'string' ? json : undefined
  }
  if (file.text === undefined) return undefined
  if (isJsonSerialization(file.json)) {
    const read = fromJsonSerialization(file.text)
    return 'ok' in read ? undefined : { format: 'steppe-licence/1', licence: read.token }
  }
  return { format: 'steppe-licence/1', licence: file.text.trim() }
}

export const check: Check = {
  subject: { zh: '电子证照', en: 'licence' },
  recognises: (file) =>
    file.format === 'steppe-licence/1' ||
    isJsonSerialization(file.json) ||
    (file.json === undefined && file.text !== undefined && compact.test(file.text)),
  asks: {
    'issuer-keys': {
      zh: '发证机关的公钥：JWK 集或 /.well-known/jwt-vc-issuer 的内容（可写 @文件）',
      en: 'keys of the issuer: a JWK set or what /.well-known/jwt-vc-issuer serves (or @file)',
    },
    'status-list': { zh: '状态列表令牌（可写 @文件）', en: 'status list token (or @file)' },
    audience: { zh: '出示的对象', en: 'whom the presentation is meant for' },
    nonce: { zh: '核验方给出的随机数', en: 'the nonce the verifier asked with' },
  },
  check: checkLicence,
}

async function checkLicence(file: SubjectFile, options: CheckOptions): Promise<Report> {
  const held = readFile(file)
  const read = held ? readSdJwt(held.licence) : undefined
  if (!held || !read) return unreadable('文件里没有证照。', 'There is no licence in the file.')
  if (isRefused(read)) return unreadable(`${read.zh}。`, `${read.en}.`)
  const found = findings()
  const issuer = read.payload.iss
  if (typeof issuer !== 'string') return unreadable('证照没有写明签发机构。', 'The licence names no issuer.')
  const keys = await findKeys(held, issuer, options)
  if (!keys) {
    found.leaveOpen(
      `没有签发机构 ${harmless(issuer)} 的公钥，签名未核验。请用 --issuer-keys 给出。`,
      `The keys of the issuer ${harmless(issuer)} are not at hand: the signature was not checked. Give them with --issuer-keys.`,
    )
    return found.report()
  }
  const lists = await findStatusList(held, read.payload, issuer, keys, options)
  const verified = verify(held.licence, issuer, keys, lists, options)
  if (isRefused(verified)) found.fail(...failure(verified))
  else tell(found, verified, keys, options)
  return found.report()
}

type Lists = StatusList | Refused | undefined

function verify(token: string, issuer: string, keys: Keys, list: Lists, options: CheckOptions) {
  if (list && 'code' in list) return list
  const [audience, nonce] = [options.given.audience?.[0], options.given.nonce?.[0]]
  return verifyCredential(token, {
    trust: trustIssuers([{ issuer, keys: keys.keys }]),
    now: Math.floor(options.now / 1000),
    ...(audience === undefined ? {} : { audience }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(list ? { status: () => list } : {}),
  })
}

function failure(why: Refused): [zh: string, en: string] {
  const where = why.where === undefined ? ['', ''] : [`（${harmless(why.where)}）`, ` (${harmless(why.where)})`]
  return [`${why.zh}${where[0]}。`, `${why.en}${where[1]}.`]
}

/** Keys that the person gave, else those of the installation they named, else those in the file. */
async function findKeys(held: LicenceFile, issuer: string, options: CheckOptions): Promise<Keys | undefined> {
  const given = options.given['issuer-keys']?.flatMap((text) => keysIn(parse(text), issuer)) ?? []
  if (given.length > 0) return { keys: given, from: 'person' }
  const served = await options.fetch?.('/.well-known/jwt-vc-issuer')
  const fetched = served ? keysIn(parse(new TextDecoder().decode(served)), issuer) : []
  if (fetched.length > 0) return { keys: fetched, from: 'site' }
  const claimed = keysIn(held.issuer, issuer)
  return claimed.length > 0 ? { keys: claimed, from: 'file' } : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Keys of a JWK, a JWK set, or metadata; metadata of another issuer has none for this one. */
function keysIn(value: unknown, issuer: string): PublicJwk[] {
  if (typeof value !== 'object' || value === null) return []
  const it = value as { issuer?: unknown; jwks?: { keys?: unknown }; keys?: unknown; kty?: unknown }
  if (it.issuer !== undefined && it.issuer !== issuer) return []
  if (typeof it.kty === 'string') return [it as PublicJwk]
  const keys = it.keys ?? it.jwks?.keys
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : []
}

async function findStatusList(
  held: LicenceFile,
  payload: JsonObject,
  issuer: string,
  keys: Keys,
  options: CheckOptions,
): Promise<Lists> {
  const reference = statusReference(payload)
  if (!reference || 'ok' in reference) return undefined
  const now = Math.floor(options.now / 1000)
  const wanted = { trust: trustIssuers([{ issuer, keys: keys.keys }]), issuer, uri: reference.uri, now }
  const given = options.given['status-list']?.[0]
  if (given !== undefined) return readStatusList(given.trim(), wanted)
  const served = URL.canParse(reference.uri) ? await options.fetch?.(new URL(reference.uri).pathname) : undefined
  if (served) return readStatusList(new TextDecoder().decode(served), { ...wanted, fetchedAt: now })
  if (typeof held.statusList !== 'string') return undefined
  const { statusListFetchedAt: fetchedAt } = held
  return readStatusList(held.statusList, { ...wanted, ...(typeof fetchedAt === 'number' ? { fetchedAt } : {}) })
}

const moment = (seconds: number) => new Date(seconds * 1000).toISOString()

function tell(found: Findings, verified: VerifiedCredential, keys: Keys, options: CheckOptions): void {
  const { issuer, claims, signedBy } = verified
  const name = harmless(issuer)
  found.prove(
    `签名由 ${name} 名下的密钥 ${thumbprint(signedBy.jwk)}（${signedBy.suite}）所作，内容自签发后未被改动。`,
    `Signed with the key ${thumbprint(signedBy.jwk)} (${signedBy.suite}) under the name ${name}; nothing was altered since.`,
  )
  found.prove(`证照种类：${harmless(verified.kind)}。`, `Kind of licence: ${harmless(verified.kind)}.`)
  tellKeys(found, keys, name)
  tellTerm(found, claims)
  tellClaims(found, claims)
  tellStatus(found, verified, options)
  tellHolder(found, verified)
}

function tellKeys(found: Findings, keys: Keys, issuer: string): void {
  if (keys.from === 'file') {
    found.doubt()
    found.leaveOpen(
      `公钥来自文件本身：是否真是 ${issuer} 的密钥，请到其网站 /.well-known/jwt-vc-issuer 核对指纹。`,
      `The key comes from the file itself: whether it is that of ${issuer}, compare its thumbprint with /.well-known/jwt-vc-issuer there.`,
    )
  }
  if (keys.from === 'site')
    found.leaveOpen(
      '公钥取自您指定的网站，信任到该网站为止。',
      'The key was fetched from the site you named, and is trusted as far as it is.',
    )
}

function tellTerm(found: Findings, claims: JsonObject): void {
  const { exp } = claims
  if (typeof exp === 'number') found.prove(`在有效期内，至 ${moment(exp)}。`, `Within its term, until ${moment(exp)}.`)
  else found.prove('没有写明截止时间。', 'It names no end.')
}

const technical = new Set(['iss', 'vct', 'iat', 'nbf', 'exp', 'cnf', 'status', 'vct#integrity'])

function tellClaims(found: Findings, claims: JsonObject): void {
  const shown = Object.entries(claims).filter(([name]) => !technical.has(name))
  for (const [name, value] of shown.slice(0, 60)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    found.prove(
      `${harmless(name)}：${harmless(text.slice(0, 300))}`,
      `${harmless(name)}: ${harmless(text.slice(0, 300))}`,
    )
  }
  found.leaveOpen('持证人没有出示的内容。', 'What the holder did not disclose.')
}

function tellStatus(found: Findings, { status, statusList }: VerifiedCredential, options: CheckOptions): void {
  if (statusList)
    found.prove(
      `截至 ${moment(statusList.issuedAt)} 的状态列表：有效。`,
      `Valid in the status list of ${moment(statusList.issuedAt)}.`,
    )
  else if (status === 'none') found.leaveOpen('证照不带状态信息。', 'The licence carries no status.')
  else tellMissingStatus(found, options)
}

function tellMissingStatus(found: Findings, options: CheckOptions): void {
  const how = options.fetch ? ['', ''] : ['请用 --status-list 给出。', ' Give it with --status-list.']
  found.leaveOpen(
    `签发后是否被暂停或撤销：没有状态列表。${how[0]}`,
    `Whether it was suspended or revoked since: there is no status list.${how[1]}`,
  )
}

function tellHolder(found: Findings, { holder, keyBinding }: VerifiedCredential): void {
  if (keyBinding)
    found.prove(
      `由持证人的密钥于 ${moment(keyBinding.issuedAt)} 出示给 ${harmless(keyBinding.audience)}。`,
      `Shown by whoever has the holder's key, at ${moment(keyBinding.issuedAt)}, to ${harmless(keyBinding.audience)}.`,
    )
  else
    found.leaveOpen(
      holder ? '出示的人是不是持证人：没有出示签名。' : '出示的人是不是持证人：证照没有绑定密钥。',
      holder
        ? 'Whether whoever shows it is its holder: there is no key binding.'
        : 'Whether whoever shows it is its holder: the licence is bound to no key.',
    )
}
