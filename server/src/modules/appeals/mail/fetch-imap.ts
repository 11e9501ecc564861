/**
 * Fetches mail from a mailbox over IMAP (RFC 9051): what is new since the last reading, each message taken as an order or put aside with its
 * reason. How far it was read is kept here, not in the mailbox: killed at any moment, the next reading goes on from there, and a message that
 * was taken already is known again. Nothing is deleted in the mailbox; what was taken is marked as seen.
 */
import type { ImapFlow } from 'imapflow'
import type { CasesHouse } from '#cases/house'
import { keepLooking } from '#platform/keep-looking'
import { isConnectionLost } from '#platform/postgres'
import { aside, takeMail } from './take-mail.ts'

/** A larger message is not fetched: its head is put aside, the message stays where it is. */
const largestFetched = 60 * 1024 * 1024

export interface Mailbox {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly folder: string
  /** TLS from the first byte; else STARTTLS. Only on this very machine a password goes without. */
  readonly tls: boolean
}

/** `imaps://user@host/folder`; nothing where none is named. A fault names what is wrong with the address. */
export function mailboxOf(
  address = process.env.STEPPE_IMAP,
  password = process.env.STEPPE_IMAP_PASSWORD ?? '',
): Mailbox | undefined {
  if (!address) return undefined
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !['imap:', 'imaps:'].includes(url.protocol) || !url.hostname || !url.username)
    throw new Error('STEPPE_IMAP must be imaps://user@host[:port]/folder; the password stands in STEPPE_IMAP_PASSWORD')
  const tls = url.protocol === 'imaps:'
  return {
    host: url.hostname,
    port: Number(url.port) || (tls ? 993 : 143),
    user: decodeURIComponent(url.username),
    password,
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
    tls,
  }
}

const isHere = (host: string) => ['localhost', '127.0.0.1', '[::1]'].includes(host)

// The library is read when there is a mailbox: most installations have none.
async function open(box: Mailbox): Promise<ImapFlow> {
  const { ImapFlow: Client } = await import('imapflow')
  const client = new Client({
    host: box.host,
    port: box.port,
    secure: box.tls,
    ...(box.tls ? {} : { doSTARTTLS: !isHere(box.host) }),
    auth: { user: box.user, pass: box.password },
    clientInfo: { name: 'Steppe' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 120_000,
  })
  // What goes wrong on the line also ends the command under way, which is where it is told.
  client.on('error', () => {})
  return client
}

/** Takes what is new; gives how many messages were looked at. Throws when the mailbox cannot be reached: the next reading tries again. */
export async function fetchMail(house: CasesHouse, box: Mailbox): Promise<number> {
  const client = await open(box)
  try {
    await client.connect()
    const { uidValidity } = await client.mailboxOpen(box.folder)
    const name = `${box.user}@${box.host}:${box.port}/${box.folder}`
    const last = await lastRead(house, name, uidValidity)
    const uids = await newSince(client, last)
    for (const uid of uids) {
      await takeMessage(house, client, uid)
      await keepRead(house, name, uidValidity, uid)
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
    }
    return uids.length
  } finally {
    await client.logout().catch(() => client.close())
  }
}

/** `n:*` names the last message even where it is older than n. */
async function newSince(client: ImapFlow, last: number): Promise<number[]> {
  const found = await client.search({ uid: `${last + 1}:*` }, { uid: true })
  return (found || []).filter((uid) => uid > last).sort((a, b) => a - b)
}

async function takeMessage(house: CasesHouse, client: ImapFlow, uid: number): Promise<void> {
  const said = await client.fetchOne(String(uid), { uid: true, size: true }, { uid: true })
  // Gone meanwhile: somebody deleted it in the mailbox.
  if (!said) return
  if ((said.size ?? 0) > largestFetched) {
    const head = await client.fetchOne(String(uid), { headers: true }, { uid: true })
    const bytes = (head ? head.headers : undefined) ?? Buffer.from(`uid ${uid}`)
    await aside(house, bytes, undefined, { code: 'too_large', what: `${said.size} bytes; uid ${uid} in the mailbox` })
    return
  }
  const whole = await client.fetchOne(String(uid), { source: true }, { uid: true })
  const bytes = whole ? whole.source : undefined
  if (bytes) await takeOrPutAside(house, bytes)
}

/** A message on which taking stumbles must not hold back those behind it; when the database is gone it is left for the next reading. */
async function takeOrPutAside(house: CasesHouse, bytes: Buffer): Promise<void> {
  try {
    await takeMail(house, bytes)
  } catch (fault) {
    if (isConnectionLost(fault as Error)) throw fault
    console.error('a mail could not be taken and was put aside:', fault)
    await aside(house, bytes, undefined, { code: 'fault', what: String(fault) })
  }
}

/** The last number read; 0 where the mailbox counts anew or was never read. */
async function lastRead(house: CasesHouse, box: string, validity: bigint): Promise<number> {
  const rows = await house.db.ask<{ uid_validity: string; last_uid: string }>(
    'select m.uid_validity, m.last_uid from appeals.mailboxes m where m.box = $1',
    [box],
  )
  const row = rows[0]
  return row && BigInt(row.uid_validity) === validity ? Number(row.last_uid) : 0
}

async function keepRead(house: CasesHouse, box: string, validity: bigint, uid: number): Promise<void> {
  await house.db.ask(
    `insert into appeals.mailboxes (box, uid_validity, last_uid, read_at) values ($1, $2, $3, $4)
     on conflict (box) do update set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid, read_at = excluded.read_at`,
    [box, String(validity), uid, new Date(house.clock.now())],
  )
}

/** Reads the mailbox that STEPPE_IMAP names every `every` ms. Gives the way to stop. */
export function keepFetchingMail(house: CasesHouse, every = 30_000): () => Promise<void> {
  const box = mailboxOf()
  if (!box) return async () => {}
  return keepLooking(() => fetchMail(house, box), every, 'the mailbox was not read')
}
