/** Checks every signature of a PDF and names whatever was changed since. Sources: ISO 32000-2 12.8.1 (ByteRange), ETSI EN 319 142-1. */
import { Buffer } from 'node:buffer'
import type { Certificate } from './certificate.ts'
import { checkSignedData, type SignatureFinding } from './cms.ts'
import { readLeadingDer } from './der.ts'
import { changesBetween } from './pdf-changes.ts'
import { catalogOf, openPdf, type PdfFile } from './pdf-file.ts'
import { isArray, isDict, nameOf, type PdfDict, PdfReader, type PdfValue, readText } from './pdf-values.ts'
import type { ProblemCode } from './problems.ts'

/** One signature of a document. `covers` is the number of bytes of the file that it covers, its own place included. */
export interface DocumentSignature extends SignatureFinding {
  readonly covers: number
  /** Instant of signing as the signature says, milliseconds. */
  readonly at: number | undefined
  readonly name: string | undefined
  readonly reason: string | undefined
  /** Whether nothing is wrong with it and with what came after it. */
  readonly whole: boolean
}

/** What was found of a document. `changed` names what happened to it as a whole. */
export interface DocumentFinding {
  readonly verdict: 'whole' | 'changed' | 'unsigned' | 'unreadable'
  readonly signatures: readonly DocumentSignature[]
  readonly changed: readonly ProblemCode[]
}

interface Found {
  readonly range: readonly number[]
  readonly dict: PdfDict | undefined
}

const rangePattern = /\/ByteRange\s{0,4}\[\s{0,4}(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s{0,40}\]/g
/** Each signature is checked over the whole file before it: more than these would keep a server busy for nothing. */
const mostSignatures = 40

/** Signatures by their place in the bytes, so that one that was taken off the list of fields is found all the same. */
function rawRanges(bytes: Buffer): readonly (readonly number[])[] {
  const text = bytes.toString('latin1')
  const all = [...text.matchAll(rangePattern)].slice(0, mostSignatures + 1).map((match) => match.slice(1).map(Number))
  return all.filter(
    ([a, b = 0, c = 0, d = 0]) => a === 0 && c + d <= bytes.length && bytes[b] === 0x3c && bytes[c - 1] === 0x3e,
  )
}

/** Dictionaries of signatures that the form's fields name. */
function namedSignatures(file: PdfFile): readonly PdfDict[] {
  const found: PdfDict[] = []
  const walk = (value: PdfValue, depth: number): void => {
    const field = file.resolve(value)
    if (!isDict(field) || depth > 10) return
    const signature = file.resolve(field.get('V'))
    if (nameOf(field.get('FT')) === 'Sig' && isDict(signature)) found.push(signature)
    const kids = file.resolve(field.get('Kids'))
    if (isArray(kids)) for (const kid of kids) walk(kid, depth + 1)
  }
  const form = file.resolve(catalogOf(file).dict.get('AcroForm'))
  const fields = isDict(form) ? file.resolve(form.get('Fields')) : undefined
  if (isArray(fields)) for (const field of fields.slice(0, 2000)) walk(field, 0)
  return found
}

const rangeOf = (file: PdfFile, dict: PdfDict): readonly number[] => {
  const range = file.resolve(dict.get('ByteRange'))
  return isArray(range) ? range.map((each) => (typeof each === 'number' ? each : Number.NaN)) : []
}

/** `D:YYYYMMDDHHmmSSZ` or with an offset. */
export function readPdfDate(value: PdfValue | undefined): number | undefined {
  const text = readText(value)
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)'?)?/.exec(text ?? '')
  if (!parts) return undefined
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number)
  const offset = parts[7] ? Number(parts[7]) * 60 + Math.sign(Number(parts[7])) * Number(parts[8] ?? 0) : 0
  return Date.UTC(year, month - 1, day, hour, minute - offset, second)
}

/** The bytes of the signature in its place, which must be filled up with zeros and be all there is between the ranges. */
function contentsOf(
  bytes: Buffer,
  range: readonly number[],
): { readonly cms: Buffer; readonly problems: readonly ProblemCode[] } | ProblemCode {
  const [a, b = 0, c = 0, d = 0] = range
  if (range.length !== 4 || a !== 0 || !(b > 0 && c > b && d > 0) || c + d > bytes.length) return 'range_wrong'
  const hex = bytes.toString('latin1', b, c)
  // Whatever stands in the gap beside one hexadecimal string is covered by nobody.
  if (!/^<(?:[0-9a-f]*|[0-9A-F]*)>$/.test(hex)) return 'range_leaves_hole'
  const filled = Buffer.from(hex.slice(1, -1), 'hex')
  try {
    const cms = readLeadingDer(filled).whole
    const rest = filled.subarray(cms.length)
    return { cms, problems: rest.every((byte) => byte === 0) ? [] : ['signature_padding_changed'] }
  } catch {
    return 'signature_unreadable'
  }
}

