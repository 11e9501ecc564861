/** Puts a seal on an OFD package: every part is named with its SM3 digest, the list is signed. Sources: GB/T 33190-2016 chapter 18, GB/T 38540-2020. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { type OfdParts, signaturesPath } from './ofd-write.ts'
import { makeSealSignature } from './ses.ts'
import type { DocumentSigner } from './suites.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
const oids = { sm3: '1.2.156.10197.1.401', sm2WithSm3: '1.2.156.10197.1.501' }

/** Where the seal stands: millimetres from the upper left corner of the page with this id. */
export interface Stamp {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const countOf = (parts: OfdParts): number =>
  Object.keys(parts).filter((path) => /\/Sign_\d+\/Signature\.xml$/.test(path)).length

function indexText(count: number): string {
  const lines = Array.from(
    { length: count },
    (_, i) => `<ofd:Signature ID="${i + 1}" Type="Seal" BaseLoc="/Doc_0/Signs/Sign_${i}/Signature.xml"/>`,
  )
  return `${head}<ofd:Signatures ${space}><ofd:MaxSignId>${count}</ofd:MaxSignId>${lines.join('')}</ofd:Signatures>`
}

function descriptorText(parts: OfdParts, folder: string, stamp: Stamp, at: number): string {
  const lines = Object.keys(parts)
    .filter((path) => path !== signaturesPath)
    .sort()
    .map((path) => {
      const digest = createHash('sm3').update(parts[path]!).digest('base64')
      return `<ofd:Reference FileRef="/${path}"><ofd:CheckValue>${digest}</ofd:CheckValue></ofd:Reference>`
    })
  const time = new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)
  const box = [stamp.x, stamp.y, stamp.width, stamp.height].join(' ')
  const info = [
    '<ofd:Provider ProviderName="Steppe" Version="1" Company="Steppe"/>',
    `<ofd:SignatureMethod>${oids.sm2WithSm3}</ofd:SignatureMethod><ofd:SignatureDateTime>${time}Z</ofd:SignatureDateTime>`,
    `<ofd:References CheckMethod="${oids.sm3}">${lines.join('')}</ofd:References>`,
    `<ofd:StampAnnot ID="1" PageRef="${stamp.page}" Boundary="${box}"/><ofd:Seal><ofd:BaseLoc>/${folder}/Seal.esl</ofd:BaseLoc></ofd:Seal>`,
  ]
  return `${head}<ofd:Signature ${space}><ofd:SignedInfo>${info.join('')}</ofd:SignedInfo><ofd:SignedValue>/${folder}/SignedValue.dat</ofd:SignedValue></ofd:Signature>`
}

/** The package with one more seal over everything in it, earlier seals included. `signer` signs with SM2. */
export async function sealOfd(
  parts: OfdParts,
  wish: { readonly seal: Uint8Array; readonly stamp: Stamp; readonly at: number },
  certificate: Uint8Array,
  signer: DocumentSigner,
): Promise<OfdParts> {
  if (signer.algorithm !== 'SM2') throw new RangeError('seals on OFD are signed with SM2')
  const count = countOf(parts)
  const folder = `Doc_0/Signs/Sign_${count}`
  const withSeal = { ...parts, [`${folder}/Seal.esl`]: wish.seal }
  const descriptor = Buffer.from(descriptorText(withSeal, folder, wish.stamp, wish.at))
  const place = `/${folder}/Signature.xml`
  const value = await makeSealSignature(
    { seal: wish.seal, content: descriptor, place, at: wish.at },
    certificate,
    signer,
  )
  return {
    ...withSeal,
    [`${folder}/Signature.xml`]: descriptor,
    [`${folder}/SignedValue.dat`]: value,
    [signaturesPath]: Buffer.from(indexText(count + 1)),
  }
}
