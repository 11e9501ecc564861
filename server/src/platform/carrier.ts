/** Messages that leave the installation: handed to a carrier, the region's gateway for SMS and mail. */
import type { Keys } from './keys.ts'

export type Channel = 'sms' | 'mail'

export interface OutgoingMessage {
  /** The same at every try, so that the carrier passes it on once. */
  readonly id: string
  readonly channel: Channel
  /** A mobile number or an address of mail. */
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** `refused`: trying again is of no use. */
export type Carried = 'taken' | 'refused'

export interface Carrier {
  readonly channels: readonly Channel[]
  /** Throws where trying again may help: the carrier is not reached, or has no time. */
  readonly carry: (message: OutgoingMessage) => Promise<Carried>
}

const patience = 10_000

/**
 * A carrier behind a URL: `POST` of the message as JSON, `steppe-signature` over the body with the key `carrier` (Ed25519, base64),
 * `idempotency-key` the message's id. 2xx is taken; 408, 425, 429 and 5xx ask for another try; whatever else is refused.
 */
export async function carrierAt(url: string, keys: Keys, channels: readonly Channel[]): Promise<Carrier> {
  const signer = await keys.signer('carrier', 'EdDSA')
  return {
    channels,
    carry: async (message) => {
      const body = JSON.stringify(message)
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': message.id,
          'steppe-signature': Buffer.from(await signer.sign(Buffer.from(body))).toString('base64'),
        },
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      })
      await response.body?.cancel()
      if (response.ok) return 'taken'
      if ([408, 425, 429].includes(response.status) || response.status >= 500)
        throw new Error(`the carrier answered ${response.status}`)
      return 'refused'
    },
  }
}
