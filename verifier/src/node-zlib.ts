/** Node's zlib in the shape of fflate, for the program: what Node brings along need not stand in it a second time. */
import { deflateRawSync, deflateSync as deflateZlib, inflateRawSync, inflateSync as inflateZlib } from 'node:zlib'

/** Unpacked bytes beyond which nothing more is unpacked: the largest status list (kernels/credential/status-list.ts) has so many. */
const most = 4 * 1024 * 1024

const bytes = (data: Uint8Array) => Uint8Array.from(data)

/** Unpacks ZLIB (RFC 1950). What unpacks to more than 4 MiB is given as one byte more than that, so that whoever counts sees it. */
export class Unzlib {
  readonly #give: (piece: Uint8Array, final: boolean) => void
  readonly #packed: Uint8Array[] = []

  constructor(give: (piece: Uint8Array, final: boolean) => void) {
    this.#give = give
  }

  push(piece: Uint8Array, final = false): void {
    this.#packed.push(piece)
    if (final) this.#give(unpack(Buffer.concat(this.#packed)), true)
  }
}

function unpack(packed: Uint8Array): Uint8Array {
  try {
    return bytes(inflateZlib(packed, { maxOutputLength: most }))
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw fault
    return new Uint8Array(most + 1)
  }
}

interface Packing {
  readonly level?: number
  readonly dictionary?: Uint8Array
}

export const zlibSync = (data: Uint8Array, { level = 6 }: Packing = {}) => bytes(deflateZlib(data, { level }))

export const deflateSync = (data: Uint8Array, { level = 6, dictionary }: Packing = {}) =>
  bytes(deflateRawSync(data, { level, ...(dictionary ? { dictionary } : {}) }))

/** Unpacks DEFLATE (RFC 1951); a RangeError when it does not fit into `out`. */
export function inflateSync(
  data: Uint8Array,
  { dictionary, out }: { readonly dictionary?: Uint8Array; readonly out?: Uint8Array } = {},
): Uint8Array {
  const maxOutputLength = out?.length ?? most
  return bytes(inflateRawSync(data, { maxOutputLength, ...(dictionary ? { dictionary } : {}) }))
}
