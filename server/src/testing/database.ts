/** A PostgreSQL for tests: one real server a run, and a clone of a template database for each test file. */
import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import pg from 'pg'
import { connect, type Database, type DatabaseOptions } from '../platform/postgres.ts'
import { makeVault } from '../platform/vault.ts'

const cleanups: (() => Promise<unknown>)[] = []

// Registered as the file is read: a hook made inside another hook would run right after that one.
if (process.env.NODE_TEST_CONTEXT || process.argv[1]?.endsWith('.test.ts')) {
  after(async () => {
    for (const each of cleanups.toReversed()) await each()
  })
}

/** Runs after the file's tests, the last registered first. */
export function atEnd(work: () => Promise<unknown>): void {
  cleanups.push(work)
}

/** Personal data of test databases is encrypted under one key, so that clones and processes read each other's. */
const vault = makeVault(1, Buffer.alloc(32, 'test'))

/** Connects to a database of the tests. */
export function connectForTests(url: string, options: DatabaseOptions = {}): Database {
  return connect(url, { vault, ...options })
}

async function admin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** URL of the test server's template, set by `npm test`; a single file run by hand starts a server of its own. */
async function templateUrl(): Promise<string> {
  if (process.env.STEPPE_TEST_TEMPLATE) return process.env.STEPPE_TEST_TEMPLATE
  const { startTestServer } = await import('./server.ts')
  const server = await startTestServer()
  atEnd(server.stop)
  process.env.STEPPE_TEST_TEMPLATE = server.template
  return server.template
}

/** URL of a fresh clone: of `steppe` (migrated) or of `installed` (with the packs); dropped after the file's tests. */
export async function cloneDatabase(source: 'steppe' | 'installed'): Promise<string> {
  const template = await templateUrl()
  const name = `t_${randomBytes(6).toString('hex')}`
  const maintenance = Object.assign(new URL(template), { pathname: '/postgres' }).toString()
  for (let tries = 0; ; tries++) {
    try {
      // Files are copied as they are: four times as fast as page by page through the write-ahead log.
      await admin(maintenance, `create database ${name} template ${source} strategy file_copy`)
      break
    } catch (fault) {
      if (tries > 100 || !/being accessed/.test(String(fault))) throw fault
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  atEnd(() => admin(maintenance, `drop database if exists ${name} with (force)`))
  return Object.assign(new URL(template), { pathname: `/${name}` }).toString()
}

/** A clone of the migrated template, dropped after the file's tests. */
export async function testDatabase(): Promise<Database> {
  const db = connectForTests(await cloneDatabase('steppe'))
  atEnd(db.close)
  return db
}
