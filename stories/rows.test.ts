/** The table of systems: one row each, and every story belongs to a row. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { steadyNames } from '../server/src/testing/record-examples.ts'

const rows = JSON.parse(await readFile(join(import.meta.dirname, 'rows.json'), 'utf8')) as readonly {
  readonly id: string
  readonly system: string
  readonly worksWhen: string
}[]
const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.story.ts'))

test('each system has one row', () => {
  assert.equal(new Set(rows.map((row) => row.id)).size, rows.length)
  for (const row of rows) assert.ok(row.system.length > 1 && row.worksWhen.length > 10, row.id)
})

for (const file of files) {
  test(`${file} is the story of the row that it is named after`, async () => {
    const { story } = (await import(join(import.meta.dirname, file))) as {
      story: { readonly id: string; readonly title: string }
    }
    assert.ok(file.startsWith(`${story.id}-`))
    assert.ok(rows.some((row) => row.id === story.id))
  })
}

test('examples of two runs are the same where only chance differs', () => {
  const run = (number: string, name: string) => ({
    case: number,
    draft: name,
    path: `/api/cases/${number}/acts`,
    at: new Date().toISOString(),
    request: `http://localhost:${40000 + name.charCodeAt(0)}/requests/${Buffer.from(name).toString('hex')}?code=${name}`,
    token: `eyJ${name.repeat(4)}.${name}`,
    words: '受理',
  })
  const first = steadyNames()(run('150102-20261123-7K3F9QX', 'zJFtpHx0h2MxsJNQ'))
  assert.deepEqual(steadyNames()(run('150102-20261124-AAAAAAA', 'Qk39dkLw02Dmzx9A')), first)
  assert.notDeepEqual(
    steadyNames()({ ...run('150102-20261123-7K3F9QX', 'zJFtpHx0h2MxsJNQ'), words: '不予受理' }),
    first,
  )
})
