/** The PostgreSQL server of a test run: embedded, on a temporary folder, with a migrated template and one with the packs taken in. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../platform/embedded.ts'
import { migrate } from '../platform/migrations.ts'
import { connectForTests } from './database.ts'
import { assembleForTests } from './installation.ts'

export interface TestServer {
  /** URL of the template database: migrated, empty of packs. */
  readonly template: string
  /** URL of the one with the packs taken in: what `testInstallation` clones. */
  readonly installed: string
  readonly stop: () => Promise<void>
}

async function admin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** Starts the server; durability is off because a test run that dies is run again. */
export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-test-'))
  const server = await startEmbedded(folder, {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
  })
  const db = connectForTests(server.url)
  await migrate(db, join(import.meta.dirname, '..'))
  await db.close()
  await admin(server.urlOf('postgres'), 'create database installed template steppe')
  const installed = connectForTests(server.urlOf('installed'))
  await assembleForTests(installed)
  await installed.close()
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { template: server.url, installed: server.urlOf('installed'), stop }
}
