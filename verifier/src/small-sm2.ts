/**
 * What the verifier needs of SM2 (GB/T 32918.2, curve of GB/T 32918.5) and SM3 (GB/T 32905): to verify, and nothing else. The build puts it in
 * sm-crypto-v2's place, which brings curves, ciphers and key making of its own and would be half of the program.
 */
import { weierstrass } from '@noble/curves/abstract/weierstrass.js'

const Point = weierstrass({
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
})
const { n, a, b, Gx, Gy } = Point.CURVE()

const bytesOfHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hexOf = (number: bigint) => number.toString(16).padStart(64, '0')
const numberOf = (bytes: Uint8Array) => bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n)

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by))
const p0 = (word: number) => word ^ rotate(word, 9) ^ rotate(word, 17)
const p1 = (word: number) => word ^ rotate(word, 15) ^ rotate(word, 23)

/** The message with its padding: a bit, zeros, and the length in bits. */
function padded(message: Uint8Array): DataView {
  const whole = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  whole.set(message)
  whole[message.length] = 0x80
  const view = new DataView(whole.buffer)
  view.setBigUint64(whole.length - 8, BigInt(message.length) * 8n)
  return view
}

/** SM3: 32 bytes. */
export function sm3(message: Uint8Array): Uint8Array {
  const view = padded(message)
  let state = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]
  for (let at = 0; at < view.byteLength; at += 64) {
    const mixed = compress(state, view, at)
    state = state.map((word, i) => word ^ mixed[i]!)
  }
  const digest = new DataView(new ArrayBuffer(32))
  for (const [i, word] of state.entries()) digest.setUint32(i * 4, word >>> 0)
  return new Uint8Array(digest.buffer)
}

/** One block of 64 bytes. GB/T 32905 5.3.2, 5.3.3. */
function compress(state: readonly number[], view: DataView, at: number): number[] {
  const w = Array.from({ length: 16 }, (_, j) => view.getUint32(at + j * 4))
  for (let j = 16; j < 68; j++)
    w.push(p1(w[j - 16]! ^ w[j - 9]! ^ rotate(w[j - 3]!, 15)) ^ rotate(w[j - 13]!, 7) ^ w[j - 6]!)
  let [A, B, C, D, E, F, G, H] = state as [number, number, number, number, number, number, number, number]
  for (let j = 0; j < 64; j++) {
    const early = j < 16
    const ss1 = rotate((rotate(A, 12) + E + rotate(early ? 0x79cc4519 : 0x7a879d8a, j % 32)) | 0, 7)
    const ff = early ? A ^ B ^ C : (A & B) | (A & C) | (B & C)
    const gg = early ? E ^ F ^ G : (E & F) | (~E & G)
    const tt1 = (ff + D + (ss1 ^ rotate(A, 12)) + (w[j]! ^ w[j + 4]!)) | 0
    const tt2 = (gg + H + ss1 + w[j]!) | 0
    ;[A, B, C, D, E, F, G, H] = [tt1, A, rotate(B, 9), C, p0(tt2), E, rotate(F, 19), G]
  }
  return [A, B, C, D, E, F, G, H]
}

interface Prepared {
  readonly x: bigint
  readonly y: bigint
  readonly point: InstanceType<typeof Point>
}

/** The point of a key `04xy` in hexadecimal; throws when it is not on the curve. */
function prepare(text: string): Prepared {
  if (!/^04[0-9a-fA-F]{128}$/.test(text)) throw new RangeError('an SM2 key is 04, x and y')
  const [x, y] = [BigInt(`0x${text.slice(2, 66)}`), BigInt(`0x${text.slice(66)}`)]
  const point = Point.fromAffine({ x, y })
  point.assertValidity()
  return { x, y, point }
}

/** The digest that is signed: over the user part Z and the message. GB/T 32918.2 5.5, 7.1. */
function digestOf({ x, y }: Prepared, userId: string, message: Uint8Array): bigint {
  const id = new TextEncoder().encode(userId)
  const curve = [a, b, Gx, Gy, x, y].map(hexOf).join('')
  const z = sm3(Uint8Array.of(id.length >> 5, (id.length << 3) & 0xff, ...id, ...bytesOfHex(curve)))
  const whole = new Uint8Array(32 + message.length)
  whole.set(z)
  whole.set(message, 32)
  return numberOf(sm3(whole))
}

/** GB/T 32918.2 7.1. `signature`: r then s in hexadecimal. */
function verifies(message: Uint8Array, signature: string, key: Prepared, userId: string): boolean {
  if (!/^[0-9a-f]{128}$/.test(signature)) return false
  const [r, s] = [BigInt(`0x${signature.slice(0, 64)}`), BigInt(`0x${signature.slice(64)}`)]
  if (r < 1n || r >= n || s < 1n || s >= n) return false
  const t = (r + s) % n
  if (t === 0n) return false
  const { x } = Point.BASE.multiplyUnsafe(s).add(key.point.multiplyUnsafe(t)).toAffine()
  return (digestOf(key, userId, message) + x) % n === r
}

/** The part of sm-crypto-v2's `sm2` that verifying calls, in its shape. */
export const sm2 = {
  verifyPublicKey: (text: string): boolean => prepare(text) !== undefined,
  precomputePublicKey: (text: string): Prepared => prepare(text),
  doVerifySignature: (
    message: Uint8Array,
    signature: string,
    key: string | Prepared,
    { userId }: { readonly hash: true; readonly userId: string },
  ): boolean => verifies(message, signature, typeof key === 'string' ? prepare(key) : key, userId),
}
