/** A case is the sum of its acts: whatever was done in whatever order, folding the trail gives the stored state. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Day } from '@steppe/kernels/calendar'
import fc from 'fast-check'
import { type CaseContext, type Deed, ended, foldCase, openPause } from './index.ts'
import { applicant, clockwork, Play, testContext } from './test-office.ts'

let office: CaseContext
before(async () => {
  office = await testContext()
})

const opinion = '理由'
const file = { id: 'f', name: 'a.pdf', sha256: '00', size: 1 }

/** Deeds as people try them, sensible or not, on the case as it stands. */
function deedOf(kind: number, play: Play, day: string): Deed {
  const task = play.state.tasks[0]?.id ?? 't0'
  const outcomes = play.state.tasks[0]?.outcomes ?? ['x']
  const by = new Date(Date.parse(day) + 9 * 86_400_000).toISOString().slice(0, 10) as Day
  const deeds: Deed[] = [
    { kind: 'complete', task, outcome: outcomes[0]!, opinion },
    { kind: 'complete', task, outcome: outcomes.at(-1)!, opinion },
    { kind: 'request_correction', task, items: ['补'], by },
    { kind: 'supply_correction', answers: { a: kind } },
    { kind: 'accept_with_missing', task, materials: ['m'], by },
    { kind: 'supply_missing', materials: [{ id: 'm', name: 'm', proof: 'upload', file }] },
    { kind: 'pause', procedure: 'hearing', reason: opinion },
    { kind: 'resume', result: opinion },
    { kind: 'extend', reason: opinion, term: { length: 5, unit: 'wd' } },
    { kind: 'return', task, to: 'examine', reason: opinion },
    { kind: 'take_back', node: 'accept', reason: opinion },
    { kind: 'delegate', task, to: 'u9', reason: opinion },
    { kind: 'wake' },
    { kind: 'note', text: opinion },
    { kind: 'record', what: 'payment', data: { paid: kind } },
    { kind: 'withdraw', reason: opinion },
    { kind: 'rate', grade: 2, reasons: [] },
    { kind: 'offer_hearing', reason: opinion },
    { kind: 'answer_hearing', wanted: kind % 2 === 0 },
    { kind: 'call_hearing', on: by, hour: '09:30', place: opinion },
  ]
  return deeds[kind % deeds.length]!
}

const sequences = fc.array(fc.record({ kind: fc.nat({ max: 40 }), pause: fc.nat({ max: 6 }) }), { maxLength: 40 })

test('random deeds: the fold of the trail is the state, and the invariants of a case hold throughout', () => {
  fc.assert(
    fc.property(sequences, (steps) => {
      const play = new Play(office, '2026-01-05')
      let day = Date.parse('2026-01-05')
      for (const { kind, pause } of steps) {
        day += pause * 86_400_000
        const on = new Date(day).toISOString().slice(0, 10)
        const deed = deedOf(kind, play, on)
        play.try(on, deed, deed.kind === 'wake' ? clockwork : deed.kind.startsWith('supply') ? applicant : undefined)
        checkInvariants(play)
      }
      assert.deepEqual(foldCase(play.acts, office), play.state)
      assert.deepEqual(JSON.parse(JSON.stringify(play.state)), play.state)
    }),
    { numRuns: 400 },
  )
})

function checkInvariants({ state, acts }: Play): void {
  assert.equal(state.seq, acts.length)
  if (ended.includes(state.status)) assert.equal(state.tasks.length, 0, 'an ended case owes nothing')
  else assert.ok(state.tasks.length > 0, 'a case that has not ended is owed by somebody')
  if (ended.includes(state.status)) assert.deepEqual(state.lawTimers, [])
  const stands = openPause(state.clock)
  // A hearing may be asked for when the term is over already: what is late stays late.
  const late = stands && state.clock.due !== undefined && state.clock.due < stands.start
  if (stands && !late) assert.equal(state.clock.due, undefined, 'a clock that stands has no due day')
  if (state.clock.due && state.clock.from) assert.ok(state.clock.due >= state.clock.from)
  assert.ok((state.outcome === undefined) === (state.decidedOn === undefined))
}
