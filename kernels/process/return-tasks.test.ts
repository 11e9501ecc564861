/** Return (退回) and take-back (取回), in sentences. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defined, ENDS, flows, Run, users } from './draw-processes.fixture.ts'

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

test('a task is taken back out of a split while no branch was touched', async () => {
  const run = new Run(await signOff())
  run.complete('accept', {}, 'wang')
  run.happen({ type: 'take-back', node: 'accept', by: 'wang' })
  assert.equal(run.open(), 'accept')
  run.complete('accept', {}, 'wang')
  run.happen({ type: 'delegate', task: run.task('money'), to: 'zhao' })
  assert.equal(run.refusal({ type: 'take-back', node: 'accept', by: 'wang' }), 'process.acted_since')
})

test('who waits at a join takes back only their own branch; once the join is passed and untouched, also from behind it', async () => {
  const run = new Run(await signOff())
  run.complete('accept').complete('money', {}, 'zhao')
  run.happen({ type: 'take-back', node: 'money', by: 'zhao' })
  assert.equal(run.open(), 'legal money')
  run.complete('legal').complete('sign').complete('money', {}, 'zhao')
  assert.equal(run.open(), 'decide')
  run.happen({ type: 'take-back', node: 'money', by: 'zhao' })
  assert.equal(run.open(), 'money')
  run.complete('money')
  assert.equal(run.open(), 'decide')
})

test('what was sent out of the house can not be taken back', async () => {
  const run = new Run(
    await defined(
      `${ENDS}${users('a', 'b')}<sendTask id="m" messageRef="M"/>${flows('s>a', 'a>m', 'm>b', 'b>e')}`,
      '<message id="M" name="notice"/>',
    ),
  )
  run.complete('a', {}, 'wang')
  assert.equal(run.refusal({ type: 'take-back', node: 'a', by: 'wang' }), 'process.acted_since')
  run.happen({ type: 'return', task: run.task('b'), to: 'a' })
  assert.equal(run.open(), 'a')
})

test('when one of several signers of a parallel sign-off returns the case, the tasks of the others are withdrawn', async () => {
  const each =
    '<userTask id="sign" steppe:assignee="who"><multiInstanceLoopCharacteristics steppe:collection="people" steppe:element="who"/></userTask>'
  const run = new Run(await defined(ENDS + users('draft') + each + flows('s>draft', 'draft>sign', 'sign>e')), {
    people: ['w', 'l', 'z'],
  })
  run.complete('draft', {}, 'wang').complete('sign')
  const effects = run.happen({ type: 'return', task: run.task('sign'), to: 'draft' })
  const closed = effects.flatMap((effect) => (effect.type === 'task-closed' ? [effect.reason] : []))
  assert.deepEqual(closed, ['returned', 'cancelled'])
  const opened = effects.find((effect) => effect.type === 'task-opened')
  assert.ok(opened?.type === 'task-opened' && opened.again === true && opened.lastBy === 'wang')
  run.complete('draft')
  assert.equal(run.open(), 'sign sign sign')
})

test('in a split within a branch, a return to before the inner split leaves the outer sibling alone', async () => {
  const gates = ['f', 'j', 'ff', 'jj'].map((id) => `<parallelGateway id="${id}"/>`).join('')
  const run = new Run(
    await defined(
      ENDS +
        gates +
        users('outer', 'first', 'x', 'y', 'last') +
        flows(
          's>f',
          'f>outer',
          'f>first',
          'first>ff',
          'ff>x',
          'ff>y',
          'x>jj',
          'y>jj',
          'jj>last',
          'last>j',
          'outer>j',
          'j>e',
        ),
    ),
  )
  run.complete('first').complete('x')
  run.happen({ type: 'return', task: run.task('y'), to: 'first' })
  assert.equal(run.open(), 'first outer')
  run.complete('first').complete('x').complete('y').complete('outer')
  run.happen({ type: 'return', task: run.task('last'), to: 'x' })
  assert.equal(run.open(), 'x')
  run.complete('x').complete('last')
  assert.equal(run.marking.status, 'ended')
})

test('going back puts the case into the status it had', async () => {
  const task = (id: string, words = '') => `<userTask id="${id}" ${words}/>`
  const run = new Run(
    await defined(
      ENDS +
        task('accept', 'steppe:state="accepted"') +
        task('examine') +
        task('decide', 'steppe:state="deciding"') +
        flows('s>accept', 'accept>examine', 'examine>decide', 'decide>e'),
    ),
  )
  run.complete('accept').complete('examine')
  assert.equal(run.marking.state, 'deciding')
  const effects = run.happen({ type: 'return', task: run.task('decide'), to: 'examine' })
  assert.ok(effects.some((effect) => effect.type === 'state-entered' && effect.state === 'accepted'))
})
