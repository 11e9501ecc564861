/** A bank outside: it checks what the installation signs, keeps it, and answers with events that it signs itself. For tests and stories. */
import { createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard {
  readonly id: string
  readonly type: string
  readonly subject: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails where it is not there.
  readonly data: any
}

export interface StandInBank {
  readonly url: string
  /** PEM, to be registered with the installation. */
  readonly publicKey: string
  /** Events whose signature was right. */
  readonly heard: Heard[]
  readonly refused: () => number
  /** From now on it answers 503, or again as it should. */
  readonly setSilent: (silent: boolean) => void
  /** An event of this bank, signed over its bytes. */
  readonly signed: (
    type: string,
    subject: string,
    data: unknown,
    at: number,
    id?: string,
  ) => { readonly body: Buffer; readonly signature: string }
  readonly close: () => Promise<void>
}

/** Starts a bank that trusts the key `keyOf` gives. */
export async function startBank(name: string, keyOf: () => Promise<JsonWebKey>): Promise<StandInBank> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const heard: Heard[] = []
  let [refused, silent, count] = [0, false, 0]
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const signature = Buffer.from(String(request.headers['steppe-signature'] ?? ''), 'base64')
    const key = createPublicKey({ key: await keyOf(), format: 'jwk' })
    const right = verify(null, body, key, signature)
    if (silent || !right) refused++
    else heard.push(JSON.parse(body.toString('utf8')) as Heard)
    response.writeHead(silent ? 503 : right ? 200 : 401).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/loans`,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    heard,
    refused: () => refused,
    setSilent: (now) => (silent = now),
    signed: (type, subject, data, at, id = `${name}-${++count}`) => {
      const time = new Date(at).toISOString()
      const event = {
        specversion: '1.0',
        id,
        source: name,
        type: `dev.steppe.loan.${type}`,
        subject,
        time,
        datacontenttype: 'application/json',
        data,
      }
      const body = Buffer.from(JSON.stringify(event))
      return { body, signature: sign(null, body, privateKey).toString('base64') }
    },
    close: () => new Promise((done) => server.close(() => done())),
  }
}
