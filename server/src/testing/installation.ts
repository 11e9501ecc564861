/** A whole installation for a test file: packs taken in, engine, HTTP without a port, people who sign in, a clock that can be moved. */
import { resolve } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { type Assembled, assemble } from '../assemble.ts'
import type { Links } from '../links/links.ts'
import { clockFrom } from '../platform/clock.ts'
import { sendNotFound } from '../platform/http.ts'
import { type Keys, keysInMemory } from '../platform/keys.ts'
import { openPacks } from '../platform/packs.ts'
import type { Database } from '../platform/postgres.ts'
import { atEnd, cloneDatabase, connectForTests } from './database.ts'
import { recordAnswers } from './record-operations.ts'
import { settle } from './settle.ts'

const packsFolder = resolve(import.meta.dirname, '../../../packs')
const names = ['national', 'neimenggu', 'demo']

/** Assembles over a migrated database; the instants come from `now`. */
export async function assembleForTests(
  db: Database,
  now: () => number = Date.now,
  links?: Links,
  folder = packsFolder,
  keys: Keys = keysInMemory(),
): Promise<Assembled> {
  const packs = await openPacks(folder, names)
  return assemble(db, packs, clockFrom(now, 'Asia/Shanghai'), {
    demo: true,
    keys,
    ...(links ? { links } : {}),
  })
}

export interface Reply<T = Record<string, never>> {
  readonly status: number
  readonly body: T
}

export interface Client {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails where it is not there.
  readonly call: <T = any>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Reply<T>>
}

export interface TestInstallation extends Assembled {
  readonly app: FastifyInstance
  readonly anyone: Client
  /** Signs in with the password of the demonstration accounts. */
  readonly signIn: (login: string) => Promise<Client>
  /** Moves the clock to an instant, `2026-11-23T09:00+08:00`. */
  readonly setNow: (instant: string) => void
  /** Lets the platform do what is due: timers, then journeys, then sealing. */
  readonly settle: () => Promise<void>
}

function clientOf(app: FastifyInstance, token?: string): Client {
  return {
    // biome-ignore lint/suspicious/noExplicitAny: see Client.
    call: async <T = any>(
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      url: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Reply<T>> => {
      const options: InjectOptions = {
        method,
        url,
        headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      }
      if (body !== undefined) options.payload = body as object
      const response = await app.inject(options)
      const type = String(response.headers['content-type'] ?? '')
      const answer = /\bjson\b/.test(type) ? response.json() : response.body
      return { status: response.statusCode, body: answer as T }
    },
  }
}

const halfADay = 12 * 3600_000

/** A client with a session of a demonstration account. */
async function openSession(app: FastifyInstance, login: string): Promise<Client> {
  const payload = { login, password: 'steppe-demo' }
  const response = await app.inject({ method: 'POST', url: '/api/session', payload })
  if (response.statusCode !== 200) throw new Error(`${login} cannot sign in: ${response.body}`)
  return clientOf(app, String(response.headers['x-session-token']))
}

/** An installation of its own for a test file. */
export async function testInstallation(start = '2026-11-23T09:00+08:00', links?: Links): Promise<TestInstallation> {
  const db = connectForTests(await cloneDatabase('installed'))
  atEnd(db.close)
  return installOver(db, start, links)
}

/** An installation over a database that may have been used before; its packs may come from another folder. */
export async function installOver(
  db: Database,
  start: string,
  links?: Links,
  folder?: string,
  keys?: Keys,
): Promise<TestInstallation> {
  let instant = Date.parse(start)
  const assembled = await assembleForTests(db, () => instant, links, folder, keys)
  const app = await assembled.http()
  app.setNotFoundHandler((_request, reply) => sendNotFound(reply))
  recordAnswers(app)
  await app.ready()
  atEnd(() => app.close())
  return {
    ...assembled,
    app,
    anyone: clientOf(app),
    signIn: async (login) => {
      let [client, since] = [await openSession(app, login), instant]
      return {
        // A session does not outlive half a day of a clock that was moved: it is opened anew, as a person would.
        call: async (...args) => {
          if (Math.abs(instant - since) > halfADay) [client, since] = [await openSession(app, login), instant]
          return client.call(...args)
        },
      } as Client
    },
    setNow: (text) => {
      instant = Date.parse(text)
    },
    settle: () => settle(assembled.house),
  }
}
