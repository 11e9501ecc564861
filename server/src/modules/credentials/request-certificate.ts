/** The certificate under which requests to wallets are signed: it names the server, and an authority of the installation's own vouches for it. Source: RFC 5280; OpenID4VP 1.0 section 5.9. */
import { createHash, randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { makeAuthority, makeCertificate } from '@steppe/kernels/documents'
import type { House } from '#platform/module'
import { issuerOf } from './licence-token.ts'

export interface RequestCertificate {
  /** DER: of who asks, and of the authority that wallets are told to trust. */
  readonly certificate: Buffer
  readonly authority: Buffer
  readonly until: Date
}

const day = 86_400_000
const [authorityLasts, certificateLasts, renewedBefore] = [20 * 365 * day, 365 * day, 30 * day]

/** The name in the address of the installation. */
const hostOf = (house: Pick<House, 'site'>) => new URL(issuerOf(house)).hostname

/** Kept until it is to be renewed; two processes that make it at once agree on one. */
export async function requestCertificate(house: House): Promise<RequestCertificate> {
  const [signer, now, host] = [await house.keys.signer('requests', 'ES256'), house.clock.now(), hostOf(house)]
  const kept = await find(house, signer.id, host)
  if (kept && kept.until.getTime() - now > renewedBefore) return kept
  const vouching = await house.keys.signer('request-authority', 'ES256')
  const serial = () => Buffer.concat([Buffer.from([1]), randomBytes(8)])
  const subject = { name: `${house.site.name.zh}查验证书`, organisation: house.site.name.zh }
  const from = now - 3_600_000
  const authority =
    kept?.authority ??
    (await makeAuthority({ serial: serial(), subject, from, until: from + authorityLasts }, vouching))
  const own = { name: host, organisation: house.site.name.zh }
  const until = new Date(from + certificateLasts)
  const wish = { serial: serial(), subject: own, key: signer, from, until: until.getTime(), dnsName: host }
  await house.db.ask(
    `insert into credentials.request_certificates as c (key_id, host, certificate, authority, until) values ($1, $2, $3, $4, $5)
     on conflict (key_id, host) do update set certificate = excluded.certificate, until = excluded.until where c.until < $6`,
    [
      signer.id,
      host,
      await makeCertificate(wish, authority, vouching),
      authority,
      until,
      new Date(now + renewedBefore),
    ],
  )
  return (await find(house, signer.id, host))!
}

async function find(house: House, keyId: string, host: string): Promise<RequestCertificate | undefined> {
  const rows = await house.db.ask<RequestCertificate>(
    'select c.certificate, c.authority, c.until from credentials.request_certificates c where c.key_id = $1 and c.host = $2',
    [keyId, host],
  )
  return rows[0]
}

/** As whom wallets know who asks: by the name in the certificate, or where the address has no name by the certificate itself. */
export function clientIdOf(house: Pick<House, 'site'>, { certificate }: RequestCertificate): string {
  const host = hostOf(house)
  return isIP(host.replace(/^\[|\]$/g, ''))
    ? `x509_hash:${createHash('sha256').update(certificate).digest('base64url')}`
    : `x509_san_dns:${host}`
}

/** The authority's certificate as wallets take it in. */
export async function authorityPem(house: House): Promise<string> {
  const text = (await requestCertificate(house)).authority.toString('base64').replace(/.{64}(?=.)/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`
}
