/** A write and its remembered answer are one: both are there or neither, and a repeated request does nothing. */
import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { testDatabase } from '#testing/database'
import { once } from './answers.ts'
import { clockFrom } from './clock.ts'
import type { Database } from './postgres.ts'
import { isRefusal, refuse } from './refusals.ts'

let db: Database
const clock = clockFrom(Date.now, 'Asia/Shanghai')
const call = { actor: 'a', digest: 'd' }
const things = async () =>
  (await db.ask<{ name: string }>('select t.name from things t order by t.name')).map((row) => row.name)
const write = (name: string) => db.ask('insert into things (name) values ($1)', [name])
const done = (body: unknown) => ({ status: 200, body })

describe('once for a key', () => {
  before(async () => {
    db = await testDatabase()
    await db.script(`create table things (name text not null);
      create function refuse_lost() returns trigger language plpgsql as $$ begin if new.key like 'lost%' then raise 'killed'; end if; return new; end $$;
      create trigger lost before insert on platform.answers for each row execute function refuse_lost()`)
  })
  beforeEach(() => db.script('delete from things'))

  test('when the answer cannot be kept the write is not there either, and the repeated request does it', async () => {
    const ask = (key: string) =>
      once({ db, clock }, { ...call, key }, async () => {
        await write('one')
        await db.inTransaction(({ ask }) => ask("insert into things (name) values ('two')"))
        return done('first')
      })
    await assert.rejects(ask('lost-1'), /killed/)
    assert.deepEqual(await things(), [])
    assert.deepEqual(await ask('kept-1'), done('first'))
    assert.deepEqual(await ask('kept-1'), done('first'))
    assert.deepEqual(await things(), ['one', 'two'])
  })

  test('of two that come at once the second waits for the first one’s answer', async () => {
    let runs = 0
    const ask = () =>
      once({ db, clock }, { ...call, key: 'at-once' }, async () => {
        const mine = ++runs
        await write(`run ${mine}`)
        await new Promise((later) => setTimeout(later, 50))
        return done(mine)
      })
    assert.deepEqual(await Promise.all([ask(), ask(), ask()]), [done(1), done(1), done(1)])
    assert.deepEqual(await things(), ['run 1'])
  })

  test('a refusal is not remembered, and what a part of the work took back stays taken back', async () => {
    let may = false
    const ask = () =>
      once({ db, clock }, { ...call, key: 'refused' }, async () => {
        const undone = await db
          .inTransaction(async () => {
            await write('part')
            throw new Error('taken back')
          })
          .catch((fault: Error) => fault.message)
        assert.equal(undone, 'taken back')
        if (!may) return refuse('platform.not_found')
        await write('whole')
        return done('now')
      })
    assert.ok(isRefusal(await ask()))
    may = true
    assert.deepEqual(await ask(), done('now'))
    assert.deepEqual(await things(), ['whole'])
  })

  test('what is to follow starts after the commit and asks on its own', async () => {
    let seen: Promise<string[]> | undefined
    await once({ db, clock }, { ...call, key: 'after' }, async () => {
      db.afterwards(() => {
        assert.equal(db.together(), undefined)
        seen = things()
      })
      await write('before')
      return done(null)
    })
    assert.deepEqual(await seen, ['before'])
  })

  test('the same key for another request is refused and nothing is done', async () => {
    await once({ db, clock }, { ...call, key: 'taken' }, async () => done(1))
    const other = await once({ db, clock }, { ...call, digest: 'other', key: 'taken' }, async () => {
      await write('never')
      return done(2)
    })
    assert.deepEqual(other, refuse('platform.key_reused'))
    assert.deepEqual(await things(), [])
  })
})
