/** A real dump, restored into another, younger cluster by the commands of the how-to: the outbox goes on, personal data is readable with the keys only. */
import assert from 'node:assert/strict'
import { execFile, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { openSealingHouse, sealAll, tell } from '#ledger/test-log'
import { connectWithVault, openVault } from '#platform/data-keys'
import { keysInMemory } from '#platform/keys'
import { mendOutbox } from '#platform/mend-outbox'
import { migrate } from '#platform/migrations'
import { deliver, type Fact } from '#platform/outbox'
import { connect } from '#platform/postgres'
import { personal } from '#platform/vault'
import { atEnd } from '#testing/database'

const run = promisify(execFile)
const versions = existsSync('/usr/lib/postgresql') ? await readdir('/usr/lib/postgresql') : []
const programs = versions
  .map((version) => `/usr/lib/postgresql/${version}/bin`)
  .find((bin) => ['initdb', 'postgres', 'pg_dump', 'pg_restore'].every((name) => existsSync(join(bin, name))))

/** PostgreSQL refuses to run as root. */
const nobody = process.getuid?.() === 0 ? Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' })) : undefined
const who = nobody === undefined ? {} : { uid: nobody, gid: nobody }

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

/** A cluster of its own with an empty database; gives its URL. */
async function startCluster(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-cluster-'))
  if (nobody !== undefined) await chown(folder, nobody, nobody)
  const data = join(folder, 'data')
  const words = ['-D', data, '-U', 'steppe', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  await run(join(programs!, 'initdb'), words, { ...who, cwd: '/' })
  const port = await freePort()
  const settings = ['-F', '-p', String(port), '-h', '127.0.0.1', '-k', '']
  const child = spawn(join(programs!, 'postgres'), ['-D', data, ...settings], { ...who, cwd: '/', stdio: 'ignore' })
  atEnd(async () => {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGINT')
    await ended
    await rm(folder, { recursive: true, force: true })
  })
  const url = `postgres://steppe@127.0.0.1:${port}/steppe`
  for (let tries = 0; tries < 400; tries++) {
    const made = await run(join(programs!, 'createdb'), [
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '-U',
      'steppe',
      'steppe',
    ]).then(
      () => true,
      () => false,
    )
    if (made) return url
    await pause(50)
  }
  throw new Error('the cluster did not start')
}

/** Runs the command of the how-to that begins with `name` for a database, the dump kept at `dump`. */
async function follow(name: 'pg_dump' | 'pg_restore', url: string, dump: string): Promise<void> {
  const text = await readFile(join(import.meta.dirname, '../../../docs/how-to/back-up-and-restore.md'), 'utf8')
  const line = new RegExp(`^${name} .+$`, 'm').exec(text)![0].replaceAll('steppe.dump', dump)
  await run('sh', ['-c', line], { env: { ...process.env, DATABASE_URL: url, PATH: `${programs}:${process.env.PATH}` } })
}

const skip = programs ? false : 'no programs of a PostgreSQL here'
test('dumped, and restored into a cluster whose transactions are numbered lower', { skip }, async () => {
  const [from, to, folder] = await Promise.all([
    startCluster(),
    startCluster(),
    mkdtemp(join(tmpdir(), 'steppe-dump-')),
  ])
  atEnd(() => rm(folder, { recursive: true, force: true }))
  const keys = keysInMemory()
  const source = join(import.meta.dirname, '..')
  const old = connect(from, { lanes: 1, transactions: 1 })
  await migrate(old, source)
  // The old cluster has a past: each of these is a transaction of its own.
  await old.script(
    `do $$ begin create temporary table t (n integer);
     for n in 1..6000 loop begin insert into t values (n); exception when others then null; end; end loop; end $$`,
  )
  await old.close()
  const before = await connectWithVault(from, keys)
  await before.ask(
    `insert into registry.people (id, name, id_kind, id_number, updated_at) values ('a', '王芳', 'passport', $1, now())`,
    [personal('E12345678')],
  )
  const house = openSealingHouse(before, keys)
  const heard: string[] = []
  const hears = {
    name: 'test.hears',
    facts: ['things.done'],
    handle: async (fact: Fact) => void heard.push(fact.subject),
  }
  await tell(house, 'a', 1)
  assert.equal(await sealAll(house), 1)
  await deliver(house, hears)
  await tell(house, 'b', 1)
  await before.close()

  const dump = join(folder, 'steppe.dump')
  await follow('pg_dump', from, dump)
  assert.ok(!(await readFile(dump)).includes('E12345678'))
  await follow('pg_restore', to, dump)

  const owner = connect(to, { lanes: 1, transactions: 1 })
  atEnd(owner.close)
  assert.equal(await migrate(owner, source), 0)
  await assert.rejects(openVault(owner, keysInMemory()), /put the folder of keys back/)
  assert.equal(await mendOutbox(owner), true)
  const after = await connectWithVault(to, keys)
  atEnd(after.close)
  const restored = openSealingHouse(after, keys)
  await tell(restored, 'c', 1)
  assert.equal(await sealAll(restored), 3)
  await deliver(restored, hears)
  assert.deepEqual(heard, ['a', 'b', 'c'])
  assert.deepEqual(await after.ask('select p.id_number from registry.people p'), [{ id_number: 'E12345678' }])
})
