/** Writes `schema.sql` beside the migrations of each module: what its tables are, without reading every migration. */
import { glob, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { connect, type Database } from '../server/src/platform/postgres.ts'
import { startTestServer } from '../server/src/testing/server.ts'
import { describeSchema, findSchemas } from './describe-schema.ts'

const source = resolve(import.meta.dirname, '../server/src')

/** Where each schema is made: the folder beside whose `migrations` its `schema.sql` lies. */
async function foldersBySchema(): Promise<ReadonlyMap<string, string>> {
  const folders = new Map([['platform', join(source, 'platform')]])
  for await (const path of glob('**/migrations/*.sql', { cwd: source })) {
    const text = await readFile(join(source, path), 'utf8')
    for (const [, schema] of text.matchAll(/^\s*create schema (?:if not exists )?(\w+)/gim))
      folders.set(schema!, dirname(dirname(join(source, path))))
  }
  return folders
}

/** Every `schema.sql` by its path, as the migrated database has it. */
export async function makeSchemas(db: Database): Promise<ReadonlyMap<string, string>> {
  const folders = await foldersBySchema()
  const made = new Map<string, string>()
  for (const schema of await findSchemas(db)) {
    const folder = folders.get(schema)
    if (!folder) throw new Error(`no migration makes the schema ${schema}`)
    made.set(join(folder, 'schema.sql'), await describeSchema(db, schema))
  }
  return made
}

if (import.meta.main) {
  const server = await startTestServer()
  const db = connect(server.template)
  try {
    for (const [path, text] of await makeSchemas(db)) await writeFile(path, text)
  } finally {
    await db.close()
    await server.stop()
  }
}
