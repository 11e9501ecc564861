/** The installation that is measured: a durable PostgreSQL of its own, the packs taken in, cases that were really handed in. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { assemble } from '../server/src/assemble.ts'
import { itemCodeFor } from '../server/src/modules/catalog/ask.ts'
import { clockFrom } from '../server/src/platform/clock.ts'
import { type Embedded, startEmbedded } from '../server/src/platform/embedded.ts'
import { keysInMemory } from '../server/src/platform/keys.ts'
import { migrate } from '../server/src/platform/migrations.ts'
import { openPacks, type Pack } from '../server/src/platform/packs.ts'
import type { Database } from '../server/src/platform/postgres.ts'
import { connectForTests } from '../server/src/testing/database.ts'
import { traderAnswers } from '../server/src/testing/trader-answers.ts'

export const root = resolve(import.meta.dirname, '..')
const region = '150102'
/** 企业开办一件事 in the directory of basic items. */
const startUp = '001031001000'

export interface Measured {
  readonly embedded: Embedded
  readonly db: Database
  /** The case of which the stored ones are copies: a start-up that waits for a clerk. */
  readonly model: string
  readonly stop: () => Promise<void>
}

export function packsOfBench(): Promise<Pack[]> {
  return openPacks(join(root, 'packs'), ['national', 'neimenggu', 'demo'])
}

/** Starts PostgreSQL with fsync and synchronous commit as they are in use, takes the packs in, hands one application in. */
export async function startMeasured(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-bench-'))
  const embedded = await startEmbedded(folder)
  const db = connectForTests(embedded.url)
  const stop = async () => {
    await db.close()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await migrate(db, join(root, 'server/src'))
    const { house, http } = await assemble(db, await packsOfBench(), clockFrom(Date.now, 'Asia/Shanghai'), {
      demo: true,
      keys: keysInMemory(),
    })
    const app = await http()
    const model = await handIn(app, (await itemCodeFor(house, startUp, region))!)
    await app.close()
    return { embedded, db, model, stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

/** A token of a demonstration account. */
export async function tokenOf(app: FastifyInstance, login: string): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: 'steppe-demo' },
  })
  if (response.statusCode !== 200) throw new Error(`${login} cannot sign in: ${response.body}`)
  return String(response.headers['x-session-token'])
}

export const startUpAnswers = traderAnswers('新城区赵强便利店（示例）')

/** Hands in a start-up whose name is taken: the rule sends it to a person. */
async function handIn(app: FastifyInstance, item: string): Promise<string> {
  const headers = { authorization: `Bearer ${await tokenOf(app, 'wangfang')}` }
  const call = async (method: 'POST' | 'PATCH', url: string, payload: object) => {
    const response = await app.inject({ method, url, headers, payload })
    if (response.statusCode !== 200) throw new Error(`${method} ${url}: ${response.body}`)
    return response.json()
  }
  const draft = await call('POST', '/api/applications/drafts', { item })
  await call('PATCH', `/api/applications/drafts/${draft.id}`, {
    version: draft.version,
    answers: startUpAnswers,
    promise: true,
  })
  return (await call('POST', '/api/applications', { draft: draft.id })).case
}
