/** The server is killed at any moment, alone or with its PostgreSQL: nothing acknowledged is lost, nothing is done twice. */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { dirname } from 'node:path'
import { before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { connectWithVault } from '#platform/data-keys'
import { findRunning, startEmbedded } from '#platform/embedded'
import { keysInFolder } from '#platform/keys'
import { atEnd } from '#testing/database'
import { assembleForTests } from '#testing/installation'
import { gone, type MortalServer, mortalServer } from './mortal-server.ts'
import { ask } from './persistent-client.ts'
import { startUpAnswers, startUpItem, tell } from './two-nodes.ts'

let server: MortalServer
let url: string
let item: string
let people: Readonly<Record<string, string>>

/** What the server acknowledged of one start-up. */
interface Acknowledged {
  readonly id: string
  readonly acts: readonly { readonly seq: number; readonly kind: string }[]
}

async function right(answer: Promise<{ status: number; body: unknown }>): Promise<never> {
  const { status, body } = await answer
  assert.equal(status, 200, JSON.stringify(body))
  return body as never
}

// biome-ignore lint/suspicious/noExplicitAny: see persistent-client.
const call = (method: string, path: string, who: string, body?: unknown): Promise<any> =>
  right(ask(server.origin, method, path, people[who], body))

const signs = '春夏秋冬东南西北山川河海云雨风雪金木水火'

let names = 0

/** A name of three signs that no other start-up of the run has: one that is taken goes to a person. */
function freshName(): string {
  const number = names++
  const digits = [number / signs.length ** 2, number / signs.length, number].map(
    (each) => Math.floor(each) % signs.length,
  )
  return `新城区${digits.map((digit) => signs[digit]).join('')}餐馆`
}

/** Saves the answers; a save repeated after its answer was lost gets the first answer again. */
async function save(draft: { id: string; version: number }): Promise<void> {
  const answers = { ...startUpAnswers, tradeName: freshName() }
  const change = { version: draft.version, answers, promise: true }
  const saved = await call('PATCH', `/api/applications/drafts/${draft.id}`, 'wangfang', change)
  assert.equal(saved.version, draft.version + 1)
}

/** Starts a business from the draft to the delivered licence. */
async function startBusiness(): Promise<Acknowledged> {
  const draft = await call('POST', '/api/applications/drafts', 'wangfang', { item })
  await save(draft)
  const receipt = await call('POST', '/api/applications', 'wangfang', { draft: draft.id })
  const acts: { seq: number; kind: string }[] = []
  const act = async (who: string, part: string, outcome: string) => {
    const view = await call('GET', `/api/cases/${receipt.case}`, who)
    const task = view.tasks.find(
      (each: { part?: string; action: string }) => each.part === part || each.action === part,
    )
    assert.ok(task, `${part} is not open: ${JSON.stringify(view.tasks)}`)
    const done = await call('POST', `/api/cases/${receipt.case}/acts`, who, {
      after: view.seq,
      deed: { kind: 'complete', task: task.id, outcome },
    })
    acts.push({ seq: view.seq + 1, kind: 'complete' })
    return done
  }
  await act('police', 'seal', 'done')
  await act('tax', 'invoices', 'done')
  const delivered = await act('clerk', 'deliver', 'delivered')
  assert.equal(delivered.status, 'closed')
  return { id: receipt.case, acts }
}

describe('a killed server', () => {
  before(async () => {
    server = await mortalServer()
    url = await server.start()
    people = Object.fromEntries(
      await Promise.all(
        ['wangfang', 'police', 'tax', 'clerk'].map(async (login) => {
          const response = await fetch(`${server.origin}/api/session`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ login, password: 'steppe-demo' }),
          })
          return [login, response.headers.get('x-session-token')!]
        }),
      ),
    )
    const db = await connectWithVault(url, keysInFolder(server.keys))
    item = await startUpItem((await assembleForTests(db)).house)
    await db.close()
  })

  test('a script beside it finds the PostgreSQL that runs rather than start another', async () => {
    assert.equal(await findRunning(dirname(server.keys)), url)
  })

  test('a second start on its folder is refused, and it goes on', async () => {
    await assert.rejects(startEmbedded(dirname(server.keys)), /another Steppe is running/)
    assert.equal((await fetch(`${server.origin}/api/health`)).status, 200)
  })

  test('killed at random moments of businesses being started: what was acknowledged is there, once, and every trail adds up to its state', async () => {
    let working = true
    const killer = (async () => {
      for (let kills = 0; working && kills < 4; kills++) {
        await pause(randomInt(40, 700))
        await server.kill(kills % 2 === 0 ? 'server and postgres' : 'server')
        url = await server.start()
      }
    })()
    const worker = async () => {
      const done: Acknowledged[] = []
      while (done.length < 2 || (done.length < 30 && !(await Promise.race([killer.then(() => true), pause(0, false)]))))
        done.push(await startBusiness())
      return done
    }
    const acknowledged = (await Promise.all(Array.from({ length: 3 }, worker))).flat()
    working = false
    await killer
    await check(acknowledged)
  })

  test('its PostgreSQL ends by itself when the server alone is killed', async () => {
    await server.kill('server')
    assert.ok((await gone(server.postmaster)) !== undefined, 'PostgreSQL outlives its server')
    url = await server.start()
    assert.equal((await fetch(`${server.origin}/api/health`)).status, 200)
  })
})

async function check(acknowledged: readonly Acknowledged[]): Promise<void> {
  const db = await connectWithVault(url, keysInFolder(server.keys))
  atEnd(db.close)
  const { house } = await assembleForTests(db)
  const stored = await db.ask<{ id: string }>('select c.id from cases.cases c order by c.id')
  assert.deepEqual(
    stored.map((row) => row.id),
    acknowledged.map((each) => each.id).sort(),
    'each start-up is one case',
  )
  for (const { id, acts } of acknowledged) {
    const told = await tell(house, id)
    assert.deepEqual(
      told.acts.map((act) => act.seq),
      told.acts.map((_, i) => i + 1),
    )
    assert.deepEqual(told.folded, told.stored)
    assert.equal(told.stored.status, 'closed')
    assert.deepEqual(told.tasks, [])
    const completed = told.acts.filter((act) => act.deed.kind === 'complete')
    assert.deepEqual(
      completed.map((act) => act.seq),
      acts.map((act) => act.seq),
    )
  }
  const drafts = await db.ask<{ case: string }>(
    'select d.case_id as case from applications.drafts d order by d.case_id',
  )
  assert.deepEqual(
    drafts.map((row) => row.case),
    stored.map((row) => row.id),
    'each start-up is one draft: none was begun twice',
  )
  const facts = await db.ask<{ subject: string; name: string; count: number }>(
    `select o.subject, o.name, count(*)::int as count from platform.outbox o where o.name = 'cases.case_opened' group by o.subject, o.name`,
  )
  assert.equal(facts.length, acknowledged.length)
  assert.ok(facts.every((fact) => fact.count === 1))
}
