/** Replaying a draw: a true transcript holds, and whatever is touched is found. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { drawSeed, listRoot, readSeed, replayDraw, runDraw, type SeedRule, type Transcript } from './index.ts'
import { plainList, soundList } from './test-lists.ts'

const rule: SeedRule = {
  kind: 'lottery',
  game: 'lottery',
  issue: '2026137',
  drawnAt: '2026-11-26T13:15:00.000Z',
  parts: [2],
}

function transcriptOf(list = plainList(30, 6), numbers = ['4', '17']): Transcript {
  const root = listRoot(list)
  const value = {
    kind: 'lottery' as const,
    entries: [
      { by: 'a', numbers: [numbers] },
      { by: 'b', numbers: [numbers] },
    ] as const,
  }
  const read = readSeed(rule, value)
  assert.ok(read.ok)
  return {
    format: 'steppe-draw/1',
    draw: 'd',
    title: 'a draw',
    list,
    root,
    rule,
    committed: { at: '2026-11-26T01:00:00.000Z', sealing: { salt: '00'.repeat(16), commitment: '00'.repeat(32) } },
    seed: { at: '2026-11-26T14:00:00.000Z', value },
    dropOuts: [],
    result: runDraw(list, drawSeed(root, read.text)),
  }
}

const failed = (given: unknown) =>
  replayDraw(given)
    .lines.filter((line) => !line.ok)
    .map((line) => line.step)

test('a true transcript replays, also after a way through a file', () => {
  fc.assert(
    fc.property(soundList, fc.nat({ max: 35 }), (list, number) => {
      const transcript = JSON.parse(JSON.stringify(transcriptOf(list, ['1', String(number)])))
      const report = replayDraw(transcript)
      assert.ok(report.ok, JSON.stringify(report.lines.filter((line) => !line.ok)))
      assert.deepEqual(report.result, transcript.result)
    }),
    { numRuns: 60 },
  )
})

test('a firm taken off the list after the commitment shows in the root, and in the order', () => {
  const true_ = transcriptOf()
  const spared = true_.result.visits[0]!.object
  const list = { ...true_.list, objects: true_.list.objects.filter((each) => each.id !== spared) }
  assert.deepEqual(failed({ ...true_, list }).slice(0, 1), ['root'])
  assert.ok(failed({ ...true_, list }).includes('visits'))
  assert.ok(
    failed({ ...true_, list, root: listRoot(list) }).includes('visits'),
    'the old result does not fit the new root',
  )
})

test('a visit left out, exchanged or given to another inspector is found', () => {
  const it = transcriptOf()
  const { visits, drawn } = it.result
  assert.deepEqual(failed({ ...it, result: { drawn, visits: visits.slice(1) } }), ['visits'])
  assert.deepEqual(failed({ ...it, result: { drawn, visits: [visits[1], visits[0], ...visits.slice(2)] } }), ['visits'])
  const alone = visits.map((each, n) => (n === 0 ? { ...each, inspectors: each.inspectors.slice(1) } : each))
  assert.deepEqual(failed({ ...it, result: { drawn, visits: alone } }), ['visits', 'two_inspectors'])
  const fewer = drawn.map((each) => ({ ...each, taken: each.taken.slice(1) }))
  assert.deepEqual(failed({ ...it, result: { drawn: fewer, visits } }), ['drawn'])
})

test('numbers that two people read differently, and a seed older than the commitment, are found', () => {
  const it = transcriptOf()
  const value = {
    kind: 'lottery',
    entries: [
      { by: 'a', numbers: [['4', '17']] },
      { by: 'b', numbers: [['4', '18']] },
    ],
  }
  assert.deepEqual(failed({ ...it, seed: { ...it.seed, value } }), ['seed'])
  assert.deepEqual(
    failed({ ...it, committed: { ...it.committed, at: it.rule.kind === 'lottery' ? it.rule.drawnAt : '' } }),
    ['later'],
  )
  const other = { kind: 'lottery', entries: ['a', 'b'].map((by) => ({ by, numbers: [['4', '18']] })) }
  assert.ok(failed({ ...it, seed: { ...it.seed, value: other } }).includes('visits'), 'another number, another order')
})

test('an inspector who should stand back is found on the visit', () => {
  const it = transcriptOf()
  const { object, inspectors } = it.result.visits[0]!
  const list = { ...it.list, recusals: [{ inspector: inspectors[0]!.inspector, object, reason: 'kin' }] }
  assert.ok(failed({ ...it, list, root: listRoot(list) }).includes('recusals'))
})

test('nothing that comes from outside makes the replay throw', () => {
  const it = transcriptOf()
  for (const bad of [null, 7, [], {}, { ...it, format: 'steppe-draw/2' }, { ...it, list: { ...it.list, objects: 5 } }])
    assert.deepEqual(failed(bad), ['shape'])
  assert.deepEqual(failed({ ...it, unseen: true }), ['shape'])
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(it)), (value, field) => {
      replayDraw({ ...it, [field]: value })
      replayDraw(value)
    }),
  )
})
