/** Checkpoints against older ones: a log that only grew, one that went back, one that shows two histories. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consistencyProof, formatAddCheckpoint } from '@steppe/kernels/ledger'
import { check } from './check-checkpoint.ts'
import { bytesOf, TestLog } from './log.fixture.ts'
import { readSubject, verifyFile } from './recognise-subject.ts'
import { exitCodeOf, type Report } from './report.ts'
import type { CheckOptions } from './subject.ts'

const log = new TestLog()
log.fill(700)
const older = await log.checkpoint()
log.fill(1300)
const newer = await log.checkpoint()

const verify = async (note: string, options: Partial<CheckOptions> = {}): Promise<Report> =>
  (await verifyFile([check], bytesOf(note), log.trusting(options))).report
const kept = (note: string) => readSubject(bytesOf(note))
const says = (report: Report, part: 'proved' | 'failed' | 'notProved', words: RegExp) =>
  assert.ok(
    report[part].some(({ en }) => words.test(en)),
    `${words}: ${JSON.stringify(report)}`,
  )

/** What a dishonest log of the same signer serves. */
const servedBy = (other: TestLog) => ({
  fetch: async (path: string) =>
    path === '/log/checkpoint' ? bytesOf(await other.checkpoint(log.signer)) : other.serve(path),
})

test('a checkpoint is proved by its key, and by none without one', async () => {
  assert.equal(exitCodeOf(await verify(newer)), 0)
  assert.equal(exitCodeOf(await verify(newer, { logKeys: [] })), 3)
  assert.equal(exitCodeOf(await verify(newer, { logKeys: [new TestLog().vkey] })), 1)
})

test('a log that only grew is proved with its tiles, and left open without them', async () => {
  const report = await verify(newer, { older: kept(older), fetch: log.serve })
  assert.equal(exitCodeOf(report), 0)
  says(report, 'proved', /only grew; nothing in it was changed \(700 → 2000 entries\)/)
  says(report, 'proved', /tiles that the installation serves add up/)
  says(await verify(newer, { older: kept(older) }), 'notProved', /name the installation/)
})

test('a log that only grew is proved offline by the proof that witnesses are sent', async () => {
  const proof = (await consistencyProof(700, 2000, log.folder.read))!
  const sent = formatAddCheckpoint({ oldSize: 700, proof, checkpoint: newer })
  says(await verify(sent, { older: kept(older) }), 'proved', /only grew/)
  const cut = formatAddCheckpoint({ oldSize: 700, proof: proof.slice(1), checkpoint: newer })
  says(await verify(cut, { older: kept(older) }), 'failed', /split view/)
})

test('a log that rolls back is named', async () => {
  const report = await verify(older, { older: kept(newer) })
  assert.equal(exitCodeOf(report), 1)
  says(report, 'failed', /went back \(rollback\): 2000 → 700/)
})

test('a split view of one size is named, and is evidence', async () => {
  const other = new TestLog()
  other.fill(1999)
  other.act('x', {})
  const report = await verify(await log.checkpoint(log.signer, other.tree), { older: kept(newer) })
  assert.equal(exitCodeOf(report), 1)
  says(report, 'failed', /two histories \(split view\): 2000 entries/)
})

test('a history that was rewritten and grew on is named', async () => {
  const other = new TestLog()
  other.act('x', {})
  other.fill(2999)
  const note = await log.checkpoint(log.signer, other.tree)
  const report = await verify(note, { older: kept(newer), ...servedBy(other) })
  assert.equal(exitCodeOf(report), 1)
  says(report, 'failed', /rewrote its past \(split view\)/)
})

test('tiles that do not add up to the signed root are found', async () => {
  const other = new TestLog()
  other.act('x', {})
  other.fill(1999)
  const fetch = async (path: string) => (path === '/log/checkpoint' ? bytesOf(newer) : other.serve(path))
  says(await verify(newer, { fetch }), 'failed', /do not add up/)
  const altered = async (path: string) =>
    path === '/log/tile/0/003'
      ? (await log.serve(path))?.map((byte, at) => (at === 64 ? byte ^ 1 : byte))
      : log.serve(path)
  says(await verify(newer, { fetch: altered }), 'failed', /do not add up to the root it signed: tile\/0\/003/)
})

test('malformed, missing and oversized tiles prove nothing', async () => {
  for (const wrong of [undefined, new Uint8Array(0), new Uint8Array(31), new Uint8Array(8193)]) {
    const fetch = async (path: string) => (path === '/log/checkpoint' ? bytesOf(newer) : wrong)
    const report = await verify(newer, { older: kept(older), fetch })
    says(report, 'notProved', /Not all tiles/)
    assert.ok(!report.proved.some(({ en }) => en.includes('only grew')))
  }
})

test('a checkpoint of another log is not compared', async () => {
  const other = new TestLog()
  other.fill(700)
  says(await verify(newer, { older: kept(await other.checkpoint()) }), 'failed', /No trusted key/)
  const renamed = await log.checkpoint(log.signer, other.tree, 'log.example/other')
  says(await verify(newer, { older: kept(renamed) }), 'failed', /another log/)
  says(await verify(newer, { older: kept('no checkpoint') }), 'failed', /holds no checkpoint/)
})

test('full tiles stand in for partial ones that the log has dropped', async () => {
  const then = await log.checkpoint()
  const grown = new TestLog()
  grown.fill(2000)
  grown.fill(600)
  const fetch = async (path: string) =>
    path === '/log/checkpoint' ? undefined : path.includes('.p/208') ? undefined : grown.serve(path)
  says(await verify(then, { older: kept(older), fetch }), 'proved', /only grew/)
})
