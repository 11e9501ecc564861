/** Lists for the tests of draws: arbitrary ones, and one of a given size. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { checkList, type DrawList } from './index.ts'

/** The n-th seed of a fixed list. */
export function seedNumber(n: number): Uint8Array {
  return createHash('sha256').update(`seed ${n}`).digest()
}

/** `size` objects in one stratum, ten inspectors in one pool. */
export function plainList(size: number, count: number): DrawList {
  return {
    tasks: [{ id: 't', pool: 'p', inspectors: 2, take: [{ stratum: 's', count }] }],
    objects: Array.from({ length: size }, (_, n) => ({ id: `o${n}`, tasks: { t: 's' } })),
    inspectors: Array.from({ length: 10 }, (_, n) => ({ id: `i${n}`, pool: 'p' })),
    recusals: [],
  }
}

const strata = ['a', 'b']

const object = fc.record({
  first: fc.option(fc.constantFrom(...strata), { nil: undefined }),
  second: fc.option(fc.constantFrom(...strata), { nil: undefined }),
  weight: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  group: fc.option(fc.constantFrom('g', 'h'), { nil: undefined }),
})

const take = fc.oneof(
  fc.record({ count: fc.nat({ max: 4 }) }),
  fc.record({ share: fc.tuple(fc.nat({ max: 3 }), fc.constant(3)) }),
)

/** Lists that pass `checkList`: two tasks of two pools, recusals, weights, groups. */
export const soundList: fc.Arbitrary<DrawList> = fc
  .record({
    objects: fc.array(object, { minLength: 1, maxLength: 24 }),
    takes: fc.tuple(take, take, take, take),
    perGroup: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
    pools: fc.array(fc.constantFrom('p', 'q'), { minLength: 5, maxLength: 12 }),
    recusals: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 10 }),
    load: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  })
  .map(({ objects, takes, perGroup, pools, recusals, load }): DrawList => {
    const listed = objects.map(({ first, second, weight, group }, n) => ({
      id: `o${n}`,
      tasks: { ...(first ? { x: first } : {}), ...(second ? { y: second } : {}) },
      ...(weight ? { weight } : {}),
      ...(group ? { group } : {}),
    }))
    const pairs = new Set(recusals.map(([one, other]) => `i${one % pools.length} o${other % listed.length}`))
    return {
      tasks: [
        { id: 'x', pool: 'p', inspectors: 2, take: strata.map((stratum, n) => ({ stratum, ...takes[n]! })) },
        {
          id: 'y',
          pool: 'q',
          inspectors: 2,
          take: strata.map((stratum, n) => ({ stratum, ...takes[n + 2]! })),
          ...(perGroup ? { perGroup } : {}),
        },
      ],
      objects: listed,
      inspectors: pools.map((pool, n) => ({ id: `i${n}`, pool })),
      recusals: [...pairs].map((pair) => {
        const [inspector = '', object = ''] = pair.split(' ')
        return { inspector, object, reason: 'kin' }
      }),
      ...(load ? { load } : {}),
    }
  })
  .filter((list) => checkList(list).length === 0)
