/** Every instruction of the bitmap machine does what plain arithmetic does, on rows of any bits. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Op, openMachine, WORDS } from './bitmap-machine.ts'

const ROW = 64
const PLAIN: { readonly [name: string]: (a: number, b: number, c: number, d: number) => number } = {
  and2: (a, b) => a & b,
  and3: (a, b, c) => a & b & c,
  and4: (a, b, c, d) => a & b & c & d,
  or2: (a, b) => a | b,
  or3: (a, b, c) => a | b | c,
  or4: (a, b, c, d) => a | b | c | d,
  andNot: (a, b) => a & ~b,
  not: (a) => ~a,
}

const word = fc.oneof(fc.constantFrom(0, 0xffffffff, 1, 0x80000000), fc.integer({ min: 0, max: 0xffffffff }))
const row = fc.array(word, { minLength: ROW / 4, maxLength: ROW / 4 })
const rows = fc.tuple(row, row, row, row, row)

/** Runs one instruction on five rows (the last is the mask) with its result in the sixth, and a counter after it. */
function run(
  op: number,
  given: readonly (readonly number[])[],
): { readonly result: Uint32Array; readonly counter: number } {
  const machine = openMachine(4096)
  const words = new Uint32Array(machine.memory)
  for (const [index, one] of given.entries()) words.set(one, (1024 + index * ROW) / 4)
  const counter = 2048
  const place = (index: number) => 1024 + index * ROW
  const to = op >= Op.count1 ? counter : place(5)
  words[counter / 4] = 7
  words.set([op, to, place(0), place(1), place(2), place(3), place(4), 0], 0)
  machine.run(0, WORDS * 4, ROW)
  return { result: words.slice(place(5) / 4, place(6) / 4), counter: words[counter / 4] as number }
}

for (const [name, plain] of Object.entries(PLAIN)) {
  test(`${name} joins rows`, () => {
    fc.assert(
      fc.property(rows, (given) => {
        const [a, b, c, d] = given
        const wanted = a.map((bits, at) => plain(bits, b[at] as number, c[at] as number, d[at] as number) >>> 0)
        assert.deepEqual([...run(Op[name as 'and2'], given).result], wanted)
      }),
      { numRuns: 20 },
    )
  })
}

test('doubles are less than a bound or not, and what is no number is not', () => {
  const double = fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, 5e-324))
  fc.assert(
    fc.property(fc.array(double, { minLength: 64, maxLength: 64 }), double, (values, bound) => {
      const machine = openMachine(4096)
      new Float64Array(machine.memory).set(values, 16)
      machine.less(128, bound, 1024, 2)
      const bits = new Uint32Array(machine.memory, 1024, 2)
      for (const [at, value] of values.entries())
        assert.equal(((bits[at >> 5] as number) >>> (at & 31)) & 1, Number(value < bound), `${value} < ${bound}`)
    }),
    { numRuns: 50 },
  )
})

for (const count of [1, 2, 3, 4] as const) {
  test(`count${count} adds the ones of ${count} rows within the mask to what was counted before`, () => {
    fc.assert(
      fc.property(rows, (given) => {
        const used = [...given.slice(0, count), given[4]]
        const both = given[0].map((_bits, at) => used.reduce((bits, one) => bits & (one[at] as number), -1) >>> 0)
        const ones = both.reduce((sum, bits) => sum + bits.toString(2).replaceAll('0', '').length, 0)
        assert.equal(run(Op[`count${count}`], given).counter, 7 + ones)
      }),
      { numRuns: 20 },
    )
  })
}
