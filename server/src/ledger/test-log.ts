/** A log for tests: a clone of the migrated database, facts put into its outbox, and a reader that trusts nothing. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import {
  consistencyProof,
  leafHash,
  parseEntryBundle,
  type ReadTile,
  rootFromTiles,
  verifyConsistency,
} from '@steppe/kernels/ledger'
import { type Keys, keysInMemory } from '#platform/keys'
import type { Database } from '#platform/postgres'
import { putFacts, sealedFact } from '#platform/sealed-fact'
import { testDatabase } from '#testing/database'
import type { CheckingHouse } from './check-log.ts'
import { readLog } from './log-state.ts'
import { tileReader } from './read-tiles.ts'
import { type SealingHouse, sealNow } from './seal.ts'

/** A house that can seal and nothing else. */
export function openSealingHouse(db: Database, keys: Keys = keysInMemory()): CheckingHouse {
  return {
    db,
    keys,
    clock: { now: () => Date.parse('2026-11-26T02:00:00Z'), today: () => '2026-11-26' as never },
    site: { region: '150000', zone: 'Asia/Shanghai', name: { zh: '测试', en: 'Test' }, packs: [], demo: false },
    log: { origin: 'test.example/log', witnesses: [] },
    sealedRows: [],
  }
}

/** The same over a clone of the migrated database. */
export async function openTestLog(): Promise<CheckingHouse> {
  return openSealingHouse(await testDatabase())
}

/** The commitment of the tests: a digest of the name and number. */
export function commitmentOf(subject: string, n: number): Buffer {
  return createHash('sha256').update(`${subject} ${n}`).digest()
}

/** Puts numbers [first, first + count) of a subject into the outbox. */
export async function tell(house: Pick<SealingHouse, 'db'>, subject: string, first: number, count = 1): Promise<void> {
  const commitments = Array.from({ length: count }, (_, i) => commitmentOf(subject, first + i))
  await putFacts(house.db.ask, [
    sealedFact({ name: 'things.done', league: '150100', subject, first, commitments, at: 0 }),
  ])
}

/** Seals until nothing waits: other files' transactions on the same server hold facts back for a moment. Gives the size of the log. */
export async function sealAll(house: SealingHouse): Promise<number> {
  for (let tries = 0; tries < 2400; tries++) {
    const size = await sealNow(house)
    const waiting = await house.db.ask(
      'select 1 from ledger.log l join platform.outbox o on (o.written_by, o.position) > (l.written_by, l.position) limit 1',
    )
    if (waiting.length === 0) return size
    await pause(25)
  }
  throw new Error('facts were held back for a minute')
}

/** All entries of the log, hex, read from the bundles and held against the tiles of leaves. */
export async function entriesOf(house: SealingHouse): Promise<string[]> {
  const { size } = await readLog(house)
  const read = tileReader(house.db.ask)
  const all: string[] = []
  for (let index = 0; index * 256 < size; index++) {
    const width = Math.min(256, size - index * 256)
    const entries = parseEntryBundle((await read('entries', index, width))!, width)!
    const tile = Buffer.from((await read(0, index, width))!)
    for (const [i, entry] of entries.entries()) {
      assert.deepEqual(tile.subarray(i * 32, i * 32 + 32), Buffer.from(leafHash(entry)))
      all.push(Buffer.from(entry).toString('hex'))
    }
  }
  return all
}

/** Every checkpoint ever published has the root of its size, and each grew from the one before. */
export async function assertGrewOnly(house: SealingHouse): Promise<void> {
  const read: ReadTile = tileReader(house.db.ask)
  const { size } = await readLog(house)
  const published = await house.db.ask<{ size: number; root: Buffer }>(
    'select c.size, c.root from ledger.checkpoints c order by c.size',
  )
  const last = published.at(-1)
  for (const { size: old, root } of published) {
    assert.deepEqual(Buffer.from((await rootFromTiles(old, read))!), root, `the root of ${old} leaves`)
    const proof = (await consistencyProof(old, last!.size, read))!
    assert.ok(verifyConsistency(old, last!.size, root, last!.root, proof), `${old} leads to ${last!.size}`)
  }
  assert.equal(last?.size ?? 0, size)
}
