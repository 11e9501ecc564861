/** A witness: follows logs and co-signs what only grew. `npm run witness -- --folder DIR --name audit.example/w1 --log VKEY [--port 8090]` */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  ed25519Cosignature,
  ed25519Note,
  formatVerifierKey,
  makeVerifierKey,
  parseVerifierKey,
  type VerifierKey,
} from '@steppe/kernels/ledger'
import { type Reply, witnessOf } from './answer-log.ts'
import { seenInFolder } from './keep-seen.ts'

/** Requests hold a checkpoint and at most 63 hashes. */
const longestRequest = 64 * 1024

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    name: { type: 'string' },
    log: { type: 'string', multiple: true },
    port: { type: 'string', default: '8090' },
    host: { type: 'string', default: '127.0.0.1' },
  },
})

function usage(why: string): never {
  console.error(
    `${why}\n用法 Usage: npm run witness -- --folder DIR --name audit.example/w1 --log VKEY [--log …] [--port 8090]`,
  )
  process.exit(2)
}

/** The witness's own key, made at its first start; only this account may read it. */
async function ownKey(folder: string): Promise<KeyObject> {
  const path = join(folder, 'witness.pem')
  const there = await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined
    throw fault
  })
  if (there) return createPrivateKey(there)
  const { privateKey } = generateKeyPairSync('ed25519')
  await writeFile(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
  return privateKey
}

function logKeys(texts: readonly string[]): VerifierKey[] {
  return texts.map((text) => {
    const key = parseVerifierKey(text)
    return key?.type === ed25519Note ? key : usage(`不是日志公钥 Not the verifier key of a log: ${text}`)
  })
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > longestRequest) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

async function start(): Promise<void> {
  const folder = resolve(values.folder ?? usage('缺少 --folder is missing'))
  const name = values.name ?? usage('缺少 --name is missing')
  const logs = logKeys(values.log ?? usage('缺少 --log is missing'))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const secret = await ownKey(folder)
  const publicKey = Buffer.from(String(createPublicKey(secret).export({ format: 'jwk' }).x), 'base64url')
  const key = makeVerifierKey(name, ed25519Cosignature, publicKey)
  const store = await seenInFolder(join(folder, 'logs'))
  const witness = witnessOf({ key, sign: async (bytes) => sign(null, bytes, secret), logs, store, now: Date.now })

  const reply = async (request: IncomingMessage): Promise<Reply> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? []
    if (request.method === 'GET' && hash) {
      const note = await store.note(hash)
      return note
        ? { status: 200, type: 'text/plain; charset=utf-8', body: note }
        : { status: 404, body: 'not cosigned\n' }
    }
    if (request.method !== 'POST' || path !== '/add-checkpoint') return { status: 404, body: 'not here\n' }
    const body = await readBody(request)
    return body === undefined ? { status: 413, body: 'too long\n' } : witness.addCheckpoint(body)
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const {
      status,
      type = 'text/plain; charset=utf-8',
      body,
    } = await reply(request).catch((fault: unknown): Reply => {
      console.error('a fault; nothing was signed:', fault)
      return { status: 500, body: 'a fault of the witness\n' }
    })
    if (status === 422) console.error(`${new Date().toISOString()} 拒绝见证 refused: ${body.trim()}`)
    response.writeHead(status, { 'content-type': type }).end(body)
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(Number(values.port), values.host, () => {
    const { port } = server.address() as { port: number }
    console.log(`见证程序已启动 The witness listens on http://${values.host}:${port}`)
    console.log(`公钥 verifier key: ${formatVerifierKey(key)}`)
  })
}

await start()
