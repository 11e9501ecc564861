/** Our hashing to a curve against the library's: for both groups, any message, any tag. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { createHasher } from './small-hash-to-curve.ts'

/** A point whose cofactor was cleared before: clearing is linear, so the sum of the cleared is the cleared sum. */
// biome-ignore lint/suspicious/noExplicitAny: points of two groups under one name.
const cleared = (point: any): any => ({
  point,
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  add: (other: any) => cleared(point.add(other.point)),
  clearCofactor: () => point,
})

for (const [name, group, m] of [
  ['G1', bls12_381.G1, 1],
  ['G2', bls12_381.G2, 2],
] as const) {
  test(`messages are hashed to the same points of ${name} as by the library`, () => {
    const ours = createHasher(
      // biome-ignore lint/suspicious/noExplicitAny: see above.
      { fromAffine: (affine: any) => cleared((group as any).Point.fromAffine(affine)) },
      // biome-ignore lint/suspicious/noExplicitAny: see above.
      (element) => (group as any).mapToCurve(m === 1 ? element[0] : element).toAffine(),
      { p: bls12_381.fields.Fp.ORDER, m, k: 128, hash: sha256, DST: 'a tag' },
    )
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme-ascii' }),
        (message, DST) => {
          assert.ok(ours.hashToCurve(message, { DST }).equals(group.hashToCurve(message, { DST })))
        },
      ),
      { numRuns: 8 },
    )
  })
}
