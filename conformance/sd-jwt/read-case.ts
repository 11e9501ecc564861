/** One case of the suite: what the issuer signs, what the holder shows, what the verifier must be left with. The YAML tag `!sd` marks what is disclosable. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ClaimPath, Json, JsonObject, PublicJwk } from '@steppe/kernels/credential'
import { isMap, isScalar, isSeq, parse, parseDocument } from 'yaml'

/** A private key as the settings write it. */
export type PrivateJwk = PublicJwk & { readonly d: string }

export interface SdJwtCase {
  readonly claims: JsonObject
  readonly disclosable: readonly ClaimPath[]
  /** Places the holder discloses. */
  readonly choose: readonly ClaimPath[]
  /** What must come out; by folding the choice over the claims where the case does not say. */
  readonly expected: JsonObject
  readonly keyBinding: boolean
  readonly json: boolean
  readonly decoys: number
  readonly header: JsonObject
  readonly issuer: string
  readonly audience: string
  readonly nonce: string
  readonly iat: number
  readonly exp: number
  readonly issuerKeys: readonly PrivateJwk[]
  readonly holderKey: PrivateJwk
}

interface Settings {
  readonly identifiers: { readonly issuer: string; readonly verifier: string }
  readonly key_settings: { readonly issuer_keys: readonly PrivateJwk[]; readonly holder_key: PrivateJwk }
  readonly issuer_keys?: readonly PrivateJwk[]
  readonly key_binding_nonce: string
  readonly iat: number
  readonly exp: number
}

interface Specification {
  readonly holder_disclosed_claims?: Json
  readonly non_sd_claims?: Json
  readonly expect_verified_user_claims?: JsonObject
  readonly key_binding?: boolean
  readonly serialization_format?: string
  readonly add_decoy_claims?: boolean
  readonly extra_header_parameters?: JsonObject
  readonly settings_override?: Partial<Settings>
}

/** Not YAML 1.1, where a key's `y` is a truth; warnings are about the tag, which we read ourselves. */
const dialect = { version: '1.2', logLevel: 'silent', merge: false } as const

/** Reads a specification with the settings nearest above it, not above `top`. */
export function readCase(file: string, top: string): SdJwtCase {
  const text = readFileSync(file, 'utf8')
  const specification = parse(text, dialect) as Specification
  const settings = { ...readSettings(dirname(file), top), ...specification.settings_override }
  const tagged: ClaimPath[] = []
  const document = parseDocument(text, dialect)
  const claims = plainOf(document.get('user_claims', true), [], tagged) as JsonObject
  const disclosable =
    specification.non_sd_claims === undefined ? tagged : allBut(claims, specification.non_sd_claims, [])
  const choice = specification.holder_disclosed_claims ?? null
  const chosen = disclosable.filter((path) => isChosen(path, choice))
  return {
    claims,
    disclosable,
    choose: chosen,
    expected: specification.expect_verified_user_claims ?? (shown(claims, [], disclosable, chosen) as JsonObject),
    keyBinding: specification.key_binding === true,
    json: specification.serialization_format === 'json',
    decoys: specification.add_decoy_claims ? 3 : 0,
    header: specification.extra_header_parameters ?? {},
    issuer: settings.identifiers.issuer,
    audience: settings.identifiers.verifier,
    nonce: settings.key_binding_nonce,
    iat: settings.iat,
    exp: settings.exp,
    issuerKeys: settings.issuer_keys ?? settings.key_settings.issuer_keys,
    holderKey: settings.key_settings.holder_key,
  }
}

function readSettings(folder: string, top: string): Settings {
  const file = join(folder, 'settings.yml')
  if (existsSync(file)) return parse(readFileSync(file, 'utf8'), dialect) as Settings
  if (folder === top || folder === dirname(folder)) throw new Error('the case has no settings.yml above it')
  return readSettings(dirname(folder), top)
}

/** The plain value of a node; the places that bear the tag are put into `tagged`. */
function plainOf(node: unknown, at: ClaimPath, tagged: ClaimPath[]): Json {
  if (isMap(node)) {
    const members = node.items.map(({ key, value }) => {
      const name = isScalar(key) ? (key.source ?? String(key.value)) : String(key)
      const here = [...at, name]
      if (isScalar(key) && key.tag === '!sd') tagged.push(here)
      return [name, plainOf(value, here, tagged)] as const
    })
    return Object.fromEntries(members)
  }
  if (isSeq(node))
    return node.items.map((item, i) => {
      const here = [...at, i]
      if ((item as { tag?: string }).tag === '!sd') tagged.push(here)
      return plainOf(item, here, tagged)
    })
  if (!isScalar(node)) return null
  // A tagged scalar was read as text; a plain one (not quoted) is what its text says.
  const isPlain = node.type === 'PLAIN'
  return (node.tag === '!sd' && isPlain ? parse(node.source ?? '', dialect) : node.value) as Json
}

/** Older examples name what is not disclosable; everything else is, at every level. */
function allBut(value: Json, open: Json | undefined, at: ClaimPath): ClaimPath[] {
  if (typeof value !== 'object' || value === null) return []
  const isArray = Array.isArray(value)
  return Object.entries(value).flatMap(([name, each]) => {
    const here = [...at, isArray ? Number(name) : name]
    const inner = typeof open === 'object' && open !== null ? (open as JsonObject)[name] : undefined
    if (inner === true) return []
    return inner === undefined ? [here, ...allBut(each, undefined, here)] : allBut(each, inner, here)
  })
}

/** Whether the tree of the holder's choice names this place. In objects null, false and the empty name nothing; in arrays null and false. */
function isChosen(path: ClaimPath, choice: Json): boolean {
  let here: Json | undefined = choice
  let chosen = false
  for (const part of path) {
    if (typeof here !== 'object' || here === null) return false
    here = (here as Readonly<Record<string, Json>>)[String(part)]
    chosen = typeof part === 'number' ? here !== undefined && here !== null && here !== false : isTruthy(here)
  }
  return chosen
}

/** What the suite's own language (Python) takes for true. */
function isTruthy(value: Json | undefined): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}

const named = (paths: readonly ClaimPath[], at: ClaimPath) =>
  paths.some((path) => JSON.stringify(path) === JSON.stringify(at))

/** The claims without what is disclosable and was not chosen: the plain meaning of a case, without any cryptography. */
function shown(value: Json, at: ClaimPath, disclosable: readonly ClaimPath[], chosen: readonly ClaimPath[]): Json {
  if (typeof value !== 'object' || value === null) return value
  const visible = (here: ClaimPath) => !named(disclosable, here) || named(chosen, here)
  if (Array.isArray(value))
    return value.flatMap((each, i) => (visible([...at, i]) ? [shown(each, [...at, i], disclosable, chosen)] : []))
  const members = Object.entries(value).filter(([name]) => visible([...at, name]))
  return Object.fromEntries(members.map(([name, each]) => [name, shown(each, [...at, name], disclosable, chosen)]))
}
