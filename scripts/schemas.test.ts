/** What is written of each schema is what the migrations make. */
import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { testDatabase } from '../server/src/testing/database.ts'
import { makeSchemas } from './write-schemas.ts'

const root = resolve(import.meta.dirname, '..')
const mend = 'write it anew: node_modules/.bin/node scripts/write-schemas.ts'

test('every schema.sql says what the migrated database has, and none is left over', async () => {
  const made = await makeSchemas(await testDatabase())
  const written: string[] = []
  for await (const path of glob('server/src/**/schema.sql', { cwd: root })) written.push(join(root, path))
  assert.deepEqual(written.sort(), [...made.keys()].sort(), mend)
  for (const [path, text] of made)
    assert.equal(await readFile(path, 'utf8'), text, `${relative(root, path)} is stale; ${mend}`)
})

test('a column, an index or a trigger more shows in the text', async () => {
  const db = await testDatabase()
  const texts = async () => [...(await makeSchemas(db)).values()].join('\n')
  const before = await texts()
  await db.script(
    `create schema if not exists platform; create table platform.sample (league text primary key, n int not null default 3)`,
  )
  const table = await texts()
  assert.match(
    table.replace(before, ''),
    /table platform\.sample \(\n {2}league text not null,\n {2}n integer not null default 3,/,
  )
  await db.script('create index sample_by_n on platform.sample (league, n)')
  assert.match(await texts(), /CREATE INDEX sample_by_n ON platform\.sample USING btree \(league, n\);/)
})
