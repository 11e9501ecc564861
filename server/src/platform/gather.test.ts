/** Rows asked for at the same moment are one statement, and each who asked gets their own. */
import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { testDatabase } from '#testing/database'
import { type Find, gatherOver } from './gather.ts'
import type { Database } from './postgres.ts'

let db: Database
let asked: string[]
let find: Find
const sql = 'select t.name from things t where t.league = $1 and t.born <= $2::date limit 1'
const born = (league: string, day = '2026-01-02') => find<{ name: string }>(sql, [league, day])

describe('rows asked for at the same moment', () => {
  before(async () => {
    db = await testDatabase()
    await db.script(`create table things (league text primary key, born date not null, name text not null);
      insert into things values ('a', '2026-01-01', 'one'), ('b', '2026-01-02', 'two'), ('c', '2026-01-03', 'three')`)
  })
  beforeEach(() => {
    asked = []
    find = gatherOver((text, values) => {
      asked.push(text)
      return db.ask(text, values)
    })
  })

  test('are one statement, in whatever order, also the same row twice, and nothing where there is none', async () => {
    const rows = await Promise.all([born('b'), born('none'), born('a'), born('c'), born('b')])
    assert.deepEqual(
      rows.map((row) => row?.name),
      ['two', undefined, 'one', undefined, 'two'],
    )
    assert.equal(asked.length, 1)
  })

  test('are not all waited for when they are many: eight go at once, the others when the turn ends', async () => {
    const rows = await Promise.all(Array.from({ length: 19 }, () => born('c', '2026-01-03')))
    assert.deepEqual(new Set(rows.map((row) => row?.name)), new Set(['three']))
    assert.equal(asked.length, 3)
  })

  test('of different statements are asked apart, and one row alone by its own statement', async () => {
    const other = find<{ born: string }>('select t.born from things t where t.league = $1 limit 1', ['c'])
    assert.deepEqual([await born('a'), await other], [{ name: 'one' }, { born: '2026-01-03' }])
    assert.deepEqual(asked.toSorted(), ['select t.born from things t where t.league = $1 limit 1', sql])
  })

  test('are found although one of them was asked for with a value that no day is', async () => {
    const [right, wrong] = await Promise.allSettled([born('a'), born('b', 'soon')])
    assert.equal(right.status === 'fulfilled' && right.value?.name, 'one')
    assert.match(String(wrong.status === 'rejected' && wrong.reason), /invalid input syntax for type date/)
  })

  test('fail together when the statement itself is wrong, and the next is asked anew', async () => {
    const all = await Promise.allSettled(
      ['a', 'b'].map((one) => find('select t.age from things t where t.league = $1 limit 1', [one])),
    )
    assert.ok(all.every(({ status }) => status === 'rejected'))
    assert.equal(asked.length, 1)
    assert.equal((await born('a'))?.name, 'one')
  })

  test('inside one transaction are asked in it', async () => {
    const seen = await db.asOne(async () => {
      await db.ask("insert into things values ('d', '2026-01-01', 'four')")
      const row = await db.find<{ name: string }>(sql, ['d', '2026-01-02'])
      await db.ask("delete from things where league = 'd'")
      return row?.name
    })
    assert.equal(seen, 'four')
  })
})
