/** Checkpoints, proofs in one text, policies and what a witness must answer. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  consistencyProof,
  cosign,
  ed25519Cosignature,
  emptyRoot,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  formatTlogProof,
  formatVerifierKey,
  inclusionProof,
  judgeAddCheckpoint,
  leafHash,
  makeVerifierKey,
  meetsQuorum,
  openCheckpoint,
  openTlogProof,
  parseAddCheckpoint,
  parseCheckpoint,
  parsePolicy,
  parseTlogProof,
  signNote,
  Tree,
  type VerifierKey,
} from './index.ts'
import { numbered, TileFolder } from './reference.fixture.ts'
import { testSigner } from './test-signers.ts'

const log = testSigner('log.example/one')
const other = testSigner('log.example/two')
const witnesses = ['w1', 'w2', 'w3'].map((name) => testSigner(`witness.example/${name}`, ed25519Cosignature))

const folder = new TileFolder()
const grow = (from: Tree, count: number) => {
  const { tree, tiles } = from.append(numbered(count, from.size))
  folder.keep(tiles)
  return tree
}
const old = grow(Tree.empty, 300)
const now = grow(old, 200)
const fromOldToNow = (await consistencyProof(old.size, now.size, folder.read))!

/** A signed checkpoint over a tree. */
async function checkpointOf(tree: { size: number; root: () => Uint8Array }, signer = log, origin = log.key.name) {
  const text = formatCheckpoint({ origin, size: tree.size, root: tree.root() })
  return formatNote({ text, signatures: [await signNote(text, signer.key, signer.sign)] })
}

describe('checkpoints', () => {
  test('are read as they are written', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z.]{1,9}$/),
        fc.maxSafeNat(),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (origin, size, root) => {
          const read = parseCheckpoint(formatCheckpoint({ origin, size, root }))!
          assert.deepEqual([read.origin, read.size, [...read.root]], [origin, size, [...root]])
        },
      ),
    )
  })

  test('are not read when a line is missing, empty, or written otherwise than the specification has it', () => {
    const good = formatCheckpoint({ origin: 'a', size: 12, root: emptyRoot() })
    assert.ok(parseCheckpoint(good))
    assert.deepEqual(parseCheckpoint(`${good}more\n`)?.extensions, ['more'])
    for (const wrong of [
      good.slice(0, -1),
      `\n${good}`,
      `${good}\n`,
      good.replace('12', '012'),
      good.replace('12', '-12'),
      good.replace('12', '1e3'),
      good.replace('12', ' 12'),
      good.replace('12', '9007199254740992'),
      good.replace('=', ''),
      good.replace('a\n', ''),
      good.replace('=\n', '==\n'),
      'a\n1\n',
      '',
    ])
      assert.equal(parseCheckpoint(wrong), null, JSON.stringify(wrong))
  })

  test('must be signed by a trusted key that bears the name of the origin', async () => {
    assert.ok(openCheckpoint(await checkpointOf(now), [log.key]).ok)
    const foreign = await checkpointOf(now, other)
    assert.deepEqual(openCheckpoint(foreign, [other.key, log.key]), { ok: false, code: 'no_log_signature' })
    assert.deepEqual(openCheckpoint(await checkpointOf(now), [other.key]), { ok: false, code: 'no_known_signature' })
  })

  test('count each witness once, and no witness as the log', async () => {
    const text = formatCheckpoint({ origin: log.key.name, size: now.size, root: now.root() })
    const own = await signNote(text, log.key, log.sign)
    const seen = await Promise.all([5, 6].map((at) => cosign(text, witnesses[0]!.key, at, witnesses[0]!.sign)))
    const opened = openCheckpoint(
      formatNote({ text, signatures: [own, ...seen] }),
      [log.key],
      witnesses.map(({ key }) => key),
    )
    assert.ok(opened.ok)
    assert.equal(opened.witnesses.length, 1)
    const alone = formatNote({ text, signatures: seen })
    assert.equal(
      openCheckpoint(
        alone,
        [log.key],
        witnesses.map(({ key }) => key),
      ).ok,
      false,
    )
  })
})

