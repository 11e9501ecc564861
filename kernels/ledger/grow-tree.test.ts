/** A log that grows by tiles is the tree of RFC 6962. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { edgeTiles, emptyRoot, leafHash, parseEntryBundle, type Tile, Tree, tilePath, tileWidthIn } from './index.ts'
import { numbered, rootOf, TileFolder } from './reference.fixture.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Appends in batches of the given sizes; gives all trees on the way and what was kept. */
function grow(batches: readonly number[]) {
  const folder = new TileFolder()
  const trees = [Tree.empty]
  for (const count of batches) {
    const before = trees.at(-1)!
    const { tree, tiles } = before.append(numbered(count, before.size))
    folder.keep(tiles)
    trees.push(tree)
  }
  return { folder, trees, tree: trees.at(-1)! }
}

test('the root of a tree does not depend on the batches in which it grew', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 6 }), (batches) => {
      const { trees } = grow(batches)
      for (const tree of trees) assert.equal(hex(tree.root()), hex(rootOf(numbered(tree.size))))
    }),
    { numRuns: 40 },
  )
})

test('a tree resumed from its tiles goes on as if it had never stopped', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 2, maxLength: 5 }), async (batches) => {
      const { tree } = grow(batches)
      const folder = new TileFolder()
      let stored = Tree.empty
      for (const count of batches) {
        const resumed = await Tree.resume(stored.size, folder.read)
        const { tree: next, tiles } = resumed!.append(numbered(count, stored.size))
        folder.keep(tiles)
        stored = next
      }
      assert.equal(hex(stored.root()), hex(tree.root()))
      assert.equal(hex((await Tree.resume(tree.size, folder.read))!.root()), hex(tree.root()))
    }),
    { numRuns: 30 },
  )
})

test('a batch that could not be stored changes nothing: the tree it came from is still there', () => {
  const { tree } = grow([300])
  const before = hex(tree.root())
  tree.append(numbered(1000, 300))
  assert.equal(hex(tree.root()), before)
  assert.equal(tree.size, 300)
  assert.equal(hex(tree.append(numbered(5, 300)).tree.root()), hex(rootOf(numbered(305))))
})

test('70,000 entries have the tiles that tlog-tiles names', () => {
  const { folder } = grow([70_000])
  const levels = new Map<string, string[]>()
  for (const path of folder.files.keys()) {
    const level = path.split('/')[1]!
    levels.set(level, [...(levels.get(level) ?? []), path])
  }
  assert.equal(levels.get('0')!.length, 274)
  assert.ok(folder.files.has('tile/0/273.p/112'))
  assert.deepEqual(levels.get('1'), ['tile/1/000', 'tile/1/001.p/17'])
  assert.deepEqual(levels.get('2'), ['tile/2/000.p/1'])
  assert.equal(levels.get('entries')!.length, 274)
  assert.deepEqual(
    edgeTiles(70_000).map(({ level, index, width }) => tilePath(level, index, width)),
    ['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1'],
  )
})

test('256 entries are a full tile and one hash above it', () => {
  const { folder } = grow([256])
  assert.deepEqual([...folder.files.keys()].sort(), ['tile/0/000', 'tile/1/000.p/1', 'tile/entries/000'])
})

test('each entry of a bundle hashes to the entry of its tile, which has the width the size gives it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1500 }), (size) => {
      const { folder } = grow([size])
      for (let index = 0; tileWidthIn(size, 0, index) > 0; index++) {
        const width = tileWidthIn(size, 0, index)
        const tile = folder.read(0, index, width)!
        const entries = parseEntryBundle(folder.read('entries', index, width)!, width)!
        entries.forEach((entry, at) => {
          assert.equal(hex(leafHash(entry)), hex(tile.subarray(at * 32, at * 32 + 32)))
        })
      }
    }),
    { numRuns: 20 },
  )
})

test('entries of any length up to 65535 bytes are taken, longer ones are not', () => {
  const { tiles, tree } = Tree.empty.append([new Uint8Array(0), new Uint8Array(65_535)])
  const bundle = tiles.find((tile: Tile) => tile.level === 'entries')!
  assert.deepEqual(
    parseEntryBundle(bundle.bytes, 2)!.map((entry) => entry.length),
    [0, 65_535],
  )
  assert.equal(hex(tree.root()), hex(rootOf([new Uint8Array(0), new Uint8Array(65_535)])))
  assert.throws(() => Tree.empty.append([new Uint8Array(65_536)]), RangeError)
})

test('the tree without entries has the hash of nothing, and gives no tiles', async () => {
  assert.deepEqual(Tree.empty.append([]).tiles, [])
  assert.equal(hex(Tree.empty.root()), hex(emptyRoot()))
  assert.equal((await Tree.resume(0, () => null))!.size, 0)
})

test('a tree is not resumed from a tile that is missing or has another length, nor from a bundle that is cut', async () => {
  const { folder, tree } = grow([1000])
  for (const path of ['tile/0/003.p/232', 'tile/1/000.p/3', 'tile/entries/003.p/232'])
    for (const wrong of [undefined, folder.files.get(path)!.subarray(1)]) {
      const read: typeof folder.read = (level, index, width) =>
        tilePath(level, index, width) === path ? wrong : folder.read(level, index, width)
      assert.equal(await Tree.resume(tree.size, read), null, path)
    }
  assert.equal(await Tree.resume(-1, folder.read), null)
  assert.equal(await Tree.resume(0.5, folder.read), null)
})
