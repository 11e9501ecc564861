/** Every attack in docs/attacks.md names a test that is there. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '..')

test('each row of docs/attacks.md names a test by its file and title', () => {
  const rows = readFileSync(join(root, 'docs/attacks.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Attack') && !line.startsWith('| ---'))
  assert.ok(rows.length > 0)
  const missing = rows.filter((row) => {
    const [, file, title] = /`([\w/.-]+\.ts)`: (.+?) \|$/.exec(row) ?? []
    const path = file && join(root, file)
    return !path || !title || !existsSync(path) || !readFileSync(path, 'utf8').includes(`'${title}'`)
  })
  assert.deepEqual(missing, [], 'write the row as | attack | what happens | `file`: title of the test |')
})
