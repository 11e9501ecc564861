/** Proofs from tiles convince, and nothing else does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  nodeHash,
  rootFromTiles,
  Tree,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from './index.ts'
import { numbered, pathOf, proofOf, rootOf, TileFolder } from './reference.fixture.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const entries = numbered(1200)

/** A folder with the tiles of the first `size` entries. */
function folderOf(size: number): TileFolder {
  const folder = new TileFolder()
  folder.keep(Tree.empty.append(entries.slice(0, size)).tiles)
  return folder
}

const sizes = fc.integer({ min: 1, max: 1200 })
const below = (size: number) => fc.integer({ min: 0, max: size - 1 })

test('a proof from tiles is that of RFC 6962, hash for hash', async () => {
  await fc.assert(
    fc.asyncProperty(
      sizes.chain((size) => fc.tuple(fc.constant(size), below(size), below(size))),
      async ([size, index, older]) => {
        const own = entries.slice(0, size)
        const { read } = folderOf(size)
        assert.deepEqual((await inclusionProof(index, size, read))!.map(hex), pathOf(index, own).map(hex))
        assert.deepEqual((await consistencyProof(older + 1, size, read))!.map(hex), proofOf(older + 1, own).map(hex))
        assert.equal(hex((await rootFromTiles(size, read))!), hex(rootOf(own)))
      },
    ),
    { numRuns: 60 },
  )
})

test('an inclusion proof holds for its leaf, place, size and root, and for no other', async () => {
  await fc.assert(
    fc.asyncProperty(
      sizes.chain((size) => fc.tuple(fc.constant(size), below(size), below(size))),
      async ([size, index, other]) => {
        const { read } = folderOf(size)
        const root = rootOf(entries.slice(0, size))
        const leaf = leafHash(entries[index]!)
        const proof = (await inclusionProof(index, size, read))!
        assert.ok(verifyInclusion(index, size, leaf, proof, root))
        assert.equal(verifyInclusion(other, size, leaf, proof, root), other === index)
        assert.equal(verifyInclusion(index, size, leafHash(entries[other]!), proof, root), other === index)
        assert.equal(verifyInclusion(index, size, leaf, proof, leafHash(root)), false)
        assert.equal(verifyInclusion(index, size, leaf, [...proof, leaf], root), false)
        assert.equal(verifyInclusion(index, size, leaf, [leaf, ...proof], root), false)
        if (proof.length > 0) assert.equal(verifyInclusion(index, size, leaf, proof.slice(1), root), false)
      },
    ),
    { numRuns: 60 },
  )
})

test('a log that grew is consistent with its past; one that changed an entry of it is not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 1200 }).chain((size) => fc.tuple(fc.constant(size), below(size), below(size))),
      async ([size, before, changed]) => {
        const older = Math.max(1, before)
        const root1 = rootOf(entries.slice(0, older))
        const root2 = rootOf(entries.slice(0, size))
        assert.ok(
          verifyConsistency(older, size, root1, root2, (await consistencyProof(older, size, folderOf(size).read))!),
        )
        const rewritten = entries.slice(0, size)
        rewritten[changed] = new Uint8Array(5)
        const folder = new TileFolder()
        folder.keep(Tree.empty.append(rewritten).tiles)
        const proof = (await consistencyProof(older, size, folder.read))!
        assert.equal(verifyConsistency(older, size, root1, rootOf(rewritten), proof), changed >= older)
      },
    ),
    { numRuns: 60 },
  )
})

test('nothing is proved from the empty tree, backwards, or by a proof between equal sizes', () => {
  const [root, other] = [rootOf(entries.slice(0, 1)), rootOf(entries.slice(0, 2))]
  assert.equal(verifyConsistency(0, 2, rootOf([]), other, []), false)
  assert.equal(verifyConsistency(0, 0, rootOf([]), rootOf([]), []), false)
  assert.equal(verifyConsistency(2, 1, other, root, []), false)
  assert.equal(verifyConsistency(1, 1, root, root, [root]), false)
  assert.equal(verifyConsistency(1, 1, root, root, []), true)
})

test('no leaves are a part of any tree, and their root is that of the empty tree', () => {
  const [none, some] = [rootOf([]), rootOf(entries.slice(0, 2))]
  for (const [size, root] of [
    [0, none],
    [0, some],
    [2, some],
  ] as const) {
    assert.equal(verifySubtreeConsistency(0, 0, size, none, root, []), true)
    assert.equal(verifySubtreeConsistency(0, 0, size, some, root, []), false)
    assert.equal(verifySubtreeConsistency(0, 0, size, none, root, [some]), false)
  }
})

test('numbers that are no sizes and hashes of another length are refused, not thrown at', () => {
  const hash = new Uint8Array(32)
  for (const odd of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 2 ** 64]) {
    assert.equal(verifyInclusion(odd, 8, hash, [hash, hash, hash], hash), false)
    assert.equal(verifyInclusion(0, odd, hash, [], hash), false)
    assert.equal(verifyConsistency(odd, 8, hash, hash, [hash]), false)
    assert.equal(verifyConsistency(1, odd, hash, hash, [hash]), false)
    assert.equal(verifySubtreeInclusion(odd, 0, odd, hash, [], hash), false)
    assert.equal(verifySubtreeConsistency(odd, odd, odd, hash, hash, []), false)
  }
  assert.equal(verifyInclusion(0, 1, new Uint8Array(31), [], new Uint8Array(31)), false)
  assert.equal(verifyInclusion(0, 2, hash, [new Uint8Array(64)], nodeHash(hash, new Uint8Array(64))), false)
})

test('sizes beyond 2^32 are counted in whole numbers', () => {
  const size = 2 ** 40 + 1
  const left = leafHash(entries[0]!)
  const leaf = leafHash(entries[1]!)
  assert.ok(verifyInclusion(2 ** 40, size, leaf, [left], nodeHash(left, leaf)))
  assert.equal(verifyInclusion(0, size, leaf, [left], nodeHash(left, leaf)), false)
})

test('a tile that is missing, short or long gives no proof', async () => {
  const { read } = folderOf(600)
  for (const wrong of [() => undefined, () => null, () => new Uint8Array(31), () => new Uint8Array(8193)]) {
    assert.equal(await inclusionProof(5, 600, wrong), null)
    assert.equal(await consistencyProof(5, 600, wrong), null)
    assert.equal(await rootFromTiles(600, wrong), null)
  }
  assert.equal(await inclusionProof(600, 600, read), null)
  assert.equal(await consistencyProof(0, 600, read), null)
  assert.equal(await consistencyProof(601, 600, read), null)
})
