/** Signed documents: PDF signed and checked a second beside the bare signatures of the same core. */
import { createPublicKey, verify } from 'node:crypto'
import { checkPdf, type DocumentAlgorithm, signPdf } from '../kernels/documents/index.ts'
import { signedAt, smallPdf, testParty } from '../kernels/documents/test-signers.ts'
import type { Figure } from '../scripts/bench.ts'
import { median } from './drive.ts'

export const name = 'documents'

const seconds = 1
const rounds = 3

async function perSecond(call: () => unknown): Promise<number> {
  for (let warm = 0; warm < 20; warm++) await call()
  const found: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    let done = 0
    while (performance.now() - begun < seconds * 1000) {
      await call()
      done++
    }
    found.push(done / ((performance.now() - begun) / 1000))
  }
  return median(found)
}

async function figuresOf(algorithm: DocumentAlgorithm): Promise<Figure[]> {
  const { signer, chain, authority } = await testParty(algorithm)
  const plain = smallPdf()
  const wish = { name: '巴图', at: signedAt }
  const signed = await signPdf(plain, wish, chain, signer)
  const rawSign = await perSecond(() => signer.sign(plain))
  const signs = await perSecond(() => signPdf(plain, wish, chain, signer))
  const checks = await perSecond(() => checkPdf(signed, [authority], signedAt))
  const figures: Figure[] = [
    {
      name: `PDF signed, ${algorithm}`,
      value: signs,
      unit: '1/s',
      peer: `bare signature ${rawSign.toFixed(0)}/s`,
      ratio: signs / rawSign,
    },
  ]
  if (algorithm === 'SM2')
    return [
      ...figures,
      {
        name: `PDF checked, ${algorithm}`,
        value: checks,
        unit: '1/s',
        peer: 'three SM2 checks and the certificates',
        ratio: 1,
      },
    ]
  const key = createPublicKey({ key: signer.publicJwk, format: 'jwk' })
  const signature = await signer.sign(plain)
  const options = { key, dsaEncoding: 'ieee-p1363' as const }
  const raw = await perSecond(() =>
    algorithm === 'EdDSA' ? verify(null, plain, key, signature) : verify('sha256', plain, options, signature),
  )
  return [
    ...figures,
    {
      name: `PDF checked, ${algorithm}`,
      value: checks,
      unit: '1/s',
      peer: `bare verification ${raw.toFixed(0)}/s`,
      ratio: checks / raw,
    },
  ]
}

/** Signing and checking a small PDF, certificates and changes included. */
export async function run(): Promise<Figure[]> {
  return [...(await figuresOf('ES256')), ...(await figuresOf('EdDSA')), ...(await figuresOf('SM2'))]
}
