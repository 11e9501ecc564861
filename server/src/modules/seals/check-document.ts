/** Checks a document somebody dropped: PDF or OFD; who signed, when, for whom, whole or changed since and where. */
import { createHash } from 'node:crypto'
import type { CheckedSignature, CheckResult } from '@steppe/contracts/seals'
import {
  algorithmName,
  checkOfd,
  checkPdf,
  type DocumentSignature,
  type ProblemCode,
  problemSentences,
} from '@steppe/kernels/documents'
import type { House } from '#platform/module'
import { findSeal, stateOf } from './find-seals.ts'
import { loadKinds } from './load-kinds.ts'
import { ownAuthorities } from './own-authority.ts'

const sentence = (code: ProblemCode) => ({ code, ...problemSentences[code] })
const optional = <K extends string>(key: K, value: string | undefined) =>
  value ? ({ [key]: value } as Record<K, string>) : {}

async function sealOf(house: House, signature: DocumentSignature): Promise<Pick<CheckedSignature, 'seal'>> {
  const id = signature.trusted ? signature.certificate?.subject.serialNumber : undefined
  const row = id ? await findSeal(house, id) : undefined
  if (!row) return {}
  const { kinds } = await loadKinds(house.site.packs)
  return {
    seal: {
      id: row.id,
      kindName: kinds.get(row.kind)?.name ?? { zh: row.kind, en: row.kind },
      state: stateOf(house, row),
    },
  }
}

async function viewSignature(house: House, signature: DocumentSignature, size: number): Promise<CheckedSignature> {
  const { certificate, algorithm } = signature
  return {
    ...optional('name', signature.name),
    ...optional('signer', certificate?.subject.name),
    ...optional('organisation', certificate?.subject.organisation),
    ...optional('organisationCode', certificate?.subject.organisationId),
    ...optional('issuer', certificate?.issuer.name),
    ...optional('at', signature.at === undefined ? undefined : new Date(signature.at).toISOString()),
    ...optional('reason', signature.reason),
    ...optional('algorithm', algorithm && algorithmName[algorithm]),
    ...(await sealOf(house, signature)),
    ours: signature.trusted,
    whole: signature.whole,
    coversAll: signature.covers === size,
    problems: [...new Set(signature.problems)].map(sentence),
  }
}

/** Whatever bytes are given, the answer is an answer. */
export async function checkDocument(house: House, bytes: Buffer): Promise<CheckResult> {
  const trust = await ownAuthorities(house)
  const format = bytes.subarray(0, 1024).includes('%PDF-')
    ? 'pdf'
    : bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004'
      ? 'ofd'
      : 'other'
  const ofd = format === 'ofd' ? checkOfd(bytes, trust) : undefined
  const found = ofd ?? checkPdf(bytes, trust, house.clock.now())
  return {
    verdict: found.verdict,
    format,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    signatures: await Promise.all(found.signatures.map((each) => viewSignature(house, each, bytes.length))),
    changed: found.changed.map(sentence),
    parts: [...new Set((ofd?.parts ?? []).map((part) => part.path))].slice(0, 50),
  }
}
