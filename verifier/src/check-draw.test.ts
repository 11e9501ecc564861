/** Checking a draw's transcript: what is proved with which keys, and what is found in one that was touched. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  committedValue,
  drawSeed,
  listRoot,
  readSeed,
  runDraw,
  type SeedRule,
  seedTime,
  type Transcript,
} from '@steppe/kernels/draw'
import {
  commit,
  cosign,
  ed25519Cosignature,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  leafHash,
  nodeHash,
  signNote,
  toBase64,
} from '@steppe/kernels/ledger'
import { plainList } from '../../kernels/draw/test-lists.ts'
import { testSigner } from '../../kernels/ledger/test-signers.ts'
import { check } from './check-draw.ts'
import { verifyFile } from './recognise-subject.ts'
import { exitCodeOf, type Report } from './report.ts'

const log = testSigner('log.example/one')
const audit = testSigner('audit.example', ed25519Cosignature)
const rule: SeedRule = {
  kind: 'lottery',
  game: '双色球',
  issue: '2026137',
  drawnAt: '2026-11-26T13:15:00.000Z',
  parts: [2],
}
const [logKey, auditKey] = [formatVerifierKey(log.key), formatVerifierKey(audit.key)]

/** A transcript whose list stands beside one other leaf; the witness signed at `witnessedAt` (seconds). */
async function sealedTranscript(witnessedAt = seedTime(rule) / 1000 - 60): Promise<Transcript> {
  const list = plainList(30, 6)
  const root = listRoot(list)
  const value = {
    kind: 'lottery',
    entries: [
      { by: 'a', numbers: [['4', '17']] },
      { by: 'b', numbers: [['17', '4']] },
    ],
  } as const
  const read = readSeed(rule, value)
  assert.ok(read.ok)
  const salt = Buffer.alloc(16, 5)
  const commitment = commit(salt, committedValue({ draw: 'd', root, rule }))
  const other = leafHash(Buffer.alloc(32, 1))
  const tree = nodeHash(other, leafHash(commitment))
  const text = formatCheckpoint({ origin: log.key.name, size: 2, root: tree })
  const signatures = [await signNote(text, log.key, log.sign), await cosign(text, audit.key, witnessedAt, audit.sign)]
  return {
    format: 'steppe-draw/1',
    draw: 'd',
    title: '抽查',
    list,
    root,
    rule,
    committed: {
      at: '2026-11-26T01:00:00.000Z',
      sealing: {
        salt: salt.toString('hex'),
        commitment: commitment.toString('hex'),
        index: 1,
        proof: [toBase64(other)],
        checkpoint: formatNote({ text, signatures }),
        verifierKeys: [logKey, auditKey],
      },
    },
    seed: { at: '2026-11-26T14:00:00.000Z', value },
    dropOuts: [],
    result: runDraw(list, drawSeed(root, read.text)),
  }
}

async function reportOn(file: unknown, keys: { log?: string[]; witness?: string[] } = {}): Promise<Report> {
  const options = { logKeys: keys.log ?? [], witnessKeys: keys.witness ?? [], now: 0, given: {} }
  return (await verifyFile([check], Buffer.from(JSON.stringify(file)), options)).report
}
const says = (sentences: Report['proved'], words: string) => sentences.some((each) => each.en.includes(words))

test('with the keys of log and witness it is proved that the list came first and the result follows', async () => {
  const report = await reportOn(await sealedTranscript(), { log: [logKey], witness: [auditKey] })
  assert.deepEqual(report.failed, [])
  assert.equal(exitCodeOf(report), 0)
  for (const words of ['has the root', 'follow from list and seed', 'are sealed in the log', 'the list came first'])
    assert.ok(says(report.proved, words), words)
  assert.ok(says(report.notProved, 'Compare the numbers'))
  assert.ok(says(report.notProved, 'Whether everybody who belongs on the list'))
})

test('keys that the file brings along vouch for nothing, and it is said', async () => {
  const report = await reportOn(await sealedTranscript())
  assert.deepEqual([report.failed, exitCodeOf(report), report.unvouched], [[], 3, true])
  assert.ok(says(report.notProved, 'so would a forger’s'))
  assert.ok(!says(report.proved, 'the list came first'))
})

test('a witness that signed only after the value existed proves nothing about what came first', async () => {
  const late = await sealedTranscript(seedTime(rule) / 1000 + 1)
  const report = await reportOn(late, { log: [logKey], witness: [auditKey] })
  assert.ok(says(report.notProved, 'rests on the platform’s own clock'))
  assert.ok(!says(report.proved, 'the list came first'))
})

test('a list, rule, proof or checkpoint that was touched is disproved', async () => {
  const it = await sealedTranscript()
  const { sealing } = it.committed
  const sealed = (more: object) => ({ ...it, committed: { ...it.committed, sealing: { ...sealing, ...more } } })
  const touched: Readonly<Record<string, unknown>> = {
    'another root': { ...it, list: { ...it.list, objects: it.list.objects.slice(1) } },
    'not that of this list and this announced source': { ...it, rule: { ...rule, issue: '2026138' } },
    'The seal does not stand in the log': sealed({ proof: [toBase64(Buffer.alloc(32, 9))] }),
    'forged or damaged': sealed({ checkpoint: sealing.checkpoint!.replace('\n2\n', '\n3\n') }),
    'wrong from': { ...it, result: { ...it.result, visits: it.result.visits.slice(1) } },
  }
  for (const [words, file] of Object.entries(touched)) {
    const report = await reportOn(file, { log: [logKey], witness: [auditKey] })
    assert.equal(exitCodeOf(report), 1, words)
    assert.ok(says(report.failed, words), `${words}: ${JSON.stringify(report.failed)}`)
  }
  const foreign = await reportOn(it, { log: [formatVerifierKey(testSigner('log.example/two').key)] })
  assert.equal(exitCodeOf(foreign), 1)
})

test('what is no transcript is unreadable', async () => {
  assert.equal(exitCodeOf(await reportOn({ format: 'steppe-draw/1' })), 2)
  assert.equal(exitCodeOf(await reportOn({ ...(await sealedTranscript()), extra: 1 })), 2)
})
