/** A mail server outside: it speaks as much SMTP (RFC 5321, AUTH PLAIN of RFC 4954) as a sender needs, and keeps what it gets. For tests. */

import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { atEnd } from './database.ts'

export interface Mail {
  readonly from: string
  readonly to: string
  readonly data: string
}

export interface StandInMailServer {
  readonly url: (user?: string) => string
  readonly got: readonly Mail[]
  /** What it says in place of yes, from now on. */
  readonly answers: { rcpt?: string; data?: string }
  readonly stop: () => Promise<unknown>
}

const ok = '250 2.0.0 ok'
const addressOf = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? ''

/** Starts one on a free port of this machine; with a user nobody else may hand mail in. */
export async function startMailServer(account?: {
  readonly user: string
  readonly password: string
}): Promise<StandInMailServer> {
  const got: Mail[] = []
  const answers: { rcpt?: string; data?: string } = {}
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}))
    const mail = { from: '', to: '', data: '' }
    let [known, reading] = [!account, false]

    function answerTo(line: string): string {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO') return account ? `250-mail.example\r\n250 AUTH PLAIN` : '250 mail.example'
      if (verb === 'AUTH') {
        const [, user, password] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
          .toString()
          .split('\0')
        known = user === account?.user && password === account?.password
        return known ? '235 2.7.0 in' : '535 5.7.8 wrong password'
      }
      if (verb === 'MAIL') mail.from = addressOf(line)
      if (verb === 'MAIL' && !known) return '530 5.7.0 who are you'
      if (verb === 'RCPT') mail.to = addressOf(line)
      if (verb === 'RCPT') return answers.rcpt ?? ok
      if (verb === 'DATA') reading = true
      return verb === 'DATA' ? '354 go on' : ok
    }

    let rest = ''
    socket.write('220 mail.example ESMTP\r\n')
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n')
      rest = lines.pop()!
      for (const line of lines) {
        if (reading && line !== '.') mail.data += `${line.replace(/^\./, '')}\r\n`
        else if (reading) {
          reading = false
          if (!answers.data) got.push({ ...mail })
          mail.data = ''
          socket.write(`${answers.data ?? ok}\r\n`)
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else socket.write(`${answerTo(line)}\r\n`)
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  let stopping: Promise<unknown> | undefined
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    stopping ??= new Promise((done) => server.close(done))
    return stopping
  }
  atEnd(stop)
  return { url: (user) => `smtp://${user ? `${user}@` : ''}127.0.0.1:${port}`, got, answers, stop }
}
