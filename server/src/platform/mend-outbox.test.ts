/** After a dump was restored into a younger cluster: what was heard is not heard anew, what was not is, and new facts come through. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, openTestLog, sealAll, tell } from '#ledger/test-log'
import { mendOutbox } from './mend-outbox.ts'
import { deliver, type Fact } from './outbox.ts'
import type { Database } from './postgres.ts'

/** As a restore into a cluster that is younger by so many transactions leaves the numbers. */
async function age(db: Database): Promise<void> {
  for (const table of ['platform.outbox', 'platform.subscribers', 'ledger.log'])
    await db.ask(`update ${table} t set written_by = (t.written_by::text::bigint + 1000000000)::text::xid8`)
}

test('a log and its subscribers go on after the restore, each fact once for who had heard it', async () => {
  const house = await openTestLog()
  const { db } = house
  const heard: string[] = []
  const hears = {
    name: 'test.hears',
    facts: ['things.done'],
    handle: async (fact: Fact) => void heard.push(fact.subject),
  }
  for (const subject of ['a', 'b', 'c']) await tell(house, subject, 1)
  assert.equal(await sealAll(house), 3)
  while (heard.length < 3) await deliver(house, hears)
  await tell(house, 'd', 1)
  await age(db)
  await tell(house, 'e', 1)
  await deliver(house, hears)
  assert.deepEqual(heard, ['a', 'b', 'c'], 'without mending, facts wait for a billion transactions')
  assert.equal(await mendOutbox(db), true)
  assert.equal(await mendOutbox(db), false)
  await tell(house, 'f', 1)
  for (let tries = 0; heard.length < 6 && tries < 400; tries++) {
    await deliver(house, hears)
    await new Promise((done) => setTimeout(done, 10))
  }
  assert.deepEqual(heard, ['a', 'b', 'c', 'd', 'e', 'f'])
  assert.equal(await sealAll(house), 6)
  assert.equal(new Set(await entriesOf(house)).size, 6)
})
