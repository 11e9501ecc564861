/** Node's hashes in the shape of @noble/hashes, for the program: what Node brings along need not stand in it a second time. */
import { createHash, type Hash } from 'node:crypto'

const bytes = (digest: Uint8Array) => Uint8Array.from(digest)

function hashBy(name: string, outputLen: number, blockLen: number) {
  const create = () => {
    const state = createHash(name)
    const self = {
      outputLen,
      blockLen,
      update: (data: Uint8Array) => {
        state.update(data)
        return self
      },
      digest: () => bytes(state.digest()),
      destroy: () => undefined,
    }
    return self
  }
  const hash = (data: Uint8Array) => bytes(createHash(name).update(data).digest())
  return Object.assign(hash, { hashName: name, outputLen, blockLen, create })
}

type Known = Pick<ReturnType<typeof hashBy>, 'hashName' | 'outputLen' | 'blockLen'>

export const sha256 = hashBy('sha256', 32, 64)
export const sha384 = hashBy('sha384', 48, 128)
export const sha512 = hashBy('sha512', 64, 128)
export const md5 = hashBy('md5', 16, 64)

/** An HMAC under way (RFC 2104). Node's own can't be copied, and who makes a million under one key prepares it once. */
class Keyed {
  readonly outputLen: number
  readonly blockLen: number
  readonly #name: string
  #inner: Hash
  #outer: Hash

  constructor({ hashName, outputLen, blockLen }: Known, key: Uint8Array) {
    this.outputLen = outputLen
    this.blockLen = blockLen
    this.#name = hashName
    const block = new Uint8Array(blockLen)
    block.set(key.length > blockLen ? createHash(hashName).update(key).digest() : key)
    this.#inner = createHash(hashName).update(block.map((byte) => byte ^ 0x36))
    this.#outer = createHash(hashName).update(block.map((byte) => byte ^ 0x5c))
  }

  update(data: Uint8Array): this {
    this.#inner.update(data)
    return this
  }

  digest(): Uint8Array {
    return bytes(this.#outer.update(this.#inner.digest()).digest())
  }

  digestInto(out: Uint8Array): void {
    out.set(this.digest())
  }

  clone(): Keyed {
    const { outputLen, blockLen } = this
    return this._cloneInto(new Keyed({ hashName: this.#name, outputLen, blockLen }, new Uint8Array()))
  }

  _cloneInto(to: Keyed): Keyed {
    to.#inner = this.#inner.copy()
    to.#outer = this.#outer.copy()
    return to
  }

  destroy(): void {}
}

/** HMAC of one message, or piece by piece by `create`. */
export const hmac = Object.assign(
  (hash: Known, key: Uint8Array, data: Uint8Array) => new Keyed(hash, key).update(data).digest(),
  { create: (hash: Known, key: Uint8Array) => new Keyed(hash, key) },
)
