/** The sealer is killed at many points while it seals: everything is sealed once, in order, and no published checkpoint is taken back. */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openCheckpoint } from '@steppe/kernels/ledger'
import { findLeaves } from '#ledger/find-leaf'
import { logKey } from '#ledger/log-key'
import { publishedCheckpoint } from '#ledger/published-checkpoint'
import { sealNow } from '#ledger/seal'
import { assertGrewOnly, commitmentOf, entriesOf, openSealingHouse, tell } from '#ledger/test-log'
import { keysInFolder } from '#platform/keys'
import { connect } from '#platform/postgres'
import { atEnd, cloneDatabase } from '#testing/database'

const kills = 6
const subjects = ['a', 'b', 'c']

test('a sealer killed at any point seals everything once, in order, and stands by every checkpoint it showed', async () => {
  const url = await cloneDatabase('steppe')
  const folder = await mkdtemp(join(tmpdir(), 'steppe-sealer-'))
  atEnd(() => rm(folder, { recursive: true, force: true }))
  const db = connect(url)
  atEnd(db.close)
  const house = openSealingHouse(db, keysInFolder(folder))
  let working = true
  const told = subjects.map(async (subject) => {
    let n = 0
    while (working) {
      await tell(house, subject, n + 1, (n % 3) + 1)
      n += (n % 3) + 1
      await pause(2)
    }
    return n
  })
  const shown = new Map<number, string>()
  for (let i = 0; i < kills; i++) {
    const env = { ...process.env, DATABASE_URL: url, STEPPE_KEYS: folder }
    const sealer = fork(join(import.meta.dirname, 'seal-until-killed.ts'), {
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    await once(sealer, 'message')
    // It has begun to seal, however slow the machine is; then it is killed wherever it stands.
    const before = (await publishedCheckpoint(house))?.size ?? 0
    while (((await publishedCheckpoint(house))?.size ?? 0) === before) await pause(5)
    await pause(randomInt(0, 120))
    const checkpoint = await publishedCheckpoint(house)
    if (checkpoint) shown.set(checkpoint.size, checkpoint.note)
    const ended = once(sealer, 'exit')
    sealer.kill('SIGKILL')
    await ended
  }
  working = false
  const counts = await Promise.all(told)
  const total = counts.reduce((sum, count) => sum + count, 0)
  let size = 0
  for (let tries = 0; size < total && tries < 200; tries++) size = await sealNow(house)
  assert.equal(size, total)
  const entries = await entriesOf(house)
  for (const [i, subject] of subjects.entries()) {
    const leaves = [...(await findLeaves(house, subject))].sort(([a], [b]) => a - b)
    assert.deepEqual(
      leaves.map(([n]) => n),
      Array.from({ length: counts[i]! }, (_, k) => k + 1),
    )
    for (const [k, [n, leaf]] of leaves.entries()) {
      assert.equal(entries[leaf], commitmentOf(subject, n).toString('hex'))
      assert.ok(k === 0 || leaves[k - 1]![1] < leaf, 'in order')
    }
  }
  await assertGrewOnly(house)
  assert.ok(shown.size > 0)
  for (const [shownSize, note] of shown) {
    const opened = openCheckpoint(note, [await logKey(house)])
    const [kept] = await db.ask<{ root: Buffer }>('select c.root from ledger.checkpoints c where c.size = $1', [
      shownSize,
    ])
    assert.ok(opened.ok && Buffer.compare(opened.checkpoint.root, kept!.root) === 0)
  }
})
