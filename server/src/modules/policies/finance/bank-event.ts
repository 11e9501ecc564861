/** Events between us and banks: CloudEvents 1.0, signed Ed25519 over the bytes of the body, as between linked installations. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { LinkEvent } from '#links/links'
import type { House } from '#platform/module'

export interface BankConnected {
  readonly bank: string
  readonly url: string
  readonly publicKey: string
}

/** How banks know us. */
export function sourceOf(house: Pick<House, 'site'>): string {
  return house.site.url ?? `steppe:${house.site.region}`
}

/** The installation's key towards banks; banks fetch its public part. */
export function bankSigner(house: Pick<House, 'keys'>) {
  return house.keys.signer('banks', 'EdDSA')
}

/** Posts an event to a bank; anything but a good answer is a fault, to be tried again. */
export async function postToBank<T>(
  house: Pick<House, 'keys' | 'site' | 'clock'>,
  to: BankConnected,
  event: Pick<LinkEvent<T>, 'id' | 'type' | 'subject' | 'data'>,
): Promise<void> {
  const whole: LinkEvent<T> = {
    specversion: '1.0',
    source: sourceOf(house),
    time: new Date(house.clock.now()).toISOString(),
    datacontenttype: 'application/json',
    ...event,
  }
  const body = Buffer.from(JSON.stringify(whole))
  const signature = Buffer.from(await (await bankSigner(house)).sign(body)).toString('base64')
  const response = await fetch(to.url, {
    method: 'POST',
    redirect: 'error',
    body,
    headers: { 'content-type': 'application/cloudevents+json', 'steppe-signature': signature },
    signal: AbortSignal.timeout(10_000),
  })
  if (!response.ok) throw new Error(`${to.bank} refused ${event.type} ${event.id}: ${response.status}`)
}

/** The key in a PEM; nothing when it is no Ed25519 public key. */
export function readBankKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}

/** Whether the bank signed these bytes. */
export function signedBy(connected: BankConnected, body: Buffer, signature: string): boolean {
  const key = readBankKey(connected.publicKey)
  const bytes = Buffer.from(signature, 'base64')
  return key !== undefined && bytes.length === 64 && verify(null, body, key, bytes)
}

/** Where a bank is reached; nothing when nobody connected it yet. */
export async function findConnection(house: Pick<House, 'db'>, bank: string): Promise<BankConnected | undefined> {
  const [row] = await house.db.ask<BankConnected>(
    'select b.bank, b.url, b.public_key as "publicKey" from policies.banks b where b.bank = $1',
    [bank],
  )
  return row
}
