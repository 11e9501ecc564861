/** The world of a story: an installation of its own on a real PostgreSQL, its public HTTP API on a port, and a browser. */
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import pg from 'pg'
import { assemble } from '../server/src/assemble.ts'
import { buildWeb } from '../server/src/build-web.ts'
import { keepWaking } from '../server/src/cases/wake-cases.ts'
import { journeys } from '../server/src/journeys/index.ts'
import { keepSealing } from '../server/src/ledger/keep-sealing.ts'
import { type Links, linksFrom, type Peer } from '../server/src/links/links.ts'
import { publishFigures } from '../server/src/modules/evaluation/act.ts'
import { clockFrom } from '../server/src/platform/clock.ts'
import { keysInMemory } from '../server/src/platform/keys.ts'
import type { WitnessSettings } from '../server/src/platform/module.ts'
import { keepDelivering } from '../server/src/platform/outbox.ts'
import { openPack, openPacks } from '../server/src/platform/packs.ts'
import type { Database } from '../server/src/platform/postgres.ts'
import { serveWeb } from '../server/src/serve-web.ts'
import { connectForTests } from '../server/src/testing/database.ts'
import { type ExampleBook, noExamples } from '../server/src/testing/record-examples.ts'
import type { TestServer } from '../server/src/testing/server.ts'
import { settle } from '../server/src/testing/settle.ts'
import { type Browser, openBrowser, openPage, type Page } from '../web/e2e/browser.ts'

export type { Page }

const root = resolve(import.meta.dirname, '..')
const password = 'steppe-demo'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Reply<T = never> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

export interface Client {
  readonly login: string | undefined
  /** Asks the API; `example` keeps request and answer as an example of the documentation under that name. */
  // biome-ignore lint/suspicious/noExplicitAny: a story reads what it expects and fails where it is not there.
  readonly call: <T = any>(
    method: Method,
    path: string,
    body?: unknown,
    options?: { readonly key?: string; readonly example?: string },
  ) => Promise<Reply<T>>
  /** As `call`, for answers that must be good; a refusal is told with its sentence. */
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly ask: <T = any>(
    method: Method,
    path: string,
    body?: unknown,
    options?: { readonly key?: string; readonly example?: string },
  ) => Promise<T>
  readonly upload: (
    name: string,
  ) => Promise<{ readonly id: string; readonly name: string; readonly sha256: string; readonly size: number }>
  readonly cookie: string
}

export interface World {
  readonly base: string
  readonly db: Database
  /** A client of the API: signed in as a demonstration account, or nobody. A session is opened anew after the clock moved far. */
  readonly api: (login?: string) => Promise<Client>
  /** A page as this account sees it, on a desktop unless a width is said. */
  readonly page: (
    login?: string,
    options?: { readonly width?: number; readonly language?: 'zh' | 'en' },
  ) => Promise<Page>
  readonly now: () => number
  /** Moves the clock, `2026-11-24T09:00+08:00`. */
  readonly setNow: (instant: string) => void
  /** Takes in one more pack, as a start does. */
  readonly takeIn: (folder: string) => Promise<void>
  /** Lets the platform do what is due: timers, journeys. */
  readonly settle: () => Promise<void>
  /** Publishes the figures of what is over, as the platform does after midnight. */
  readonly publish: () => Promise<number>
  /** A second installation, linked to this one: we handle the regions `ours`, it handles `theirs`. */
  readonly neighbour: (ours: readonly string[], theirs: readonly string[]) => Promise<World>
  /** Has a witness outside follow the log from now on. */
  readonly letWitness: (witness: WitnessSettings) => void
  /** A sentence of the row: tried; when it does not hold it is reported and the story goes on. Tells whether it held. */
  readonly holds: (sentence: string, check: () => Promise<void>) => Promise<boolean>
  /** What the product does not have yet, said as it is. */
  readonly missing: (sentence: string) => void
  /** What is told with a story that works: a smaller number than the row's, a measure. */
  readonly note: (sentence: string) => void
}

export interface Story {
  readonly id: string
  readonly title: string
  readonly play: (world: World) => Promise<void>
}

export interface Told {
  readonly ok: boolean
  readonly why: string
  readonly notes: readonly string[]
}

