/** Certificates of seals and signers: made by the installation's own authority, read from anywhere. Source: RFC 5280. */
import { Buffer } from 'node:buffer'
import { createHash, type JsonWebKey } from 'node:crypto'
import {
  bits,
  certificateTime,
  childOf,
  context,
  type Der,
  DerFault,
  element,
  integer,
  octets,
  oid,
  readBits,
  readDer,
  readOid,
  readTime,
  sequence,
  setOf,
  tags,
  truth,
  utf8,
} from './der.ts'
import {
  algorithmOfSignature,
  type DocumentAlgorithm,
  type DocumentSigner,
  encodeSignature,
  type PublicKey,
  publicKeyInfo,
  readPublicKeyInfo,
  signatureIdentifier,
  verifyEncoded,
} from './suites.ts'

/** Who a certificate speaks of. `organisationId` is the unified social credit code (ETSI EN 319 412-1 5.1.4). */
export interface Subject {
  readonly name: string
  readonly organisation?: string
  readonly organisationId?: string
  /** Number of the seal within the installation: never a person's own number. */
  readonly serialNumber?: string
}

const attributeOids = {
  name: '2.5.4.3',
  organisation: '2.5.4.10',
  organisationId: '2.5.4.97',
  serialNumber: '2.5.4.5',
} as const
const countryOid = '2.5.4.6'
const extensionOids = {
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  alternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKey: '2.5.29.35',
} as const

/** What is written into a certificate. Instants in milliseconds. */
export interface CertificateWish {
  readonly serial: Uint8Array
  readonly subject: Subject
  readonly key: { readonly algorithm: DocumentAlgorithm; readonly publicJwk: JsonWebKey }
  readonly from: number
  readonly until: number
  /** Name in the DNS of a server that signs requests (RFC 5280 4.2.1.6). */
  readonly dnsName?: string
}

function nameOf(subject: Subject): Buffer {
  const part = (type: string, value: Uint8Array) => setOf(sequence(oid(type), value))
  const parts = (Object.keys(attributeOids) as (keyof Subject)[]).flatMap((field) => {
    const value = subject[field]
    return value === undefined ? [] : [part(attributeOids[field], utf8(value))]
  })
  return sequence(part(countryOid, element(tags.printable, Buffer.from('CN'))), ...parts)
}

const extension = (type: string, critical: boolean, value: Uint8Array): Buffer =>
  sequence(oid(type), ...(critical ? [truth(true)] : []), octets(value))

/** Key identifier: the first 20 bytes of SHA-256 over the key (RFC 7093 2, method 1). */
function keyIdentifier(keyInfo: Buffer): Buffer {
  return createHash('sha256')
    .update(readBits(childOf(readDer(keyInfo), 1)))
    .digest()
    .subarray(0, 20)
}

function extensionsOf(authority: boolean, key: Buffer, issuerKey: Buffer, dnsName?: string): Buffer {
  // keyUsage bits: digitalSignature and contentCommitment for signers, keyCertSign and cRLSign for the authority.
  const usage = authority ? Buffer.from([0x03, 0x02, 0x01, 0x06]) : Buffer.from([0x03, 0x02, 0x06, 0xc0])
  return element(
    context(3),
    sequence(
      extension(extensionOids.basicConstraints, true, authority ? sequence(truth(true), integer(0)) : sequence()),
      extension(extensionOids.keyUsage, true, usage),
      extension(extensionOids.subjectKey, false, octets(keyIdentifier(key))),
      extension(extensionOids.authorityKey, false, sequence(element(0x80, keyIdentifier(issuerKey)))),
      ...(dnsName === undefined
        ? []
        : [extension(extensionOids.alternativeName, false, sequence(element(0x82, Buffer.from(dnsName, 'latin1'))))]),
    ),
  )
}

async function signCertificate(
  wish: CertificateWish,
  issuer: { readonly name: Buffer; readonly key: Buffer; readonly signer: DocumentSigner },
  authority: boolean,
): Promise<Buffer> {
  const { signer } = issuer
  const key = publicKeyInfo(wish.key.algorithm, wish.key.publicJwk)
  const body = sequence(
    element(context(0), integer(2)),
    integer(wish.serial),
    signatureIdentifier(signer.algorithm),
    issuer.name,
    sequence(certificateTime(wish.from), certificateTime(wish.until)),
    nameOf(wish.subject),
    key,
    extensionsOf(authority, key, issuer.key, wish.dnsName),
  )
  const signature = encodeSignature(signer.algorithm, await signer.sign(body))
  return sequence(body, signatureIdentifier(signer.algorithm), bits(signature))
}

