/** The connection to PostgreSQL is lost in the middle of work: a coded refusal meanwhile, work again afterwards, nothing half done. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { handIn, type Node, startNodes, takenName, tell, tokenFor } from './two-nodes.ts'

let node: Node
let url: string
let clerk: string
let citizen: string

/** A statement of the operator, from another database of the same server. */
async function operator(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).toString() })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

const database = () => new URL(url).pathname.slice(1)
const cut = () =>
  operator(`select pg_terminate_backend(a.pid) from pg_stat_activity a where a.datname = '${database()}'`)

function note(id: string, after: number, key: string) {
  const headers = { authorization: `Bearer ${clerk}`, 'idempotency-key': key }
  return node.app.inject({
    method: 'POST',
    url: `/api/cases/${id}/acts`,
    headers,
    payload: { after, deed: { kind: 'note', text: key } },
  })
}

describe('PostgreSQL cannot be reached', () => {
  before(async () => {
    const started = await startNodes(1)
    node = started.nodes[0]!
    url = started.url
    clerk = await tokenFor(node.app, 'clerk')
    citizen = await tokenFor(node.app, 'wangfang')
  })

  test('while it stays away every request is refused with a code and the advice to try again; then work goes on', async () => {
    const id = await handIn(node, citizen, { tradeName: takenName })
    const headers = { authorization: `Bearer ${clerk}` }
    await operator(`alter database ${database()} allow_connections false`)
    try {
      await cut()
      await pause(100)
      for (let i = 0; i < 6; i++) {
        const response = await node.app.inject({ method: 'GET', url: `/api/cases/${id}`, headers })
        assert.equal(response.statusCode, 503, response.body)
        assert.equal(response.json().code, 'platform.unavailable')
        assert.equal(response.headers['retry-after'], '2')
      }
    } finally {
      await operator(`alter database ${database()} allow_connections true`)
    }
    const response = await node.app.inject({ method: 'GET', url: `/api/cases/${id}`, headers })
    assert.equal(response.statusCode, 200, response.body)
  })

  test('connections cut under load: each act is answered, refused with a code or done once when repeated', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, () => handIn(node, citizen, { tradeName: takenName })))
    let cutting = true
    const cutter = (async () => {
      while (cutting) {
        await pause(60)
        await cut()
      }
    })()
    const worked = await Promise.all(ids.map((id) => keepNoting(id, 15)))
    cutting = false
    await cutter
    for (const [i, id] of ids.entries()) {
      // The last cut may still be felt.
      const told = await patiently(() => tell(node.house, id))
      const notes = told.acts.flatMap(({ deed }) => (deed.kind === 'note' ? [deed.text] : []))
      assert.deepEqual(notes, worked[i])
      assert.deepEqual(told.folded, told.stored)
    }
  })
})

/** Sends notes one after the other, each repeated under its key until it is acknowledged; gives their texts. */
async function keepNoting(id: string, count: number): Promise<string[]> {
  let { seq } = await patiently(() => tell(node.house, id).then((told) => told.stored))
  const done: string[] = []
  while (done.length < count) {
    const key = randomUUID()
    for (let tries = 0; ; tries++) {
      assert.ok(tries < 200, 'the server does not recover')
      const response = await note(id, seq, key)
      if (response.statusCode === 200) break
      assert.equal(response.json().code, 'platform.unavailable', response.body)
      await pause(5)
    }
    done.push(key)
    seq++
  }
  return done
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (fault) {
      if (tries > 50) throw fault
      await pause(20)
    }
  }
}
