/** Electronic seals and what they sign, in ASN.1. Source: GB/T 38540-2020 chapters 6 and 7 (version 4), written from its structures; experimental until a certified reader has seen it. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { type Certificate, readCertificate } from './certificate.ts'
import {
  bits,
  childOf,
  context,
  type Der,
  DerFault,
  generalizedTime,
  ia5,
  integer,
  octets,
  oid,
  readBits,
  readDer,
  readOid,
  readSmall,
  readTime,
  sequence,
  tags,
  utf8,
} from './der.ts'
import {
  algorithmOfSignature,
  type DocumentAlgorithm,
  type DocumentSigner,
  digestOf,
  encodeSignature,
  signatureOid,
  verifyEncoded,
} from './suites.ts'

const version = 4
/** What is read: GM/T 0031-2025 writes 5, and adds nothing but an optional time stamp on the seal. */
const versions = [4, 5]
/** 签章者证书信息类型: whole certificates, or their digests. */
const wholeCertificates = 1
const certificateDigests = 2

/** A seal before its maker signed it. Size of the picture in millimetres; instants in milliseconds. */
export interface SealWish {
  readonly id: string
  readonly vendor: string
  /** 1 a body's seal, 2 a person's. */
  readonly type: 1 | 2
  readonly name: string
  /** Certificates that may use the seal. */
  readonly certificates: readonly Uint8Array[]
  readonly made: number
  readonly from: number
  readonly until: number
  readonly picture: {
    readonly type: string
    readonly data: Uint8Array
    readonly width: number
    readonly height: number
  }
}

async function signature(signer: DocumentSigner, data: Uint8Array): Promise<Buffer> {
  return bits(encodeSignature(signer.algorithm, await signer.sign(data)))
}

/** SESeal: the seal, signed by its maker. */
export async function makeSeal(wish: SealWish, makerCertificate: Uint8Array, maker: DocumentSigner): Promise<Buffer> {
  const { picture } = wish
  const property = sequence(
    integer(wish.type),
    utf8(wish.name),
    integer(wholeCertificates),
    sequence(...wish.certificates.map(octets)),
    generalizedTime(wish.made),
    generalizedTime(wish.from),
    generalizedTime(wish.until),
  )
  const info = sequence(
    sequence(ia5('ES'), integer(version), ia5(wish.vendor)),
    ia5(wish.id),
    property,
    sequence(
      ia5(picture.type),
      octets(picture.data),
      integer(Math.round(picture.width)),
      integer(Math.round(picture.height)),
    ),
  )
  return sequence(info, octets(makerCertificate), oid(signatureOid(maker.algorithm)), await signature(maker, info))
}

/** SES_Signature: the seal on a document whose descriptor is `content`, found under `place`. */
export async function makeSealSignature(
  wish: { readonly seal: Uint8Array; readonly content: Uint8Array; readonly place: string; readonly at: number },
  certificate: Uint8Array,
  signer: DocumentSigner,
): Promise<Buffer> {
  const hash = digestOf(signer.algorithm, wish.content)
  const signed = sequence(
    integer(version),
    Buffer.from(wish.seal),
    generalizedTime(wish.at),
    bits(hash),
    ia5(wish.place),
  )
  return sequence(signed, octets(certificate), oid(signatureOid(signer.algorithm)), await signature(signer, signed))
}

export interface ReadSeal {
  readonly id: string
  readonly name: string
  readonly from: number
  readonly until: number
  /** Whether the seal may be used with this certificate. */
  readonly allows: (certificate: Uint8Array) => boolean
  readonly maker: Certificate
  readonly picture: { readonly type: string; readonly data: Buffer; readonly width: number; readonly height: number }
  /** Whether its maker's signature holds. */
  readonly sound: boolean
}

export interface ReadSealSignature {
  readonly seal: ReadSeal
  readonly at: number
  readonly hash: Buffer
  readonly place: string
  readonly certificate: Certificate
  readonly algorithm: DocumentAlgorithm
  /** Whether the signer's signature holds. */
  readonly sound: boolean
}

