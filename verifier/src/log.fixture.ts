/** A log with cases in it, as an installation would keep one: for tests, which then tamper with what it gives. */
import {
  commit,
  cosign,
  ed25519Cosignature,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  inclusionProof,
  signNote,
  Tree,
  toBase64,
} from '@steppe/kernels/ledger'
import { numbered, TileFolder } from '../../kernels/ledger/reference.fixture.ts'
import { type TestSigner, testSigner } from '../../kernels/ledger/test-signers.ts'
import type { CheckOptions } from './subject.ts'

export const origin = 'log.example/steppe'

export interface ActInFile {
  n: number
  act: Record<string, unknown>
  salt: string
  index: number
  proof: string[]
}

/** As the files are, but writable. */
export interface CaseInFile {
  format: string
  origin: string
  case: string
  acts: ActInFile[]
  checkpoint: string
  verifierKeys: { log: string; witnesses: string[] }
}

interface Sealed {
  readonly case: string
  readonly act: Record<string, unknown> & { seq: number }
  readonly salt: Buffer
  readonly index: number
}

export class TestLog {
  readonly signer: TestSigner = testSigner(origin)
  readonly witness: TestSigner = testSigner('witness.example/audit', ed25519Cosignature)
  readonly vkey = formatVerifierKey(this.signer.key)
  readonly witnessKey = formatVerifierKey(this.witness.key)
  readonly folder = new TileFolder()
  readonly sealed: Sealed[] = []
  tree = Tree.empty

  /** Puts `count` leaves of others into the log. */
  fill(count: number): void {
    this.#append(numbered(count, this.tree.size))
  }

  /** Seals acts of a case, one leaf each. */
  act(id: string, ...deeds: Record<string, unknown>[]): void {
    for (const deed of deeds) {
      const seq = this.sealed.filter((each) => each.case === id).length + 1
      const act = { seq, at: Date.UTC(2026, 10, 20, 2, seq), actor: { kind: 'person', id: 'p', name: '王芳' }, deed }
      const salt = Buffer.alloc(16, this.tree.size % 251)
      this.sealed.push({ case: id, act, salt, index: this.tree.size })
      this.#append([commit(salt, { case: id, ...act })])
    }
  }

  #append(entries: readonly Uint8Array[]): void {
    const { tree, tiles } = this.tree.append(entries)
    this.folder.keep(tiles)
    this.tree = tree
  }

  async checkpoint(
    signer = this.signer,
    tree: { size: number; root: () => Uint8Array } = this.tree,
    name = origin,
  ): Promise<string> {
    const text = formatCheckpoint({ origin: name, size: tree.size, root: tree.root() })
    const signatures = [await signNote(text, signer.key, signer.sign)]
    signatures.push(await cosign(text, this.witness.key, 1_790_000_000, this.witness.sign))
    return formatNote({ text, signatures })
  }

  async file(id: string, format = 'steppe-receipt/1'): Promise<CaseInFile> {
    const own = this.sealed.filter((each) => each.case === id)
    const acts = own.map(async ({ act, salt, index }): Promise<ActInFile> => {
      const proof = (await inclusionProof(index, this.tree.size, this.folder.read))!
      return { n: act.seq, act: structuredClone(act), salt: salt.toString('hex'), index, proof: proof.map(toBase64) }
    })
    return {
      format,
      origin,
      case: id,
      acts: await Promise.all(acts),
      checkpoint: await this.checkpoint(),
      verifierKeys: { log: this.vkey, witnesses: [this.witnessKey] },
    }
  }

  /** What a person trusts who knows this log. */
  trusting(more: Partial<CheckOptions> = {}): CheckOptions {
    return { logKeys: [this.vkey], witnessKeys: [], now: Date.UTC(2026, 10, 26), given: {}, ...more }
  }

  /** The log as an installation serves it. */
  readonly serve = async (path: string): Promise<Uint8Array | undefined> =>
    path === '/log/checkpoint' ? bytesOf(await this.checkpoint()) : this.folder.files.get(path.replace('/log/', ''))
}

/** A log of a thousand entries in which one case has five acts, among those of others. */
export function townLog(): TestLog {
  const log = new TestLog()
  log.fill(300)
  log.act('150102-1', { kind: 'open', title: '开餐馆' }, { kind: 'complete', outcome: 'accept' })
  log.fill(400)
  log.act('150102-2', { kind: 'open', title: '牧家乐' })
  log.act(
    '150102-1',
    { kind: 'complete', outcome: 'examined' },
    { kind: 'complete', outcome: 'approve' },
    { kind: 'note', fee: 120 },
  )
  log.fill(295)
  return log
}

export const bytesOf = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
