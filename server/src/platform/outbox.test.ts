/** The outbox: whatever order transactions commit in, every subscriber is given every fact. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { testDatabase } from '#testing/database'
import { deliver, deliverAll, type Fact } from './outbox.ts'
import type { Database, Transaction } from './postgres.ts'
import { putFacts, sealedFact } from './sealed-fact.ts'

let db: Database

before(async () => {
  db = await testDatabase()
})

function fact(subject: string) {
  return sealedFact({
    name: 'things.done',
    league: '150100',
    subject,
    first: 1,
    commitments: [Buffer.alloc(32)],
    at: 0,
  })
}

/** A transaction that stays open until told. */
async function holdOpen(work: (tx: Transaction) => Promise<void>): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const ended = db.inTransaction(async (tx) => {
    await work(tx)
    begun.resolve()
    await promise
  })
  await begun.promise
  return async () => {
    resolve()
    await ended
  }
}

test('a fact whose position was drawn earlier and whose transaction commits later is not passed over', async () => {
  const heard: string[] = []
  const subscriber = {
    name: 'test.hears',
    facts: ['things.done'],
    handle: async (each: Fact) => void heard.push(each.subject),
  }
  const order = async () => {
    for (let tries = 0; tries < 200; tries++) {
      await deliver({ db }, subscriber)
      const late = await db.ask(
        `select 1 from platform.outbox o join platform.subscribers s on (o.written_by, o.position) > (s.written_by, s.position)
         where s.name = 'test.hears' and o.written_by < pg_snapshot_xmax(pg_current_snapshot())`,
      )
      if (late.length === 0) return
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  let finishSecond: (() => Promise<void>) | undefined
  await db.inTransaction(async ({ ask }) => {
    await ask("insert into platform.subscribers (name) values ('earlier transaction')")
    finishSecond = await holdOpen(({ ask: other }) => putFacts(other, [fact('drawn first, commits last')]))
    await putFacts(ask, [fact('drawn second, commits first')])
  })
  await deliver({ db }, subscriber)
  await finishSecond!()
  await order()
  assert.deepEqual(heard.toSorted(), ['drawn first, commits last', 'drawn second, commits first'])
})

test('a fact that its subscriber does not want carries no data to it, and is passed', async () => {
  await putFacts(db.ask, [fact('unwanted')])
  const passed = await deliver({ db }, { name: 'test.deaf', facts: [], handle: async () => assert.fail() })
  assert.ok(passed >= 1)
})

test('of those that stand at one place one that fails stays there, the others go on, and each hears of its own kinds only', async () => {
  const heard: string[] = []
  const hears = (name: string, kinds?: readonly string[]) => ({
    name,
    facts: ['things.done'],
    ...(kinds ? { kinds } : {}),
    handle: async (each: Fact) => void heard.push(`${name} ${each.subject}`),
  })
  const fails = { ...hears('test.fails'), handle: async () => Promise.reject(new Error('not today')) }
  const all = [fails, hears('test.loans', ['loan']), hears('test.everything')]
  // What came before may be held back by others' transactions for a while.
  for (let tries = 0; tries < 200 && !heard.includes('test.everything unwanted'); tries++) {
    await deliverAll({ db }, [hears('test.fails'), ...all.slice(1)])
    await new Promise((done) => setTimeout(done, 20))
  }
  heard.length = 0
  const ofKind = (subject: string, kind?: string) => {
    const row = fact(subject)
    return { ...row, data: { ...row.data, ...(kind ? { kind } : {}) } }
  }
  await putFacts(db.ask, [ofKind('a loan', 'loan'), ofKind('an appeal', 'appeal'), ofKind('of no kind')])
  const failed: string[] = []
  const delivery = { onFault: (each: { name: string }) => void failed.push(each.name), stopped: () => false }
  for (let tries = 0; tries < 200 && !heard.includes('test.everything of no kind'); tries++) {
    await deliverAll({ db }, all, delivery)
    await new Promise((done) => setTimeout(done, 20))
  }
  assert.ok(failed.length > 0)
  assert.deepEqual(heard.toSorted(), [
    'test.everything a loan',
    'test.everything an appeal',
    'test.everything of no kind',
    'test.loans a loan',
    'test.loans of no kind',
  ])
  heard.length = 0
  await deliverAll({ db }, [hears('test.fails'), ...all.slice(1)])
  assert.deepEqual(heard, ['test.fails a loan', 'test.fails an appeal', 'test.fails of no kind'])
})
