/** The law of cases, sentence by sentence. Sources: 行政许可法 arts. 32, 38, 42, 45; 安阳市政务服务条例 arts. 24–29. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Day } from '@steppe/kernels/calendar'
import type { CaseContext } from './index.ts'
import { applicant, clockwork, Play, testContext } from './test-office.ts'

let office: CaseContext
before(async () => {
  office = await testContext()
})

const day = (text: string) => text as Day

test('the term runs from acceptance, the day of acceptance not counted', () => {
  const play = new Play(office, '2026-03-02')
  assert.equal(play.due, undefined)
  play.complete('2026-03-03', 'accept')
  assert.equal(play.state.status, 'accepted')
  assert.equal(play.due, '2026-03-17')
})

test('a case that nobody looked at for five working days is deemed accepted from the day it came', () => {
  const play = new Play(office, '2026-03-02')
  assert.equal(play.code('2026-03-09', { kind: 'wake' }, clockwork), 'cases.nothing_due')
  play.do('2026-03-10', { kind: 'wake' }, clockwork)
  assert.equal(play.state.acceptedOn, '2026-03-02')
  assert.equal(play.state.tasks[0]!.action, 'examine')
  assert.equal(play.due, '2026-03-16')
})

test('a correction is asked for once, all at once, and the clock starts only after it came', () => {
  const play = new Play(office, '2026-03-02')
  assert.equal(
    play.code('2026-03-03', { kind: 'request_correction', task: play.task, items: [], by: day('2026-03-20') }),
    'cases.nothing_named',
  )
  play.do('2026-03-03', { kind: 'request_correction', task: play.task, items: ['身份证不清晰'], by: day('2026-03-20') })
  assert.equal(play.state.status, 'correcting')
  assert.equal(
    play.code('2026-03-04', { kind: 'complete', task: play.task, outcome: 'accept' }),
    'cases.waits_for_applicant',
  )
  play.do('2026-03-09', { kind: 'supply_correction', answers: { a: 1 } }, applicant)
  assert.equal(
    play.code('2026-03-10', { kind: 'request_correction', task: play.task, items: ['再补'], by: day('2026-03-20') }),
    'cases.correction_told_once',
  )
  play.complete('2026-03-10', 'accept')
  assert.equal(play.state.acceptedOn, '2026-03-10')
})

test('an application that is not corrected in time lapses', () => {
  const play = new Play(office, '2026-03-02')
  play.do('2026-03-03', { kind: 'request_correction', task: play.task, items: ['x'], by: day('2026-03-10') })
  play.do('2026-03-11', { kind: 'wake' }, clockwork)
  assert.equal(play.state.status, 'lapsed')
  assert.equal(play.state.tasks.length, 0)
  assert.equal(play.code('2026-03-12', { kind: 'supply_correction' }, applicant), 'cases.case_ended')
})

test('after a correction came, silence of the office counts as acceptance from that day', () => {
  const play = new Play(office, '2026-03-02')
  play.do('2026-03-03', { kind: 'request_correction', task: play.task, items: ['x'], by: day('2026-03-20') })
  play.do('2026-03-09', { kind: 'supply_correction' }, applicant)
  play.do('2026-03-17', { kind: 'wake' }, clockwork)
  assert.equal(play.state.acceptedOn, '2026-03-09')
})

test('after acceptance no correction can be asked for', () => {
  const play = new Play(office, '2026-03-02')
  play.complete('2026-03-03', 'accept')
  assert.equal(
    play.code('2026-03-04', { kind: 'request_correction', task: play.task, items: ['x'], by: day('2026-03-20') }),
    'cases.correction_only_before_acceptance',
  )
})

test('a refusal to accept and a denial need their reason', () => {
  const play = new Play(office, '2026-03-02')
  assert.equal(play.code('2026-03-03', { kind: 'complete', task: play.task, outcome: 'refuse' }), 'cases.reason_needed')
  play.do('2026-03-03', { kind: 'complete', task: play.task, outcome: 'refuse', opinion: '不属于本机关职权' })
  assert.equal(play.state.status, 'refused')
  assert.equal(play.state.reasons, '不属于本机关职权')
})

test('a special procedure stops the clock, and what had run stays', () => {
  const play = new Play(office, '2026-03-02')
  play.complete('2026-03-02', 'accept')
  assert.equal(play.due, '2026-03-16')
  play.do('2026-03-05', { kind: 'pause', procedure: 'site_check', reason: '现场核查' })
  assert.equal(play.due, undefined)
  const { task } = play
  for (const deed of [
    { kind: 'complete', task, outcome: 'pass' },
    { kind: 'return', task, to: 'accept', reason: 'x' },
    { kind: 'delegate', task, to: 'zhao', reason: 'x' },
  ] as const)
    assert.equal(play.code('2026-03-06', deed), 'cases.clock_stands')
  play.do('2026-03-11', { kind: 'resume', result: '符合' })
  assert.equal(play.due, '2026-03-23')
  assert.equal(play.code('2026-03-12', { kind: 'pause', procedure: 'lunch', reason: 'x' }), 'cases.procedure_unknown')
})

test('the term is extended once, by at most what the law allows', () => {
  const play = new Play(office, '2026-03-02')
  play.complete('2026-03-02', 'accept')
  assert.equal(
    play.code('2026-03-10', { kind: 'extend', reason: '复杂', term: { length: 11, unit: 'wd' } }),
    'cases.extension_too_long',
  )
  play.do('2026-03-10', { kind: 'extend', reason: '复杂', term: { length: 10, unit: 'wd' } })
  assert.equal(play.due, '2026-03-30')
  assert.equal(
    play.code('2026-03-11', { kind: 'extend', reason: '还复杂', term: { length: 1, unit: 'wd' } }),
    'cases.extended_already',
  )
})

test('what several departments decide together is extended by up to fifteen working days', () => {
  const { key } = new Play(office, '2026-03-02').state.process
  const extensionOf = { [key]: { length: 15, unit: 'wd' } } as const
  const joint = { ...office, law: { ...office.law, extensionOf } }
  const play = new Play(joint, '2026-03-02')
  play.complete('2026-03-02', 'accept')
  const extend = (length: number) => ({ kind: 'extend', reason: '联合办理', term: { length, unit: 'wd' } }) as const
  assert.equal(play.code('2026-03-10', extend(16)), 'cases.extension_too_long')
  play.do('2026-03-10', extend(15))
  assert.equal(play.due, '2026-04-06')
})

test('a term that has run out can be neither stopped nor extended', () => {
  const play = new Play(office, '2026-03-02')
  play.complete('2026-03-02', 'accept')
  assert.equal(
    play.code('2026-03-17', { kind: 'extend', reason: '忘了', term: { length: 5, unit: 'wd' } }),
    'cases.term_over',
  )
  assert.equal(play.code('2026-03-17', { kind: 'pause', procedure: 'hearing', reason: '忘了' }), 'cases.term_over')
})

test('tolerant acceptance: what is missing may follow, else the application lapses', () => {
  const missing = { kind: 'accept_with_missing', task: '', materials: ['m1'], by: day('2026-03-13') } as const
  const kept = new Play(office, '2026-03-02')
  kept.do('2026-03-03', { ...missing, task: kept.task })
  assert.equal(kept.state.status, 'accepted')
  assert.equal(
    kept.code(
      '2026-03-05',
      { kind: 'supply_missing', materials: [{ id: 'm2', name: '别的', proof: 'upload' }] },
      applicant,
    ),
    'cases.still_missing',
  )
  kept.complete('2026-03-05', 'pass')
  const approve = { kind: 'complete', task: kept.task, outcome: 'approve' } as const
  assert.equal(kept.code('2026-03-05', approve), 'cases.approved_while_missing')
  const file = { id: 'f', name: 'm1.pdf', sha256: '00', size: 1 }
  kept.do(
    '2026-03-06',
    { kind: 'supply_missing', materials: [{ id: 'm1', name: '材料', proof: 'upload', file }] },
    applicant,
  )
  assert.equal(kept.code('2026-03-16', { kind: 'wake' }, clockwork), 'cases.nothing_due')
  assert.equal(kept.code('2026-03-16', approve), 'done')

  const denied = new Play(office, '2026-03-02')
  denied.do('2026-03-03', { ...missing, task: denied.task })
  denied.complete('2026-03-04', 'pass')
  denied.complete('2026-03-05', 'deny', '不符合条件')
  assert.equal(denied.code('2026-03-14', { kind: 'wake' }, clockwork), 'cases.nothing_due', 'what is decided stays so')

  const late = new Play(office, '2026-03-02')
  late.do('2026-03-03', { ...missing, task: late.task })
  late.do('2026-03-14', { kind: 'wake' }, clockwork)
  assert.equal(late.state.status, 'lapsed')
})

test('nobody hands a step to themselves or asks for their own signature', () => {
  const play = new Play(office, '2026-03-02')
  const { task } = play
  const signature = { kind: 'add_signer', task, signers: ['zhao', 'clerk'], mode: 'before', reason: '复核' } as const
  assert.equal(play.code('2026-03-03', { kind: 'delegate', task, to: 'clerk', reason: '忙' }), 'cases.asks_oneself')
  assert.equal(play.code('2026-03-03', signature), 'cases.asks_oneself')
})

test('an applicant withdraws until the decision, not after it', () => {
  const early = new Play(office, '2026-03-02')
  early.do('2026-03-03', { kind: 'withdraw', reason: '不办了' }, applicant)
  assert.equal(early.state.status, 'withdrawn')
  const late = new Play(office, '2026-03-02')
  late.complete('2026-03-02', 'accept')
  late.complete('2026-03-03', 'pass')
  late.complete('2026-03-04', 'approve')
  assert.equal(late.code('2026-03-05', { kind: 'withdraw', reason: '不办了' }, applicant), 'cases.decided_already')
})

test('work goes back to an earlier step with a reason, and a decision that is taken back is none', () => {
  const play = new Play(office, '2026-03-02')
  play.complete('2026-03-02', 'accept')
  play.complete('2026-03-03', 'pass')
  assert.equal(
    play.code('2026-03-04', { kind: 'return', task: play.task, to: 'examine', reason: ' ' }),
    'cases.reason_needed',
  )
  play.do('2026-03-04', { kind: 'return', task: play.task, to: 'examine', reason: '缺少现场照片' })
  assert.equal(play.state.tasks[0]!.action, 'examine')
  play.complete('2026-03-05', 'pass')
  play.complete('2026-03-05', 'deny', '不符合条件')
  assert.equal(play.state.outcome, 'denied')
  play.do('2026-03-06', { kind: 'return', task: play.task, to: 'decide', reason: '文书有误' })
  assert.equal(play.state.outcome, undefined)
  assert.equal(play.state.decidedOn, undefined)
  assert.equal(play.state.status, 'accepted')
})

test('a step just passed on can be taken back by whoever did it, until the next one has touched it', () => {
  const play = new Play(office, '2026-03-02')
  play.complete('2026-03-02', 'accept')
  play.complete('2026-03-03', 'pass')
  play.do('2026-03-03', { kind: 'take_back', node: 'examine', reason: '填错' })
  assert.equal(play.state.tasks[0]!.node, 'examine')
  play.complete('2026-03-04', 'pass')
  play.complete('2026-03-04', 'approve')
  assert.match(play.code('2026-03-04', { kind: 'take_back', node: 'examine', reason: '太晚' }), /process_refuses/)
})

test('a step can be handed to a colleague and an added signer must sign before it counts', () => {
  const play = new Play(office, '2026-03-02')
  play.complete('2026-03-02', 'accept')
  play.do('2026-03-03', { kind: 'delegate', task: play.task, to: 'u2', reason: '休假' })
  assert.equal(play.state.tasks[0]!.holder, 'u2')
  play.do('2026-03-03', { kind: 'add_signer', task: play.task, signers: ['u3'], mode: 'before', reason: '需技术意见' })
  assert.equal(play.code('2026-03-04', { kind: 'complete', task: play.task, outcome: 'pass' }), 'cases.process_refuses')
  play.do(
    '2026-03-04',
    { kind: 'sign', task: play.task, agree: true, opinion: '同意' },
    { kind: 'staff', id: 'u3', name: '三号' },
  )
  play.complete('2026-03-04', 'pass')
  assert.equal(play.state.tasks[0]!.action, 'decide')
})
test('a promise is checked after the decision: kept, put right, or revoked', () => {
  const decided = () => {
    const play = new Play(office, '2026-03-02', { promise: '符合条件' })
    play.complete('2026-03-02', 'accept')
    play.complete('2026-03-02', 'pass')
    play.complete('2026-03-02', 'approve')
    play.complete('2026-03-02', 'delivered')
    return play
  }
  const kept = decided()
  assert.equal(kept.state.status, 'closed')
  kept.do('2026-03-20', { kind: 'check_promise', kept: true, opinion: '符合' })
  assert.equal(kept.code('2026-03-21', { kind: 'check_promise', kept: false, opinion: 'x' }), 'cases.promise_checked')
  const broken = decided()
  broken.do('2026-03-20', { kind: 'check_promise', kept: false, opinion: '面积不足', rectifyBy: day('2026-04-10') })
  assert.equal(broken.state.status, 'closed')
  broken.do('2026-04-13', { kind: 'check_promise', kept: false, opinion: '仍不足' })
  assert.equal(broken.state.status, 'revoked')
  const mended = decided()
  mended.do('2026-03-20', { kind: 'check_promise', kept: false, opinion: '面积不足', rectifyBy: day('2026-04-10') })
  mended.do('2026-04-13', { kind: 'check_promise', kept: true, opinion: '已整改' })
  assert.equal(mended.code('2026-04-14', { kind: 'check_promise', kept: false, opinion: 'x' }), 'cases.promise_checked')
})

test('a case is rated once, and only reading, notes and ratings follow its end', () => {
  const play = new Play(office, '2026-03-02')
  for (const outcome of ['accept', 'pass', 'approve', 'delivered']) play.complete('2026-03-02', outcome)
  assert.equal(play.state.status, 'closed')
  play.do('2026-03-05', { kind: 'rate', grade: 1, reasons: [] }, applicant)
  assert.equal(play.code('2026-03-06', { kind: 'rate', grade: 5, reasons: [] }, applicant), 'cases.already_rated')
  assert.equal(play.code('2026-03-06', { kind: 'withdraw', reason: 'x' }, applicant), 'cases.case_ended')
})
