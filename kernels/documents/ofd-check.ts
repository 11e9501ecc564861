/** Checks the seals of an OFD package and names every part that was changed, taken away or put in. Sources: GB/T 33190-2016 chapter 18, GB/T 38540-2020 chapter 7. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { type Certificate, isIssuedBy } from './certificate.ts'
import { type OfdParts, signaturesPath } from './ofd-write.ts'
import type { DocumentFinding, DocumentSignature } from './pdf-check.ts'
import type { ProblemCode } from './problems.ts'
import { type ReadSealSignature, readSealSignature } from './ses.ts'
import { digestOf } from './suites.ts'

const most = { parts: 5000, bytes: 80 * 1024 * 1024, seals: 100 }
/** What makers of OFD write for a digest: its name, or its identifier (GM/T 0006; `.1` says that no key is used). */
const digests: Readonly<Record<string, string>> = {
  SM3: 'sm3',
  '1.2.156.10197.1.401': 'sm3',
  '1.2.156.10197.1.401.1': 'sm3',
  SHA256: 'sha256',
  '2.16.840.1.101.3.4.2.1': 'sha256',
}

/** What was found of an OFD; `parts` names the files that are concerned. */
export interface OfdFinding extends DocumentFinding {
  readonly parts: readonly { readonly path: string; readonly problem: ProblemCode }[]
}

/** The parts of a package; nothing when it is none, or too large when unpacked. */
export function openOfd(bytes: Uint8Array): OfdParts | undefined {
  let total = 0
  const names = new Set<string>()
  try {
    const found = unzipSync(bytes, {
      filter: (file) => {
        total += file.originalSize
        // Of two parts of one name another reader may show the one that is not sealed.
        if (names.has(file.name)) throw new RangeError('a part is there twice')
        names.add(file.name)
        if (names.size > most.parts || total > most.bytes) throw new RangeError('too large when unpacked')
        return !file.name.endsWith('/')
      },
    })
    return found['OFD.xml'] ? found : undefined
  } catch {
    return undefined
  }
}

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8')

/** A path as parts are keyed: absolute ones from the root, others from the folder of `from`. */
function pathOf(reference: string, from: string): string {
  return reference.startsWith('/') ? reference.slice(1) : `${from.slice(0, from.lastIndexOf('/') + 1)}${reference}`
}

interface Descriptor {
  readonly path: string
  readonly valuePath: string
  readonly method: string | undefined
  readonly references: readonly (readonly [path: string, digest: string])[]
}

function readDescriptor(parts: OfdParts, path: string): Descriptor {
  const xml = text(parts[path])
  const value = /<(?:ofd:)?SignedValue>([^<]+)</.exec(xml)?.[1] ?? ''
  const references = [...xml.matchAll(/FileRef="([^"]+)"[^>]*>\s*<(?:ofd:)?CheckValue>([^<]*)</g)]
  return {
    path,
    valuePath: pathOf(value, path),
    method: digests[/CheckMethod="([^"]+)"/.exec(xml)?.[1] ?? ''],
    references: references.map(([, file = '', digest = '']) => [pathOf(file, path), digest] as const),
  }
}

/** Descriptors that stand on the list of seals. */
function listedPaths(parts: OfdParts): readonly string[] {
  return [...text(parts[signaturesPath]).matchAll(/BaseLoc="([^"]+)"/g)].map(([, path = '']) =>
    pathOf(path, signaturesPath),
  )
}

/** Descriptors by the list and by their place, so that a seal taken off the list is found all the same. */
function descriptorPaths(parts: OfdParts): readonly string[] {
  const standing = Object.keys(parts).filter((path) => /\/Signs\/[^/]+\/Signature\.xml$/.test(path))
  return [...new Set([...listedPaths(parts), ...standing])].sort().slice(0, most.seals)
}

