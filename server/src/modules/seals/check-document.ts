/** Checks a document somebody dropped: PDF or OFD, or any file with its detached signature; who signed, when, for whom, whole or changed since and where. */
import { createHash } from 'node:crypto'
import type { CheckedSignature, CheckResult } from '@steppe/contracts/seals'
import {
  algorithmName,
  type Certificate,
  checkOfd,
  checkPdf,
  checkSignedData,
  type DocumentFinding,
  type DocumentSignature,
  type ProblemCode,
  problemSentences,
} from '@steppe/kernels/documents'
import type { House } from '#platform/module'
import { findSeal, stateOf } from './find-seals.ts'
import { licenceOfPaper } from './licence-of-paper.ts'
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

function formatOf(bytes: Buffer): CheckResult['format'] {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  return bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' ? 'ofd' : 'other'
}

/** DER, or the text that holds it: programs write either. */
function derOf(signature: Buffer): Buffer {
  const text = signature.toString('latin1').trim()
  const inner = /^-----BEGIN (?:PKCS7|CMS)-----([A-Za-z0-9+/=\s]+)-----END (?:PKCS7|CMS)-----$/.exec(text)?.[1]
  return inner ? Buffer.from(inner, 'base64') : signature
}

/** A signature in a file of its own says nothing of its time: its certificate must hold `now`. */
function checkDetached(bytes: Buffer, signature: Buffer, trust: readonly Certificate[], now: number): DocumentFinding {
  const finding = checkSignedData(derOf(signature), [bytes], trust, now)
  const whole = finding.problems.length === 0
  const verdict = whole ? 'whole' : finding.problems.includes('signature_unreadable') ? 'unreadable' : 'changed'
  const covers = bytes.length
  return {
    verdict,
    changed: [],
    signatures: [{ ...finding, covers, at: undefined, name: undefined, reason: undefined, whole }],
  }
}

/** Whatever bytes are given, the answer is an answer. With `signature` (CMS, DER or PEM) that one is checked, not those inside the file. */
export async function checkDocument(house: House, bytes: Buffer, signature?: Buffer): Promise<CheckResult> {
  const trust = await ownAuthorities(house)
  const format = formatOf(bytes)
  const ofd = format === 'ofd' && !signature ? checkOfd(bytes, trust) : undefined
  const now = house.clock.now()
  const found = ofd ?? (signature ? checkDetached(bytes, signature, trust, now) : checkPdf(bytes, trust, now))
  const licence = signature ? undefined : await licenceOfPaper(house, bytes, found)
  return {
    ...(licence ? { licence } : {}),
    verdict: found.verdict,
    format,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    signatures: await Promise.all(found.signatures.map((each) => viewSignature(house, each, bytes.length))),
    changed: found.changed.map(sentence),
    parts: [...new Set((ofd?.parts ?? []).map((part) => part.path))].slice(0, 50),
  }
}
