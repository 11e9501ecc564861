/** When a hearing may be asked for, and when it is held. Source: 行政许可法 arts. 45–48. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { addDays, type Day } from '../calendar/index.ts'
import type { CaseContext } from './index.ts'
import { applicant, Play, testContext } from './test-office.ts'

let office: CaseContext
before(async () => {
  office = await testContext()
})

test('told of the right to a hearing, the applicant has five working days; asked for, it is held within twenty, which do not count', () => {
  const play = new Play(office, '2026-03-02')
  assert.equal(play.code('2026-03-02', { kind: 'offer_hearing', reason: '重大利益' }), 'cases.clock_not_running')
  play.complete('2026-03-02', 'accept')
  play.complete('2026-03-03', 'pass')
  play.do('2026-03-04', { kind: 'offer_hearing', reason: '重大利益' })
  assert.equal(play.state.hearing?.askBy, '2026-03-11')
  assert.equal(play.code('2026-03-05', { kind: 'offer_hearing', reason: '再告知' }), 'cases.hearing_offered')
  const deny = { kind: 'complete', task: play.task, outcome: 'deny', opinion: '不符合' } as const
  assert.equal(play.code('2026-03-11', deny), 'cases.hearing_may_be_asked')
  play.do('2026-03-06', { kind: 'answer_hearing', wanted: true, reason: '要求听证' }, applicant)
  assert.deepEqual([play.state.hearing?.holdBy, play.due], ['2026-04-03', undefined])
  assert.equal(play.code('2026-03-09', deny), 'cases.clock_stands')
  play.do('2026-03-20', { kind: 'resume', result: '听证笔录' })
  assert.equal(play.due, '2026-03-31', 'three days ran before, seven after')
  play.do('2026-03-23', deny)
  assert.equal(play.state.outcome, 'denied')
})

test('asked for, the applicant is told when and where seven working days before, and again where it is moved', () => {
  const play = new Play(office, '2026-03-02')
  const call = (on: string) => ({ kind: 'call_hearing', on: on as Day, hour: '09:30', place: '二楼听证室' }) as const
  play.complete('2026-03-02', 'accept')
  play.complete('2026-03-03', 'pass')
  play.do('2026-03-04', { kind: 'offer_hearing', reason: '重大利益' })
  assert.equal(play.code('2026-03-05', call('2026-03-20')), 'cases.no_hearing_asked')
  play.do('2026-03-06', { kind: 'answer_hearing', wanted: true }, applicant)
  assert.equal(play.code('2026-03-09', call('2026-03-17')), 'cases.hearing_notice_short')
  assert.equal(
    play.code('2026-03-09', call('2026-04-07')),
    'cases.hearing_held_late',
    'twenty working days end on 3 April',
  )
  play.do('2026-03-09', call('2026-03-18'))
  assert.deepEqual(play.state.hearing?.called, { on: '2026-03-18', hour: '09:30', place: '二楼听证室' })
  play.do('2026-03-16', call('2026-03-25'))
  assert.equal(play.state.hearing?.called?.on, '2026-03-25')
})

test('asked for when the term is over already, the hearing is held, and what is late stays late', () => {
  const play = new Play(office, '2026-03-02')
  play.complete('2026-03-02', 'accept')
  play.complete('2026-03-03', 'pass')
  const { due } = play
  assert.ok(due)
  play.do(due, { kind: 'offer_hearing', reason: '重大利益' })
  const after = addDays(due, 1)
  play.do(after, { kind: 'answer_hearing', wanted: true }, applicant)
  assert.equal(play.due, due)
  const deny = { kind: 'complete', task: play.task, outcome: 'deny', opinion: '不符合' } as const
  assert.equal(play.code(after, deny), 'cases.clock_stands')
  play.do(addDays(due, 14), { kind: 'resume', result: '听证笔录' })
  assert.equal(play.due, due)
})

test('who wants no hearing, or lets its days pass, is decided about; asked too late, there is none', () => {
  for (const [on, wanted] of [
    ['2026-03-04', false],
    ['2026-03-11', undefined],
  ] as const) {
    const play = new Play(office, '2026-03-02')
    play.complete('2026-03-02', 'accept')
    play.complete('2026-03-02', 'pass')
    play.do('2026-03-03', { kind: 'offer_hearing', reason: '重大利益' })
    if (wanted === undefined)
      assert.equal(play.code(on, { kind: 'answer_hearing', wanted: true }, applicant), 'cases.hearing_late')
    else play.do(on, { kind: 'answer_hearing', wanted }, applicant)
    play.complete(on, 'approve')
    assert.equal(play.state.outcome, 'approved')
  }
})
