/** What holds for every draw, whatever the list and the seed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkList, type DrawList, drawnOrder, listRoot, runDraw, takenOf } from './index.ts'
import { plainList, seedNumber, soundList } from './test-lists.ts'

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
const runs = { numRuns: 150 }

const shuffled = <T>(things: readonly T[], by: number): T[] =>
  [...things].sort((one, other) => hashOf(one, by) - hashOf(other, by))
const hashOf = (thing: unknown, by: number) =>
  [...JSON.stringify(thing)].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0) + by) % 1_000_003, by)

const rewritten = (list: DrawList, by: number): DrawList => ({
  ...list,
  tasks: shuffled(list.tasks, by).map((task) => ({ ...task, take: shuffled(task.take, by) })),
  objects: shuffled(list.objects, by),
  inspectors: shuffled(list.inspectors, by),
  recusals: shuffled(list.recusals, by),
})

test('root and result do not depend on the order in which the list was written', () => {
  fc.assert(
    fc.property(soundList, seed, fc.nat({ max: 1000 }), (list, by, order) => {
      const other = rewritten(list, order)
      assert.equal(listRoot(other), listRoot(list))
      assert.deepEqual(runDraw(other, by), runDraw(list, by))
    }),
    runs,
  )
})

test('any change of an entry is another root', () => {
  fc.assert(
    fc.property(soundList, fc.nat(), (list, at) => {
      const changed = list.objects.map((each, n) =>
        n === at % list.objects.length ? { ...each, weight: (each.weight ?? 1) + 1 } : each,
      )
      assert.notEqual(listRoot({ ...list, objects: changed }), listRoot(list))
      assert.notEqual(listRoot({ ...list, objects: list.objects.slice(1) }), listRoot(list))
    }),
    runs,
  )
})

test('every stratum gives as many as the rules say; a cap for groups is never passed', () => {
  fc.assert(
    fc.property(soundList, seed, (list, by) => {
      for (const { task: id, stratum, size, taken } of runDraw(list, by).drawn) {
        const task = list.tasks.find((each) => each.id === id)!
        const members = list.objects.filter((each) => each.tasks[id] === stratum)
        const wanted = takenOf(task.take.find((each) => each.stratum === stratum)!, members.length)
        assert.equal(size, members.length)
        assert.equal(new Set(taken).size, taken.length)
        const groups = Map.groupBy(taken, (object) => members.find((each) => each.id === object)?.group)
        if (task.perGroup === undefined) assert.equal(taken.length, wanted)
        else for (const [group, of] of groups) assert.ok(group === undefined || of.length <= task.perGroup, `${group}`)
      }
    }),
    runs,
  )
})

test('each object drawn is one visit with all its tasks, each task with its own two inspectors, and nobody visits whom they stand back from', () => {
  fc.assert(
    fc.property(soundList, seed, (list, by) => {
      const { drawn, visits } = runDraw(list, by)
      assert.deepEqual(new Set(visits.map((each) => each.object)), new Set(drawn.flatMap((each) => each.taken)))
      for (const visit of visits) {
        const tasks = drawn.filter((each) => each.taken.includes(visit.object)).map((each) => each.task)
        assert.deepEqual(visit.tasks, [...new Set(tasks)].sort())
        assert.equal(new Set(visit.inspectors.map((each) => each.inspector)).size, visit.inspectors.length)
        for (const task of list.tasks.filter((each) => visit.tasks.includes(each.id)))
          assert.equal(visit.inspectors.filter((each) => each.pool === task.pool).length, task.inspectors)
        for (const { inspector, pool } of visit.inspectors) {
          assert.ok(list.inspectors.find((each) => each.id === inspector)?.pool === pool)
          assert.ok(!list.recusals.some((each) => each.inspector === inspector && each.object === visit.object))
        }
      }
    }),
    runs,
  )
})

test('an object that no task looks at, and an inspector of no pool, change nothing', () => {
  fc.assert(
    fc.property(soundList, seed, (list, by) => {
      const more = {
        ...list,
        objects: [{ id: 'stranger', tasks: {} }, ...list.objects],
        inspectors: [{ id: 'idle', pool: 'elsewhere' }, ...list.inspectors],
      }
      assert.deepEqual(runDraw(more, by), runDraw(list, by))
    }),
    runs,
  )
})

test('who drops out is replaced in the drawn order, and everybody else stays', () => {
  fc.assert(
    fc.property(soundList, seed, fc.nat(), (list, by, at) => {
      const before = runDraw(list, by)
      if (before.visits.length === 0) return
      const object = before.visits[at % before.visits.length]!.object
      const after = runDraw(list, by, [{ kind: 'object', object, reason: 'closed down' }])
      assert.ok(!after.visits.some((each) => each.object === object))
      for (const { task, stratum, taken } of before.drawn) {
        const now = after.drawn.find((each) => each.task === task && each.stratum === stratum)!.taken
        for (const other of taken) assert.ok(other === object || now.includes(other))
        assert.ok(now.filter((each) => !taken.includes(each)).length <= 1)
      }
      for (const visit of before.visits) {
        const still = after.visits.find((each) => each.object === visit.object)
        for (const each of visit.object === object ? [] : visit.inspectors)
          assert.ok(still?.inspectors.some((other) => other.inspector === each.inspector))
      }
    }),
    runs,
  )
})

test('an inspector who can’t come is replaced by the next of the pool for that visit', () => {
  const list = plainList(20, 5)
  const before = runDraw(list, seedNumber(1))
  const { object, inspectors } = before.visits[2]!
  const inspector = inspectors[0]!.inspector
  const after = runDraw(list, seedNumber(1), [{ kind: 'inspector', inspector, object, reason: 'ill' }])
  assert.equal(after.visits[2]!.inspectors.length, 2)
  assert.ok(!after.visits[2]!.inspectors.some((each) => each.inspector === inspector))
  assert.deepEqual(after.visits.toSpliced(2, 1), before.visits.toSpliced(2, 1))
})

test('two tasks with the same objects and shares meet at the same doors', () => {
  const one = plainList(40, 8)
  const list: DrawList = {
    ...one,
    tasks: [...one.tasks, { id: 'u', pool: 'q', inspectors: 2, take: [{ stratum: 's', count: 5 }] }],
    objects: one.objects.map((each) => ({ ...each, tasks: { t: 's', u: 's' } })),
    inspectors: [...one.inspectors, ...['j1', 'j2', 'j3'].map((id) => ({ id, pool: 'q' }))],
  }
  const { visits } = runDraw(list, seedNumber(3))
  assert.equal(visits.length, 8, 'thirteen checks are eight visits')
  assert.equal(visits.filter((each) => each.tasks.length === 2 && each.inspectors.length === 4).length, 5)
})

test('nobody has more visits than the load while somebody has fewer', () => {
  const { visits } = runDraw({ ...plainList(30, 20), load: 4 }, seedNumber(9))
  const counts = Map.groupBy(
    visits.flatMap((each) => each.inspectors),
    (each) => each.inspector,
  )
  assert.deepEqual(new Set([...counts.values()].map((each) => each.length)), new Set([4]))
  assert.ok(!visits.some((each) => each.inspectors.some((one) => one.beyondLoad)))
})

test('a larger weight comes earlier, and the first tickets of a smaller one are among its own', () => {
  const ids = Array.from({ length: 200 }, (_, n) => `o${n}`)
  const light = drawnOrder(seedNumber(4), 'object', ids)
  const heavy = drawnOrder(seedNumber(4), 'object', ids, (index) => (index === 7 ? 1000 : 1))
  assert.ok(heavy.indexOf(7) <= light.indexOf(7))
  assert.ok(heavy.indexOf(7) < 5)
  const others = (order: Uint32Array) => [...order].filter((index) => index !== 7)
  assert.deepEqual(others(heavy), others(light), 'the others keep their order')
})

test('what can’t be drawn from is said before anything is committed', () => {
  const list = plainList(5, 2)
  const [task] = list.tasks
  const codes = (changed: Partial<DrawList>) => checkList({ ...list, ...changed }).map((each) => each.code)
  assert.deepEqual(codes({}), [])
  assert.ok(codes({ objects: [] }).includes('empty'))
  assert.deepEqual(codes({ objects: [...list.objects, list.objects[0]!] }), ['id_twice'])
  assert.deepEqual(codes({ objects: [{ id: 'a\0b', tasks: { t: 's' } }, ...list.objects] }), ['id_malformed'])
  assert.deepEqual(codes({ objects: [{ id: 'x', tasks: { t: 'z' } }, ...list.objects] }), ['stratum_unknown'])
  assert.deepEqual(codes({ objects: [{ id: 'x', tasks: { t: 's' }, weight: 0.5 }, ...list.objects] }), ['weight_wrong'])
  assert.deepEqual(codes({ tasks: [{ ...task!, take: [{ stratum: 's', count: 6 }] }] }), ['stratum_too_small'])
  assert.deepEqual(codes({ tasks: [{ ...task!, take: [{ stratum: 's', share: [2, 1] }] }] }), ['take_wrong'])
  assert.deepEqual(codes({ tasks: [{ ...task!, inspectors: 1 }] }), ['inspectors_below_two'])
  assert.deepEqual(codes({ inspectors: list.inspectors.slice(0, 1) }), ['too_few_inspectors'])
  const away = list.inspectors.slice(0, 9).map((each) => ({ inspector: each.id, object: 'o1', reason: 'kin' }))
  assert.deepEqual(checkList({ ...list, recusals: away }), [{ code: 'too_few_inspectors', at: 'o1' }])
})
