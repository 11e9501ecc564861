/** A PostgreSQL for tests: one real server a run, one migrated template, and a clone of it for each test file. */
import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import pg from 'pg'
import { connect, type Database } from '../platform/postgres.ts'

const cleanups: (() => Promise<void>)[] = []

/** Runs after the file's tests, the last registered first. */
function atEnd(work: () => Promise<void>): void {
  if (cleanups.length === 0) {
    after(async () => {
      for (const each of cleanups.toReversed()) await each()
    })
  }
  cleanups.push(work)
}

async function admin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** URL of the test server, set by `npm test`; a single file run by hand starts a server of its own. */
async function serverUrl(): Promise<string> {
  if (process.env.STEPPE_TEST_TEMPLATE) return process.env.STEPPE_TEST_TEMPLATE
  const { startTestServer } = await import('./server.ts')
  const server = await startTestServer()
  atEnd(server.stop)
  process.env.STEPPE_TEST_TEMPLATE = server.template
  return server.template
}

/** A clone of the migrated template with the packs' basic data, dropped after the file's tests. */
export async function testDatabase(): Promise<Database> {
  const url = await testDatabaseUrl()
  const db = connect(url)
  atEnd(db.close)
  return db
}

/** The same as `testDatabase`, as a URL. */
export async function testDatabaseUrl(): Promise<string> {
  const template = await serverUrl()
  const name = `t_${randomBytes(6).toString('hex')}`
  const source = new URL(template).pathname.slice(1)
  const maintenance = Object.assign(new URL(template), { pathname: '/postgres' }).toString()
  for (let tries = 0; ; tries++) {
    try {
      await admin(maintenance, `create database ${name} template ${source}`)
      break
    } catch (fault) {
      if (tries > 40 || !/being accessed/.test(String(fault))) throw fault
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  atEnd(() => admin(maintenance, `drop database if exists ${name} with (force)`))
  return Object.assign(new URL(template), { pathname: `/${name}` }).toString()
}