/** The authority's own certificate, signed by itself; it may certify signers and no further authority. */
export function makeAuthority(wish: Omit<CertificateWish, 'key'>, signer: DocumentSigner): Promise<Buffer> {
  const key = publicKeyInfo(signer.algorithm, signer.publicJwk)
  return signCertificate({ ...wish, key: signer }, { name: nameOf(wish.subject), key, signer }, true)
}

/** A signer's certificate, signed by the authority. */
export function makeCertificate(wish: CertificateWish, authority: Uint8Array, signer: DocumentSigner): Promise<Buffer> {
  const { subjectName, keyInfo } = readCertificate(authority)
  return signCertificate(wish, { name: subjectName, key: keyInfo, signer }, false)
}

/** A certificate as read. `serial` is hex; instants in milliseconds. */
export interface Certificate {
  readonly bytes: Buffer
  readonly signed: Buffer
  readonly serial: string
  readonly serialBytes: Buffer
  readonly issuerName: Buffer
  readonly subjectName: Buffer
  readonly issuer: Subject
  readonly subject: Subject
  readonly from: number
  readonly until: number
  readonly keyInfo: Buffer
  /** Nothing when the key is of a kind that is not checked here. */
  readonly key: PublicKey | undefined
  readonly signatureOid: string
  readonly signature: Buffer
  readonly mayCertify: boolean
}

function readName(der: Der): Subject {
  const found: Record<string, string> = {}
  for (const part of der.children) {
    const pair = childOf(part, 0, tags.sequence)
    const type = readOid(childOf(pair, 0))
    const field = Object.entries(attributeOids).find(([, known]) => known === type)?.[0]
    if (field) found[field] ??= childOf(pair, 1).content.toString('utf8')
  }
  return { ...found, name: found.name ?? found.organisation ?? '' }
}

function keyOf(der: Der): PublicKey | undefined {
  try {
    return readPublicKeyInfo(der)
  } catch {
    return undefined
  }
}

function mayCertify(fields: readonly Der[]): boolean {
  const extensions = fields.find((field) => field.tag === context(3))
  const constraints = extensions?.children[0]?.children.find(
    (each) => readOid(childOf(each, 0)) === extensionOids.basicConstraints,
  )
  const value = constraints?.children.at(-1)
  return value?.tag === tags.octetString && readDer(value.content).children[0]?.content[0] === 0xff
}

/** Reads a certificate; throws `DerFault` for what is none. */
export function readCertificate(bytes: Uint8Array): Certificate {
  const whole = readDer(bytes)
  if (whole.tag !== tags.sequence || whole.children.length !== 3) throw new DerFault('no certificate')
  const body = childOf(whole, 0, tags.sequence)
  const fields = body.children[0]?.tag === context(0) ? body.children.slice(1) : body.children
  const [serial, identifier, issuer, validity, subject, keyInfo] = fields
  if (!serial || !identifier || !issuer || !validity || !subject || !keyInfo) throw new DerFault('no certificate')
  const signatureOid = readOid(childOf(identifier, 0))
  if (Buffer.compare(identifier.whole, childOf(whole, 1).whole) !== 0)
    throw new DerFault('two names for one signature algorithm')
  return {
    bytes: whole.whole,
    signed: body.whole,
    serial: serial.content.toString('hex'),
    serialBytes: serial.whole,
    issuerName: issuer.whole,
    subjectName: subject.whole,
    issuer: readName(issuer),
    subject: readName(subject),
    from: readTime(childOf(validity, 0)),
    until: readTime(childOf(validity, 1)),
    keyInfo: keyInfo.whole,
    key: keyOf(keyInfo),
    signatureOid,
    signature: readBits(childOf(whole, 2)),
    mayCertify: mayCertify(fields),
  }
}

const remembered = 2000
/** Signatures of certificates that were found right: a fact of the bytes alone, and the same few come again and again. */
const sound = new Set<string>()

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64')

/** Whether `issuer` signed `certificate` and was allowed to. */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (Buffer.compare(certificate.issuerName, issuer.subjectName) !== 0 || !issuer.mayCertify || !issuer.key)
    return false
  if (algorithmOfSignature(certificate.signatureOid) !== issuer.key.algorithm) return false
  const pair = `${digestOf(certificate.bytes)} ${digestOf(issuer.bytes)}`
  if (sound.has(pair)) return true
  if (!verifyEncoded(issuer.key, certificate.signed, certificate.signature)) return false
  if (sound.size >= remembered) sound.clear()
  sound.add(pair)
  return true
}
