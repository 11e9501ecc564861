/** The proofs of transparency-dev/merkle, good and bad, and its reference tree: each must be judged as its authors judge it. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import {
  emptyRoot,
  leafHash,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from '@steppe/kernels/ledger'
import type { SuiteResult } from '../suite-result.ts'

export const folder = 'rfc6962-merkle'

/** Cases that we judge otherwise than their authors, each with its reason. There are none. */
const EXPECTED_FAILURES: Readonly<Record<string, string>> = {}

interface Outcome {
  readonly case: string
  readonly reason?: string
}

/** A case as the files have it. Numbers beyond 2^53 arrive rounded, which is as wrong as they are meant to be. */
interface ProofCase {
  readonly leafIdx: number
  readonly treeSize: number
  readonly start: number
  readonly end: number
  readonly size: number
  readonly size1: number
  readonly size2: number
  readonly root: string | null
  readonly root1: string | null
  readonly root2: string | null
  readonly leafHash: string | null
  readonly proof: readonly string[] | null
  readonly wantErr: boolean
}

const bytes = (text: string | null | undefined) => Buffer.from(text ?? '', 'base64')
const proofOf = (each: ProofCase) => (each.proof ?? []).map(bytes)

/** What judges the cases of each folder. */
const judges: Readonly<Record<string, (each: ProofCase) => boolean>> = {
  inclusion: (c) => verifyInclusion(c.leafIdx, c.treeSize, bytes(c.leafHash), proofOf(c), bytes(c.root)),
  consistency: (c) => verifyConsistency(c.size1, c.size2, bytes(c.root1), bytes(c.root2), proofOf(c)),
  subtreeinclusion: (c) =>
    verifySubtreeInclusion(c.leafIdx, c.start, c.end, bytes(c.leafHash), proofOf(c), bytes(c.root)),
  subtreeconsistency: (c) =>
    verifySubtreeConsistency(c.start, c.end, c.size, bytes(c.root1), bytes(c.root2), proofOf(c)),
}

/** Runs `<dataDir>/rfc6962-merkle`, packed or unpacked. */
export async function run(dataDir: string): Promise<SuiteResult[]> {
  const place = join(dataDir, folder)
  const results: SuiteResult[] = []
  const outcomes = withTestdata(place, (testdata) => runProofs(testdata))
  for (const kind of Object.keys(judges)) {
    const own = outcomes.filter((outcome) => outcome.case.startsWith(`${kind}/`))
    if (own.length > 0) results.push(summarise(`rfc6962 ${kind}`, own))
  }
  const reference = join(place, 'reference_tree.json')
  if (existsSync(reference))
    results.push(summarise('rfc6962 reference tree', runReference(readFileSync(reference, 'utf8'))))
  return results
}

function withTestdata(place: string, read: (testdata: string) => Outcome[]): Outcome[] {
  if (existsSync(join(place, 'testdata'))) return read(join(place, 'testdata'))
  const packed = join(place, 'testdata.tar.xz')
  if (!existsSync(packed)) return []
  const unpacked = mkdtempSync(join(tmpdir(), 'rfc6962-'))
  try {
    execFileSync('tar', ['-xJf', packed, '-C', unpacked])
    return read(join(unpacked, 'testdata'))
  } finally {
    rmSync(unpacked, { recursive: true, force: true })
  }
}

function runProofs(testdata: string): Outcome[] {
  const files = readdirSync(testdata, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  return files.sort().map((file) => {
    const judge = judges[file.split(sep)[0]!]
    if (!judge) return { case: file, reason: 'a kind of proof that nothing here judges' }
    const each = JSON.parse(readFileSync(join(testdata, file), 'utf8')) as ProofCase
    const accepted = judge(each)
    return accepted === !each.wantErr
      ? { case: file }
      : { case: file, reason: accepted ? 'accepted, but is wrong' : 'refused, but is right' }
  })
}

interface ReferenceTree {
  readonly leaf_inputs_hex: readonly string[]
  readonly root_hashes_hex_by_size: readonly string[]
  readonly node_hashes_hex: readonly (readonly string[])[]
}

/** Every node and every root of the reference tree, made anew from its leaves. */
function runReference(text: string): Outcome[] {
  const reference = JSON.parse(text) as ReferenceTree
  const leaves = reference.leaf_inputs_hex.map((hex) => leafHash(Buffer.from(hex, 'hex')))
  const same = (name: string, found: Uint8Array | undefined, wanted: string): Outcome =>
    found && Buffer.from(found).toString('hex') === wanted ? { case: name } : { case: name, reason: 'another hash' }
  const outcomes: Outcome[] = []
  let level = leaves
  for (const [height, wanted] of reference.node_hashes_hex.entries()) {
    for (const [at, hash] of wanted.entries()) outcomes.push(same(`node ${height}/${at}`, level[at], hash))
    level = level.flatMap((left, at) => (at % 2 === 0 && level[at + 1] ? [nodeHash(left, level[at + 1]!)] : []))
  }
  for (const [at, hash] of reference.root_hashes_hex_by_size.entries())
    outcomes.push(same(`root of ${at + 1}`, rootOf(leaves.slice(0, at + 1)), hash))
  return outcomes
}

/** MTH of RFC 6962 section 2.1, as its text has it. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length <= 1) return leaves[0] ?? emptyRoot()
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

function summarise(suite: string, outcomes: readonly Outcome[]): SuiteResult {
  const failing = outcomes.filter((outcome) => outcome.reason !== undefined)
  const surprising = failing.filter((outcome) => EXPECTED_FAILURES[outcome.case] === undefined)
  return {
    suite,
    passed: outcomes.length - failing.length,
    failed: surprising.length,
    expectedFailures: failing.length - surprising.length,
    failures: surprising.map((outcome) => ({ case: outcome.case, reason: outcome.reason ?? '' })),
  }
}
