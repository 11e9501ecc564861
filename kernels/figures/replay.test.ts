/** A figure's file is computed anew; whatever was changed in it is found, and no file makes it fail by a fault. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  computeFigure,
  type FigureFile,
  figureFormat,
  figuresCode,
  inputRoot,
  isDefinition,
  type Row,
  replayFigure,
} from './index.ts'
import { day, definitionOf, folds, rowsFor } from './test-definitions.ts'

function fileOf(rows: readonly Row[], fold = folds[0]!): FigureFile {
  const definition = definitionOf(fold)
  const computed = computeFigure(definition, rows, day)
  assert.ok(computed.ok)
  return {
    format: figureFormat,
    figure: definition.id,
    region: '150000',
    day,
    definition,
    code: figuresCode,
    rows,
    root: inputRoot(rows),
    value: computed.value,
    sealing: { salt: 'ab'.repeat(16), commitment: 'cd'.repeat(32) },
  }
}

const someRows: readonly Row[] = Array.from({ length: 9 }, (_, at) => ({
  id: String(at).padStart(32, '0'),
  closedOn: `2026-11-${19 + (at % 7)}`,
  status: at % 4 === 0 ? 'withdrawn' : 'closed',
}))

/** The first step that does not hold. */
const brokenAt = (input: unknown) => replayFigure(input).lines.find((line) => !line.ok)?.step

test('a file as it was published holds, whatever its fold and rows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...folds).chain((fold) => fc.tuple(fc.constant(fold), rowsFor(definitionOf(fold)))),
      ([fold, rows]) => assert.equal(replayFigure(JSON.parse(JSON.stringify(fileOf(rows, fold)))).ok, true),
    ),
  )
})

test('an edited row, value, definition or way of computing is found at its step', () => {
  const file = fileOf(someRows)
  const edited = someRows.map((row, at) => (at === 0 ? { ...row, status: 'closed' } : row))
  assert.equal(brokenAt(file), undefined)
  assert.equal(brokenAt({ ...file, rows: edited }), 'root')
  assert.equal(brokenAt({ ...file, rows: edited, root: inputRoot(edited) }), 'value')
  assert.equal(brokenAt({ ...file, rows: someRows.slice(1) }), 'root')
  assert.equal(brokenAt({ ...file, value: { ...file.value, value: 8 } }), 'value')
  assert.equal(brokenAt({ ...file, definition: { ...file.definition, exclusions: [] } }), 'rows')
  assert.equal(brokenAt({ ...file, code: 'steppe-figures/0' }), 'code')
  assert.equal(brokenAt({ ...file, day: '2025-12-31' }), 'rows')
  assert.equal(brokenAt({ ...file, more: 1 }), 'shape')
})

test('whatever stands in a file, the answer is a list of steps', () => {
  const file = fileOf(someRows)
  const anything = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(undefined, -1, 1e308, '__proto__', [[]], NaN))
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(file)),
      anything,
      (key, by) => void replayFigure({ ...file, [key]: by }),
    ),
  )
  fc.assert(fc.property(anything, (input) => assert.equal(replayFigure(input).ok, false)))
})

test('a definition with a field too many, an unknown condition or a fold over words is none', () => {
  const definition = definitionOf(folds[0]!)
  assert.ok(isDefinition(definition))
  for (const wrong of [
    { ...definition, more: 1 },
    { ...definition, span: 0 },
    { ...definition, from: '2026-02-30' },
    { ...definition, fold: { kind: 'median', field: 'status' } },
    { ...definition, fold: { kind: 'quantile', field: 'workingDays', at: 0 } },
    { ...definition, counts: [{ field: 'constructor', known: true }] },
    { ...definition, counts: [{ field: 'inTime', isOneOf: ['yes'] }] },
  ])
    assert.equal(isDefinition(wrong), false)
})
