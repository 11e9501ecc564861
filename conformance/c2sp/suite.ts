/** The examples and figures that stand in the C2SP specifications themselves, read out of their files. */
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ledger from '@steppe/kernels/ledger'
import type { SuiteResult } from '../suite-result.ts'

interface Outcome {
  readonly case: string
  readonly reason?: string
  /** Why a case that does not pass is not expected to. */
  readonly expected?: string
}

/** A block of an example; `all` are the blocks of its file. */
type Judge = (block: string, all: readonly string[]) => string | undefined

const noNote = 'is not read as a note'

const isSignatures = (block: string) =>
  block
    .split('\n')
    .filter(Boolean)
    .every((line) => line.startsWith('— '))

/** What an example is, by its shape, and what must be so of it. The first that fits judges; blocks that fit none are no examples. */
const kinds: readonly { readonly fits: (block: string) => boolean; readonly judge: Judge }[] = [
  {
    fits: (block) => /[<[](key name|vkey|name|prefix|submission|monitoring)/.test(block) && !block.includes('quorum X'),
    judge: () => undefined,
  },
  { fits: (block) => block.startsWith('c2sp.org/tlog-proof@'), judge: judgeProof },
  { fits: (block) => /^old \d/.test(block), judge: judgeAddCheckpoint },
  { fits: (block) => /^subtree \d/.test(block), judge: () => 'sign-subtree is not read' },
  { fits: (block) => block.startsWith('cosignature/v1\n'), judge: judgeCosignedMessage },
  { fits: (block) => block.startsWith('log <vkey>\n\nwitness'), judge: judgePolicy },
  { fits: (block) => /^\S+\+[0-9a-f]{8}\+\S+\n$/.test(block), judge: judgeVerifierKey },
  { fits: (block) => block.startsWith('— ') && isSignatures(block), judge: judgeSignatures },
  { fits: (block) => block.includes('\n\n— '), judge: judgeNote },
]

function judgeNote(block: string, all: readonly string[]): string | undefined {
  const note = ledger.parseNote(block)
  if (!note) return noNote
  if (ledger.formatNote(note) !== block) return 'is not written as it was read'
  if (/^\S+\n\d+\n/.test(block)) {
    const checkpoint = ledger.parseCheckpoint(note.text)
    if (!checkpoint || ledger.formatCheckpoint(checkpoint) !== note.text) return 'is not read as a checkpoint'
  }
  // Where the file gives the verifier key of a signature, it must open the note.
  const keys = all.flatMap((each) => ledger.parseVerifierKey(each.trim()) ?? [])
  const own = keys.filter((key) => note.signatures.some(({ name }) => name === key.name))
  return own.length === 0 || ledger.openNote(block, own).ok ? undefined : 'is not opened by its verifier key'
}

/** A key is read, and opens the note that its document says it verifies. */
function judgeVerifierKey(block: string, all: readonly string[]): string | undefined {
  const key = ledger.parseVerifierKey(block.trim())
  if (!key || ledger.formatVerifierKey(key) !== block.trim()) return 'is not read as a verifier key'
  return all.some((each) => ledger.openNote(each, [key]).ok) ? undefined : 'opens no note of its document'
}

function judgeSignatures(block: string): string | undefined {
  const lines = block.split('\n').filter(Boolean)
  return lines.every((line) => {
    const read = ledger.parseSignatureLine(line)
    return read && ledger.formatSignatureLine(read) === `${line}\n`
  })
    ? undefined
    : 'a signature line is not read'
}

function judgeAddCheckpoint(block: string, all: readonly string[]): string | undefined {
  const request = ledger.parseAddCheckpoint(block)
  if (!request) return 'is not read as a request'
  if (ledger.formatAddCheckpoint(request) !== block) return 'is not written as it was read'
  return judgeNote(request.checkpoint, all)
}

function judgeProof(block: string, all: readonly string[]): string | undefined {
  const proof = ledger.parseTlogProof(block)
  if (!proof) return 'is not read as a proof'
  if (ledger.formatTlogProof(proof) !== block) return 'is not written as it was read'
  return judgeNote(proof.checkpoint, all)
}

/** What our cosigner signs at the example's time over the example's checkpoint must be the example. */
function judgeCosignedMessage(block: string): string | undefined {
  const [, time = '', ...text] = block.split('\n')
  let message = ''
  const key = ledger.makeVerifierKey('witness', ledger.ed25519Cosignature, new Uint8Array(32))
  void ledger.cosign(text.join('\n'), key, Number(time.replace('time ', '')), (bytes) => {
    message = Buffer.from(bytes).toString()
    return Promise.resolve(new Uint8Array(64))
  })
  return message === block ? undefined : 'another message is signed'
}

/** The example with keys put in for `<vkey>`: two of X and one of Y are needed. */
function judgePolicy(block: string): string | undefined {
  const keys = new Map<string, ledger.VerifierKey>()
  const text = block.replaceAll(/^(log|witness (\S+)) <vkey>/gm, (line, _start, name?: string) => {
    const raw = Buffer.from(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x!, 'base64url')
    const key = ledger.makeVerifierKey(name ?? 'log', name ? ledger.ed25519Cosignature : ledger.ed25519Note, raw)
    keys.set(name ?? 'log', key)
    return line.replace('<vkey>', ledger.formatVerifierKey(key))
  })
  const policy = ledger.parsePolicy(Buffer.from(text))
  if ('why' in policy) return `line ${policy.line}: ${policy.why}`
  const seenBy = (...names: string[]) =>
    ledger.meetsQuorum(
      policy,
      names.map((name) => keys.get(name)!),
    )
  const right =
    seenBy('X1', 'X3', 'Y2') &&
    seenBy('X1', 'X2', 'X3', 'Y1', 'Y3') &&
    !seenBy('X1', 'Y1', 'Y2', 'Y3') &&
    !seenBy('X1', 'X2', 'X3')
  return right ? undefined : 'the quorum is judged otherwise'
}

const elided = 'the specification leaves out a part of the signatures ([...]); nothing can be decoded'
const notOffered = 'sign-subtree is optional and needs ML-DSA-44 cosignatures, which are not made here'

function reasonFor(block: string): string | undefined {
  if (/^subtree \d/.test(block)) return notOffered
  return block.includes('[...]') ? elided : undefined
}

/** All fenced and indented blocks of a document. */
function blocksOf(text: string): string[] {
  const fence = /^```\w*\n([\s\S]*?)^```$/gm
  const fenced = [...text.matchAll(fence)].map(([, block = '']) => block)
  const indented = [...text.replaceAll(fence, '').matchAll(/(?:^(?: {4}|\t).*\n(?:\n(?= {4}|\t))?)+/gm)]
  return [...fenced, ...indented.map(([block]) => block.replaceAll(/^(?: {4}|\t)/gm, ''))]
}

export const folder = 'c2sp'

/** Runs the documents in `<dataDir>/c2sp`. */
export async function run(dataDir: string): Promise<SuiteResult[]> {
  const place = join(dataDir, folder)
  if (!existsSync(place)) return []
  const results = readdirSync(place)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(place, name), 'utf8')
      return summarise(`c2sp ${name.slice(0, -3)}`, [...runBlocks(blocksOf(text)), ...runFigures(text)])
    })
  const vectors = join(place, 'ecdsa.json')
  if (existsSync(vectors)) results.push(summarise('c2sp det-keygen ecdsa', runVectors(readFileSync(vectors, 'utf8'))))
  return results.filter(({ passed, failed, expectedFailures }) => passed + failed + expectedFailures > 0)
}