function holds(certificate: Certificate, algorithmDer: Der, signed: Der, signatureDer: Der): boolean {
  const algorithm = algorithmOfSignature(readOid(algorithmDer))
  return (
    certificate.key !== undefined &&
    algorithm === certificate.key.algorithm &&
    verifyEncoded(certificate.key, signed.whole, readBits(signatureDer))
  )
}

/** A sequence of so many parts: a shape that was bent is no seal. */
function shaped(der: Der, parts: number): readonly Der[] {
  if (der.tag !== tags.sequence || der.children.length !== parts) throw new DerFault('a part of another shape')
  return der.children
}

/** A sequence that may end in one part more, `[0]`: extensions or a time stamp. Some makers write extensions without the tag. */
function openShaped(der: Der, parts: number): readonly Der[] {
  const further = der.children[parts]
  if (further === undefined) return shaped(der, parts)
  if (further.tag !== context(0) && further.tag !== tags.sequence) throw new DerFault('a further part of another kind')
  return shaped(der, parts + 1)
}

const textOf = (der: Der, tag: number): string => {
  if (der.tag !== tag) throw new DerFault('no text of this kind')
  return der.content.toString(tag === tags.utf8 ? 'utf8' : 'latin1')
}

function readSeal(der: Der): ReadSeal {
  const [info, maker, algorithm, signed] = openShaped(der, 4) as [Der, Der, Der, Der]
  const [header, id, property, picture] = openShaped(info, 4) as [Der, Der, Der, Der]
  const [mark, number, vendor] = shaped(header, 3) as [Der, Der, Der]
  if (textOf(mark, tags.ia5) !== 'ES' || !versions.includes(readSmall(number)) || !textOf(vendor, tags.ia5))
    throw new DerFault('another version of seals')
  const [, name, kind, list, , from, until] = shaped(property, 7) as [Der, Der, Der, Der, Der, Der, Der]
  const [type, data, width, height] = shaped(picture, 4) as [Der, Der, Der, Der]
  const makerCertificate = readCertificate(childOf(der, 1, tags.octetString).content)
  return {
    id: textOf(id, tags.ia5),
    name: textOf(name, tags.utf8),
    from: readTime(from),
    until: readTime(until),
    allows: readHolders(readSmall(kind), list),
    maker: makerCertificate,
    picture: { type: textOf(type, tags.ia5), data: data.content, width: readSmall(width), height: readSmall(height) },
    sound: maker.tag === tags.octetString && holds(makerCertificate, algorithm, info, signed),
  }
}

/** Who may use a seal. A digest names its kind in words of its maker's; those of 32 bytes are SM3 or SHA-256. */
function readHolders(kind: number, list: Der): ReadSeal['allows'] {
  if (kind === wholeCertificates)
    return (certificate) => list.children.some(({ content }) => Buffer.compare(content, certificate) === 0)
  if (kind !== certificateDigests) throw new DerFault('holders of another kind')
  const digests = list.children.map((each) => childOf(each, 1, tags.octetString).content)
  return (certificate) =>
    ['sm3', 'sha256'].some((name) => {
      const digest = createHash(name).update(certificate).digest()
      return digests.some((each) => Buffer.compare(each, digest) === 0)
    })
}

/** Reads SES_Signature; throws `DerFault` for what is none. */
export function readSealSignature(bytes: Uint8Array): ReadSealSignature {
  const whole = readDer(bytes)
  const [signed, own, algorithmDer, signatureDer] = openShaped(whole, 4) as [Der, Der, Der, Der]
  const [number, seal, time, hash, place] = openShaped(signed, 5) as [Der, Der, Der, Der, Der]
  if (!versions.includes(readSmall(number)) || own.tag !== tags.octetString)
    throw new DerFault('another version of seals')
  const certificate = readCertificate(own.content)
  const algorithm = algorithmOfSignature(readOid(algorithmDer))
  if (!algorithm) throw new DerFault('an algorithm that is not known')
  return {
    seal: readSeal(seal),
    at: readTime(time),
    hash: readBits(hash),
    place: textOf(place, tags.ia5),
    certificate,
    algorithm,
    sound: holds(certificate, algorithmDer, signed, signatureDer),
  }
}
