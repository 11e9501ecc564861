/** Signed notes, checkpoints and cosignatures. Sources: c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature (Ed25519). */
import { createHash, createPublicKey, verify } from 'node:crypto'

export interface VerifierKey {
  readonly name: string
  readonly type: number
  readonly publicKey: Uint8Array
}
export interface NoteSigner {
  readonly name: string
  readonly publicKey: Uint8Array
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
}

const keyId = ({ name, type, publicKey }: VerifierKey) =>
  createHash('sha256').update(name).update('\n').update(Uint8Array.of(type)).update(publicKey).digest().subarray(0, 4)

export function formatVerifierKey(key: VerifierKey): string {
  return `${key.name}+${keyId(key).toString('hex')}+${Buffer.concat([Uint8Array.of(key.type), key.publicKey]).toString('base64')}`
}
export function parseVerifierKey(text: string): VerifierKey | null {
  const [name, id, body, more] =
    text.split('+').length > 3
      ? [text.split('+')[0]!, text.split('+')[1]!, text.split('+').slice(2).join('+')]
      : text.split('+')
  if (!name || !id || !body || more) return null
  const bytes = Buffer.from(body, 'base64')
  const key = { name, type: bytes[0]!, publicKey: bytes.subarray(1) }
  return bytes.length === 33 && keyId(key).toString('hex') === id ? key : null
}
export function formatCheckpoint(c: { origin: string; size: number; root: Uint8Array }): string {
  return `${c.origin}\n${c.size}\n${Buffer.from(c.root).toString('base64')}\n`
}
export function parseCheckpoint(text: string): { origin: string; size: number; root: Uint8Array } | null {
  const [origin, size, root] = text.split('\n')
  if (!origin || !size || !root || !/^(0|[1-9]\d{0,15})$/.test(size)) return null
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') }
}
export async function signNote(text: string, signer: NoteSigner): Promise<string> {
  const signature = await signer.sign(Buffer.from(text))
  return `${text}\n— ${signer.name} ${Buffer.concat([keyId({ ...signer, type: 1 }), signature]).toString('base64')}\n`
}
const cosignedText = (text: string, time: number) => Buffer.from(`cosignature/v1\ntime ${time}\n${text}`)
/** The signature line of a witness. */
export async function cosign(text: string, time: number, signer: NoteSigner): Promise<string> {
  const stamp = Buffer.alloc(8)
  stamp.writeBigUInt64BE(BigInt(time))
  const signature = await signer.sign(cosignedText(text, time))
  return `— ${signer.name} ${Buffer.concat([keyId({ ...signer, type: 4 }), stamp, signature]).toString('base64')}\n`
}
export interface Opened {
  readonly text: string
  readonly signatures: readonly {
    readonly name: string
    readonly line: string
    readonly key: VerifierKey
    readonly time?: number
  }[]
}
/** Null when malformed, a known key's signature is false, or no known key signed. */
export function openNote(note: string, vkeys: readonly string[]): Opened | null {
  const cut = note.lastIndexOf('\n\n')
  if (cut < 0) return null
  const text = note.slice(0, cut + 1)
  const lines = note
    .slice(cut + 2)
    .split('\n')
    .slice(0, -1)
  const keys = vkeys.flatMap((each) => parseVerifierKey(each) ?? [])
  const signatures: { name: string; line: string; key: VerifierKey; time?: number }[] = []
  for (const line of lines) {
    const [, name, body] = /^— (\S+) (\S+)$/.exec(line) ?? []
    if (!name || !body) return null
    const bytes = Buffer.from(body, 'base64')
    const key = keys.find((each) => each.name === name && keyId(each).equals(bytes.subarray(0, 4)))
    if (!key) continue
    const timed = key.type === 4
    const time = timed ? Number(bytes.readBigUInt64BE(4)) : undefined
    const signature = bytes.subarray(timed ? 12 : 4)
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key.publicKey).toString('base64url') }
    const signed = timed ? cosignedText(text, time!) : Buffer.from(text)
    if (signature.length !== 64 || !verify(null, signed, createPublicKey({ key: jwk, format: 'jwk' }), signature))
      return null
    signatures.push({ name, line: `${line}\n`, key, ...(time === undefined ? {} : { time }) })
  }
  return signatures.length > 0 ? { text, signatures } : null
}
