/** The key of this device: made here, kept where no script can read it out, used to sign each showing. */
import type { ShowingToken } from '@steppe/contracts/credentials'
import { type CredentialSigner, presentCredential, thumbprint, toQrForm } from '@steppe/kernels/credential'

/** What the device keeps of a licence, so that it can be shown without a network. */
export interface Kept {
  readonly key: CryptoKey
  readonly jwk: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
  readonly showing?: ShowingToken
}

/** Seconds for which one picture holds. */
export const pictureLife = 60

function store(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('steppe-licences', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('kept')
    opening.onsuccess = () => done(opening.result)
    opening.onerror = () => fail(opening.error)
  })
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
}

export async function recallKept(id: string): Promise<Kept | undefined> {
  const kept = (await store()).transaction('kept').objectStore('kept')
  return settled(kept.get(id) as IDBRequest<Kept | undefined>)
}

export async function keep(id: string, kept: Kept): Promise<void> {
  const table = (await store()).transaction('kept', 'readwrite').objectStore('kept')
  await settled(table.put(kept, id))
}

export async function makeKey(): Promise<Kept> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return { key: pair.privateKey, jwk: { kty: 'EC', crv: 'P-256', x, y } }
}

export function signerOf({ key, jwk }: Kept): CredentialSigner {
  const sign = async (data: Uint8Array) =>
    new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, data as Uint8Array<ArrayBuffer>))
  return { algorithm: 'ES256', id: thumbprint(jwk), publicJwk: jwk, sign }
}

/** The digits of one showing: signed now, good for a minute, meant for whoever checks at the issuer's page. */
export async function signShowing(kept: Kept, { token, checkAt }: ShowingToken, now: number): Promise<string> {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(6))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
  const binding = { signer: signerOf(kept), audience: checkAt, nonce, now, life: pictureLife }
  const shown = await presentCredential(token, 'all', binding)
  const digits = typeof shown === 'string' ? toQrForm(shown) : shown
  if (typeof digits !== 'string') throw new Error(digits.code)
  return digits
}
