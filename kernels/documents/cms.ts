/** Detached signatures as PDF and files carry them: CMS SignedData with the signer's certificate named inside. Sources: RFC 5652, RFC 5035, RFC 8419, ETSI EN 319 122-1 (CAdES B-B). */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { type Certificate, isIssuedBy, readCertificate } from './certificate.ts'
import {
  childOf,
  context,
  type Der,
  DerFault,
  element,
  integer,
  octets,
  oid,
  readDer,
  readOid,
  readSmall,
  sequence,
  setOf,
  tags,
} from './der.ts'
import type { ProblemCode } from './problems.ts'
import {
  algorithmOfSignature,
  type DocumentAlgorithm,
  type DocumentSigner,
  digestIdentifier,
  digestOf,
  digestOid,
  encodeSignature,
  signatureIdentifier,
  verifyEncoded,
} from './suites.ts'

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
} as const

const attribute = (type: string, value: Uint8Array): Buffer => sequence(oid(type), setOf(value))

function attributesOf(digest: Uint8Array, certificate: Uint8Array): Buffer[] {
  const hash = createHash('sha256').update(certificate).digest()
  return [
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octets(digest)),
    // ESSCertIDv2 with its default digest, SHA-256.
    attribute(oids.signingCertificate, sequence(sequence(sequence(octets(hash))))),
  ]
}

/** SignedData over the concatenated `parts`; `chain` begins with the signer's certificate. No signing time: in PDF it stands in the dictionary (EN 319 142-1 table 1). */
export async function makeSignedData(
  parts: readonly Uint8Array[],
  chain: readonly Uint8Array[],
  signer: DocumentSigner,
): Promise<Buffer> {
  const { algorithm } = signer
  const [own] = chain
  if (!own) throw new RangeError('a signature needs its certificate')
  const certificate = readCertificate(own)
  const attributes = setOf(...attributesOf(digestOf(algorithm, ...parts), own))
  const signature = encodeSignature(algorithm, await signer.sign(attributes))
  const signerInfo = sequence(
    integer(1),
    sequence(certificate.issuerName, certificate.serialBytes),
    digestIdentifier(algorithm),
    retag(context(0), attributes),
    signatureIdentifier(algorithm),
    octets(signature),
  )
  const signedData = sequence(
    integer(1),
    setOf(digestIdentifier(algorithm)),
    sequence(oid(oids.data)),
    retag(context(0), setOf(...chain.map((each) => Buffer.from(each)))),
    setOf(signerInfo),
  )
  return sequence(oid(oids.signedData), element(context(0), signedData))
}

/** The same content under another tag of the same length. */
function retag(tag: number, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy[0] = tag
  return copy
}

/** What was found of a signature: whose, with what, and everything that is wrong. */
export interface SignatureFinding {
  readonly certificate: Certificate | undefined
  readonly algorithm: DocumentAlgorithm | undefined
  /** Whether the certificate comes from one of the authorities that were given. */
  readonly trusted: boolean
  readonly problems: readonly ProblemCode[]
}

interface Parsed {
  readonly certificates: readonly Certificate[]
  readonly signer: Certificate
  readonly algorithm: DocumentAlgorithm
  readonly attributes: Der
  readonly signature: Buffer
}

function parse(bytes: Uint8Array): Parsed | ProblemCode {
  const whole = readDer(bytes)
  if (!isOf(whole, tags.sequence, 2) || readOid(childOf(whole, 0)) !== oids.signedData)
    throw new DerFault('no SignedData')
  const parts = childOf(childOf(whole, 1, context(0)), 0, tags.sequence).children
  const [version, digests, content, certificateSet, signers] = parts
  if (!version || !digests || !content || certificateSet?.tag !== context(0) || signers?.tag !== tags.set)
    throw new DerFault('parts of SignedData are missing')
  if (parts.length !== 5 || signers.children.length !== 1 || readSmall(version) !== 1)
    throw new DerFault('another form of SignedData')
  if (!isOf(content, tags.sequence, 1) || readOid(childOf(content, 0)) !== oids.data) throw new DerFault('not detached')
  const info = childOf(signers, 0, tags.sequence).children
  const [infoVersion, issuerAndSerial, digest, attributes, signatureIdentifierDer, signature] = info
  if (
    !infoVersion ||
    !issuerAndSerial ||
    !digest ||
    attributes?.tag !== context(0) ||
    !signatureIdentifierDer ||
    signature?.tag !== tags.octetString
  )
    throw new DerFault('parts of SignerInfo are missing')
  if (!isOf(digests, tags.set, 1) || !isOf(issuerAndSerial, tags.sequence, 2)) throw new DerFault('no identifiers')
  if (readSmall(infoVersion) !== 1 || info.length > 7) throw new DerFault('another form of SignerInfo')
  const algorithm = algorithmOfSignature(readOid(childOf(signatureIdentifierDer, 0)))
  if (!algorithm) return 'algorithm_unknown'
  const named = [digest, ...digests.children].map((each) => readOid(childOf(each, 0)))
  if (named.length !== 2 || named.some((each) => each !== digestOid(algorithm))) return 'algorithms_disagree'
  if ([digest, digests.children[0]!, signatureIdentifierDer].some((each) => !isBare(each)))
    throw new DerFault('parameters that do not belong')
  const certificates = certificateSet.children.map((each) => readCertificate(each.whole))
  const signer = certificates.find(
    (each) => Buffer.compare(Buffer.concat([each.issuerName, each.serialBytes]), issuerAndSerial.content) === 0,
  )
  if (!signer) return 'certificate_missing'
  return { certificates, signer, algorithm, attributes, signature: signature.content }
}

