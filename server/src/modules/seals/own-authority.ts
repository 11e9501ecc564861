/** The installation's own authority: certifies seals and signers. Made on first use; its key never leaves the key store. */
import { randomBytes } from 'node:crypto'
import { type Certificate, type DocumentAlgorithm, makeAuthority, readCertificate } from '@steppe/kernels/documents'
import type { Signer } from '#platform/keys'
import type { House } from '#platform/module'

export interface OwnAuthority {
  readonly certificate: Buffer
  readonly signer: Signer
}

const year = 365.25 * 86_400_000
/** Longer than any seal it certifies. */
const lasts = 20 * year

const known = new WeakMap<House['db'], Map<string, OwnAuthority>>()

/** The authority of an algorithm; two processes that make it at once agree on one certificate. */
export async function authorityOf(house: House, algorithm: DocumentAlgorithm): Promise<OwnAuthority> {
  const kept = known.get(house.db) ?? new Map<string, OwnAuthority>()
  known.set(house.db, kept)
  const signer = await house.keys.signer('seals', algorithm)
  const found = kept.get(signer.id)
  if (found) return found
  const made = { certificate: (await readOwn(house, signer.id)) ?? (await makeOwn(house, signer, algorithm)), signer }
  kept.set(signer.id, made)
  return made
}

async function readOwn(house: House, keyId: string): Promise<Buffer | undefined> {
  const rows = await house.db.ask<{ certificate: Buffer }>(
    'select a.certificate from seals.authorities a where a.key_id = $1',
    [keyId],
  )
  return rows[0]?.certificate
}

async function makeOwn(house: House, signer: Signer, algorithm: DocumentAlgorithm): Promise<Buffer> {
  const from = house.clock.now() - 3600_000
  const subject = { name: `${house.site.name.zh}电子印章证书`, organisation: house.site.name.zh }
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)])
  const certificate = await makeAuthority({ serial, subject, from, until: from + lasts }, signer)
  await house.db.commit(
    'insert into seals.authorities (key_id, algorithm, certificate, made_at) values ($1, $2, $3, $4) on conflict do nothing',
    [signer.id, algorithm, certificate, new Date(house.clock.now())],
  )
  return (await readOwn(house, signer.id))!
}

/** Every authority this installation ever had: what its certificates are checked against. */
export async function ownAuthorities(house: Pick<House, 'db'>): Promise<readonly Certificate[]> {
  const rows = await house.db.ask<{ certificate: Buffer }>(
    'select a.certificate from seals.authorities a order by a.key_id limit 100',
  )
  return rows.map((row) => readCertificate(row.certificate))
}
