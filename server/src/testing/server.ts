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

async function fillTemplates(steppe: string, installed: string, maintenance: string): Promise<void> {
  const db = connectForTests(steppe)
  await migrate(db, join(import.meta.dirname, '..')).finally(db.close)
  await admin(maintenance, 'create database installed template steppe')
  const withPacks = connectForTests(installed)
  await assembleForTests(withPacks).finally(withPacks.close)
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
  const installed = server.urlOf('installed')
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await fillTemplates(server.url, installed, server.urlOf('postgres'))
  } catch (fault) {
    // A server that nobody stops keeps the tests from ending.
    await stop()
    throw fault
  }
  return { template: server.url, installed, stop }
}
