/** How the suite reads the files of a run, and that it can fail. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readSeeds, run } from './suite.ts'

test('remarks are left out, numbers stand apart by blanks, and a line that is no list of numbers is text', () => {
  assert.deepEqual(readSeeds('# ignore me\n9319\n 2  5\t12\nfloat 1.50 2.25\nW 4-1\n\n'), [
    ['9319'],
    ['2', '5', '12'],
    ['1.50', '2.25'],
    'W 4-1',
  ])
})

test('a run whose result was altered fails at the pick that was altered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rfc3797-'))
  const inside = join(folder, 'rfc3797')
  await mkdir(inside)
  const names = Array.from({ length: 25 }, (_, n) => `name ${n + 1}`)
  await writeFile(join(inside, 'one.names'), `${names.join('\n')}\n`)
  await writeFile(join(inside, 'one.seeds'), '9319\n2 5 12 8 10\n9 18 26 34 41 45\n')
  const lines = [
    ' index        hex value of MD5        div  selected',
    '    1  990DD0A5692A029A98B5E01AA28F3459  25  -> 17 <- name 17',
    '    2  3691E55CB63FCC37914430B2F70B5EC6  24  ->  8 <- name 8',
  ]
  await writeFile(join(inside, 'one.results'), lines.join('\n'))
  const { passed, failed, failures } = await run(folder)
  assert.deepEqual([passed, failed], [1, 1])
  assert.equal(failures[0]?.case, 'one 2')
  await writeFile(join(inside, 'one.names'), `\ufeff${names.join('\r\n')}\r\n\r\n`)
  assert.equal((await run(folder)).passed, 1)
  await rm(join(inside, 'one.names'))
  assert.deepEqual((await run(folder)).failures[0], { case: 'one 1', reason: 'no names' })
  await rm(folder, { recursive: true })
  assert.equal((await run(folder)).failed, 0)
})
