/** Receipts and case files as they are written: `steppe-receipt/1` and `steppe-case/1`. Every field is checked before it is used. */
import { hashFromBase64, longestProof } from '@steppe/kernels/ledger'
import type { Sentence } from './report.ts'

export interface ProvenAct {
  /** The act's number in its case, from 1. */
  readonly n: number
  /** The act as it is kept; with the case's number added, it is what was committed to. */
  readonly act: Readonly<Record<string, unknown>>
  readonly salt: Uint8Array
  /** Of the leaf in the log, from 0. */
  readonly index: number
  readonly proof: readonly Uint8Array[]
}

export interface ProvenCase {
  readonly origin: string
  readonly case: string
  readonly acts: readonly ProvenAct[]
  /** The signed note over the tree that the proofs lead to. */
  readonly checkpoint: string
  /** Verifier keys as the site claims them: nothing is proved by them alone. */
  readonly claimed: { readonly log: readonly string[]; readonly witnesses: readonly string[] }
}

type Fields = Readonly<Record<string, unknown>>

/** More acts than any case has; keeps the work on a hostile file bounded. */
const mostActs = 200_000

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The file's parts, or in words which part is not as the format has it. */
export function readProvenCase(json: unknown): ProvenCase | Sentence {
  if (!isFields(json)) return missing('文件', 'the file')
  const { origin, case: id, acts, checkpoint, verifierKeys } = json
  if (!isLine(origin)) return missing('origin', 'origin')
  if (!isLine(id)) return missing('case', 'case')
  if (typeof checkpoint !== 'string') return missing('checkpoint', 'checkpoint')
  if (!Array.isArray(acts) || acts.length > mostActs) return missing('acts', 'acts')
  const read: ProvenAct[] = []
  for (const [at, each] of acts.entries()) {
    const act = readAct(each)
    if (!act) return missing(`acts[${at}]`, `acts[${at}]`)
    read.push(act)
  }
  const keys = isFields(verifierKeys) ? verifierKeys : {}
  return {
    origin,
    case: id,
    acts: read,
    checkpoint,
    claimed: { log: textsOf(keys.log), witnesses: textsOf(keys.witnesses) },
  }
}

export const isFault = (read: ProvenCase | Sentence): read is Sentence => 'zh' in read

const missing = (zh: string, en: string): Sentence => ({
  zh: `${zh} 缺失或格式不对。`,
  en: `${en} is missing or not as the format has it.`,
})

const isLine = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 300 && !/\p{Cc}/u.test(value)

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

function readAct(value: unknown): ProvenAct | null {
  if (!isFields(value)) return null
  const { n, act, salt, index, proof } = value
  if (!isCount(n) || n < 1 || !isCount(index) || !isFields(act)) return null
  if (typeof salt !== 'string' || !/^(?:[0-9a-f]{2}){16,64}$/.test(salt)) return null
  if (!Array.isArray(proof) || proof.length > longestProof) return null
  const hashes = proof.map((hash) => (typeof hash === 'string' ? hashFromBase64(hash) : null))
  if (hashes.some((hash) => hash === null)) return null
  return { n, act, salt: hexBytes(salt), index, proof: hashes as Uint8Array[] }
}

const hexBytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** One text or a list of texts; anything else is no claim. */
function textsOf(value: unknown): readonly string[] {
  const all = Array.isArray(value) ? value : [value]
  return all.filter((each): each is string => typeof each === 'string').slice(0, 100)
}