function runBlocks(blocks: readonly string[]): Outcome[] {
  return blocks.flatMap((block, at) => {
    const kind = kinds.find(({ fits }) => fits(block))
    if (!kind || kind === kinds[0]) return []
    const reason = kind.judge(block, blocks)
    const expected = reasonFor(block)
    const name = `block ${at + 1}: ${block.split('\n', 1)[0]!.slice(0, 40)}`
    return [{ case: name, ...(reason ? { reason } : {}), ...(expected ? { expected } : {}) }]
  })
}

/** What the prose says in figures: the path of an index, the tiles of a size. */
function runFigures(text: string): Outcome[] {
  const outcomes: Outcome[] = []
  const same = (name: string, found: unknown, wanted: unknown) =>
    outcomes.push(found === wanted ? { case: name } : { case: name, reason: `${found} instead of ${wanted}` })
  for (const [, index = '', path = ''] of text.matchAll(/index (\d+) will be encoded as\s+`([x\d/]+)`/g))
    same(`index ${index}`, ledger.tilePath(0, Number(index)), `tile/0/${path}`)
  for (const [, digits = '', said = ''] of text.matchAll(
    /tree of size ([\d,]+) will be represented by ([\s\S]*?)\./g,
  )) {
    const size = Number(digits.replaceAll(',', ''))
    for (const [, count, kind, level, width] of said
      .replaceAll(/\s+/g, ' ')
      .matchAll(/(\w+) (full|partial)\s+level (\d) tiles?(?: of width (\d+))?/g)) {
      const [index, wide] = [Math.floor(size / 256 ** (Number(level) + 1)), Number(width ?? 256)]
      if (kind === 'full')
        same(`size ${size}: full tiles of level ${level}`, index, count === 'one' || count === 'a' ? 1 : Number(count))
      else same(`size ${size}: width at level ${level}`, ledger.tileWidthIn(size, Number(level), index), wide)
    }
  }
  return outcomes
}

/** Keys are made by OpenSSL or an HSM, never derived from a seed, and no log key here is ECDSA. */
function runVectors(text: string): Outcome[] {
  const vectors = JSON.parse(text) as readonly { readonly curve: string }[]
  const expected =
    'keys here are drawn by OpenSSL or an HSM: deriving ECDSA keys from a seed is nothing the ledger does'
  return vectors.map(({ curve }, at) => ({ case: `${at} ${curve}`, reason: 'no key is derived from a seed', expected }))
}

function summarise(suite: string, outcomes: readonly Outcome[]): SuiteResult {
  const failing = outcomes.filter(({ reason }) => reason !== undefined)
  const surprising = failing.filter(({ expected }) => expected === undefined)
  return {
    suite,
    passed: outcomes.length - failing.length,
    failed: surprising.length,
    expectedFailures: failing.length - surprising.length,
    failures: surprising.map((outcome) => ({ case: outcome.case, reason: outcome.reason ?? '' })),
  }
}
