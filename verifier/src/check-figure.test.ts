/** Checking a published figure: what is proved with which keys, and what is found in one that was touched. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inputRoot } from '@steppe/kernels/figures'
import fc from 'fast-check'
import { check } from './check-figure.ts'
import { figureLogKey, sealedFigure, someRows } from './figure.fixture.ts'
import { bytesOf } from './log.fixture.ts'
import { verifyFile } from './recognise-subject.ts'
import { exitCodeOf, printReport, type Report } from './report.ts'

async function reportOn(file: unknown, logKeys = [figureLogKey]): Promise<Report> {
  const options = { logKeys, witnessKeys: [], now: 0, given: {} }
  return (await verifyFile([check], bytesOf(file), options)).report
}

const failedIn = ({ failed }: Report) => failed.map((each) => each.en).join(' ')

test('with the key of the log, value and time are proved, and it is said that rows are not compared with cases', async () => {
  const report = await reportOn(await sealedFigure())
  assert.equal(exitCodeOf(report), 0, JSON.stringify(report.failed))
  const proved = report.proved.map((each) => each.en).join(' ')
  assert.match(proved, /follows from these rows under version 1/)
  assert.match(proved, /fixed when the checkpoint over 2 entries was signed/)
  assert.match(report.notProved.map((each) => each.en).join(' '), /tells the truth about its case/)
})

test('without a key, or without a proof from the log, it is no proof', async () => {
  const file = await sealedFigure()
  assert.equal(exitCodeOf(await reportOn(file, [])), 3)
  const { salt, commitment } = file.sealing
  assert.equal(exitCodeOf(await reportOn({ ...file, sealing: { salt, commitment } })), 3)
})

test('an edited row is found, also when root and value are edited with it', async () => {
  const file = await sealedFigure()
  const edited = someRows.map((row, at) => (at === 7 ? { ...row, inTime: true } : row))
  const other = await sealedFigure(edited)
  assert.match(failedIn(await reportOn({ ...file, rows: edited })), /The rows have another root/)
  assert.match(failedIn(await reportOn({ ...other, sealing: file.sealing })), /sealed commitment is not that/)
  assert.match(failedIn(await reportOn({ ...file, rows: someRows.slice(1) })), /The rows have another root/)
})

test('a value that does not follow from the rows is found although it was sealed', async () => {
  const { value } = await sealedFigure()
  const lie = await sealedFigure(someRows, { value: { ...value, value: 1 } })
  assert.match(failedIn(await reportOn(lie)), /published 1, computed 0\.\d+\./)
  const root = await sealedFigure(someRows, { root: inputRoot(someRows.slice(2)) })
  assert.match(failedIn(await reportOn(root)), /another root/)
})

test('another log, another place and a broken proof are found', async () => {
  const file = await sealedFigure()
  for (const change of [{ index: 0 }, { proof: [] }, { proof: ['AAAA'] }])
    assert.equal(exitCodeOf(await reportOn({ ...file, sealing: { ...file.sealing, ...change } })), 1)
  const foreign = file.sealing.checkpoint!.replace('log.example/figures', 'log.example/other')
  assert.equal(exitCodeOf(await reportOn({ ...file, sealing: { ...file.sealing, checkpoint: foreign } })), 1)
})

/** Every place in a JSON value, as a path. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]))]
}

/** A copy in which what stands at `path` is another value. */
function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (key === undefined) return by
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>
  copy[key] = replaced(copy[key], rest, by)
  return copy
}

test('whatever stands anywhere in the file, there is a report, and no changed file is proved', async () => {
  const file = JSON.parse(JSON.stringify(await sealedFigure(someRows.slice(0, 6))))
  const paths = pathsIn(file).filter((path) => path[1] !== 'verifierKeys')
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(-1, 2 ** 53, 1e308, '', '\u202e', '__proto__', [[]], {}),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), anything, async (path, by) => {
      const changed = replaced(file, path, by)
      const report = await check.check(
        { bytes: new Uint8Array(), json: changed, format: 'steppe-figure/1' },
        {
          logKeys: [figureLogKey],
          witnessKeys: [],
          now: 0,
          given: {},
        },
      )
      assert.equal(typeof printReport(check.subject, report, ['zh', 'en']), 'string')
      if (JSON.stringify(changed) !== JSON.stringify(file)) assert.notEqual(exitCodeOf(report), 0, path.join('.'))
    }),
    { numRuns: 500 },
  )
})
