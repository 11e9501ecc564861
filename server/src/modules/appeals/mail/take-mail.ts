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

/** What makes a mail the same: its number alone could be forged or used twice, so its writer and words count too. */
function nameOf(mail: ReadMail, bytes: Buffer): string {
  const { messageId, from, subject, text } = mail
  return messageId ? digest(JSON.stringify([messageId, from.address, subject, text])) : digest(bytes)
}

export async function takeMail(house: CasesHouse, bytes: Buffer): Promise<MailTaken> {
  const [before] = await house.db.ask<{ code: string }>(
    "select q.code from appeals.quarantine q where q.id = $1 and q.code <> 'attachment_kind'",
    [asideId(bytes)],
  )
  if (before) return { quarantined: asideId(bytes), code: before.code }
  const mail = await readMail(bytes)
  if ('code' in mail) return aside(house, bytes, undefined, mail)
  if (mail.automatic) return aside(house, bytes, mail, { code: 'automatic', what: mail.from.address })
  const name = nameOf(mail, bytes)
  const known = await findTaken(house, name)
  if (known) return known
  const tooMany =
    (await findTooMany(house, flood, mail.from.address)) ?? (await countAttempt(house, flood, mail.from.address))
  if (tooMany) return aside(house, bytes, mail, { code: 'flood', what: mail.from.address })
  return takeOnce(house, bytes, mail, name)
}

async function findTaken(house: CasesHouse, name: string): Promise<MailTaken | undefined> {
  const rows = await house.db.ask<{ order_id: string; quarantined: string | null }>(
    'select m.order_id, m.quarantined from appeals.mails m where m.mail = $1',
    [name],
  )
  const row = rows[0]
  if (!row) return undefined
  return { order: row.order_id, ...(row.quarantined ? { quarantined: row.quarantined, code: 'attachment_kind' } : {}) }
}

/** The order, and that this mail is it, in one transaction: of two that come at once the second finds what the first made. */
function takeOnce(house: CasesHouse, bytes: Buffer, mail: ReadMail, name: string): Promise<MailTaken> {
  return house.db.asOne(async () => {
    await house.db.ask('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`mail ${name}`])
    const known = await findTaken(house, name)
    if (known) return known
    const taken = await openFrom(house, bytes, mail, name)
    if (taken.order)
      await house.db.ask('insert into appeals.mails (mail, order_id, quarantined, taken_at) values ($1, $2, $3, $4)', [
        name,
        taken.order,
        taken.quarantined ?? null,
        new Date(house.clock.now()),
      ])
    return taken
  })
}

async function openFrom(house: CasesHouse, bytes: Buffer, mail: ReadMail, same: string): Promise<MailTaken> {
  const account = `mail:${digest(mail.from.address).slice(0, 22)}`
  const { files, left } = await keepFiles(house, account, mail)
  const name = mail.from.name || mail.from.address.split('@')[0]!
  const opened = await openOrder(house, {
    matter: {
      type: 'hotline',
      intent: 'help',
      urgency: 'general',
      text: mail.text,
      place: { region: await regionOf(house, { address: `${mail.subject} ${mail.text}` }) },
      email: mail.from.address,
      origin: { what: 'mail', id: mail.messageId || digest(bytes) },
    },
    title: mail.subject,
    applicant: { kind: 'person', id: account, name, account },
    channel: 'mail',
    files,
    actor: { kind: 'person', id: account, name },
    url: '',
    sameAs: `mail\n${same}`,
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

const asideId = (bytes: Buffer) => digest(bytes).slice(0, 32)

/** Kept whole, once, under its digest. */
export async function aside(
  house: CasesHouse,
  bytes: Buffer,
  mail: ReadMail | undefined,
  { code, what }: { readonly code: NotTaken['code'] | 'attachment_kind'; readonly what: string },
): Promise<MailTaken> {
  const id = asideId(bytes)
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
