/** A carrier that hands mail to a server of mail by SMTP (RFC 5321), for installations without a gateway of their own. */
import { createHash } from 'node:crypto'
import type { Carried, Carrier, OutgoingMessage } from './carrier.ts'

export interface MailServer {
  /** `smtps://user@host:465` speaks TLS from the start, `smtp://user@host:587` turns to TLS (RFC 3207) or sends nothing. */
  readonly url: string
  readonly password?: string | undefined
  /** Whom the mail is from: `no-reply@host`, or a name before it in pointed brackets. */
  readonly from: string
}

/** For the connection, the greeting and each answer; a whole message may take three times as long. */
const patience = 10_000
const thisMachine = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** How the server is spoken to. Without TLS only to one on this machine. Throws on a URL that is none, naming the variable. */
export function connectionOf({ url, password }: Omit<MailServer, 'from'>) {
  const { protocol, hostname, port, username } = URL.parse(url) ?? {}
  if (!hostname || (protocol !== 'smtp:' && protocol !== 'smtps:'))
    throw new Error('STEPPE_SMTP is no address of a mail server; write smtps://user@host:465 or smtp://user@host:587')
  const secure = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !thisMachine.test(hostname),
    ...(username ? { auth: { user: decodeURIComponent(username), pass: password ?? '' } } : {}),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The same at every try, and without the account: a server that has it already drops the second. */
function messageIdOf({ id }: OutgoingMessage, from: string): string {
  const host = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'
  return `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@${host}>`
}

/** The address or the text is refused for good (5yz to RCPT or DATA); whatever else may be better at the next try. */
function isRefusal(fault: {
  readonly permanent?: boolean
  readonly command?: string
  readonly code?: string
}): boolean {
  return fault.permanent === true && (fault.code === 'EMESSAGE' || /^(RCPT|DATA)/.test(fault.command ?? ''))
}

/** Carries mail only. Throws on settings that cannot be meant. */
export async function smtpCarrier(server: MailServer): Promise<Carrier> {
  const connection = connectionOf(server)
  if (!/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(server.from))
    throw new Error('STEPPE_SMTP_FROM is no address; write no-reply@example.cn, or a name and <no-reply@example.cn>')
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(connection)
  return {
    channels: ['mail'],
    carry: async (message): Promise<Carried> => {
      try {
        await transport.sendMail({
          from: server.from,
          to: message.to,
          subject: message.subject,
          text: message.text,
          messageId: messageIdOf(message, server.from),
          // RFC 3834: nobody's holiday notice answers it.
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(3 * patience),
        })
        return 'taken'
      } catch (fault) {
        if (isRefusal(fault as object)) return 'refused'
        throw fault
      }
    },
  }
}