/** What all stories of a run share: the PostgreSQL server with a template that has the packs, the built pages, the browser. */
export interface Stage {
  readonly installed: string
  readonly dist: string
  readonly browser: () => Promise<Browser>
  readonly close: () => Promise<void>
}

/** The server of the whole test run where there is one; a story played by hand starts its own. */
async function openServer(): Promise<Pick<TestServer, 'installed' | 'stop'>> {
  const template = process.env.STEPPE_TEST_TEMPLATE
  if (template) return { installed: databaseOf(template, 'installed'), stop: async () => {} }
  const { startTestServer } = await import('../server/src/testing/server.ts')
  return startTestServer()
}

/** The same server's database of that name. */
const databaseOf = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()

export async function openStage(): Promise<Stage> {
  const [server, dist] = await Promise.all([openServer(), buildWeb(root)])
  let browser: Promise<Browser> | undefined
  return {
    installed: server.installed,
    dist,
    browser: () => (browser ??= openBrowser()),
    close: async () => {
      await (await browser)?.close()
      await server.stop()
    },
  }
}

async function admin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseOf(url, 'postgres') })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** Plays one story in a world of its own and tells how it went. */
export async function playStory(stage: Stage, story: Story, examples: ExampleBook = noExamples): Promise<Told> {
  const name = `s_${story.id.toLowerCase()}_${process.pid}`
  await admin(stage.installed, `create database ${name} template installed strategy file_copy`)
  const failures: string[] = []
  const notes: string[] = []
  const url = databaseOf(stage.installed, name)
  let close = async () => {}
  try {
    const running = await openWorld(stage, url, { failures, notes, examples })
    close = running.close
    await story.play(running.world)
  } catch (fault) {
    failures.push(sentenceOf(fault))
  } finally {
    await close()
    await admin(stage.installed, `drop database if exists ${name} with (force)`)
  }
  return { ok: failures.length === 0, why: failures.join(' · '), notes }
}

function sentenceOf(fault: unknown): string {
  const text = stripVTControlCharacters(fault instanceof Error ? fault.message : String(fault))
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 3)
    .join(' ')
    .slice(0, 400)
}

interface Telling {
  readonly failures: string[]
  readonly notes: string[]
  readonly examples: ExampleBook
}

interface Running {
  readonly world: World
  readonly link: Link
  readonly close: () => Promise<void>
}

/** What an installation needs to be linked: its name and keys, and the peers it knows, which grow. */
interface Link {
  readonly name: string
  readonly publicKey: string
  readonly links: Links
}

function makeLink(name: string): Link {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const own = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const links = { ...linksFrom({ name, privateKey: own, peers: [] }), peers: [] as Peer[] }
  return { name, publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(), links }
}

function know(own: Link, other: Link, url: string, regions: readonly string[]): void {
  const peer = { name: other.name, url, publicKey: createPublicKey(other.publicKey), regions }
  ;(own.links.peers as Peer[]).push(peer)
}

/** A second world beside `first`, on a database of its own. */
async function openNeighbour(
  stage: Stage,
  first: { link: Link; base: string },
  telling: Telling,
  ours: readonly string[],
  theirs: readonly string[],
): Promise<Running> {
  const name = `n_${process.pid}_${Date.now()}`
  await admin(stage.installed, `create database ${name} template installed strategy file_copy`)
  const url = databaseOf(stage.installed, name)
  const other = await openWorld(stage, url, telling, 'there')
  know(first.link, other.link, other.world.base, theirs)
  know(other.link, first.link, first.base, ours)
  const close = async () => {
    await other.close()
    await admin(stage.installed, `drop database if exists ${name} with (force)`)
  }
  return { ...other, close }
}

