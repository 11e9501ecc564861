/** Return (退回) and take-back (取回), in sentences. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defined, ENDS, flows, Run, users } from './draw-processes.ts'

const line = () =>
  defined(
    ENDS + users('accept', 'examine', 'decide') + flows('s>accept', 'accept>examine', 'examine>decide', 'decide>e'),
  )

/** accept, then legal→sign beside money, then decide. */
const signOff = () =>
  defined(
    `${ENDS}${users('accept', 'legal', 'sign', 'money', 'decide')}<parallelGateway id="split"/><parallelGateway id="join"/>` +
      flows(
        's>accept',
        'accept>split',
        'split>legal',
        'legal>sign',
        'sign>join',
        'split>money',
        'money>join',
        'join>decide',
        'decide>e',
      ),
  )

test('a task goes back to an earlier step, and the way forward is walked again', async () => {
  const run = new Run(await line())
  run.complete('accept').complete('examine')
  run.happen({ type: 'return', task: run.task('decide'), to: 'accept' })
  assert.equal(run.open(), 'accept')
  run.complete('accept').complete('examine').complete('decide')
  assert.equal(run.marking.status, 'ended')
})

test('under a parallel sign-off a return inside one branch leaves the sibling alone', async () => {
  const run = new Run(await signOff())
  run.complete('accept').complete('legal')
  run.happen({ type: 'return', task: run.task('sign'), to: 'legal' })
  assert.equal(run.open(), 'legal money')
  run.complete('money').complete('legal').complete('sign')
  assert.equal(run.open(), 'decide')
})

test('a return to before the split cancels the siblings of the split', async () => {
  const run = new Run(await signOff())
  run.complete('accept').complete('legal').complete('money')
  run.happen({ type: 'return', task: run.task('sign'), to: 'accept' })
  assert.equal(run.open(), 'accept')
  assert.equal(run.marking.tokens.length, 1)
  run.complete('accept').complete('money').complete('legal').complete('sign').complete('decide')
  assert.equal(run.marking.status, 'ended')
})

test('a return from behind the join into one branch leaves the other branch waiting at the join', async () => {
  const run = new Run(await signOff())
  run.complete('accept').complete('legal').complete('sign').complete('money')
  run.happen({ type: 'return', task: run.task('decide'), to: 'legal' })
  assert.equal(run.open(), 'legal')
  run.complete('legal').complete('sign')
  assert.equal(run.open(), 'decide')
})

test('a sibling, a later or an unknown step is no earlier step', async () => {
  const run = new Run(await signOff())
  run.complete('accept').complete('legal')
  for (const to of ['money', 'decide', 'sign', 'nowhere']) {
    assert.equal(run.refusal({ type: 'return', task: run.task('sign'), to }), 'process.not_earlier')
  }
})

test('the completer takes a task back while nobody acted on what followed', async () => {
  const run = new Run(await line())
  run.complete('accept', {}, 'wang')
  assert.equal(run.refusal({ type: 'take-back', node: 'accept', by: 'li' }), 'process.not_the_completer')
  const effects = run.happen({ type: 'take-back', node: 'accept', by: 'wang' })
  assert.equal(run.open(), 'accept')
  assert.ok(effects.some((each) => each.type === 'task-closed' && each.reason === 'taken-back'))
})

test('take-back is refused once the successor acted', async () => {
  const run = new Run(await line())
  run.complete('accept', {}, 'wang')
  run.happen({ type: 'claim', task: run.task('examine'), by: 'li' })
  assert.equal(run.refusal({ type: 'take-back', node: 'accept', by: 'wang' }), 'process.acted_since')
  run.complete('examine')
  assert.equal(run.refusal({ type: 'take-back', node: 'accept', by: 'wang' }), 'process.acted_since')
})
