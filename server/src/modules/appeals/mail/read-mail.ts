/** A mail as text and attachments, read by a library under limits; what is in it is never run, opened or fetched. */
import PostalMime, { type Email } from 'postal-mime'

export interface ReadMail {
  readonly messageId: string
  readonly from: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly automatic: boolean
  readonly attachments: readonly { readonly name: string; readonly content: Buffer }[]
}

/** Why a mail is not taken; the code says it, `what` names the thing. */
export interface NotTaken {
  readonly code:
    | 'too_large'
    | 'unreadable'
    | 'too_many_parts'
    | 'attachment_too_large'
    | 'no_sender'
    | 'empty'
    | 'automatic'
    | 'flood'
    | 'fault'
  readonly what: string
}

/** Bytes of a mail; a larger one is not parsed. */
export const largestMail = 25 * 1024 * 1024
export const largestAttachment = 20 * 1024 * 1024
const mostAttachments = 20
const longestText = 4000
const limits = { maxNestingDepth: 12, maxHeadersSize: 256 * 1024 }

/** The mail, or why it is not taken. */
export async function readMail(bytes: Buffer): Promise<ReadMail | NotTaken> {
  if (bytes.length > largestMail) return { code: 'too_large', what: `${bytes.length} bytes` }
  let mail: Email
  try {
    mail = await PostalMime.parse(bytes, { ...limits, attachmentEncoding: 'arraybuffer' })
  } catch (fault) {
    return { code: 'unreadable', what: String(fault).slice(0, 200) }
  }
  const address = mail.from?.address?.trim().toLowerCase()
  if (!address || !/^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/.test(address)) return { code: 'no_sender', what: '' }
  if (mail.attachments.length > mostAttachments)
    return { code: 'too_many_parts', what: String(mail.attachments.length) }
  const attachments = mail.attachments.map((each) => ({
    name: (each.filename ?? 'file').replace(/[\\/\p{Cc}]/gu, '_').slice(-200),
    content: Buffer.from(each.content as ArrayBuffer),
  }))
  const heavy = attachments.find((each) => each.content.length > largestAttachment)
  if (heavy) return { code: 'attachment_too_large', what: heavy.name }
  const text = tidy(mail.text?.trim() ? mail.text : textOfHtml(mail.html ?? ''))
  const subject = tidy(mail.subject ?? '').slice(0, 100)
  if (!text && !subject) return { code: 'empty', what: '' }
  return {
    messageId: (mail.messageId ?? '').slice(0, 300),
    from: { name: tidy(mail.from?.name ?? '').slice(0, 60), address },
    subject,
    text: (text || subject).slice(0, longestText),
    automatic: isAutomatic(mail),
    attachments,
  }
}

/** Signs that PostgreSQL and people can do without. */
function tidy(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are taken out.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
      .replace(/\r\n?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .toWellFormed()
      .trim()
  )
}

/** The words of an HTML mail without what is in its tags; only ever shown as text. */
export function textOfHtml(html: string): string {
  return html
    .slice(0, 400_000)
    .replace(/<(script|style|head|title)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<(br|\/p|\/div|\/tr|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&amp;/gi, '&')
    .replace(/[ \t]{2,}/g, ' ')
}

/** Answers of machines, lists, delivery reports: to take them would be to talk with oneself. Source: RFC 3834. */
function isAutomatic(mail: Email): boolean {
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value.toLowerCase()
  const submitted = header('auto-submitted')
  if (submitted !== undefined && submitted !== 'no') return true
  if (header('list-id') || header('x-autoreply')) return true
  if (['bulk', 'junk', 'auto_reply'].includes(header('precedence') ?? '')) return true
  return /^(mailer-daemon|postmaster|no-?reply)@/.test(mail.from?.address?.toLowerCase() ?? '')
}
