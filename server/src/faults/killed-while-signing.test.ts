/** The server is killed between signing a document and storing it, and after the rows are written and before they are committed: nothing half remains, and the seal signs again. */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { connect, type Database } from '#platform/postgres'
import { atEnd, cloneDatabase } from '#testing/database'

interface Said {
  readonly round: string
  readonly status?: number
  readonly state?: string
}

async function sign(env: NodeJS.ProcessEnv): Promise<{ said: Said; signal: string | null }> {
  const signer = fork(join(import.meta.dirname, 'sign-until-killed.ts'), { env: { ...process.env, ...env } })
  let said: Said | undefined
  signer.on('message', (message) => {
    said = message as Said
  })
  const [, signal] = await once(signer, 'exit')
  return { said: said!, signal }
}

/** Versions of the document, state of round and party, acts of use. */
async function stored(db: Database, round: string) {
  const [row] = await db.ask(
    `select r.state as round, r.version, p.state as party, (select count(*)::int from seals.versions v where v.round = r.id) as versions,
       (select count(*)::int from seals.acts a where a.value->>'kind' = 'used') as uses
     from seals.rounds r join seals.parties p on p.round = r.id where r.id = $1`,
    [round],
  )
  return row
}

test('killed when the document is signed, and again when its rows are written: each time the round stands as before, and then it is signed once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-signer-'))
  atEnd(() => rm(folder, { recursive: true, force: true }))
  const env = { DATABASE_URL: await cloneDatabase('installed'), STEPPE_KEYS: folder }
  const db = connect(env.DATABASE_URL, { lanes: 1, transactions: 1 })
  atEnd(db.close)
  let round: string | undefined
  for (const point of ['signed', 'written']) {
    const { said, signal } = await sign({ ...env, SIGN_POINT: point, ...(round ? { SIGN_ROUND: round } : {}) })
    assert.equal(signal, 'SIGKILL')
    round = said.round
    assert.deepEqual(await stored(db, round), { round: 'open', version: 1, party: 'waiting', versions: 1, uses: 0 })
  }
  const { said } = await sign({ ...env, SIGN_ROUND: round })
  assert.deepEqual(said, { round, status: 200, state: 'complete' })
  assert.deepEqual(await stored(db, round!), { round: 'complete', version: 2, party: 'signed', versions: 2, uses: 1 })
})
