/** The text of an SD-JWT: a JWS, disclosures each followed by `~`, perhaps a key binding. Source: RFC 9901 sections 4 and 8. */
import { isObject, type Json, type JsonObject, LIMITS } from './json.ts'
import { type Refused, refused } from './refusals.ts'

export interface SdJwtParts {
  readonly jws: string
  readonly disclosures: readonly string[]
  readonly keyBinding: string | undefined
  /** Everything before the key binding, the last `~` included: what `sd_hash` is over. */
  readonly presented: string
}

/** Takes an SD-JWT apart; a token longer than the limit is not looked at. */
export function splitSdJwt(token: string): SdJwtParts | Refused {
  if (token.length > LIMITS.token) return refused('too_large')
  const last = token.lastIndexOf('~')
  if (last < 0) return refused('malformed')
  const presented = token.slice(0, last + 1)
  const disclosures = token.slice(0, last).split('~')
  const jws = disclosures.shift()
  if (disclosures.length > LIMITS.disclosures) return refused('too_many_disclosures')
  if (!jws || disclosures.includes('')) return refused('malformed')
  return { jws, disclosures, keyBinding: last + 1 < token.length ? token.slice(last + 1) : undefined, presented }
}

export function joinSdJwt(jws: string, disclosures: readonly string[], keyBinding = ''): string {
  return `${[jws, ...disclosures].join('~')}~${keyBinding}`
}

/** An SD-JWT in JSON (RFC 9901 section 8): as the compact token it stands for, and the further signatures over the same payload, each a compact JWS. */
export interface FromJson {
  readonly token: string
  readonly furtherSignatures: readonly string[]
}

/** Reads the flattened or the general JSON serialisation. */
export function fromJsonSerialization(text: string): FromJson | Refused {
  if (text.length > LIMITS.token) return refused('too_large')
  let json: Json
  try {
    json = JSON.parse(text) as Json
  } catch {
    return refused('not_json')
  }
  if (!isObject(json) || typeof json.payload !== 'string') return refused('malformed')
  const { payload } = json
  const signatures = Array.isArray(json.signatures) ? (json.signatures as readonly Json[]) : [json]
  const compact: unknown = signatures.map((each) => compactOf(each, payload))
  const first = signatures[0]
  const unprotected: JsonObject = isObject(first) && isObject(first.header) ? first.header : {}
  const { disclosures = [], kb_jwt: keyBinding = '' } = unprotected
  if (!isTexts(compact) || compact.length === 0 || !isTexts(disclosures) || typeof keyBinding !== 'string')
    return refused('malformed')
  // A `~` inside a part would move the borders of the compact form.
  if ([...compact, ...disclosures, keyBinding].some((part) => part.includes('~'))) return refused('malformed')
  return { token: joinSdJwt(compact[0] ?? '', disclosures, keyBinding), furtherSignatures: compact.slice(1) }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function compactOf(signature: Json, payload: string): string | undefined {
  return isObject(signature) && typeof signature.protected === 'string' && typeof signature.signature === 'string'
    ? `${signature.protected}.${payload}.${signature.signature}`
    : undefined
}

/** Writes a compact token in JSON: flattened, or general where there are further signatures (compact JWS over the same payload). */
export function toJsonSerialization(token: string, furtherSignatures: readonly string[] = []): string | Refused {
  const parts = splitSdJwt(token)
  if ('ok' in parts) return parts
  const header = {
    disclosures: parts.disclosures,
    ...(parts.keyBinding === undefined ? {} : { kb_jwt: parts.keyBinding }),
  }
  const [head, payload, signature] = parts.jws.split('.')
  if (furtherSignatures.length === 0) return JSON.stringify({ payload, protected: head, signature, header })
  const further = furtherSignatures.map((each) => each.split('.')).map(([h, , s]) => ({ protected: h, signature: s }))
  return JSON.stringify({ payload, signatures: [{ protected: head, signature, header }, ...further] })
}