const unread = (problem: ProblemCode): SignatureFinding => ({
  certificate: undefined,
  algorithm: undefined,
  trusted: false,
  problems: [problem],
})

/** The dictionary around a range, when the file as a whole cannot be read. */
function dictAround(bytes: Buffer, range: readonly number[]): PdfDict | undefined {
  const [, b = 0] = range
  const start = bytes.lastIndexOf(' obj', b)
  try {
    const value = start < 0 ? undefined : new PdfReader(bytes, start + 4).value()
    return isDict(value) ? value : undefined
  } catch {
    return undefined
  }
}

function checkOne(bytes: Buffer, found: Found, trust: readonly Certificate[], now: number): DocumentSignature {
  const dict = found.dict ?? dictAround(bytes, found.range)
  const [, b = 0, c = 0, d = 0] = found.range
  const at = readPdfDate(dict?.get('M'))
  const contents = contentsOf(bytes, found.range)
  const finding =
    typeof contents === 'string'
      ? unread(contents)
      : checkSignedData(contents.cms, [bytes.subarray(0, b), bytes.subarray(c, c + d)], trust, at ?? now)
  const more = typeof contents === 'string' ? [] : contents.problems
  const problems = [...finding.problems, ...more]
  return {
    ...finding,
    problems,
    covers: c + d,
    at,
    name: readText(dict?.get('Name')),
    reason: readText(dict?.get('Reason')),
    whole: problems.length === 0,
  }
}

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte === 10 || byte === 13 || byte === 32)

/** What happened after the signature that covers `covers` bytes, up to the state at `until`. */
function changesAfter(bytes: Buffer, covers: number, until: number, last: boolean): readonly ProblemCode[] {
  const tail = bytes.subarray(covers, until)
  if (tail.length === 0) return []
  try {
    const changes = changesBetween(openPdf(bytes.subarray(0, covers)), openPdf(bytes.subarray(0, until)))
    return last ? [...(isBlank(tail) && changes.length === 0 ? [] : (['content_after'] as const)), ...changes] : changes
  } catch {
    return [...(last ? (['content_after'] as const) : []), 'structure_changed']
  }
}

function gather(bytes: Buffer): {
  readonly found: readonly Found[]
  readonly changed: readonly ProblemCode[]
  readonly readable: boolean
} {
  const raw = rawRanges(bytes)
  try {
    const file = openPdf(bytes)
    const named = namedSignatures(file).map((dict) => ({ range: rangeOf(file, dict), dict }))
    const hidden = raw.filter((range) => !named.some((each) => each.range.join() === range.join()))
    const found: Found[] = [...named, ...hidden.map((range) => ({ range, dict: undefined }))]
    return { found, changed: hidden.length > 0 ? ['structure_changed'] : [], readable: true }
  } catch {
    return { found: raw.map((range) => ({ range, dict: undefined })), changed: ['file_unreadable'], readable: false }
  }
}

/** Whether remains of a signature stand in a file without signatures, or an update that was begun after its last end: it opens as what was there before. */
function isCutOff(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  return /\/ByteRange\b/.test(text) || /^\s*\d/.test(text.slice(text.lastIndexOf('%%EOF') + 5))
}

/** Checks a PDF against the authorities in `trust`; `now` (milliseconds) stands in where a signature names no time. Never throws for bad input. */
export function checkPdf(bytes: Buffer, trust: readonly Certificate[], now: number): DocumentFinding {
  const { found, changed, readable } = gather(bytes)
  if (found.length === 0) {
    if (readable && !isCutOff(bytes)) return { verdict: 'unsigned', signatures: [], changed: [] }
    return { verdict: 'unreadable', signatures: [], changed: readable ? ['file_cut_off'] : changed }
  }
  if (found.length > mostSignatures) return { verdict: 'unreadable', signatures: [], changed: ['signatures_too_many'] }
  const signatures = found.map((each) => checkOne(bytes, each, trust, now)).sort((a, b) => a.covers - b.covers)
  const all = new Set(changed)
  const judged = signatures.map((signature, i) => {
    if (!(signature.covers > 0)) return signature
    const until = signatures[i + 1]?.covers ?? bytes.length
    const after = changesAfter(bytes, signature.covers, until, i === signatures.length - 1)
    for (const code of after) all.add(code)
    return { ...signature, problems: [...signature.problems, ...after], whole: signature.whole && after.length === 0 }
  })
  const whole = all.size === 0 && judged.every((each) => each.whole)
  return { verdict: whole ? 'whole' : 'changed', signatures: judged, changed: [...all] }
}
