/** The hash SM3. Source: GB/T 32905-2016. Browsers have none, and Node's name for it is not theirs. */

const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const

const left = (x: number, by: number) => (x << (by & 31)) | (x >>> (32 - (by & 31)))
/** P0 and P1 of section 4.4. */
const p0 = (x: number) => x ^ left(x, 9) ^ left(x, 17)
const p1 = (x: number) => x ^ left(x, 15) ^ left(x, 23)

/** 32 bytes. */
export function sm3(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64)
  padded.set(data)
  padded[data.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(data.length / 2 ** 29))
  view.setUint32(padded.length - 4, (data.length << 3) >>> 0)
  const state = Int32Array.from(INITIAL)
  const words = new Int32Array(68)
  for (let at = 0; at < padded.length; at += 64) compress(state, expand(view, at, words))
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((word, i) => void digest.setInt32(4 * i, word))
  return new Uint8Array(digest.buffer)
}

/** Message expansion, section 5.3.2. */
function expand(view: DataView, at: number, w: Int32Array): Int32Array {
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i)
  for (let i = 16; i < 68; i++)
    w[i] = p1(w[i - 16]! ^ w[i - 9]! ^ left(w[i - 3]!, 15)) ^ left(w[i - 13]!, 7) ^ w[i - 6]!
  return w
}

/** Compression, section 5.3.3. */
function compress(state: Int32Array, w: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i++) {
    const isEarly = i < 16
    const ss1 = left((left(a, 12) + e + left(isEarly ? 0x79cc4519 : 0x7a879d8a, i)) | 0, 7)
    const ff = isEarly ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
    const gg = isEarly ? e ^ f ^ g : (e & f) | (~e & g)
    const tt1 = (ff + d + (ss1 ^ left(a, 12)) + (w[i]! ^ w[i + 4]!)) | 0
    const tt2 = (gg + h + ss1 + w[i]!) | 0
    ;[d, c, b, a] = [c, left(b, 9), a, tt1]
    ;[h, g, f, e] = [g, left(f, 19), e, p0(tt2)]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = state[i]! ^ word
}
