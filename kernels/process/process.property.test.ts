/** What holds for every process and every order of events. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { getNode, type ProcessDefinition } from './definition.ts'
import { type Block, block, drawBlock } from './draw-blocks.fixture.ts'
import { defined, ENDS, flows, users } from './draw-processes.fixture.ts'
import { explore } from './explore-states.ts'
import { type Expressions, type Marking, type ProcessEvent, positions, proveSound, start, step } from './index.ts'
import { possibleEvents } from './possible-events.ts'

/** Answers conditions by a list of coin throws that all say no at last, so that loops end. */
function coins(throws: readonly boolean[]): Expressions {
  let next = 0
  return { evaluate: () => throws[next++] ?? false, check: () => undefined }
}

/** Every event somebody might send now: also returns, and take-backs by the right person. */
function anyEvents(def: ProcessDefinition, marking: Marking): readonly ProcessEvent[] {
  const tasks = Object.values(def.nodes).filter((node) => node.kind === 'user')
  const returns = marking.tasks.flatMap((task) =>
    tasks.map((node) => ({ type: 'return' as const, task: task.id, to: node.id })),
  )
  const backs = tasks.map((node) => ({ type: 'take-back' as const, node: node.id, by: 'clerk' }))
  const claims = marking.tasks.map((task) => ({ type: 'claim' as const, task: task.id, by: 'clerk' }))
  const forward = possibleEvents(def, marking).map(({ event }) =>
    event.type === 'complete' ? { ...event, by: 'clerk' } : event,
  )
  return [...forward, ...returns, ...backs, ...claims]
}

/** Tokens and what hangs on them belong together, and no place of a sound process has two main tokens. */
function checkWhole(def: ProcessDefinition, marking: Marking): void {
  const tokens = new Set(marking.tokens.map((token) => token.id))
  const scopes = new Set(marking.scopes.map((scope) => scope.id))
  const threads = new Set(marking.threads.map((thread) => thread.id))
  for (const work of [...marking.tasks, ...marking.calls, ...marking.timers])
    assert.ok(tokens.has(work.token), JSON.stringify(work))
  for (const scope of marking.scopes) assert.ok(scope.host < 0 || tokens.has(scope.host))
  for (const thread of marking.threads) assert.ok(thread.parent < 0 || threads.has(thread.parent))
  for (const token of marking.tokens) {
    assert.ok(scopes.has(token.scope) && threads.has(token.thread), JSON.stringify(token))
    const { kind } = getNode(def, token.node)
    if (kind === 'user') assert.equal(marking.tasks.filter((task) => task.token === token.id).length, 1)
    if (kind === 'service') assert.equal(marking.calls.filter((call) => call.token === token.id).length, 1)
  }
  const main = marking.tokens.filter((token) => token.detached === undefined)
  const places = main.map((token) => `${token.node} ${token.via} ${token.scope}`)
  assert.equal(new Set(places).size, places.length, places.join(', '))
  assert.equal(new Set(main.map((token) => token.thread)).size, main.length, 'each token has its own thread')
}

function finish(def: ProcessDefinition, from: Marking): Marking {
  let marking = from
  for (let steps = 0; marking.status === 'running'; steps++) {
    assert.ok(steps < 2_000, 'it ends')
    const event = possibleEvents(def, marking).find((each) => each.event.type !== 'timer')?.event
    assert.ok(event, `stuck at ${JSON.stringify(marking.tokens)}`)
    const next = step(def, marking, event, {}, coins([]))
    assert.ok(!('refused' in next), JSON.stringify(next))
    marking = next.marking
  }
  return marking
}

const plan = fc.array(fc.nat(1_000), { maxLength: 60 })
const throws = fc.array(fc.boolean(), { maxLength: 30 })

test('every process made of blocks is sound', async () => {
  await fc.assert(
    fc.asyncProperty(block, async (inside) => {
      const proof = proveSound(await defined(drawBlock(inside)))
      assert.ok(proof.sound || proof.problem === 'too_large', JSON.stringify(proof))
    }),
    { numRuns: 150 },
  )
})

