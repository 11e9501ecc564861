/** The installation's signing keys, each by its purpose. Whoever signs is given a `Signer` and never sees a key, so that an HSM can stand behind it. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SM2_ALG, SM2_CRV, sm2Pair, sm2Sign, thumbprint, toBase64url } from '@steppe/kernels/credential'

/** EdDSA over Ed25519 (RFC 8032), ECDSA over P-256 with SHA-256 (RFC 7518), SM2 with SM3 (GB/T 32918). */
export type SignatureAlgorithm = 'EdDSA' | 'ES256' | 'SM2'

export interface Signer {
  readonly algorithm: SignatureAlgorithm
  /** Thumbprint of the public key (RFC 7638), base64url. */
  readonly id: string
  readonly publicJwk: JsonWebKey
  /** The signature over `data`: 64 bytes, for ES256 and SM2 r then s. */
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>
}

/** Gives the signer of a purpose (`log`, `licences`, `status`…); a key that is not there yet is made. */
export interface Keys {
  readonly signer: (purpose: string, algorithm: SignatureAlgorithm) => Promise<Signer>
}

export { thumbprint }

function makeKey(algorithm: SignatureAlgorithm): KeyObject {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519').privateKey
  return generateKeyPairSync('ec', { namedCurve: algorithm === 'SM2' ? 'SM2' : 'P-256' }).privateKey
}

/** A signer over a key in memory. */
export function signerOf(key: KeyObject, algorithm: SignatureAlgorithm): Signer {
  if (algorithm === 'SM2') return sm2Signer(key)
  const publicJwk = createPublicKey(key).export({ format: 'jwk' })
  return {
    algorithm,
    id: thumbprint(publicJwk),
    publicJwk,
    sign: async (data) =>
      algorithm === 'EdDSA' ? sign(null, data, key) : sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  }
}

/** What stands before the private number in an ECPrivateKey (RFC 5915): version 1, then an octet string of 32. */
const beforeNumber = Buffer.from('0201010420', 'hex')
/** The object identifier of the curve SM2 in DER. */
const sm2Curve = Buffer.from('06082a811ccf5501822d', 'hex')

/** Node makes and keeps SM2 keys but does not sign as GB/T 32918 wants it; the kernel does. */
function sm2Signer(key: KeyObject): Signer {
  const der = key.export({ format: 'der', type: 'pkcs8' })
  const at = der.indexOf(beforeNumber)
  if (!der.includes(sm2Curve) || at < 0) throw new TypeError('this is no SM2 key')
  const pair = sm2Pair(der.subarray(at + beforeNumber.length, at + beforeNumber.length + 32))
  const publicJwk = { kty: 'EC', crv: SM2_CRV, x: toBase64url(pair.x), y: toBase64url(pair.y), alg: SM2_ALG }
  return { algorithm: 'SM2', id: thumbprint(publicJwk), publicJwk, sign: async (data) => sm2Sign(pair, data) }
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