const isOf = (der: Der, tag: number, parts: number): boolean => der.tag === tag && der.children.length === parts

/** An AlgorithmIdentifier without parameters, or with NULL, which older programs write. */
const isBare = (identifier: Der): boolean =>
  identifier.tag === tags.sequence &&
  (identifier.children.length === 1 ||
    (identifier.children.length === 2 && identifier.children[1]!.whole.equals(Buffer.from([tags.null, 0]))))

function attributeValue(attributes: Der, type: string): Der | undefined {
  const found = attributes.children.filter((each) => readOid(childOf(each, 0)) === type)
  const values = found.length === 1 ? found[0]!.children[1] : undefined
  return values?.children.length === 1 ? values.children[0] : undefined
}

function attributeProblems(parsed: Parsed, parts: readonly Uint8Array[]): ProblemCode[] {
  const { attributes, algorithm, signer } = parsed
  const problems: ProblemCode[] = []
  const digest = attributeValue(attributes, oids.messageDigest)
  if (!digest || Buffer.compare(digest.content, digestOf(algorithm, ...parts)) !== 0) problems.push('digest_differs')
  const type = attributeValue(attributes, oids.contentType)
  if (!type || readOid(type) !== oids.data) problems.push('signature_unreadable')
  const named = attributeValue(attributes, oids.signingCertificate)?.children[0]?.children[0]?.children.at(-1)
  const hash = createHash('sha256').update(signer.bytes).digest()
  // With issuerSerial the last part is a sequence: then the hash is the one before.
  const given =
    named?.tag === tags.octetString
      ? named
      : attributeValue(attributes, oids.signingCertificate)?.children[0]?.children[0]?.children[0]
  if (!given || Buffer.compare(given.content, hash) !== 0) problems.push('certificate_not_bound')
  return problems
}

/** Certificates carried along must belong to the signer's chain. */
function chainProblems(parsed: Parsed, trust: readonly Certificate[]): ProblemCode[] {
  const known = [...parsed.certificates, ...trust]
  const sound = parsed.certificates.every(
    (each) =>
      known.some((issuer) => isIssuedBy(each, issuer)) ||
      (each === parsed.signer && !known.some((issuer) => Buffer.compare(issuer.subjectName, each.issuerName) === 0)),
  )
  return sound ? [] : ['certificate_damaged']
}

/** Checks a detached signature over the concatenated `parts` at the instant `at` (milliseconds). Bad input is an answer, never a throw. */
export function checkSignedData(
  bytes: Uint8Array,
  parts: readonly Uint8Array[],
  trust: readonly Certificate[],
  at: number,
): SignatureFinding {
  try {
    const parsed = parse(bytes)
    if (typeof parsed === 'string')
      return { certificate: undefined, algorithm: undefined, trusted: false, problems: [parsed] }
    return checkParsed(parsed, parts, trust, at)
  } catch {
    return { certificate: undefined, algorithm: undefined, trusted: false, problems: ['signature_unreadable'] }
  }
}

function checkParsed(
  parsed: Parsed,
  parts: readonly Uint8Array[],
  trust: readonly Certificate[],
  at: number,
): SignatureFinding {
  const { signer, algorithm } = parsed
  const problems = [...attributeProblems(parsed, parts), ...chainProblems(parsed, trust)]
  const right =
    signer.key?.algorithm === algorithm &&
    verifyEncoded(signer.key, retag(tags.set, parsed.attributes.whole as Buffer), parsed.signature)
  if (!right) problems.push('signature_wrong')
  if (at < signer.from || at > signer.until) problems.push('certificate_out_of_time')
  const trusted = trust.some((authority) => isIssuedBy(signer, authority))
  return { certificate: signer, algorithm, trusted, problems }
}
