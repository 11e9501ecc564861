/**
 * Notes: text signed by one or more keys. Source: c2sp.org/signed-note. Cosignatures (c2sp.org/tlog-cosignature, Ed25519)
 * stand among the signatures and are verified alike, over the text with their time before it.
 */
import { fromBase64, toBase64 } from './base64.ts'
import { ed25519Cosignature, ed25519Note, isKeyName, type VerifierKey, verifyEd25519 } from './verifier-key.ts'

/** A signature line: who signed, and the bytes after the key id. */
export interface NoteSignature {
  readonly name: string
  /** uint32 */
  readonly id: number
  readonly signature: Uint8Array
}

export interface Note {
  /** With its final newline. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** A signature that holds. `at`: seconds since 1970 UTC that a cosigner put under its signature. */
export interface VerifiedSignature {
  readonly key: VerifierKey
  readonly at?: number
}

export type OpenedNote =
  | {
      readonly ok: true
      readonly text: string
      readonly verified: readonly VerifiedSignature[]
      readonly unknown: number
    }
  | { readonly ok: false; readonly code: 'malformed' | 'no_known_signature' }
  | { readonly ok: false; readonly code: 'wrong_signature'; readonly name: string }

/** Larger notes are not read; five post-quantum signatures beside fifty others fit. */
const longestNote = 1_000_000
const mostSignatures = 100

const lineStart = '\u2014 '

/** Parts a note into text and signatures; null when it is none. Says nothing about whether the signatures hold. */
export function parseNote(note: string | Uint8Array): Note | null {
  const whole = wholeText(note)
  if (whole === null) return null
  const split = whole.lastIndexOf('\n\n')
  if (split < 0 || !whole.endsWith('\n')) return null
  const lines = whole.slice(split + 2, -1).split('\n')
  if (lines.length > mostSignatures) return null
  const signatures = lines.map(parseSignatureLine)
  if (signatures.some((each) => each === null)) return null
  return { text: whole.slice(0, split + 1), signatures: signatures as NoteSignature[] }
}

/** The note as text: valid Unicode, not too long, no control characters but newline. */
function wholeText(note: string | Uint8Array): string | null {
  if (note.length > longestNote) return null
  const text = typeof note === 'string' ? (note.isWellFormed() ? note : null) : utf8(note)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a note must not hold
  return text === null || /[\u0000-\u0009\u000b-\u001f]/.test(text) ? null : text
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** `— name base64(id || signature)`, without its newline; null when it is no such line. */
export function parseSignatureLine(line: string): NoteSignature | null {
  if (!line.startsWith(lineStart)) return null
  const [name = '', encoded = '', ...more] = line.slice(lineStart.length).split(' ')
  const bytes = fromBase64(encoded)
  if (!isKeyName(name) || more.length > 0 || !bytes || bytes.length < 5) return null
  return {
    name,
    id: new DataView(bytes.buffer, bytes.byteOffset).getUint32(0),
    signature: bytes.subarray(4),
  }
}

/** One signature line with its newline. */
export function formatSignatureLine({ name, id, signature }: NoteSignature): string {
  return `${lineStart}${name} ${toBase64(Uint8Array.of(id >>> 24, id >>> 16, id >>> 8, id, ...signature))}\n`
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignatureLine).join('')}`
}

/**
 * Opens a note with the keys that are trusted. Refused when it is no note, when no trusted key signed it, or when a signature
 * of a trusted key does not hold, whatever else holds. Signatures of other keys, and of types not verified here, are counted only.
 */
export function openNote(note: string | Uint8Array, keys: readonly VerifierKey[]): OpenedNote {
  const parsed = parseNote(note)
  if (!parsed) return { ok: false, code: 'malformed' }
  const verified = new Map<VerifierKey, VerifiedSignature>()
  let unknown = 0
  for (const signature of parsed.signatures) {
    const key = keys.find((each) => each.name === signature.name && each.id === signature.id && isVerified(each))
    if (!key) {
      unknown++
      continue
    }
    const holds = verifySignature(key, parsed.text, signature.signature)
    if (!holds) return { ok: false, code: 'wrong_signature', name: key.name }
    verified.set(key, holds)
  }
  if (verified.size === 0) return { ok: false, code: 'no_known_signature' }
  return { ok: true, text: parsed.text, verified: [...verified.values()], unknown }
}

const isVerified = ({ type }: VerifierKey) => type === ed25519Note || type === ed25519Cosignature

function verifySignature(key: VerifierKey, text: string, signature: Uint8Array): VerifiedSignature | null {
  if (key.type === ed25519Note) return verifyEd25519(key.publicKey, bytesOf(text), signature) ? { key } : null
  if (signature.length !== 72) return null
  const at = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0))
  if (!Number.isSafeInteger(at)) return null
  return verifyEd25519(key.publicKey, cosignedMessage(text, at), signature.subarray(8)) ? { key, at } : null
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What a cosigner signs: a header, its time, and the whole text of the checkpoint. `at` in seconds since 1970 UTC. */
function cosignedMessage(text: string, at: number): Uint8Array {
  return bytesOf(`cosignature/v1\ntime ${at}\n${text}`)
}

/** Signs bytes with Ed25519: 64 bytes. The key stays where it is. */
export type Sign = (bytes: Uint8Array) => Promise<Uint8Array>

/** The signature of a key of type 0x01 over a text, which ends in a newline. */
export async function signNote(text: string, key: VerifierKey, sign: Sign): Promise<NoteSignature> {
  if (key.type !== ed25519Note) throw new RangeError('a note is signed with a key of type 0x01')
  if (!text.endsWith('\n')) throw new RangeError('the text of a note ends in a newline')
  return { name: key.name, id: key.id, signature: await sign(bytesOf(text)) }
}

/** A witness's signature over the text of a checkpoint at a time (seconds since 1970 UTC), with a key of type 0x04. */
export async function cosign(text: string, key: VerifierKey, at: number, sign: Sign): Promise<NoteSignature> {
  if (key.type !== ed25519Cosignature) throw new RangeError('a checkpoint is cosigned with a key of type 0x04')
  if (!Number.isSafeInteger(at) || at < 0) throw new RangeError('a time is a whole number of seconds')
  const signature = new Uint8Array(72)
  new DataView(signature.buffer).setBigUint64(0, BigInt(at))
  signature.set(await sign(cosignedMessage(text, at)), 8)
  return { name: key.name, id: key.id, signature }
}
