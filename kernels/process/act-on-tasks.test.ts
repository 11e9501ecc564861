/** Outcomes, joint signatures (会签), added signers (加签), delegation (转办), in sentences. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defined, ENDS, flows, Run } from './draw-processes.fixture.ts'
import { proveSound } from './index.ts'

const task = (attributes: string) => `<userTask id="a" ${attributes}/>`
const one = async (attributes: string, facts: Record<string, unknown> = {}) =>
  new Run(await defined(ENDS + task(attributes) + flows('s>a', 'a>e')), facts)
const sign = (run: Run, by: string, agree = true) => run.happen({ type: 'sign', task: run.task('a'), by, agree })

test('a task says who, what, by which form, within which term', async () => {
  const run = await one(
    'steppe:assignee="clerk" steppe:action="examine" steppe:form="f1" steppe:term="5wd" steppe:state="examining"',
    {
      clerk: 'wang',
    },
  )
  assert.deepEqual(run.effects, [
    { type: 'state-entered', state: 'examining', node: 'a' },
    {
      type: 'task-opened',
      task: 't1',
      node: 'a',
      action: 'examine',
      form: 'f1',
      term: '5wd',
      state: 'examining',
      assignee: 'wang',
    },
  ])
})

test('only an allowed outcome completes a task', async () => {
  const run = await one('steppe:outcomes="approve, refuse"')
  assert.equal(
    run.refusal({ type: 'complete', task: 't1', outcome: { outcome: 'burn' } }),
    'process.outcome_not_allowed',
  )
  assert.equal(run.refusal({ type: 'complete', task: 't1' }), 'process.outcome_not_allowed')
  run.complete('a', { outcome: 'refuse' })
  assert.equal(run.marking.status, 'ended')
})

test('all must sign, and one refusal decides', async () => {
  const facts = { three: ['w', 'l', 'z'] }
  const agreed = await one('steppe:assignee="three" steppe:signing="all"', facts)
  assert.equal(agreed.refusal({ type: 'complete', task: 't1' }), 'process.needs_signatures')
  sign(agreed, 'w')
  assert.equal(agreed.refusal({ type: 'sign', task: 't1', by: 'w', agree: true }), 'process.already_signed')
  assert.equal(agreed.refusal({ type: 'sign', task: 't1', by: 'stranger', agree: true }), 'process.not_a_signer')
  sign(agreed, 'l')
  sign(agreed, 'z')
  assert.equal(agreed.marking.variables.agreed, true)
  const refused = await one('steppe:assignee="three" steppe:signing="all"', facts)
  sign(refused, 'l', false)
  assert.equal(refused.marking.status, 'ended')
  assert.equal(refused.marking.variables.agreed, false)
})

test('a majority of four is three, and half against is enough to refuse', async () => {
  const facts = { four: ['a', 'b', 'c', 'd'] }
  const words = 'steppe:assignee="four" steppe:signing="majority" steppe:outcomes="yes,no"'
  const run = await one(words, facts)
  sign(run, 'a')
  sign(run, 'b')
  assert.equal(run.marking.status, 'running')
  sign(run, 'c')
  assert.equal(run.marking.variables.outcome, 'yes')
  const other = await one(words, facts)
  sign(other, 'a', false)
  sign(other, 'b', false)
  assert.equal(other.marking.variables.outcome, 'no')
})

test('any one signature suffices', async () => {
  const run = await one('steppe:assignee="two" steppe:signing="any"', { two: ['a', 'b'] })
  sign(run, 'a', false)
  assert.equal(run.marking.status, 'running')
  sign(run, 'b')
  assert.equal(run.marking.variables.agreed, true)
})

test('signers added before must sign before the assignee may answer', async () => {
  const run = await one('')
  run.happen({ type: 'add-signer', task: 't1', signers: ['zhao'], mode: 'before' })
  assert.equal(run.refusal({ type: 'complete', task: 't1' }), 'process.needs_signatures')
  sign(run, 'zhao', false)
  assert.equal(run.marking.status, 'running')
  run.complete('a')
  assert.equal(run.marking.status, 'ended')
  assert.deepEqual(run.marking.variables.signatures, [{ who: 'zhao', agree: false }])
})

test('signers added after sign once the assignee has answered', async () => {
  const run = await one('')
  run.happen({ type: 'add-signer', task: 't1', signers: ['zhao'], mode: 'after' })
  assert.equal(run.refusal({ type: 'sign', task: 't1', by: 'zhao', agree: true }), 'process.not_yet_to_sign')
  run.complete('a', { opinion: 'fine' })
  assert.equal(run.open(), 'a')
  assert.equal(run.refusal({ type: 'complete', task: 't1' }), 'process.already_completed')
  sign(run, 'zhao')
  assert.equal(run.marking.status, 'ended')
  assert.equal(run.marking.variables.opinion, 'fine')
})

test('signers added beside are waited for, whoever comes first', async () => {
  for (const signerFirst of [true, false]) {
    const run = await one('')
    run.happen({ type: 'add-signer', task: 't1', signers: ['zhao'], mode: 'parallel' })
    if (signerFirst) sign(run, 'zhao')
    run.complete('a')
    if (!signerFirst) sign(run, 'zhao')
    assert.equal(run.marking.status, 'ended')
  }
})

test('a signer added beside a joint signature counts with the others', async () => {
  const run = await one('steppe:assignee="two" steppe:signing="all"', { two: ['a', 'b'] })
  run.happen({ type: 'add-signer', task: 't1', signers: ['c', 'c'], mode: 'parallel' })
  sign(run, 'a')
  sign(run, 'b')
  assert.equal(run.marking.status, 'running')
  sign(run, 'c')
  assert.equal(run.marking.status, 'ended')
})

test('a task handed on remembers whose it was; handed back, it is theirs again', async () => {
  const run = await one('steppe:assignee="clerk"', { clerk: 'wang' })
  run.happen({ type: 'delegate', task: 't1', to: 'li' })
  run.happen({ type: 'delegate', task: 't1', to: 'zhao' })
  assert.deepEqual(run.marking.tasks[0]?.principals, ['wang', 'li'])
  run.happen({ type: 'delegate', task: 't1', to: 'wang' })
  assert.deepEqual(run.marking.tasks[0]?.principals, [])
  assert.equal(run.marking.tasks[0]?.assignee, 'wang')
})

test('a signer hands on only their own signature', async () => {
  const run = await one('steppe:assignee="two" steppe:signing="all"', { two: ['a', 'b'] })
  assert.equal(run.refusal({ type: 'delegate', task: 't1', to: 'x', by: 'stranger' }), 'process.not_a_signer')
  run.happen({ type: 'delegate', task: 't1', to: 'x', by: 'a' })
  assert.deepEqual(run.marking.tasks[0]?.signers?.[0], { who: 'x', group: 'joint', principal: 'a' })
})

test('what one has claimed another can not claim', async () => {
  const run = await one('')
  run.happen({ type: 'claim', task: 't1', by: 'wang' })
  assert.equal(run.refusal({ type: 'claim', task: 't1', by: 'li' }), 'process.already_claimed')
  run.happen({ type: 'release', task: 't1', by: 'wang' })
  run.happen({ type: 'claim', task: 't1', by: 'li' })
  assert.equal(run.marking.tasks[0]?.claimedBy, 'li')
})

test('tasks with outcomes and with joint signatures are proved like others', async () => {
  for (const words of ['steppe:outcomes="a,b"', 'steppe:signing="majority" steppe:assignee="board"']) {
    assert.equal(proveSound(await defined(ENDS + task(words) + flows('s>a', 'a>e'))).sound, true)
  }
})

test('withdrawal closes all tasks and timers', async () => {
  const timer =
    '<boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>'
  const run = new Run(
    await defined(
      ENDS + task('') + timer + flows('s>a', 'a>e').concat('<sequenceFlow id="q" sourceRef="b" targetRef="e"/>'),
    ),
  )
  const effects = run.happen({ type: 'cancel' })
  assert.deepEqual(
    effects.map((each) => each.type),
    ['task-closed', 'timer-cancelled', 'ended'],
  )
  assert.equal(run.refusal({ type: 'complete', task: 't1' }), 'process.not_running')
})
