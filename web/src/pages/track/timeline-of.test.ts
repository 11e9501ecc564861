/** The story of a case as its applicant reads it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActView, CaseView } from '@steppe/contracts/cases'
import { timelineOf } from './timeline-of.ts'

const task = {
  id: 't3',
  node: 'examine',
  name: '现场核查',
  action: 'examine',
  department: 'd',
  departmentName: '市场监督管理局',
  role: 'examiner',
  outcomes: [],
  openedOn: '2026-10-09',
  dueOn: '2026-10-14',
}
const view = (more: Partial<CaseView> = {}): CaseView =>
  ({
    id: 'CASE0001',
    status: 'accepted',
    acceptedOn: '2026-10-08',
    openedOn: '2026-10-08',
    clock: {
      term: { length: 5, unit: 'wd' },
      lawTerm: { length: 20, unit: 'wd' },
      due: '2026-10-15',
      pauses: [],
      extensions: [],
    },
    tasks: [task],
    ...more,
  }) as CaseView
const act = (seq: number, kind: string, deed: ActView['deed'] = {}): ActView => ({
  seq,
  at: '2026-10-08T02:00:00Z',
  on: '2026-10-08',
  kind,
  actor: { kind: 'staff', name: '赵敏', departmentName: '市场监督管理局' },
  deed,
  commitment: '00',
})
const told = (from: CaseView, acts: readonly ActView[] = []) =>
  timelineOf(from, acts).map((one) => `${one.state} ${one.text} ${one.by ?? ''}`.trim())

test('what the machine did by itself is left out', () => {
  assert.deepEqual(told(view(), [act(1, 'open'), act(2, 'wake'), act(3, 'rule_answered')]).slice(0, 2), [
    'done open',
    'now atStep 2026-10-14',
  ])
})

test('a step under way is followed by the decision and its last day', () => {
  assert.deepEqual(told(view()), ['now atStep 2026-10-14', 'coming willDecide 2026-10-15'])
})

test('while the clock stands still no last day is promised', () => {
  const clock = { ...view().clock, paused: { kind: 'expert', reason: '专家评审', since: '2026-10-12' } }
  assert.deepEqual(told(view({ clock })), ['now paused', 'now atStep', 'coming willDecide'])
  const until = act(2, 'pause', { procedure: 'expert', expectedEnd: '2026-10-20' })
  assert.equal(told(view({ clock }), [until])[0], 'now paused 2026-10-20', 'only when it is expected to go on')
})

test('a correction waits for the applicant until it is handed in', () => {
  const correction = { askedOn: '2026-10-08', items: ['签字页'], by: '2026-10-15' }
  const asked = view({ status: 'correcting', correction })
  delete (asked as { acceptedOn?: string }).acceptedOn
  assert.deepEqual(told(asked), ['now waitsForCorrection 2026-10-15', 'coming willAccept'])
})

test('a decided case waits for its delivery, a closed one for nothing', () => {
  assert.equal(told(view({ status: 'decided', tasks: [] })).at(-1), 'coming willDeliver')
  assert.deepEqual(told(view({ status: 'closed', tasks: [] })), [])
})

test('a request for correction shows what is asked, by when, and by whom', () => {
  const [first] = timelineOf(view(), [act(1, 'request_correction', { items: ['签字页'], by: '2026-10-15' })])
  assert.deepEqual([first?.items, first?.by, first?.department], [['签字页'], '2026-10-15', '市场监督管理局'])
})
