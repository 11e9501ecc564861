/**
 * A presentation small enough for a QR code: the JSON parts packed together over a dictionary of words that licences use, the
 * signatures as they are, all written in digits, which a QR code holds at 3⅓ bits each and any address may carry.
 */
import { Buffer } from 'node:buffer'
import { deflateSync, inflateSync } from 'fflate'
import { fromBase64url, toBase64url } from './json.ts'
import { type Refused, refused } from './refusals.ts'
import { joinSdJwt, splitSdJwt } from './sd-jwt.ts'

/** The first digit of the text: which form this is. */
const FORM = '1'

/** Words that occur in licences; what comes last is cheapest. A change of it is another form. */
const dictionary = Buffer.from(
  '"details":{"有限公司许可证营业执照人民政府委员会管理局省市自治区县街道1.2.156.3005.2."_sd":[""],"_sd_alg":"sha-256","replaces":""expires_on":"20"issued_on":"202"issuer":{"name":""code":"91"11"holder":{"name":""kind":"firm","number":"","name":"","identifier":"","status":{"status_list":{"idx":,"uri":"https:///credentials/status/0000-0/credentials/types/-licence","nbf":17,"exp":18,"iat":17,"iss":"https://","vct":"https://,"cnf":{"jwk":{"kty":"EC","crv":"P-256","x":"","y":""}},"alg":"ES256"},"aud":"https:///check-licence","nonce":"","sd_hash":"{"kid":"","typ":"dc+sd-jwt","alg":"ES256"}{"typ":"kb+jwt","alg":"ES256"}{"iat":17',
)

/** Bytes of the unpacked parts together; more is not unpacked. */
const MOST = 16 * 1024

/** Digits that hold so many bytes (index): 7 bytes go into 17. */
const digitsFor = [0, 3, 5, 8, 10, 13, 15, 17] as const

/** The text of a compact SD-JWT for a QR code. Refuses what is no SD-JWT, or has signatures of another length than 64 bytes. */
export function toQrForm(token: string): string | Refused {
  const parts = splitSdJwt(token)
  if ('ok' in parts) return parts
  const jwss = [parts.jws, ...(parts.keyBinding === undefined ? [] : [parts.keyBinding])].map((jws) => jws.split('.'))
  const [first, second] = jwss
  const texts = [...first!.slice(0, 2), ...parts.disclosures, ...(second?.slice(0, 2) ?? [])].map(fromBase64url)
  const signatures = jwss.map((jws) => fromBase64url(jws[2] ?? ''))
  const bytes: Buffer[] = []
  for (const each of [...texts, ...signatures]) {
    if ('ok' in each) return each
    bytes.push(each)
  }
  const json = bytes.slice(0, texts.length)
  if (jwss.some((jws) => jws.length !== 3) || bytes.slice(texts.length).some((each) => each.length !== 64))
    return refused('malformed')
  if (json.length > 255 || json.reduce((sum, each) => sum + each.length, 0) > MOST) return refused('too_large')
  const head = Buffer.alloc(2 + 2 * json.length)
  head[0] = json.length
  head[1] = jwss.length
  for (const [i, each] of json.entries()) head.writeUInt16BE(each.length, 2 + 2 * i)
  const packed = deflateSync(Buffer.concat(json), { level: 9, dictionary })
  return FORM + toDigits(Buffer.concat([head, ...bytes.slice(texts.length), packed]))
}

/** The compact SD-JWT again, sign for sign; from the text or from an address that ends in `#` and the text. Nothing is verified. */
export function fromQrForm(text: string): string | Refused {
  const digits = text.slice(text.indexOf('#') + 1)
  if (digits.length > 8192) return refused('too_large')
  const bytes = digits.startsWith(FORM) ? fromDigits(digits.slice(1)) : undefined
  return (bytes && unpack(bytes)) ?? refused('malformed')
}

function unpack(bytes: Buffer): string | undefined {
  const [count = 0, signed = 0] = bytes
  const at = 2 + 2 * count
  const end = at + 64 * signed
  if (count < 2 || signed < 1 || signed > 2 || count < 2 * signed || bytes.length < end) return undefined
  const lengths = Array.from({ length: count }, (_, i) => bytes.readUInt16BE(2 + 2 * i))
  const total = lengths.reduce((sum, each) => sum + each, 0)
  const json = total > MOST ? undefined : inflate(bytes.subarray(end), total)
  if (!json) return undefined
  let offset = 0
  const parts = lengths.map((length) => {
    offset += length
    return toBase64url(json.subarray(offset - length, offset))
  })
  const signatures = [at, at + 64].map((from) => toBase64url(bytes.subarray(from, from + 64)))
  const last = signed === 2 ? parts.slice(-2) : []
  const disclosures = parts.slice(2, parts.length - last.length)
  return joinSdJwt(
    `${parts[0]}.${parts[1]}.${signatures[0]}`,
    disclosures,
    signed === 2 ? `${last.join('.')}.${signatures[1]}` : '',
  )
}

/** Exactly `size` bytes, or nothing. */
function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    // One byte more than is due shows a text that unpacks to more.
    const out = inflateSync(packed, { dictionary, out: new Uint8Array(size + 1) })
    return out.length === size ? out : undefined
  } catch {
    return undefined
  }
}

function toDigits(bytes: Uint8Array): string {
  let digits = ''
  for (let from = 0; from < bytes.length; from += 7) {
    const group = bytes.subarray(from, from + 7)
    const number = group.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
    digits += String(number).padStart(digitsFor[group.length]!, '0')
  }
  return digits
}

function fromDigits(digits: string): Buffer | undefined {
  if (!/^[0-9]+$/.test(digits)) return undefined
  const bytes: number[] = []
  for (let from = 0; from < digits.length; from += 17) {
    const group = digits.slice(from, from + 17)
    const length = digitsFor.indexOf(group.length as 17)
    let number = BigInt(group)
    if (length < 1 || number >= 256n ** BigInt(length)) return undefined
    const some: number[] = []
    for (let i = 0; i < length; i++) {
      some.unshift(Number(number % 256n))
      number /= 256n
    }
    bytes.push(...some)
  }
  return Buffer.from(bytes)
}
