/** The PostgreSQL server of a test run: embedded, on a temporary folder, with one migrated template database. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../platform/embedded.ts'
import { migrate } from '../platform/migrations.ts'
import { connect } from '../platform/postgres.ts'

export interface TestServer {
  /** URL of the template database: migrated, empty of packs. */
  readonly template: string
  readonly stop: () => Promise<void>
}

/** Starts the server; durability is off because a test run that dies is run again. */
export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-test-'))
  const server = await startEmbedded(folder, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' })
  const db = connect(server.url)
  await migrate(db, join(import.meta.dirname, '..'))
  await db.close()
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { template: server.url, stop }
}
