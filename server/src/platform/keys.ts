/** The installation's keys, each by its purpose. Whoever signs or wraps is given a `Signer` or `Wrapper` and never sees a key, so that an HSM can stand behind it. */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
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

/** Keeps data keys: they lie in the database wrapped by a key that does not. */
export interface Wrapper {
  readonly wrap: (dataKey: Buffer) => Promise<Buffer>
  /** Nothing when another key wrapped it. */
  readonly unwrap: (wrapped: Buffer) => Promise<Buffer | undefined>
}

/** Gives the signer or wrapper of a purpose (`log`, `licences`, `people`…); a key that is not there yet is made. */
export interface Keys {
  readonly signer: (purpose: string, algorithm: SignatureAlgorithm) => Promise<Signer>
  readonly wrapper: (purpose: string) => Promise<Wrapper>
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

/** AES-256-GCM (NIST SP 800-38D): 12 bytes of nonce, the cipher text, 16 bytes of tag; the purpose is bound in. */
function wrapperOf(purpose: string, key: Buffer): Wrapper {
  const bound = Buffer.from(`steppe ${purpose}`)
  return {
    wrap: async (dataKey) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound)
      return Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
    },
    unwrap: async (wrapped) => {
      const cipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, 12)).setAAD(bound)
      cipher.setAuthTag(wrapped.subarray(-16))
      try {
        return Buffer.concat([cipher.update(wrapped.subarray(12, -16)), cipher.final()])
      } catch {
        return undefined
      }
    },
  }
}

function keysFrom(
  keyOf: (purpose: string, algorithm: SignatureAlgorithm) => Promise<KeyObject>,
  secretOf: (purpose: string) => Promise<Buffer>,
): Keys {
  const known = new Map<string, Promise<Signer>>()
  return {
    wrapper: async (purpose) => wrapperOf(purpose, await secretOf(purpose)),
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
  const secret = randomBytes(32)
  return keysFrom(
    async (_purpose, algorithm) => makeKey(algorithm),
    async () => secret,
  )
}

/**
 * Keys in a folder that only this account may read: PKCS #8 files for signing, 32 bytes in base64 for wrapping. Two processes that make
 * the same key get the same one.
 */
export function keysInFolder(folder: string): Keys {
  /** What the file says; a file that is not there yet is written with what `make` gives. */
  const keep = async (name: string, make: () => string): Promise<string> => {
    const path = join(folder, name)
    const there = await readKey(path)
    if (there) return there
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const made = make()
    return (await writeOnce(path, made)) ? made : (await readKey(path))!
  }
  return keysFrom(
    async (purpose, algorithm) =>
      createPrivateKey(
        await keep(
          `${purpose}.${algorithm}.pem`,
          () => makeKey(algorithm).export({ format: 'pem', type: 'pkcs8' }) as string,
        ),
      ),
    async (purpose) =>
      Buffer.from(await keep(`${purpose}.AES-256.key`, () => randomBytes(32).toString('base64')), 'base64'),
  )
}

async function readKey(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined
    throw fault
  })
}

/** Whether it was this process that wrote the file. Others see it whole or not at all; it is on disk when this resolves. */
async function writeOnce(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    await writeFile(draft, text, { flag: 'wx', mode: 0o600, flush: true })
    await link(draft, path)
    return true
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw fault
  } finally {
    await rm(draft, { force: true })
  }
}
