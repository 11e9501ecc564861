/** A calendar amended after acceptance: which days of a case move, what stays, and that the act says both. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Day, makeCalendar } from '@steppe/kernels/calendar'
import { applyAct, type CaseContext, type CaseState, rederiveCase } from './index.ts'
import { at, clerk, clockwork, Play, testContext } from './test-office.ts'

let office: CaseContext
let amended: CaseContext
before(async () => {
  office = await testContext()
  const days = ['2026-01-12', '2026-01-13'] as Day[]
  amended = { ...office, calendar: makeCalendar([], [{ days, reason: '暴雪', source: '令1号' }]) }
})

function bring(state: CaseState): CaseState {
  const deed = rederiveCase(state, amended, '令1号')!
  const next = applyAct(state, { seq: state.seq + 1, at: at('2026-01-09'), actor: clockwork, deed }, amended)
  assert.ok(!('refused' in next))
  assert.equal(rederiveCase(next.state, amended, '令1号'), undefined, 'seen twice, nothing moves')
  return next.state
}

test('the due day and the step that follows it move by the closed days; the act keeps the old one', () => {
  const play = new Play(office, '2026-01-05')
  play.complete('2026-01-06', 'accept')
  const was = play.due!
  const moved = bring(play.state)
  assert.equal(was, '2026-01-20')
  assert.equal(moved.clock.due, '2026-01-22')
  assert.equal(moved.tasks[0]!.dueOn, '2026-01-22')
  const deed = rederiveCase(play.state, amended, '令1号')!
  assert.deepEqual([deed.was, deed.due, deed.reason], [was, '2026-01-22', '令1号'])
})

test('before acceptance the day from which silence is acceptance moves', () => {
  const play = new Play(office, '2026-01-05')
  const moved = bring(play.state)
  assert.equal(play.state.lawTimers[0]!.after, '2026-01-12')
  assert.equal(moved.lawTimers[0]!.after, '2026-01-14')
  assert.equal(moved.tasks[0]!.dueOn, '2026-01-14')
})

test('a clock that stands has no day to move, and after the pause it runs on by the new calendar', () => {
  const play = new Play(office, '2026-01-05')
  play.complete('2026-01-06', 'accept')
  play.do('2026-01-07', { kind: 'pause', procedure: 'hearing', reason: '听证' })
  assert.equal(play.state.tasks[0]!.dueOn, undefined, 'a step is not due while the clock stands')
  assert.equal(rederiveCase(play.state, amended, '令1号'), undefined)
})

test('a decided case keeps the day it was judged by', () => {
  const play = new Play(office, '2026-01-05')
  for (const [day, outcome] of [
    ['2026-01-06', 'accept'],
    ['2026-01-07', 'pass'],
    ['2026-01-08', 'approve'],
  ] as const)
    play.complete(day, outcome)
  assert.equal(rederiveCase(play.state, amended, '令1号'), undefined)
})

test('an open step follows the due day of its case when that is extended', () => {
  const play = new Play(office, '2026-01-05')
  play.complete('2026-01-06', 'accept')
  play.do('2026-01-07', { kind: 'extend', reason: '案情复杂', term: { length: 5, unit: 'wd' } }, clerk)
  assert.equal(play.state.tasks[0]!.dueOn, play.due)
})