describe('proofs in one text', () => {
  test('prove their leaf, offline, and no other', async () => {
    const proof = (await inclusionProof(7, now.size, folder.read))!
    const text = formatTlogProof({ extra: Uint8Array.of(1, 2), index: 7, proof, checkpoint: await checkpointOf(now) })
    const read = parseTlogProof(text)!
    assert.equal(formatTlogProof(read), text)
    assert.ok(openTlogProof(read, leafHash(numbered(8)[7]!), [log.key]).ok)
    assert.deepEqual(openTlogProof(read, leafHash(numbered(8)[6]!), [log.key]), { ok: false, code: 'not_included' })
    assert.equal(openTlogProof({ ...read, index: 8 }, leafHash(numbered(8)[7]!), [log.key]).ok, false)
  })

  test('are not read when a line is out of its place', () => {
    const good = formatTlogProof({ index: 0, proof: [emptyRoot()], checkpoint: 'x\n' })
    assert.ok(parseTlogProof(good))
    for (const wrong of [
      good.replace('@v1', '@v2'),
      good.replace('index 0', 'index 00'),
      good.replace('index 0', 'index'),
      good.replace('index 0\n', ''),
      good.replace('index 0', 'extra !\nindex 0'),
      good.replace('=\n', '\n'),
      formatTlogProof({ index: 0, proof: new Array(64).fill(emptyRoot()), checkpoint: 'x\n' }),
      '',
    ])
      assert.equal(parseTlogProof(wrong), null, JSON.stringify(wrong))
  })
})

describe('a witness', () => {
  const keysOf = (origin: string) => (origin === log.key.name ? [log.key] : [])
  const judge = (body: string, seen: { size: number; root: Uint8Array } | undefined) =>
    judgeAddCheckpoint(body, keysOf, () => seen)
  const seenOld = { size: old.size, root: old.root() }
  const body = async (oldSize: number, proof: readonly Uint8Array[] | null, checkpoint?: string) =>
    formatAddCheckpoint({ oldSize, proof: proof ?? [], checkpoint: checkpoint ?? (await checkpointOf(now)) })

  test('takes a first checkpoint, and one that grew from the last', async () => {
    assert.equal(judge(await body(0, []), undefined).status, 200)
    assert.equal(judge(await body(old.size, fromOldToNow), seenOld).status, 200)
    assert.equal(judge(await body(now.size, []), { size: now.size, root: now.root() }).status, 200)
  })

  test('says 404 of an unknown log and 403 of a signature that is missing or false', async () => {
    assert.equal(judge(await body(0, [], await checkpointOf(now, other, other.key.name)), undefined).status, 404)
    assert.equal(judge(await body(0, [], await checkpointOf(now, other)), undefined).status, 403)
    const forged = (await checkpointOf(now)).replace(/.{4}=\n$/, 'AAAA=\n')
    assert.equal(judge(await body(0, [], forged), undefined).status, 403)
  })

  test('says 409 with what it has seen to whoever stands elsewhere', async () => {
    assert.deepEqual(judge(await body(0, []), seenOld), { status: 409, size: 300 })
    assert.deepEqual(judge(await body(old.size, fromOldToNow), undefined), { status: 409, size: 0 })
  })

  test('does not sign a log that went back', async () => {
    const back = formatAddCheckpoint({ oldSize: now.size, proof: [], checkpoint: await checkpointOf(old) })
    assert.equal(judge(back, { size: now.size, root: now.root() }).status, 400)
  })

  test('does not sign a history that was rewritten, however it is proved', async () => {
    const rewritten = Tree.empty.append(numbered(now.size, 1)).tree
    assert.equal(judge(await body(old.size, fromOldToNow, await checkpointOf(rewritten)), seenOld).status, 422)
    const sameSize = Tree.empty.append(numbered(old.size, 1)).tree
    assert.equal(judge(await body(old.size, [], await checkpointOf(sameSize)), seenOld).status, 422)
    assert.equal(judge(await body(old.size, fromOldToNow.slice(1)), seenOld).status, 422)
    assert.equal(judge(await body(0, fromOldToNow), undefined).status, 422)
  })

  test('knows the root of an empty log', async () => {
    const empty = (root: Uint8Array) => checkpointOf({ size: 0, root: () => root })
    assert.equal(judge(await body(0, [], await empty(emptyRoot())), undefined).status, 200)
    assert.equal(judge(await body(0, [], await empty(leafHash(emptyRoot()))), undefined).status, 422)
  })

  test('says 400 of what is no request', async () => {
    const good = await body(old.size, fromOldToNow)
    assert.ok(parseAddCheckpoint(good))
    for (const wrong of [
      '',
      'old 1\n',
      good.replace('old ', 'old  '),
      good.replace('old 300', 'old 0300'),
      good.replace('=\n', '\n'),
      good.slice(0, -1),
      good.replace('500', '0500'),
    ])
      assert.equal(judge(wrong, seenOld).status, 400, JSON.stringify(wrong))
    assert.equal(judge(await body(old.size, new Array(64).fill(emptyRoot())), seenOld).status, 400)
  })

  test('answers whatever it is sent', () => {
    fc.assert(fc.property(fc.string(), (any) => assert.equal(judge(any, undefined).status, 400)))
  })
})