function partProblems(parts: OfdParts, { method, references }: Descriptor): OfdFinding['parts'] {
  return references.flatMap(([path, digest]): OfdFinding['parts'] => {
    const part = parts[path]
    if (!part) return [{ path, problem: 'file_missing' }]
    const right = method !== undefined && createHash(method).update(part).digest('base64') === digest
    return right ? [] : [{ path, problem: 'file_changed' }]
  })
}

function sealProblems(read: ReadSealSignature, parts: OfdParts, descriptor: Descriptor): ProblemCode[] {
  const { seal, certificate, at } = read
  const hash = digestOf(read.algorithm, parts[descriptor.path] ?? new Uint8Array())
  const problems: [boolean, ProblemCode][] = [
    [Buffer.compare(hash, read.hash) !== 0 || read.place !== `/${descriptor.path}`, 'digest_differs'],
    [!read.sound, 'signature_wrong'],
    [!seal.sound, 'seal_wrong'],
    [!seal.allows(certificate.bytes), 'seal_not_of_signer'],
    [at < certificate.from || at > certificate.until, 'certificate_out_of_time'],
    [at < seal.from || at > seal.until, 'seal_out_of_time'],
  ]
  return problems.flatMap(([wrong, code]) => (wrong ? [code] : []))
}

function checkSeal(
  parts: OfdParts,
  descriptor: Descriptor,
  trust: readonly Certificate[],
  size: number,
): DocumentSignature {
  const value = parts[descriptor.valuePath]
  const changed = partProblems(parts, descriptor).map(({ problem }) => problem)
  try {
    const read = readSealSignature(value ?? new Uint8Array())
    const problems = [...new Set([...sealProblems(read, parts, descriptor), ...changed])]
    return {
      certificate: read.certificate,
      algorithm: read.algorithm,
      trusted: [read.certificate, read.seal.maker].every((each) =>
        trust.some((authority) => isIssuedBy(each, authority)),
      ),
      problems,
      covers: size,
      at: read.at,
      name: read.seal.name,
      reason: undefined,
      whole: problems.length === 0,
    }
  } catch {
    const problems: ProblemCode[] = [value ? 'signature_unreadable' : 'file_missing', ...changed]
    return {
      certificate: undefined,
      algorithm: undefined,
      trusted: false,
      problems,
      covers: size,
      at: undefined,
      name: undefined,
      reason: undefined,
      whole: false,
    }
  }
}

/** Parts that no seal names: the list of seals and each seal's own descriptor and value are its bookkeeping. */
function unprotected(parts: OfdParts, descriptors: readonly Descriptor[]): readonly string[] {
  const known = new Set([
    signaturesPath,
    ...descriptors.flatMap((each) => [each.path, each.valuePath, ...each.references.map(([path]) => path)]),
  ])
  return Object.keys(parts).filter((path) => !known.has(path))
}

/** Checks an OFD against the authorities in `trust`. Never throws for bad input. */
export function checkOfd(bytes: Uint8Array, trust: readonly Certificate[]): OfdFinding {
  const parts = openOfd(bytes)
  if (!parts) return { verdict: 'unreadable', signatures: [], changed: ['file_unreadable'], parts: [] }
  const descriptors = descriptorPaths(parts).map((path) => readDescriptor(parts, path))
  if (descriptors.length === 0) return { verdict: 'unsigned', signatures: [], changed: [], parts: [] }
  const signatures = descriptors.map((each) => checkSeal(parts, each, trust, bytes.length))
  const found = [
    ...descriptors.flatMap((each) => partProblems(parts, each)),
    ...unprotected(parts, descriptors).map((path) => ({ path, problem: 'file_unprotected' as const })),
  ]
  const listed = listedPaths(parts)
  const unlisted = !descriptors.every((each) => listed.includes(each.path))
  const changed = [
    ...new Set([...found.map(({ problem }) => problem), ...(unlisted ? (['structure_changed'] as const) : [])]),
  ]
  const whole = changed.length === 0 && signatures.every((each) => each.whole)
  return { verdict: whole ? 'whole' : 'changed', signatures, changed, parts: found }
}