async function openWorld(stage: Stage, url: string, telling: Telling, name = 'here'): Promise<Running> {
  const db = connectForTests(url)
  let offset = Date.parse('2026-11-23T09:30+08:00') - Date.now()
  const now = () => Date.now() + offset
  const link = makeLink(name)
  const neighbours: Running[] = []
  const witnesses: WitnessSettings[] = []
  const packs = await openPacks(resolve(root, 'packs'), ['national', 'neimenggu', 'demo'])
  const { house, cards, http } = await assemble(db, packs, clockFrom(now, 'Asia/Shanghai'), {
    demo: true,
    keys: keysInMemory(),
    links: link.links,
    log: { witnesses },
  })
  const app = await http()
  await serveWeb(app, stage.dist)
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  const stops = [keepWaking(house, house.engine), keepDelivering(house, journeys(house), 200), keepSealing(house)]
  const pages: Page[] = []
  const sessions = new Map<string, Promise<Client>>()
  const client = (login?: string) => openClient(base, login, telling.examples)
  const world: World = {
    base,
    db,
    now,
    api: (login) => {
      const known = sessions.get(login ?? '') ?? client(login)
      sessions.set(login ?? '', known)
      return known
    },
    page: async (login, options = {}) => {
      const { cookie } = await world.api(login)
      const page = await openPage(await stage.browser(), {
        width: options.width ?? 1440,
        base,
        ...(options.language ? { language: options.language } : {}),
        ...(login ? { cookie } : {}),
      })
      pages.push(page)
      return page
    },
    setNow: (instant) => {
      offset = Date.parse(instant) - Date.now()
      sessions.clear()
    },
    takeIn: async (folder) => {
      const pack = await openPack(folder)
      const loads = cards.flatMap((card) => (card.load ? [card.load] : [])).sort((a, b) => a.order - b.order)
      for (const load of loads)
        await load.run({ ...house, site: { ...house.site, packs: [...house.site.packs, pack] } }, pack, () => {})
    },
    settle: () => settle(house),
    publish: () => publishFigures(house),
    neighbour: async (ours, theirs) => {
      const other = await openNeighbour(stage, { link, base }, telling, ours, theirs)
      neighbours.push(other)
      return other.world
    },
    letWitness: (witness) => void witnesses.push(witness),
    holds: async (sentence, check) => {
      try {
        await check()
        return true
      } catch (fault) {
        telling.failures.push(`${sentence}: ${sentenceOf(fault)}`)
        return false
      }
    },
    missing: (sentence) => telling.failures.push(sentence),
    note: (sentence) => telling.notes.push(sentence),
  }
  const close = async () => {
    for (const neighbour of neighbours) await neighbour.close()
    for (const page of pages) await page.context().close()
    for (const stop of stops) await stop()
    await app.close()
    await db.close()
  }
  return { world, link, close }
}

/** A PDF of one empty page. */
export const smallestPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

async function openClient(base: string, login: string | undefined, examples: ExampleBook): Promise<Client> {
  const session = login ? await signIn(base, login) : undefined
  const headers = (): Record<string, string> => (session ? { authorization: `Bearer ${session.token}` } : {})
  const call: Client['call'] = async (method, path, body, options = {}) => {
    const writes = method !== 'GET'
    const response = await fetch(base + path, {
      method,
      headers: {
        ...headers(),
        ...(writes ? { 'idempotency-key': options.key ?? randomUUID() } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const type = response.headers.get('content-type') ?? ''
    const answer = type.includes('json') ? await response.json() : await response.text()
    if (options.example)
      await examples.keep({
        name: options.example,
        as: login,
        method,
        path,
        request: body,
        status: response.status,
        answer,
      })
    return { status: response.status, body: answer as never, headers: response.headers }
  }
  return {
    login,
    cookie: session?.cookie ?? '',
    call,
    ask: async (method, path, body, options) => {
      const reply = await call<Record<string, unknown>>(method, path, body, options)
      if (reply.status >= 300)
        throw new Error(
          `${method} ${path} as ${login ?? 'nobody'}: ${reply.status} ${reply.body.code ?? ''} ${reply.body.title ?? JSON.stringify(reply.body).slice(0, 200)}`,
        )
      return reply.body as never
    },
    upload: async (name) => {
      const response = await fetch(`${base}/api/files?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { ...headers(), 'content-type': 'application/pdf', 'idempotency-key': randomUUID() },
        body: smallestPdf,
      })
      if (!response.ok) throw new Error(`the file ${name} is not taken: ${response.status} ${await response.text()}`)
      const { id, sha256, size } = (await response.json()) as { id: string; sha256: string; size: number }
      return { id, name, sha256, size }
    },
  }
}

async function signIn(base: string, login: string): Promise<{ readonly token: string; readonly cookie: string }> {
  const response = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  if (!response.ok) throw new Error(`${login} cannot sign in: ${response.status}`)
  return {
    token: response.headers.get('x-session-token') ?? '',
    cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
  }
}
