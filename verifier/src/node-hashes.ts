/** Node's hashes in the shape of @noble/hashes, for the program: what Node brings along need not stand in it a second time. */
import { createHash, createHmac } from 'node:crypto'

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

type Hash = ReturnType<typeof hashBy>

export const sha256 = hashBy('sha256', 32, 64)
export const sha384 = hashBy('sha384', 48, 128)
export const sha512 = hashBy('sha512', 64, 128)
export const md5 = hashBy('md5', 16, 64)

/** HMAC of one message, or piece by piece by `create`. */
export const hmac = Object.assign(
  ({ hashName }: Hash, key: Uint8Array, data: Uint8Array) => bytes(createHmac(hashName, key).update(data).digest()),
  {
    create: ({ hashName, outputLen, blockLen }: Hash, key: Uint8Array) => {
      const state = createHmac(hashName, key)
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
    },
  },
)
