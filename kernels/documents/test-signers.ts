/** Signers, an authority and a small PDF for tests of documents. */
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import { type Certificate, makeAuthority, makeCertificate, readCertificate } from './certificate.ts'
import type { DocumentAlgorithm, DocumentSigner } from './suites.ts'

export const signedAt = Date.UTC(2026, 10, 26, 1, 30)
const day = 86_400_000

/** A signer over a key in memory. */
export function testSigner(algorithm: DocumentAlgorithm): DocumentSigner {
  if (algorithm === 'SM2') return sm2Signer()
  const key =
    algorithm === 'EdDSA'
      ? generateKeyPairSync('ed25519').privateKey
      : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  return {
    algorithm,
    publicJwk: createPublicKey(key).export({ format: 'jwk' }),
    sign: async (data) =>
      algorithm === 'EdDSA' ? sign(null, data, key) : sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  }
}

function sm2Signer(): DocumentSigner {
  const { privateKey, publicKey } = sm2.generateKeyPairHex()
  const part = (from: number) => Buffer.from(publicKey.slice(from, from + 64), 'hex').toString('base64url')
  return {
    algorithm: 'SM2',
    publicJwk: { kty: 'EC', crv: 'SM2', x: part(2), y: part(66) },
    sign: async (data) =>
      Buffer.from(sm2.doSignature(new Uint8Array(data), privateKey, { hash: true, publicKey }), 'hex'),
  }
}

export interface TestParty {
  readonly signer: DocumentSigner
  /** The authority's own. */
  readonly root: DocumentSigner
  readonly chain: readonly Buffer[]
  readonly authority: Certificate
}

/** Somebody with a certificate of an authority made for the test. */
export async function testParty(algorithm: DocumentAlgorithm, name = '巴图'): Promise<TestParty> {
  const [root, signer] = [testSigner(algorithm), testSigner(algorithm)]
  const time = { from: signedAt - day, until: signedAt + 365 * day }
  const authority = await makeAuthority({ serial: Buffer.from([1]), subject: { name: '测试颁发机构' }, ...time }, root)
  const subject = { name, organisation: '示例草原云科技有限公司', organisationId: '91150102MAD000027C' }
  const own = await makeCertificate({ serial: Buffer.from([0x91, 2]), subject, key: signer, ...time }, authority, root)
  return { signer, root, chain: [own, authority], authority: readCertificate(authority) }
}

/** A PDF of one page; `stream` writes its cross-references as a stream, as newer programs do. */
export function smallPdf(text = 'Agreement', stream = false): Buffer {
  const content = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`
  const bodies = [
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842]>>',
    '<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
  ]
  let out = '%PDF-1.7\n'
  const offsets = bodies.map((body, i) => {
    const offset = out.length
    out += `${i + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const start = out.length
  out += stream ? streamOf(offsets, start) : tableOf(offsets)
  return Buffer.from(`${out}startxref\n${start}\n%%EOF\n`, 'latin1')
}

function tableOf(offsets: readonly number[]): string {
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  return `xref\n0 6\n0000000000 65535 f \n${rows}trailer\n<</Size 6 /Root 1 0 R>>\n`
}

function streamOf(offsets: readonly number[], start: number): string {
  const rows = [...offsets, start].map((offset) => `01${offset.toString(16).padStart(8, '0')}0000`)
  const data = Buffer.from(`0000000000ffff${rows.join('')}`, 'hex').toString('latin1')
  return `6 0 obj\n<</Type /XRef /Size 7 /Root 1 0 R /W [1 4 2] /Length ${data.length}>>\nstream\n${data}\nendstream\nendobj\n`
}
