/** Renewal by silence. Source: 行政许可法 art. 50. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Day } from '@steppe/kernels/calendar'
import { type CaseContext, foldCase } from './index.ts'
import { clockwork, Play, testContext } from './test-office.ts'

let office: CaseContext
before(async () => {
  office = await testContext()
})

test('a renewal that nobody decided by the last day of the licence is deemed granted, if it was asked for in time', () => {
  const renewing = (lastDay: string) => {
    const play = new Play(office, '2026-03-02', { renews: { licence: 'L1', lastDay: lastDay as Day } })
    play.complete('2026-03-03', 'accept')
    return play
  }
  const play = renewing('2026-04-13')
  play.do('2026-03-10', { kind: 'pause', procedure: 'site_check', reason: '现场核查' })
  assert.equal(play.code('2026-04-13', { kind: 'wake' }, clockwork), 'cases.nothing_due')
  play.do('2026-04-14', { kind: 'wake' }, clockwork)
  assert.deepEqual(
    [play.state.outcome, play.state.renews?.deemedOn, play.state.tasks[0]?.action],
    ['approved', '2026-04-14', 'deliver'],
  )
  assert.equal(play.code('2026-04-15', { kind: 'wake' }, clockwork), 'cases.nothing_due')
  assert.equal(
    renewing('2026-04-12').code('2026-04-14', { kind: 'wake' }, clockwork),
    'cases.nothing_due',
    'thirty working days before',
  )
  assert.deepEqual(foldCase(play.acts, office), play.state)
})
