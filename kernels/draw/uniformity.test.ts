/** Whether chance is even: chi-square over a fixed list of seeds, so that the tests always say the same; and what a crooked order would show. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawnOrder, keyOf, runDraw, selectByRfc3797 } from './index.ts'
import { plainList, seedNumber } from './test-lists.ts'

const chiSquare = (counts: readonly number[], expected: readonly number[]) =>
  counts.reduce((sum, count, at) => sum + (count - expected[at]!) ** 2 / expected[at]!, 0)

/** The value that chi-square passes once in a million. Wilson and Hilferty's approximation (1931), z = 4.753. */
function limit(freedom: number): number {
  const spread = 2 / (9 * freedom)
  return freedom * (1 - spread + 4.753 * Math.sqrt(spread)) ** 3
}

type Order = (seed: Uint8Array, ids: readonly string[]) => readonly number[] | Uint32Array
const size = 20
const seeds = 4000
const ids = Array.from({ length: size }, (_, n) => `9115010200000000${String(n).padStart(2, '0')}`)
const even = Array.from({ length: size }, () => seeds / size)
const house: Order = (seed, list) => drawnOrder(seed, 'object', list)

/** Chi-square of who comes first, and of where the first of the list lands. */
function unevenness(order: Order): { readonly first: number; readonly place: number } {
  const first = new Array<number>(size).fill(0)
  const place = new Array<number>(size).fill(0)
  for (let n = 0; n < seeds; n++) {
    const drawn = Array.from(order(seedNumber(n), ids))
    first[drawn[0]!]!++
    place[drawn.indexOf(0)]!++
  }
  return { first: chiSquare(first, even), place: chiSquare(place, even) }
}

test('everybody comes first equally often, and everywhere equally often', () => {
  const { first, place } = unevenness(house)
  assert.ok(first < limit(size - 1), `${first}`)
  assert.ok(place < limit(size - 1), `${place}`)
})

test('pairs come in either order equally often', () => {
  let ahead = 0
  for (let n = 0; n < seeds; n++) {
    const drawn = drawnOrder(seedNumber(n), 'object', ids)
    if (drawn.indexOf(3) < drawn.indexOf(4)) ahead++
  }
  assert.ok(chiSquare([ahead, seeds - ahead], [seeds / 2, seeds / 2]) < limit(1), `${ahead}`)
})

test('orders that favour somebody fail the same tests', () => {
  const crooked: Readonly<Record<string, Order>> = {
    'every n-th from a random start, as draws have been programmed': (seed, list) =>
      list.map((_, n) => (n * 3 + (seed[0]! % 3)) % list.length),
    'a shuffle with a comparison that tosses a coin': (seed, list) => {
      let at = 0
      return list.map((_, n) => n).sort(() => (seed[at++ % 32]! & 1 ? 1 : -1))
    },
    'the last of the list is spared three times in four': (seed, list) => {
      const drawn = [...house(seed, list)]
      return seed[31]! < 192 ? [...drawn.filter((n) => n !== 19), 19] : drawn
    },
    'the first of the list goes to the back when it comes first': (seed, list) => {
      const drawn = [...house(seed, list)]
      return drawn[0] === 0 ? [...drawn.slice(1), 0] : drawn
    },
  }
  for (const [name, order] of Object.entries(crooked)) {
    const { first, place } = unevenness(order)
    assert.ok(first > limit(size - 1) || place > limit(size - 1), `${name}: ${first}, ${place}`)
  }
})

test('weights of 1, 2 and 7 come first as 1 to 2 to 7', () => {
  const weights = [1, 2, 7, 1, 2, 7]
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const counts = new Array<number>(6).fill(0)
  for (let n = 0; n < seeds; n++)
    counts[drawnOrder(seedNumber(n), 'object', ids.slice(0, 6), (index) => weights[index]!)[0]!]!++
  const found = chiSquare(
    counts,
    weights.map((weight) => (seeds * weight) / total),
  )
  assert.ok(found < limit(5), `${found}`)
  assert.ok(chiSquare(counts, Array(6).fill(seeds / 6)) > limit(5), 'and not as 1 to 1 to 1')
})

test('the second place follows the weights of those who are left (Efraimidis and Spirakis)', () => {
  const weights = [1, 3, 6]
  const counts = new Map<string, number>()
  for (let n = 0; n < seeds; n++) {
    const [first, second] = drawnOrder(seedNumber(n), 'object', ['a', 'b', 'c'], (index) => weights[index]!)
    const key = `${first}${second}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const pairs = [0, 1, 2].flatMap((first) =>
    [0, 1, 2].filter((each) => each !== first).map((second) => [first, second]),
  )
  const expected = pairs.map(
    ([first, second]) => (seeds * weights[first!]! * weights[second!]!) / (10 * (10 - weights[first!]!)),
  )
  const found = chiSquare(
    pairs.map(([first, second]) => counts.get(`${first}${second}`) ?? 0),
    expected,
  )
  assert.ok(found < limit(5), `${found}`)
})

test('every inspector is sent equally often', () => {
  const counts = new Map<string, number>()
  const draws = 600
  for (let n = 0; n < draws; n++)
    for (const visit of runDraw(plainList(12, 4), seedNumber(n)).visits)
      for (const { inspector } of visit.inspectors) counts.set(inspector, (counts.get(inspector) ?? 0) + 1)
  // Two of ten at each visit, without repetition: counts vary less than chi-square allows, so the bound holds the more.
  const expected = (draws * 4 * 2) / 10
  assert.ok(chiSquare([...counts.values()], Array(counts.size).fill(expected)) < limit(9))
  assert.equal(counts.size, 10)
})

test('the original form is even too', () => {
  const counts = new Array<number>(size).fill(0)
  for (let n = 0; n < seeds; n++) counts[selectByRfc3797(size, 1, keyOf([[String(n)]]))![0]!.position - 1]!++
  assert.ok(chiSquare(counts, even) < limit(size - 1))
})
