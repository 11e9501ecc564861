/** Receipts and case files: what is genuine is proved, and whatever was done to it is named. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { check as caseCheck } from './check-case.ts'
import { check as checkpointCheck } from './check-checkpoint.ts'
import { bytesOf, type CaseInFile, TestLog, townLog } from './log.fixture.ts'
import { readSubject, verifyFile } from './recognise-subject.ts'
import { exitCodeOf, type Report } from './report.ts'
import type { CheckOptions } from './subject.ts'

const log = townLog()
const id = '150102-1'
const genuine = await log.file(id)
const checks = [caseCheck, checkpointCheck]

async function verify(file: unknown, options: CheckOptions = log.trusting()): Promise<Report> {
  return (await verifyFile(checks, bytesOf(file), options)).report
}

/** A copy of the genuine file, tampered with. */
function tampered(change: (file: CaseInFile) => void): CaseInFile {
  const file = structuredClone(genuine)
  change(file)
  return file
}

/** It is refused, and what is wrong is named in English. */
function disproved(report: Report, name: RegExp): void {
  assert.equal(exitCodeOf(report), 1, JSON.stringify(report))
  assert.ok(
    report.failed.some(({ en }) => name.test(en)),
    `${name} is not said: ${report.failed.map(({ en }) => en).join('\n')}`,
  )
}

describe('a receipt', () => {
  test('proves every act by the key of the log, and says what it does not prove', async () => {
    const report = await verify(genuine)
    assert.equal(exitCodeOf(report), 0, JSON.stringify(report))
    assert.ok(
      report.proved.some(({ en }) => en.startsWith('Acts 1 to 5 of case 150102-1 are in the log log.example/steppe')),
    )
    assert.ok(report.notProved.some(({ en }) => en.includes('Whether what was sealed is true')))
    assert.ok(report.notProved.some(({ zh }) => zh.includes('见证机构')))
  })

  test('that brings its own key is no proof: a forger’s log would agree as well', async () => {
    const forger = townLog()
    for (const file of [genuine, await forger.file(id)]) {
      const report = await verify(file, log.trusting({ logKeys: [] }))
      assert.equal(exitCodeOf(report), 3)
      assert.equal(report.unvouched, true)
    }
    disproved(await verify(await forger.file(id)), /forged|No trusted key/)
  })

  test('with its own key is proved when the installation signs with that key today', async () => {
    const report = await verify(genuine, log.trusting({ logKeys: [], fetch: log.serve }))
    assert.equal(exitCodeOf(report), 0, JSON.stringify(report))
    disproved(await verify(genuine, log.trusting({ logKeys: [], fetch: townLog().serve })), /./)
  })

  test('names the witness that saw it, and the one that did not', async () => {
    const seen = await verify(genuine, log.trusting({ witnessKeys: [log.witnessKey] }))
    assert.ok(seen.proved.some(({ en }) => en.includes('witness.example/audit saw this checkpoint at 2026-09-21T')))
    const other = new TestLog()
    disproved(await verify(genuine, log.trusting({ witnessKeys: [other.witnessKey] })), /has not signed/)
  })
})

