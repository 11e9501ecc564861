/** The stages of an order as a story. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stagesOf } from './stages-of.ts'

const stage = (name: string, state: string, more = {}) =>
  ({ stage: name, title: name, owner: '热线', state, ...more }) as never

test('a stage that was not needed is left out, and a late one says so while it lasts and afterwards', () => {
  const lines = stagesOf({
    stages: [
      stage('dispatch', 'done_late', { doneAt: '2026-11-26T10:00:00+08:00', dueAt: '2026-11-26T09:00:00+08:00' }),
      stage('dispute', 'skipped'),
      stage('handling', 'late', { dueAt: '2026-11-27T10:00:00+08:00' }),
      stage('calling_back', 'ahead'),
    ],
  })
  assert.deepEqual(
    lines.map((line) => [line.stage, line.done, line.now, line.late, line.at ?? line.dueAt]),
    [
      ['dispatch', true, false, true, '2026-11-26T10:00:00+08:00'],
      ['handling', false, true, true, '2026-11-27T10:00:00+08:00'],
      ['calling_back', false, false, false, undefined],
    ],
  )
})
