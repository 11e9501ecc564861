/** Signed documents: PDF signed and checked a second beside the bare signatures of the same core. */
import { createPublicKey, verify } from 'node:crypto'
import { sm2Point } from '../kernels/credential/sm2.ts'
import { checkPdf, type DocumentAlgorithm, signPdf } from '../kernels/documents/index.ts'
import { signedAt, smallPdf, type TestParty, testParty } from '../kernels/documents/test-signers.ts'
import type { Figure } from '../scripts/bench.ts'
import { median } from './drive.ts'

export const name = 'documents'

/** Processor time of this process, seconds: what a shared machine does besides is not counted. */
const spent = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const seconds = 0.8
const rounds = 3

async function perSecond(call: () => unknown): Promise<number> {
  for (let warm = 0; warm < 30; warm++) await call()
  const found: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begun = spent()
    let done = 0
    while (spent() - begun < seconds) {
      await call()
      done++
    }
    found.push(done / (spent() - begun))
  }
  return median(found)
}

/** The bare check of one signature over the same bytes, key prepared. */
async function bareCheck({ signer }: TestParty, data: Buffer): Promise<() => boolean> {
  const { algorithm, publicJwk } = signer
  const signature = await signer.sign(data)
  if (algorithm === 'SM2') {
    const verifies = sm2Point(Buffer.from(publicJwk.x!, 'base64url'), Buffer.from(publicJwk.y!, 'base64url'))!
    return () => verifies(data, signature)
  }
  const key = createPublicKey({ key: publicJwk, format: 'jwk' })
  return algorithm === 'EdDSA'
    ? () => verify(null, data, key, signature)
    : () => verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

async function figuresOf(algorithm: DocumentAlgorithm): Promise<Figure[]> {
  const party = await testParty(algorithm)
  const { signer, chain, authority } = party
  const plain = smallPdf()
  const wish = { name: '巴图', at: signedAt }
  const signed = await signPdf(plain, wish, chain, signer)
  const bareSign = await perSecond(() => signer.sign(plain))
  const signs = await perSecond(() => signPdf(plain, wish, chain, signer))
  const bare = await perSecond(await bareCheck(party, plain))
  const checks = await perSecond(() => checkPdf(signed, [authority], signedAt))
  const unit = '1/s of processor time'
  return [
    {
      name: `PDF signed, ${algorithm}`,
      value: signs,
      unit,
      peer: `bare signature, same core: ${bareSign.toFixed(0)}/s`,
      ratio: signs / bareSign,
    },
    {
      name: `PDF checked, ${algorithm}`,
      value: checks,
      unit,
      peer: `bare check, same core: ${bare.toFixed(0)}/s`,
      ratio: checks / bare,
    },
  ]
}

/** Signing and checking a small PDF, certificates and later changes included. */
export async function run(): Promise<Figure[]> {
  return [...(await figuresOf('ES256')), ...(await figuresOf('EdDSA')), ...(await figuresOf('SM2'))]
}