describe('attacks on a case', () => {
  test('an altered act is found and named', async () => {
    const file = tampered(({ acts }) => {
      ;(acts[3]!.act.deed as { outcome: string }).outcome = 'refuse'
    })
    disproved(await verify(file), /^act 4 \(complete, 2026-11-20T02:04:00Z, 王芳\): .* altered/)
  })

  test('an act with another salt, or another time, or by somebody else is found', async () => {
    disproved(await verify(tampered(({ acts }) => (acts[0]!.salt = 'ff'.repeat(16)))), /act 1/)
    disproved(await verify(tampered(({ acts }) => (acts[0]!.act.at = 5))), /act 1/)
    disproved(await verify(tampered(({ acts }) => ((acts[1]!.act.actor as { name: string }).name = '赵强'))), /act 2/)
  })

  test('any change of any value of an act is found', () => {
    const text = JSON.stringify(genuine.acts[4]!.act)
    return fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom('deed', 'at', 'actor', 'new'), async (value, field) => {
        const file = tampered(({ acts }) => (acts[4]!.act[field] = value))
        const report = await verify(JSON.parse(JSON.stringify(file)))
        const same = JSON.stringify(file.acts[4]!.act) === text
        assert.equal(exitCodeOf(report) === 0, same)
      }),
      { numRuns: 50 },
    )
  })

  test('a removed act is missed by its number', async () => {
    disproved(await verify(tampered(({ acts }) => acts.splice(2, 1))), /Act 3 is missing/)
    disproved(await verify(tampered(({ acts }) => acts.shift())), /Act 1 is missing/)
  })

  test('acts cut off at the end are missed by an older receipt', async () => {
    const cut = tampered(({ acts }) => acts.pop())
    assert.equal(exitCodeOf(await verify(cut)), 0)
    const older = readSubject(bytesOf(genuine))
    disproved(await verify(cut, log.trusting({ older })), /^act 5 .* is gone now/)
  })

  test('re-ordered acts are found, with their old numbers or new ones', async () => {
    const swap = ({ acts }: CaseInFile) => ([acts[1], acts[2]] = [acts[2]!, acts[1]!])
    disproved(await verify(tampered(swap)), /order was changed/)
    const renumbered = tampered((file) => {
      swap(file)
      file.acts.forEach((each, at) => {
        each.n = at + 1
        each.act.seq = at + 1
      })
    })
    disproved(await verify(renumbered), /act 2 .* altered/)
    disproved(await verify(renumbered), /stands in the log before/)
  })

  test('an act put in twice, or invented, is found', async () => {
    disproved(await verify(tampered(({ acts }) => acts.push(structuredClone(acts[4]!)))), /twice/)
    const invented = tampered(({ acts }) => {
      const act = { ...structuredClone(acts[4]!.act), seq: 6 }
      acts.push({ ...structuredClone(acts[4]!), n: 6, act, index: 900 })
    })
    disproved(await verify(invented), /^act 6/)
  })

  test('an act of another case is found, also when the file’s case is renamed', async () => {
    const foreign = (await log.file('150102-2')).acts[0]!
    disproved(await verify(tampered(({ acts }) => (acts[0] = foreign))), /^act 1/)
    disproved(await verify(tampered((file) => (file.case = '150102-9'))), /^act 1/)
    disproved(await verify(tampered(({ acts }) => (acts[0]!.act.case = '150102-2'))), /another case/)
  })

  test('a forged, truncated or replayed signature is refused', async () => {
    const older = townLog()
    const other = new TestLog()
    other.fill(5)
    for (const checkpoint of [
      genuine.checkpoint.replace(/(— log\S+ \S{20})\S{8}/, '$1AAAAAAAA'),
      genuine.checkpoint.slice(0, -3),
      genuine.checkpoint.replace('\n1', '\n9'),
      await log.checkpoint(older.signer),
      await log.checkpoint(log.signer, other.tree),
    ])
      disproved(await verify(tampered((file) => (file.checkpoint = checkpoint))), /./)
  })

  test('a checkpoint of another origin does not carry the file', async () => {
    const foreign = await log.checkpoint(log.signer, log.tree, 'log.example/other')
    disproved(await verify(tampered((file) => (file.checkpoint = foreign))), /another log/)
    disproved(await verify(tampered((file) => (file.origin = 'log.example/other'))), /belongs to the log/)
  })

  test('a log that rolled back or was rewritten since the receipt is found at the installation', async () => {
    const served = (other: TestLog) => log.trusting({ fetch: (path) => rewritten(other, path) })
    const rewritten = async (other: TestLog, path: string) =>
      path === '/log/checkpoint' ? bytesOf(await other.checkpoint(log.signer)) : other.serve(path)
    const shorter = new TestLog()
    shorter.fill(700)
    disproved(await verify(genuine, served(shorter)), /rollback/)
    const longer = townLog()
    longer.fill(500)
    assert.equal(exitCodeOf(await verify(genuine, served(longer))), 0, 'a log that only grew')
    const changed = new TestLog()
    changed.fill(1600)
    disproved(await verify(genuine, served(changed)), /split view/)
  })

  test('a proof that is too long, a salt too short, an index beyond the log are not read or refused', async () => {
    for (const change of [
      ({ acts }: CaseInFile) => (acts[0]!.proof = new Array(64).fill(acts[0]!.proof[0]!)),
      ({ acts }: CaseInFile) => (acts[0]!.proof[0] = 'AAAA'),
      ({ acts }: CaseInFile) => (acts[0]!.salt = 'ff'),
      ({ acts }: CaseInFile) => (acts[0]!.index = -1),
      (file: CaseInFile) => (file.acts = {} as never),
      (file: CaseInFile) => (file.checkpoint = 5 as never),
    ])
      assert.equal(exitCodeOf(await verify(tampered(change))), 2)
    disproved(await verify(tampered(({ acts }) => (acts[0]!.index = 2 ** 50))), /beyond the checkpoint/)
    disproved(await verify(tampered(({ acts }) => acts[0]!.proof.pop())), /^act 1/)
    disproved(await verify(tampered(({ acts }) => acts[0]!.proof.push(acts[0]!.proof[0]!))), /^act 1/)
  })

  test('deep nesting and doubled fields are not read', async () => {
    const deep = JSON.stringify(genuine).replace(
      '"deed":',
      `"deep":${'['.repeat(100_000)}${']'.repeat(100_000)},"deed":`,
    )
    assert.equal(exitCodeOf(await verify(deep)), 2)
    const doubled = JSON.stringify(genuine).replace('"outcome":"approve"', '"outcome":"refuse","outcome":"approve"')
    assert.equal(exitCodeOf(await verify(doubled)), 2)
  })
})

test('a case file is checked like a receipt, and its state is said to be unproved', async () => {
  const report = await verify({ ...(await log.file(id, 'steppe-case/1')), state: { status: 'decided' } })
  assert.equal(exitCodeOf(report), 0, JSON.stringify(report))
  assert.ok(report.notProved.some(({ en }) => en.startsWith('The state in the file')))
})

test('in a case of two thousand acts the altered one is named', async () => {
  const big = new TestLog()
  big.act('150102-9', ...Array.from({ length: 2000 }, (_, at) => ({ kind: 'note', at })))
  const file = await big.file('150102-9')
  ;(file.acts[1234]!.act.deed as { at: number }).at = 0
  const report = await verify(file, big.trusting())
  assert.deepEqual(
    report.failed.map(({ en }) => en.slice(0, 8)),
    ['act 1235'],
  )
})
