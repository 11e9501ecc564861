/** Migrations: plain SQL files inside the module they belong to, run once each in the order of their time stamps. */
import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Database } from './postgres.ts'

interface Migration {
  readonly name: string
  readonly sql: string
  readonly digest: string
}

/** All `migrations/*.sql` below `source`, sorted by file name (`20261123T0900-what-it-does.sql`). */
export async function findMigrations(source: string): Promise<Migration[]> {
  const found: Migration[] = []
  for await (const path of glob('**/migrations/*.sql', { cwd: source })) {
    const sql = await readFile(join(source, path), 'utf8')
    found.push({ name: basename(path), sql, digest: createHash('sha256').update(sql).digest('hex') })
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Brings the database up to date; gives the number of migrations run. A changed old migration is a fault. */
export async function migrate(db: Database, source: string): Promise<number> {
  await db.script(`
    create schema if not exists platform;
    create table if not exists platform.migrations (name text primary key, digest text not null, run_at timestamptz not null default now())`)
  const done = new Map(
    (await db.ask<{ name: string; digest: string }>('select name, digest from platform.migrations')).map((row) => [
      row.name,
      row.digest,
    ]),
  )
  let count = 0
  for (const migration of await findMigrations(source)) {
    const digest = done.get(migration.name)
    if (digest === migration.digest) continue
    if (digest) throw new Error(`the migration ${migration.name} was changed after it had run; write a new one instead`)
    const record = `insert into platform.migrations (name, digest) values ('${migration.name}', '${migration.digest}')`
    await db.script(`begin; ${migration.sql}; ${record}; commit;`).catch((fault: Error) => {
      throw new Error(`the migration ${migration.name} failed: ${fault.message}`, { cause: fault })
    })
    count++
  }
  return count
}
