/** Base64 with one text for each byte string. Source: RFC 4648 section 4; what is not canonical is refused. */

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
}

/** The bytes, or null for text with other characters, missing padding or stray bits. */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

/** A hash of 32 bytes in base64, or null. */
export function hashFromBase64(text: string): Uint8Array | null {
  if (text.length !== 44) return null
  const bytes = fromBase64(text)
  return bytes?.length === 32 ? bytes : null
}

/** A whole number below 2^53 in decimal without leading zeros, or null. */
export function countFrom(text: string): number | null {
  if (!/^(0|[1-9]\d{0,15})$/.test(text)) return null
  const count = Number(text)
  return Number.isSafeInteger(count) ? count : null
}