test('whatever happens, with returns and take-backs, no token is lost or doubled, and it can always be ended', async () => {
  await fc.assert(
    fc.asyncProperty(block, plan, throws, async (inside, choices, heads) => {
      const def = await defined(drawBlock(inside))
      const expressions = coins(heads)
      const first = start(def, {}, expressions)
      assert.ok(!('refused' in first))
      let { marking } = first
      for (const choice of choices) {
        if (marking.status !== 'running') break
        const events = anyEvents(def, marking)
        const before = JSON.stringify(marking)
        const next = step(def, marking, events[choice % events.length] as ProcessEvent, {}, expressions)
        assert.equal(JSON.stringify(marking), before, 'the marking given is not touched')
        if ('refused' in next) continue
        marking = next.marking
        assert.deepEqual(JSON.parse(JSON.stringify(marking)), marking)
        checkWhole(def, marking)
        positions(def, marking)
      }
      assert.equal(finish(def, marking).status, 'ended')
    }),
    { numRuns: 300 },
  )
})

test('the same events give the same marking and effects', async () => {
  await fc.assert(
    fc.asyncProperty(block, throws, async (inside, heads) => {
      const def = await defined(drawBlock(inside))
      assert.deepEqual(start(def, {}, coins(heads)), start(JSON.parse(JSON.stringify(def)), {}, coins(heads)))
    }),
    { numRuns: 50 },
  )
})

/** A block in which some joins are of another kind than their splits: often unsound. */
const spoilt = fc.tuple(block, fc.array(fc.nat(20), { maxLength: 2 }))

test('the proof that follows few orders of moves says the same as the one that follows all', async () => {
  const verdicts = new Set<boolean>()
  await fc.assert(
    fc.asyncProperty(spoilt, async ([inside, where]) => {
      const def = spoil(await defined(drawBlock(inside)), where)
      const full = explore(def, 1_500, false)
      fc.pre(full.fault?.problem !== 'too_large')
      const few = explore(def, 1_500)
      verdicts.add(full.fault === undefined)
      assert.equal(
        few.fault === undefined,
        full.fault === undefined,
        JSON.stringify([few.fault?.problem, full.fault?.problem]),
      )
      if (!full.fault) assert.deepEqual([...few.entered].sort(), [...full.entered].sort())
    }),
    { numRuns: 150 },
  )
  assert.equal(verdicts.size, 2, 'sound and unsound processes were among them')
})

function spoil(def: ProcessDefinition, where: readonly number[]): ProcessDefinition {
  const joins = Object.values(def.nodes).filter(
    (node) => node.kind === 'parallel' || (node.kind === 'exclusive' && node.incoming.length > 1),
  )
  const nodes = { ...def.nodes }
  for (const index of where) {
    const join = joins[index % Math.max(1, joins.length)]
    if (join && join.incoming.length > 1)
      nodes[join.id] = { ...join, kind: join.kind === 'parallel' ? 'exclusive' : 'parallel' }
  }
  return { ...def, nodes }
}

test('a marking does not grow, however often a loop is run', async () => {
  const def = await defined(
    `${ENDS}${users('a', 'b', 'c')}<exclusiveGateway id="m"/><parallelGateway id="f"/><parallelGateway id="j"/><exclusiveGateway id="x" default="x_e"/>` +
      flows('s>m', 'm>a', 'a>f', 'f>b', 'f>c', 'b>j', 'c>j', 'j>x', 'x>m:again', 'x>e'),
  )
  const again: Expressions = { evaluate: () => true, check: () => undefined }
  const first = start(def, {}, again)
  assert.ok(!('refused' in first))
  let { marking } = first
  const sizes: number[] = []
  for (let round = 0; round < 300; round++) {
    for (let count = 0; count < 3; count++) {
      const next = step(def, marking, { type: 'complete', task: marking.tasks[0]?.id ?? '', by: 'w' }, {}, again)
      assert.ok(!('refused' in next))
      marking = next.marking
    }
    sizes.push(JSON.stringify(marking).length)
  }
  assert.ok((sizes.at(-1) ?? 0) < (sizes[2] ?? 0) + 60, `${sizes[2]} grew to ${sizes.at(-1)}`)
})

test('blocks of every kind are drawn', () => {
  const kinds = new Set<string>()
  const visit = (each: Block): void => {
    kinds.add(each.kind)
    if ('parts' in each) for (const part of each.parts) visit(part)
    if ('inside' in each) visit(each.inside)
  }
  for (const each of fc.sample(block, 200)) visit(each)
  assert.ok(kinds.size >= 10, [...kinds].join(' '))
})
