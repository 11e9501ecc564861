/** The installation's signing keys, each by its purpose. Whoever signs is given a `Signer` and never sees a key, so that an HSM can stand behind it. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** JOSE names: EdDSA over Ed25519 (RFC 8032), ECDSA over P-256 with SHA-256 (RFC 7518). */
export type SignatureAlgorithm = 'EdDSA' | 'ES256'

export interface Signer {
  readonly algorithm: SignatureAlgorithm
  /** Thumbprint of the public key (RFC 7638), base64url. */
  readonly id: string
  readonly publicJwk: JsonWebKey
  /** The signature over `data`: 64 bytes, for ES256 r then s. */
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>
}

/** Gives the signer of a purpose (`log`, `licences`, `status`…); a key that is not there yet is made. */
export interface Keys {
  readonly signer: (purpose: string, algorithm: SignatureAlgorithm) => Promise<Signer>
}

/** Fields that make the thumbprint, in their order. RFC 7638, RFC 8037. */
const thumbprintFields = ['crv', 'kty', 'x', 'y'] as const

/** RFC 7638 thumbprint of a public key, base64url. */
export function thumbprint(jwk: JsonWebKey): string {
  const fields = Object.fromEntries(
    thumbprintFields.filter((name) => jwk[name] !== undefined).map((name) => [name, jwk[name]]),
  )
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url')
}

function makeKey(algorithm: SignatureAlgorithm): KeyObject {
  return algorithm === 'EdDSA'
    ? generateKeyPairSync('ed25519').privateKey
    : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
}

/** A signer over a key in memory. */
export function signerOf(key: KeyObject, algorithm: SignatureAlgorithm): Signer {
  const publicJwk = createPublicKey(key).export({ format: 'jwk' })
  return {
    algorithm,
    id: thumbprint(publicJwk),
    publicJwk,
    sign: async (data) =>
      algorithm === 'EdDSA' ? sign(null, data, key) : sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  }
}

function keysFrom(keyOf: (purpose: string, algorithm: SignatureAlgorithm) => Promise<KeyObject>): Keys {
  const known = new Map<string, Promise<Signer>>()
  return {
    signer: (purpose, algorithm) => {
      const name = `${purpose}.${algorithm}`
      let found = known.get(name)
      if (!found) {
        found = keyOf(purpose, algorithm).then((key) => signerOf(key, algorithm))
        known.set(name, found)
        found.catch(() => known.delete(name))
      }
      return found
    },
  }
}

/** Keys that live as long as the process: for tests. */
export function keysInMemory(): Keys {
  return keysFrom(async (_purpose, algorithm) => makeKey(algorithm))
}

/** Keys in a folder that only this account may read, one PKCS #8 file each. Two processes that make the same key get the same one. */
export function keysInFolder(folder: string): Keys {
  return keysFrom(async (purpose, algorithm) => {
    const path = join(folder, `${purpose}.${algorithm}.pem`)
    const there = await readPem(path)
    if (there) return createPrivateKey(there)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const made = makeKey(algorithm)
    return (await writeOnce(path, made.export({ format: 'pem', type: 'pkcs8' }) as string))
      ? made
      : createPrivateKey((await readPem(path))!)
  })
}

async function readPem(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined
    throw fault
  })
}

/** Whether it was this process that wrote the file; the file is on disk when this resolves. */
async function writeOnce(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(text)
    await file.sync()
    await file.close()
    return true
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw fault
  }
}
