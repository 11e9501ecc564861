/** Choices and inclusive joins: who is waited for and who is not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defined, ENDS, flows, Run, users } from './draw-processes.fixture.ts'
import { proveSound } from './index.ts'

const three = () =>
  defined(
    `${ENDS}${users('a', 'b', 'c', 'last')}<inclusiveGateway id="o" default="o_c"/><inclusiveGateway id="j"/>` +
      flows('s>o', 'o>a:n > 1', 'o>b:n > 2', 'o>c', 'a>j', 'b>j', 'c>j', 'j>last', 'last>e'),
  )

test('an inclusive join does not wait for branches that were skipped', async () => {
  const run = new Run(await three(), { n: 2 })
  assert.equal(run.open(), 'a')
  assert.equal(run.complete('a').open(), 'last')
})

test('an inclusive join waits for all branches that were taken', async () => {
  const run = new Run(await three(), { n: 3 })
  assert.equal(run.open(), 'a b')
  assert.equal(run.complete('b').open(), 'a')
  assert.equal(run.complete('a').open(), 'last')
})

test('when no condition holds, or nothing is known, the default is taken', async () => {
  assert.equal(new Run(await three(), { n: 0 }).open(), 'c')
  assert.equal(new Run(await three(), {}).open(), 'c')
})

test('an inclusive join stops waiting once the awaited token has turned another way', async () => {
  const def = await defined(
    `${ENDS}<endEvent id="e2"/>${users('a', 'b', 'last')}<parallelGateway id="f"/><exclusiveGateway id="x" default="x_e2"/><inclusiveGateway id="j"/>` +
      flows('s>f', 'f>a', 'f>b', 'a>j', 'b>x', 'x>j:ok', 'x>e2', 'j>last', 'last>e'),
  )
  assert.equal(proveSound(def).sound, true)
  const run = new Run(def, { ok: false })
  assert.equal(run.complete('a').open(), 'b')
  assert.equal(run.complete('b').open(), 'last')
})

test('a token that would have to pass the join itself is not waited for', async () => {
  const def = await defined(
    `${ENDS}${users('a', 'b', 'again')}<inclusiveGateway id="o" default="o_a"/><inclusiveGateway id="j"/><exclusiveGateway id="x" default="x_e"/>` +
      flows('s>o', 'o>a', 'o>b:both', 'a>j', 'b>j', 'j>x', 'x>again:more', 'x>e', 'again>j'),
  )
  const run = new Run(def, { both: false, more: true })
  run.complete('a')
  assert.equal(run.open(), 'again')
  run.facts = { both: false, more: false }
  assert.equal(run.complete('again').marking.status, 'ended')
})

test('an exclusive choice without a way out is refused and leaves no trace', async () => {
  const def = await defined(
    `${ENDS}${users('a')}<exclusiveGateway id="x"/><endEvent id="e2"/>${flows('s>a', 'a>x', 'x>e:n = 1', 'x>e2:n = 2')}`,
  )
  assert.deepEqual(
    def.warnings.map((each) => each.node),
    ['x'],
  )
  const run = new Run(def, { n: 3 })
  assert.equal(run.refusal({ type: 'complete', task: 't1' }), 'process.no_way_out')
  run.facts = { n: 2 }
  run.complete('a')
  assert.deepEqual(run.effects.at(-1), { type: 'ended', node: 'e2', kind: 'none' })
})
