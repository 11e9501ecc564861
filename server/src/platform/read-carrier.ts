/** Which carrier is set up: a gateway behind a URL, a server of mail, or both. */
import { type Carrier, type Channel, carrierAt } from './carrier.ts'
import type { Keys } from './keys.ts'
import { smtpCarrier } from './smtp-carrier.ts'

/** One carrier of two: each channel goes to the first that has it. */
function together(first: Carrier, second: Carrier): Carrier {
  return {
    channels: [...new Set([...first.channels, ...second.channels])],
    carry: (message) => (first.channels.includes(message.channel) ? first : second).carry(message),
  }
}

/** What the environment says of carriers. */
export interface CarrierSettings {
  /** STEPPE_CARRIER, and what it carries: `sms,mail` unless said. */
  readonly url?: string | undefined
  readonly channels?: string | undefined
  /** STEPPE_SMTP: mail goes there, also beside a carrier. */
  readonly smtp?: string | undefined
  readonly smtpPassword?: string | undefined
  readonly smtpFrom?: string | undefined
}

/** The carrier that is set up; none where nothing is. Throws on settings that cannot be meant. */
export async function readCarrier(keys: Keys, settings: CarrierSettings): Promise<Carrier | undefined> {
  const { url, smtp, smtpPassword: password, smtpFrom: from = '' } = settings
  const said = (settings.channels ?? 'sms,mail').split(',')
  const channels = said.filter((each): each is Channel => each === 'sms' || each === 'mail')
  const gateway = url ? await carrierAt(url, keys, channels) : undefined
  const mail = smtp ? await smtpCarrier({ url: smtp, password, from }) : undefined
  return mail && gateway ? together(mail, gateway) : (mail ?? gateway)
}
