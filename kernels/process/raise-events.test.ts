/** Timers, messages, signals, errors, subprocesses and instances, in sentences. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defined, ENDS, flows, Run, users } from './draw-processes.fixture.ts'
import { positions, proveSound } from './index.ts'

const timer = (time: string) => `<timerEventDefinition><timeDuration>${time}</timeDuration></timerEventDefinition>`
const on = (id: string, host: string, inner: string, interrupting = true) =>
  `<boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupting}">${inner}</boundaryEvent>`
const ROOTS =
  '<message id="M" name="paid"/><signal id="S" name="storm"/><error id="E" errorCode="E1"/><error id="F" errorCode="E2"/>'

const escalation = () =>
  defined(
    ENDS +
      users('accept', 'work', 'chief') +
      on('late', 'work', timer('5wd')) +
      flows('s>accept', 'accept>work', 'work>e', 'late>chief', 'chief>e'),
  )

test('a boundary timer ends the task and goes its own way', async () => {
  const run = new Run(await escalation())
  run.complete('accept')
  assert.ok(run.effects.some((each) => each.type === 'timer-set' && each.duration === '5wd'))
  const effects = run.happen({ type: 'timer', timer: run.timer('late') })
  assert.ok(effects.some((each) => each.type === 'task-closed' && each.reason === 'interrupted'))
  assert.equal(run.open(), 'chief')
})

test('after a boundary timer the work can be returned to whoever was late, with a new timer', async () => {
  const run = new Run(await escalation())
  run.complete('accept')
  run.happen({ type: 'timer', timer: run.timer('late') })
  run.happen({ type: 'return', task: run.task('chief'), to: 'work' })
  assert.equal(run.open(), 'work')
  assert.equal(run.timer('late'), 'm2')
  run.complete('work')
  assert.equal(run.marking.status, 'ended')
  assert.deepEqual(run.marking.timers, [])
})

test('a task done in time has its timer cancelled', async () => {
  const run = new Run(await escalation())
  run.complete('accept').complete('work')
  assert.ok(run.effects.some((each) => each.type === 'timer-cancelled'))
  assert.equal(run.refusal({ type: 'timer', timer: 'm1' }), 'process.not_running')
})

test('a reminder that does not interrupt repeats as often as its cycle says, beside the task', async () => {
  const cycle = '<timerEventDefinition><timeCycle>R2/P1D</timeCycle></timerEventDefinition>'
  const run = new Run(
    await defined(
      `${ENDS}<endEvent id="e2"/>${users('work', 'remind')}${on('b', 'work', cycle, false)}${flows('s>work', 'work>e', 'b>remind', 'remind>e2')}`,
    ),
  )
  run.happen({ type: 'timer', timer: run.timer('b') })
  assert.equal(run.open(), 'remind work')
  assert.equal(run.marking.timers[0]?.cycle, 'R1/P1D')
  run.happen({ type: 'timer', timer: run.timer('b') })
  assert.deepEqual(run.marking.timers, [])
  run.complete('work').complete('remind')
  assert.equal(run.marking.status, 'running')
  run.complete('remind')
  assert.equal(run.marking.status, 'ended')
})

test('from beside a task one can return to before it, and the task is withdrawn with its reminder', async () => {
  const run = new Run(
    await defined(
      `${ENDS}<endEvent id="e2"/>${users('first', 'work', 'remind')}${on('b', 'work', timer('P1D'), false)}${flows('s>first', 'first>work', 'work>e', 'b>remind', 'remind>e2')}`,
    ),
  )
  run.complete('first')
  run.happen({ type: 'timer', timer: run.timer('b') })
  assert.equal(run.refusal({ type: 'return', task: run.task('remind'), to: 'work' }), 'process.not_earlier')
  run.happen({ type: 'return', task: run.task('remind'), to: 'first' })
  assert.equal(run.open(), 'first')
})

test('behind an event gateway the first event wins and the others are forgotten', async () => {
  const body = `${ENDS}<eventBasedGateway id="g"/><intermediateCatchEvent id="t">${timer('P3D')}</intermediateCatchEvent><receiveTask id="m" messageRef="M"/><exclusiveGateway id="x"/>${flows('s>g', 'g>t', 'g>m', 't>x', 'm>x', 'x>e')}`
  const def = await defined(body, ROOTS)
  assert.equal(proveSound(def).sound, true)
  const run = new Run(def)
  assert.deepEqual(positions(def, run.marking), [
    { node: 's', state: 'done' },
    { node: 'g', state: 'waiting' },
  ])
  assert.equal(run.refusal({ type: 'message', name: 'other' }), 'process.nobody_waits')
  const effects = run.happen({ type: 'message', name: 'paid', outcome: { amount: 5 } })
  assert.deepEqual(
    effects.map((each) => each.type),
    ['timer-cancelled', 'ended'],
  )
  assert.equal(run.marking.variables.amount, 5)
})

const trial = (inner: string) => `<subProcess id="sub"><startEvent id="s2"/><endEvent id="e2"/>${inner}</subProcess>`

test('an error end inside nested subprocesses is caught by the nearest event that knows its code', async () => {
  const inner =
    '<subProcess id="deep"><startEvent id="s3"/><endEvent id="bad"><errorEventDefinition errorRef="E"/></endEvent><sequenceFlow id="q1" sourceRef="s3" targetRef="w"/><userTask id="w"/><sequenceFlow id="q2" sourceRef="w" targetRef="bad"/></subProcess>'
  const body =
    ENDS +
    trial(
      inner +
        on('wrong', 'deep', '<errorEventDefinition errorRef="F"/>') +
        flows('s2>deep', 'deep>e2', 'wrong>e2').replace('deep_e2', 'd2'),
    ) +
    users('mend') +
    on('caught', 'sub', '<errorEventDefinition errorRef="E"/>') +
    flows('s>sub', 'sub>e', 'caught>mend', 'mend>e')
  const run = new Run(await defined(body, ROOTS))
  run.complete('w')
  assert.equal(run.open(), 'mend')
  assert.equal(run.marking.scopes.length, 1)
})

test('a terminate end inside a subprocess ends only the subprocess, with everything nested in it', async () => {
  const stop = '<endEvent id="stop"><terminateEventDefinition/></endEvent>'
  const nested =
    '<subProcess id="deep"><startEvent id="s3"/><endEvent id="e3"/><userTask id="long"/><sequenceFlow id="q1" sourceRef="s3" targetRef="long"/><sequenceFlow id="q2" sourceRef="long" targetRef="e3"/></subProcess>'
  const inner = `<parallelGateway id="f"/>${users('quick')}${stop}${nested}${flows('s2>f', 'f>quick', 'quick>stop', 'f>deep', 'deep>e2')}`
  const def = await defined(
    ENDS +
      trial(inner) +
      users('next', 'beside') +
      '<parallelGateway id="F"/><endEvent id="E9"/>' +
      flows('s>F', 'F>sub', 'F>beside', 'beside>E9', 'sub>next', 'next>e'),
  )
  assert.equal(proveSound(def).sound, true)
  const run = new Run(def)
  assert.equal(run.open(), 'beside long quick')
  run.complete('quick')
  assert.equal(run.open(), 'beside next')
})

test('a failed service is caught on its border; an error nobody catches is refused and may be tried again', async () => {
  const service = '<serviceTask id="svc" steppe:action="register"/>'
  const body =
    ENDS +
    service +
    users('mend') +
    on('b', 'svc', '<errorEventDefinition errorRef="E"/>') +
    flows('s>svc', 'svc>e', 'b>mend', 'mend>e')
  const run = new Run(await defined(body, ROOTS))
  assert.equal(run.refusal({ type: 'fail', call: run.call('svc'), error: 'E2' }), 'process.error_not_caught')
  run.happen({ type: 'fail', call: run.call('svc'), error: 'E1' })
  assert.equal(run.open(), 'mend')
})

test('an error nobody catches at an end event makes the process fail', async () => {
  const run = new Run(
    await defined(
      '<startEvent id="s"/><endEvent id="e"><errorEventDefinition errorRef="E"/></endEvent>' + flows('s>e'),
      ROOTS,
    ),
  )
  assert.equal(run.marking.status, 'failed')
  assert.deepEqual(run.effects.at(-1), { type: 'ended', node: 'e', kind: 'error', error: 'E1' })
})

test('a signal reaches all who wait for it', async () => {
  const catcher = (id: string) =>
    `<intermediateCatchEvent id="${id}"><signalEventDefinition signalRef="S"/></intermediateCatchEvent>`
  const body = `${ENDS}<parallelGateway id="f"/><parallelGateway id="j"/>${catcher('c1')}${catcher('c2')}${flows('s>f', 'f>c1', 'f>c2', 'c1>j', 'c2>j', 'j>e')}`
  const run = new Run(await defined(body, ROOTS))
  run.happen({ type: 'signal', name: 'storm' })
  assert.equal(run.marking.status, 'ended')
})

test('a link is a flow without a line', async () => {
  const body = `${ENDS}${users('a')}<intermediateThrowEvent id="out"><linkEventDefinition name="L"/></intermediateThrowEvent><intermediateCatchEvent id="in"><linkEventDefinition name="L"/></intermediateCatchEvent>${flows('s>out', 'in>a', 'a>e')}`
  const run = new Run(await defined(body))
  assert.equal(run.complete('a').marking.status, 'ended')
})

test('a rule answers at once and its outputs decide the way', async () => {
  const body = `${ENDS}<businessRuleTask id="r" steppe:decision="size" steppe:resultVariable="class"/><exclusiveGateway id="x" default="x_e"/>${users('big')}${flows('s>r', 'r>x', 'x>big:class.size = "big"', 'x>e', 'big>e')}`
  const run = new Run(await defined(body))
  assert.deepEqual(run.effects, [{ type: 'rule-called', call: 'c1', node: 'r', decision: 'size' }])
  run.happen({ type: 'answer', call: 'c1', outcome: { size: 'big' } })
  assert.equal(run.open(), 'big')
})

const each = (sequential: boolean, extra = '') =>
  `<userTask id="a" steppe:assignee="who" steppe:resultVariable="answers"><multiInstanceLoopCharacteristics isSequential="${sequential}" steppe:collection="people" steppe:element="who">${extra}</multiInstanceLoopCharacteristics></userTask>`

test('a task for each person, all at once: the process goes on when the last is done', async () => {
  const run = new Run(await defined(ENDS + each(false) + flows('s>a', 'a>e')), { people: ['w', 'l', 'z'] })
  assert.deepEqual(
    run.marking.tasks.map((task) => task.assignee),
    ['w', 'l', 'z'],
  )
  for (const [index, task] of ['t2', 't3', 't1'].entries())
    run.happen({ type: 'complete', task, outcome: { n: index } })
  assert.equal(run.marking.status, 'ended')
  assert.deepEqual(run.marking.variables.answers, [{ n: 2 }, { n: 0 }, { n: 1 }])
})

test('one after another, until the completion condition holds', async () => {
  const until =
    '<completionCondition xsi:type="tFormalExpression">numberOfCompletedInstances >= 2</completionCondition>'
  const run = new Run(await defined(ENDS + each(true, until) + flows('s>a', 'a>e')), { people: ['w', 'l', 'z'] })
  assert.equal(run.marking.tasks.length, 1)
  run.complete('a').complete('a')
  assert.equal(run.marking.status, 'ended')
})

test('nobody in the list: the activity is passed over; no list: the event is refused', async () => {
  const def = await defined(ENDS + each(false) + flows('s>a', 'a>e'))
  assert.equal(new Run(def, { people: [] }).marking.status, 'ended')
  assert.throws(() => new Run(def, { people: 'wang' }), /process.not_a_list/)
})

test('a called process hands its outcome back under the result variable', async () => {
  const run = new Run(
    await defined(
      `${ENDS}<callActivity id="c" calledElement="licence" steppe:part="fire" steppe:resultVariable="licence" steppe:inputs="{firm: name}"/>${flows('s>c', 'c>e')}`,
    ),
    { name: 'Ao' },
  )
  assert.deepEqual(run.effects, [
    { type: 'call-started', call: 'c1', node: 'c', calledElement: 'licence', inputs: { firm: 'Ao' }, part: 'fire' },
  ])
  run.happen({ type: 'answer', call: 'c1', outcome: { number: 7 } })
  assert.deepEqual(run.marking.variables, { licence: { number: 7 } })
})

test('one returns out of a subprocess, and from behind it back into it', async () => {
  const inner = users('x', 'y') + flows('s2>x', 'x>y', 'y>e2')
  const run = new Run(
    await defined(ENDS + users('first', 'last') + trial(inner) + flows('s>first', 'first>sub', 'sub>last', 'last>e')),
  )
  run.complete('first').complete('x')
  run.happen({ type: 'return', task: run.task('y'), to: 'first' })
  assert.equal(run.open(), 'first')
  assert.equal(run.marking.scopes.length, 1)
  run.complete('first').complete('x').complete('y')
  run.happen({ type: 'return', task: run.task('last'), to: 'x' })
  assert.equal(run.open(), 'x')
  run.complete('x').complete('y').complete('last')
  assert.equal(run.marking.status, 'ended')
})
