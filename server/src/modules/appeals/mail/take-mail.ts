/** Takes a mail as an order; what cannot be taken is kept whole in quarantine with its reason. The same mail again is the same order. */
import { createHash } from 'node:crypto'
import type { Quarantined } from '@steppe/contracts/appeals'
import type { CasesHouse } from '#cases/house'
import { countAttempt, findTooMany } from '#platform/count-attempts'
import { keepFile } from '#platform/files'
import { isRefusal, refuse } from '#platform/refusals'
import { personal } from '#platform/vault'
import { openOrder } from '../open-order.ts'
import { regionOf } from '../open311/take-request.ts'
import { type NotTaken, type ReadMail, readMail } from './read-mail.ts'

export interface MailTaken {
  readonly order?: string
  /** Id in quarantine: of the whole mail, or because of an attachment that was left out. */
  readonly quarantined?: string
  readonly code?: string
}

const digest = (value: string | Buffer) => createHash('sha256').update(value).digest('base64url')
/** A person writes no more in an hour; a bomb does. */
const flood = { what: 'appeals_mail', most: 20, seconds: 3600 }

export async function takeMail(house: CasesHouse, bytes: Buffer): Promise<MailTaken> {
  const mail = await readMail(bytes)
  if ('code' in mail) return aside(house, bytes, undefined, mail)
  if (mail.automatic) return aside(house, bytes, mail, { code: 'automatic', what: mail.from.address })
  const tooMany =
    (await findTooMany(house, flood, mail.from.address)) ?? (await countAttempt(house, flood, mail.from.address))
  if (tooMany) return aside(house, bytes, mail, { code: 'flood', what: mail.from.address })
  const account = `mail:${digest(mail.from.address).slice(0, 22)}`
  const { files, left } = await keepFiles(house, account, mail)
  const name = mail.from.name || mail.from.address.split('@')[0]!
  const opened = await openOrder(house, {
    matter: {
      type: 'hotline',
      intent: 'help',
      urgency: 'general',
      text: mail.text,
      place: { region: await regionOf(house, undefined, `${mail.subject} ${mail.text}`) },
      email: mail.from.address,
      origin: { what: 'mail', id: mail.messageId || digest(bytes) },
    },
    title: mail.subject,
    applicant: { kind: 'person', id: account, name, account },
    channel: 'mail',
    files,
    actor: { kind: 'person', id: account, name },
    url: '',
    sameAs: `mail\n${mail.messageId || digest(bytes)}`,
  })
  if (isRefusal(opened)) return aside(house, bytes, mail, { code: 'unreadable', what: opened.code })
  if (left.length === 0) return { order: opened.id }
  const kept = await aside(house, bytes, mail, { code: 'attachment_kind', what: `${opened.id}: ${left.join(', ')}` })
  return { order: opened.id, ...kept }
}

/** Attachments that may be kept (told by their bytes), and the names of those that may not. */
async function keepFiles(house: CasesHouse, owner: string, mail: ReadMail) {
  const files: { id: string; name: string; sha256: string; size: number }[] = []
  const left: string[] = []
  for (const { name, content } of mail.attachments) {
    const kept = await keepFile(house.db.ask, house.clock, owner, name, content)
    if (isRefusal(kept)) left.push(name)
    else files.push({ id: kept.id, name: kept.name, sha256: kept.sha256, size: kept.size })
  }
  return { files, left }
}

/** Kept whole, once, under its digest. */
async function aside(
  house: CasesHouse,
  bytes: Buffer,
  mail: ReadMail | undefined,
  { code, what }: { readonly code: NotTaken['code'] | 'attachment_kind'; readonly what: string },
): Promise<MailTaken> {
  const id = digest(bytes).slice(0, 32)
  await house.db.ask(
    `insert into appeals.quarantine (id, channel, sender, subject, at, bytes, code, what, content) values ($1, 'mail', $2, $3, $4, $5, $6, $7, $8)
     on conflict do nothing`,
    [
      id,
      mail?.from.address ?? '',
      mail?.subject ?? '',
      new Date(house.clock.now()),
      bytes.length,
      code,
      what.slice(0, 300),
      personal(bytes),
    ],
  )
  return { quarantined: id, code }
}

const pageSize = 50

/** What was put aside, the latest first; the content is not given out here. */
export async function listQuarantine(house: CasesHouse, cursor: string | undefined) {
  const after = cursor === undefined ? undefined : /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~([\w-]{8,40})$/.exec(cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const rows = await house.db.ask<Omit<Quarantined, 'from' | 'at'> & { sender: string; at: Date }>(
    `select q.id, q.channel, q.sender, q.subject, q.at, q.bytes, q.code, q.what from appeals.quarantine q
     where (q.at, q.id) < ($1::timestamptz, $2::text) order by q.at desc, q.id desc limit $3`,
    [after?.[1] ?? 'infinity', after?.[2] ?? '~', pageSize + 1],
  )
  const page = rows
    .slice(0, pageSize)
    .map(({ sender, at, ...row }): Quarantined => ({ ...row, from: sender, at: at.toISOString() }))
  const last = page.at(-1)
  return { rows: page, ...(rows.length > pageSize && last ? { next: `${last.at}~${last.id}` } : {}) }
}
