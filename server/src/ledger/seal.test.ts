/** Sealing: every fact once, in order, whoever seals and however often. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leafHash, openCheckpoint, verifyInclusion } from '@steppe/kernels/ledger'
import { findLeaf } from './find-leaf.ts'
import { logKey } from './log-key.ts'
import { readLog } from './log-state.ts'
import { proveLeaf, proveLeaves } from './prove-leaves.ts'
import { sealNow, sealTurn } from './seal.ts'
import { assertGrewOnly, commitmentOf, entriesOf, openTestLog, sealAll, tell } from './test-log.ts'

test('facts become leaves in their order, and a leaf is found by its thing and number and proved against the signed checkpoint', async () => {
  const house = await openTestLog()
  await tell(house, 'a', 1, 3)
  await tell(house, 'b', 1)
  assert.equal(await sealAll(house), 4)
  await tell(house, 'a', 4, 300)
  assert.equal(await sealAll(house), 304)
  const expected = [
    ...[1, 2, 3].map((n) => commitmentOf('a', n)),
    commitmentOf('b', 1),
    ...Array.from({ length: 300 }, (_, i) => commitmentOf('a', 4 + i)),
  ]
  assert.deepEqual(
    await entriesOf(house),
    expected.map((each) => each.toString('hex')),
  )
  assert.equal(await findLeaf(house, 'a', 3), 2)
  assert.equal(await findLeaf(house, 'b', 1), 3)
  assert.equal(await findLeaf(house, 'a', 200), 200)
  assert.equal(await findLeaf(house, 'a', 304), undefined)
  assert.equal(await findLeaf(house, 'c', 1), undefined)
  const proven = (await proveLeaves(house, [2, 200]))!
  const opened = openCheckpoint(proven.checkpoint, [await logKey(house)])
  assert.ok(opened.ok)
  const { size, root } = opened.checkpoint
  for (const { index, proof } of proven.leaves) {
    const hashes = proof.map((hash) => Buffer.from(hash, 'base64'))
    assert.ok(verifyInclusion(index, size, leafHash(expected[index]!), hashes, root))
    assert.ok(!verifyInclusion(index, size, leafHash(commitmentOf('x', 1)), hashes, root))
  }
  await assertGrewOnly(house)
})

test('a fact that comes twice is sealed once, and what is malformed is left out', async () => {
  const house = await openTestLog()
  await tell(house, 'a', 1, 2)
  await tell(house, 'a', 1, 2)
  await tell(house, 'a', 2, 2)
  await house.db.ask(
    `insert into platform.outbox (name, league, subject, data, at) values
      ('x.y', 'l', 's', '{"first": 1, "commitments": ["abc"]}', now()), ('x.y', 'l', 's', '{"first": 0, "commitments": []}', now()),
      ('x.y', 'l', 's', '{"commitments": "abc"}', now()), ('x.y', 'l', 's', '{}', now()), ('x.y', 'l', 's', '{"first": "1", "commitments": ["${'a'.repeat(64)}"]}', now())`,
  )
  assert.equal(await sealAll(house), 3)
  await tell(house, 'a', 1, 3)
  assert.equal(await sealAll(house), 3)
  assert.deepEqual(
    await entriesOf(house),
    [1, 2, 3].map((n) => commitmentOf('a', n).toString('hex')),
  )
})

test('many that seal at the same time make one log', async () => {
  const house = await openTestLog()
  const telling = Array.from({ length: 20 }, async (_, k) => {
    for (let n = 1; n <= 10; n++) await tell(house, `s${k}`, n)
  })
  const sealing = Array.from({ length: 6 }, async () => {
    for (let i = 0; i < 10; i++) await sealNow(house)
  })
  await Promise.all([...telling, ...sealing])
  while ((await readLog(house)).size < 200) await sealNow(house)
  const entries = await entriesOf(house)
  assert.equal(new Set(entries).size, 200)
  assert.equal(entries.length, 200)
  await assertGrewOnly(house)
})

test('while one process seals, another finds that it can’t', async () => {
  const house = await openTestLog()
  await tell(house, 'a', 1)
  await readLog(house)
  await house.db.inTransaction(async ({ ask }) => {
    await ask('select 1 from ledger.log l where l.id for update')
    assert.equal(await sealTurn(house, false), undefined)
  })
  assert.equal(await sealAll(house), 1)
})

test('acts that are older than the log are taken in once, by portions, whatever is written meanwhile', async () => {
  const house = await openTestLog()
  await tell(house, '150102-20261123-0000001', 4)
  await house.db.ask(
    `insert into cases.acts (league, case_id, seq, at, kind, actor, act, salt, commitment)
     select '150100', '150102-20261123-' || lpad(c::text, 7, '0'), n, now(), 'note', 'a', '{}', '\\x00', sha256((c || ' ' || n)::bytea)
     from generate_series(1, 7000) c, generate_series(1, 3) n`,
  )
  const first = (await sealTurn(house, true))!
  assert.ok(first.more && first.added === 16_384)
  await house.db.ask(
    `insert into platform.outbox (name, league, subject, data, at)
     select 'cases.acts_recorded', a.league, a.case_id, jsonb_build_object('first', a.seq, 'commitments', jsonb_build_array(encode(a.commitment, 'hex'))), now()
     from cases.acts a where a.seq = 3 and a.case_id > '150102-20261123-0006000'`,
  )
  assert.equal(await sealAll(house), 21_001)
  assert.equal(new Set(await entriesOf(house)).size, 21_001)
  assert.equal(await findLeaf(house, '150102-20261123-0000001', 4), 21_000, 'no later act before an earlier one')
  assert.equal((await readLog(house)).earlier_after, null)
  await assertGrewOnly(house)
})

test('proofs come from the tiles of a log of several levels', async () => {
  const house = await openTestLog()
  for (let k = 0; k < 5; k++) await tell(house, `s${k}`, 1, 30_000)
  assert.equal(await sealAll(house), 150_000)
  const { size, root } = await readLog(house)
  for (const index of [0, 255, 256, 65_535, 65_536, 131_072, 149_999]) {
    const entry = commitmentOf(`s${Math.floor(index / 30_000)}`, (index % 30_000) + 1)
    assert.ok(verifyInclusion(index, size, leafHash(entry), await proveLeaf(house, index, size), root), `${index}`)
  }
})