describe('policies', () => {
  const vkey = (name: string, type = ed25519Cosignature) => formatVerifierKey(testSigner(name, type).key)
  const [w1, w2, w3] = witnesses.map(({ key }) => key) as [VerifierKey, VerifierKey, VerifierKey]
  const lines = [
    '# three witnesses, two of which must have seen',
    `log ${formatVerifierKey(log.key)} https://log.example/`,
    '',
    ...witnesses.map(({ key }, at) => `\twitness W${at + 1} ${formatVerifierKey(key)}`),
    'group some 2 W1 W2 W3',
  ]
  const read = (text: string) => parsePolicy(Buffer.from(text))

  test('a quorum is met by as many as it asks for', () => {
    const policy = read([...lines, 'quorum some', ''].join('\n'))
    assert.ok('logs' in policy)
    assert.equal(policy.logs[0]!.key.name, log.key.name)
    assert.equal(meetsQuorum(policy, [w1]), false)
    assert.equal(meetsQuorum(policy, [w1, w1]), false)
    assert.equal(meetsQuorum(policy, [w3, w1]), true)
  })

  test('groups of groups, any and all', () => {
    const policy = read([...lines.slice(0, -1), 'group a any W1 W2', 'group b all a W3', 'quorum b', ''].join('\n'))
    assert.ok('logs' in policy)
    assert.equal(meetsQuorum(policy, [w1, w2]), false)
    assert.equal(meetsQuorum(policy, [w2, w3]), true)
  })

  test('a policy may ask for no witness, but must say so', () => {
    const policy = read('quorum none\n')
    assert.ok('logs' in policy && meetsQuorum(policy, []))
    assert.deepEqual(read(''), { line: 0, why: 'no quorum line' })
  })

  test('a key of the witness counts, one that only bears its name does not', () => {
    const policy = read([...lines, 'quorum W1', ''].join('\n'))
    assert.ok('logs' in policy)
    assert.equal(meetsQuorum(policy, [testSigner(w1.name, ed25519Cosignature).key]), false)
    assert.equal(meetsQuorum(policy, [makeVerifierKey('renamed', 4, w1.publicKey)]), true)
  })

  test('what contradicts itself is refused with its line', () => {
    const twice = vkey('x')
    for (const [added, why] of [
      ['quorum unknown', /not defined/],
      ['quorum some\nquorum some', /one quorum/],
      ['group g 4 W1 W2 W3\nquorum some', /from 1/],
      ['group g 0 W1', /from 1/],
      ['group g any', /from 1/],
      ['group g any W1', /already/],
      ['group W1 any some', /taken/],
      ['group none any some', /taken/],
      ['group g any g', /before/],
      [`group g any none`, /before/],
      [`witness none ${vkey('y')}`, /taken/],
      [`witness W1 ${vkey('y')}`, /taken/],
      [`witness A ${twice}\nwitness B ${twice}`, /already/],
      [`log ${formatVerifierKey(log.key)}`, /already/],
      [`log ${vkey('y', 4)}`, /log line/],
      [`witness Z ${vkey('y', 1)}`, /witness line/],
      ['witnesses', /keyword/],
      ['quorum some\r', /control/],
    ] as const) {
      const policy = read([...lines, added, ''].join('\n'))
      assert.ok('why' in policy, added)
      assert.match(policy.why, why)
      assert.ok(policy.line > lines.length, 'the line is named')
    }
  })

  test('whatever the bytes, a policy is read or refused', () => {
    const word = fc.constantFrom(
      'log',
      'witness',
      'group',
      'quorum',
      'any',
      'all',
      '1',
      'a',
      'b',
      'none',
      ' ',
      '\n',
      vkey('k'),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.array(word).map((each) => Buffer.from(each.join(' '))),
        ),
        (bytes) => {
          const policy = parsePolicy(bytes)
          assert.ok('why' in policy || typeof meetsQuorum(policy, []) === 'boolean')
        },
      ),
    )
  })
})
