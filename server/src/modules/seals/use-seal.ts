/** What a seal signs with: its own key for each algorithm, certified by the installation's authority. */
import { randomBytes } from 'node:crypto'
import {
  type DocumentAlgorithm,
  makeCertificate,
  makeSeal,
  type Picture,
  pictureSvg,
  type Subject,
} from '@steppe/kernels/documents'
import { findFirm } from '#ask/registry'
import type { Signer } from '#platform/keys'
import type { House } from '#platform/module'
import { drawSeal } from './draw-seal.ts'
import type { SealRow } from './find-seals.ts'
import { loadKinds } from './load-kinds.ts'
import { authorityOf } from './own-authority.ts'

export interface SealKey {
  readonly signer: Signer
  /** Its certificate, then the authority's. */
  readonly chain: readonly Buffer[]
}

async function subjectOf(house: House, row: SealRow): Promise<Subject> {
  if (row.holderKind === 'person') return { name: row.name, serialNumber: row.id }
  if (row.holderKind === 'department') return { name: row.name, organisation: row.name, serialNumber: row.id }
  const firm = await findFirm(house, row.holder)
  return { name: row.name, organisation: firm?.name ?? row.name, organisationId: row.holder, serialNumber: row.id }
}

/** The seal's key and certificate; both are made when an algorithm is first used. */
export async function keyOfSeal(house: House, row: SealRow, algorithm: DocumentAlgorithm): Promise<SealKey> {
  const [authority, signer] = await Promise.all([
    authorityOf(house, algorithm),
    house.keys.signer(`seal-${row.id}`, algorithm),
  ])
  const certificate = (await readOwn(house, row, signer)) ?? (await makeOwn(house, row, signer, algorithm))
  return { signer, chain: [certificate, authority.certificate] }
}

async function readOwn(house: House, row: SealRow, signer: Signer): Promise<Buffer | undefined> {
  const rows = await house.db.ask<{ certificate: Buffer }>(
    'select c.certificate from seals.certificates c where c.league = $1 and c.seal = $2 and c.algorithm = $3 and c.key_id = $4',
    [row.league, row.id, signer.algorithm, signer.id],
  )
  return rows[0]?.certificate
}

async function makeOwn(house: House, row: SealRow, signer: Signer, algorithm: DocumentAlgorithm): Promise<Buffer> {
  const authority = await authorityOf(house, algorithm)
  const wish = {
    serial: Buffer.concat([Buffer.from([1]), randomBytes(15)]),
    subject: await subjectOf(house, row),
    key: signer,
    from: row.madeAt.getTime() - 60_000,
    until: Date.parse(`${row.validUntil}T23:59:59Z`),
  }
  const certificate = await makeCertificate(wish, authority.certificate, authority.signer)
  await house.db.commit(
    'insert into seals.certificates (league, seal, algorithm, key_id, certificate, made_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
    [row.league, row.id, algorithm, signer.id, certificate, new Date(house.clock.now())],
  )
  return (await readOwn(house, row, signer))!
}

/** The seal's picture. */
export async function pictureOf(house: House, row: SealRow): Promise<Picture> {
  const { kinds } = await loadKinds(house.site.packs)
  const kind = kinds.get(row.kind)
  if (!kind) throw new Error(`no pack has the kind of seal ${row.kind}`)
  return drawSeal(kind, row.name, row.holderKind === 'firm' ? row.holder : undefined)
}

/** The seal as GB/T 38540 has it, signed by the authority as its maker. */
export async function gbSealOf(house: House, row: SealRow, key: SealKey): Promise<Buffer> {
  const authority = await authorityOf(house, 'SM2')
  const picture = await pictureOf(house, row)
  const wish = {
    id: row.id,
    vendor: 'Steppe',
    type: row.holderKind === 'person' ? (2 as const) : (1 as const),
    name: row.name,
    certificates: [key.chain[0]!],
    made: row.madeAt.getTime(),
    from: row.madeAt.getTime() - 60_000,
    until: Date.parse(`${row.validUntil}T23:59:59Z`),
    picture: { type: 'SVG', data: Buffer.from(pictureSvg(picture)), width: picture.width, height: picture.height },
  }
  return makeSeal(wish, authority.certificate, authority.signer)
}
