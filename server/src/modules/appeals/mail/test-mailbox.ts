/** A mailbox for tests that speaks as much IMAP4rev1 as a fetcher needs, and can fall silent at a chosen moment. */

import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'

export interface TestMailbox {
  readonly port: number
  /** By their UID; a size may be claimed that the bytes do not have. */
  readonly messages: Map<number, { readonly bytes: Buffer; readonly size?: number }>
  readonly seen: Set<number>
  readonly fetched: number[]
  validity: number
  /** The line is cut when a command begins so, once. */
  cutAt: string | undefined
  readonly close: () => Promise<unknown>
}

const password = 'secret'

/** Listens on a port of this machine. */
export async function openTestMailbox(): Promise<TestMailbox> {
  const server = createServer((socket) => serve(box, socket))
  const box = boxOf(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return box
}

function boxOf(server: Server): TestMailbox {
  return {
    get port() {
      return (server.address() as AddressInfo).port
    },
    messages: new Map(),
    seen: new Set(),
    fetched: [],
    validity: 7,
    cutAt: undefined,
    close: () => new Promise((done) => server.close(done)),
  }
}

function serve(box: TestMailbox, socket: Socket): void {
  let pending = ''
  socket.on('error', () => {})
  socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n')
  socket.on('data', (chunk) => {
    pending += chunk.toString('latin1')
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end)
      pending = pending.slice(end + 2)
      const [, tag = '', command = ''] = /^(\S+) (.*)$/.exec(line) ?? []
      if (box.cutAt && command.startsWith(box.cutAt)) {
        box.cutAt = undefined
        socket.destroy()
        return
      }
      answer(box, socket, tag, command)
    }
  })
}

function answer(box: TestMailbox, socket: Socket, tag: string, command: string): void {
  const say = (...lines: readonly string[]) => socket.write(lines.map((line) => `${line}\r\n`).join(''))
  const uids = [...box.messages.keys()].sort((a, b) => a - b)
  if (command.startsWith('CAPABILITY')) say('* CAPABILITY IMAP4rev1')
  else if (command.startsWith('LOGIN')) {
    if (!command.includes(password)) return void say(`${tag} NO [AUTHENTICATIONFAILED] wrong`)
  } else if (command.startsWith('LIST') || command.startsWith('LSUB')) say('* LIST () "/" INBOX')
  else if (command.startsWith('SELECT'))
    say(`* ${uids.length} EXISTS`, `* OK [UIDVALIDITY ${box.validity}]`, `* OK [UIDNEXT ${(uids.at(-1) ?? 0) + 1}]`)
  else if (command.startsWith('UID SEARCH')) {
    const from = Number(/UID (\d+):\*/.exec(command)?.[1] ?? 1)
    const found = uids.filter((uid) => uid >= from)
    say(`* SEARCH ${(found.length > 0 ? found : uids.slice(-1)).join(' ')}`)
  } else if (command.startsWith('UID FETCH')) fetch(box, socket, command, uids)
  else if (command.startsWith('UID STORE')) box.seen.add(Number(/STORE (\d+)/.exec(command)?.[1]))
  else if (command.startsWith('LOGOUT')) say('* BYE')
  say(`${tag} OK done`)
  if (command.startsWith('LOGOUT')) socket.end()
}

function fetch(box: TestMailbox, socket: Socket, command: string, uids: readonly number[]): void {
  const uid = Number(/FETCH (\d+)/.exec(command)?.[1])
  const message = box.messages.get(uid)
  if (!message) return
  const { bytes, size = bytes.length } = message
  const part = (name: string, content: Buffer) => {
    socket.write(`${name} {${content.length}}\r\n`)
    socket.write(content)
  }
  socket.write(`* ${uids.indexOf(uid) + 1} FETCH (UID ${uid} RFC822.SIZE ${size}`)
  if (command.includes('BODY.PEEK[HEADER]')) part(' BODY[HEADER]', bytes.subarray(0, bytes.indexOf('\r\n\r\n') + 4))
  else if (command.includes('BODY.PEEK[]')) {
    box.fetched.push(uid)
    part(' BODY[]', bytes)
  }
  socket.write(')\r\n')
}
