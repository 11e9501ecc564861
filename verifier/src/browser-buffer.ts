/** What the kernels use of Node's Buffer, for browsers: bytes with text encodings and big-endian numbers. */

type Encoding = 'utf8' | 'utf-8' | 'hex' | 'base64' | 'base64url' | 'latin1' | 'binary' | 'ascii'

const latinOf = (bytes: Uint8Array) => {
  let text = ''
  // In portions: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

const bytesOfLatin = (text: string) => Uint8Array.from(text, (each) => each.charCodeAt(0) & 0xff)

/** As Node does: both alphabets, white space and what follows padding left out, no fault for bad characters. */
function decodeBase64(text: string): Uint8Array {
  const kept = text
    .split('=', 1)[0]!
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replaceAll(/[^A-Za-z0-9+/]/g, '')
  return bytesOfLatin(atob(kept.length % 4 === 1 ? kept.slice(0, -1) : kept))
}

const encodeBase64 = (bytes: Uint8Array) => btoa(latinOf(bytes))

/** As Node does: up to the first pair that is not hexadecimal. */
function decodeHex(text: string): Uint8Array {
  const [kept = ''] = /^(?:[0-9a-fA-F]{2})*/.exec(text) ?? []
  return Uint8Array.from(kept.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'hex') return decodeHex(text)
  if (encoding === 'base64' || encoding === 'base64url') return decodeBase64(text)
  if (encoding === 'latin1' || encoding === 'binary' || encoding === 'ascii') return bytesOfLatin(text)
  return new TextEncoder().encode(text)
}

export class BrowserBuffer extends Uint8Array {
  static override from(
    value: string | ArrayLike<number> | ArrayBuffer | Iterable<number>,
    encoding?: unknown,
    length?: unknown,
  ): BrowserBuffer {
    if (typeof value === 'string') return BrowserBuffer.from(encode(value, (encoding as Encoding) ?? 'utf8'))
    if (value instanceof ArrayBuffer) return new BrowserBuffer(value, encoding as number, length as number)
    const source = value instanceof Uint8Array ? value : Uint8Array.from(value as ArrayLike<number>)
    const copy = new BrowserBuffer(source.length)
    copy.set(source)
    return copy
  }

  static alloc(size: number, fill: number | string = 0): BrowserBuffer {
    const made = new BrowserBuffer(size)
    return typeof fill === 'number' && fill !== 0 ? made.fill(fill) : made
  }

  static allocUnsafe(size: number): BrowserBuffer {
    return new BrowserBuffer(size)
  }

  static allocUnsafeSlow(size: number): BrowserBuffer {
    return new BrowserBuffer(size)
  }

  static isBuffer(value: unknown): boolean {
    return value instanceof BrowserBuffer
  }

  static byteLength(text: string, encoding: Encoding = 'utf8'): number {
    return encode(text, encoding).length
  }

  static concat(parts: readonly Uint8Array[]): BrowserBuffer {
    const whole = new BrowserBuffer(parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of parts) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  }

  static compare(one: Uint8Array, other: Uint8Array): number {
    for (let at = 0; at < Math.min(one.length, other.length); at++)
      if (one[at] !== other[at]) return one[at]! < other[at]! ? -1 : 1
    return Math.sign(one.length - other.length)
  }

  override subarray(start?: number, end?: number): BrowserBuffer {
    return super.subarray(start, end) as BrowserBuffer
  }

  compare(other: Uint8Array): number {
    return BrowserBuffer.compare(this, other)
  }

  equals(other: Uint8Array): boolean {
    return BrowserBuffer.compare(this, other) === 0
  }

  override toString(encoding: Encoding = 'utf8', start = 0, end = this.length): string {
    const bytes = this.subarray(start, end)
    if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    if (encoding === 'base64') return encodeBase64(bytes)
    if (encoding === 'base64url')
      return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
    if (encoding === 'latin1' || encoding === 'binary') return latinOf(bytes)
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  }

  copy(target: Uint8Array, at = 0, start = 0, end: number = this.length): number {
    target.set(this.subarray(start, end), at)
    return end - start
  }

  write(text: string, at: number, encoding: Encoding = 'utf8'): number {
    const bytes = encode(text, encoding)
    this.set(bytes, at)
    return bytes.length
  }

  #view(): DataView {
    return new DataView(this.buffer, this.byteOffset, this.length)
  }

  readUInt8(at = 0): number {
    return this.#view().getUint8(at)
  }

  readUInt16BE(at = 0): number {
    return this.#view().getUint16(at)
  }

  readUInt32BE(at = 0): number {
    return this.#view().getUint32(at)
  }

  readBigUInt64BE(at = 0): bigint {
    return this.#view().getBigUint64(at)
  }

  writeUInt8(value: number, at = 0): number {
    this.#view().setUint8(at, value)
    return at + 1
  }

  writeUInt16BE(value: number, at = 0): number {
    this.#view().setUint16(at, value)
    return at + 2
  }

  writeUInt32BE(value: number, at = 0): number {
    this.#view().setUint32(at, value)
    return at + 4
  }

  writeBigUInt64BE(value: bigint, at = 0): number {
    this.#view().setBigUint64(at, value)
    return at + 8
  }
}

export { BrowserBuffer as Buffer }
