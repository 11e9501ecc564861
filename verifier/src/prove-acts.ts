/** The acts of a receipt or a case file, held against the log: each is what was sealed, in its place, and none is missing between them. */
import { commit, leafHash, verifyInclusion } from '@steppe/kernels/ledger'
import type { ProvenAct, ProvenCase } from './read-proven-case.ts'
import type { Findings, Sentence } from './report.ts'
import type { TrustedCheckpoint } from './trust.ts'

/** Which act it is, in words: number, kind, time, who. What the file says of it is quoted, not believed. */
export function nameAct({ n, act }: ProvenAct): Sentence {
  const { at, actor, deed } = act as { at?: unknown; actor?: { name?: unknown }; deed?: { kind?: unknown } }
  const time =
    typeof at === 'number' && Math.abs(at) <= 8.64e15 ? `${new Date(at).toISOString().slice(0, 19)}Z` : undefined
  const said = [deed?.kind, time, actor?.name]
    .filter((each) => typeof each === 'string')
    .map((each) => each.slice(0, 60))
  return { zh: `第 ${n} 项操作（${said.join('，')}）`, en: `act ${n} (${said.join(', ')})` }
}

/** Says what is wrong with each act, and gives whether all of them are proved. */
export function proveActs(file: ProvenCase, { opened }: TrustedCheckpoint, found: Findings): boolean {
  const before = found.failures()
  const { size, root } = opened.checkpoint
  if (opened.checkpoint.origin !== file.origin)
    found.fail(
      `文件自称属于日志 ${file.origin}，存证点却属于 ${opened.checkpoint.origin}。`,
      `The file says it belongs to the log ${file.origin}, its checkpoint to ${opened.checkpoint.origin}.`,
    )
  for (const each of file.acts) {
    const fault = faultOf(file, each, size, root)
    if (!fault) continue
    const name = nameAct(each)
    found.fail(`${name.zh}：${fault.zh}`, `${name.en}: ${fault.en}`)
  }
  proveOrder(file, found)
  return found.failures() === before && file.acts.length > 0
}

/** What contradicts the log in one act. */
function faultOf(file: ProvenCase, each: ProvenAct, size: number, root: Uint8Array): Sentence | undefined {
  const { seq, case: own } = each.act
  if (own !== undefined && own !== file.case) return { zh: '属于另一办件。', en: 'it belongs to another case.' }
  if (seq !== each.n)
    return {
      zh: `文件标为第 ${each.n} 项，内容却另有编号。`,
      en: `the file numbers it ${each.n}, its content says otherwise.`,
    }
  if (each.index >= size) return { zh: '登记位置超出存证点。', en: 'its place lies beyond the checkpoint.' }
  const leaf = leafOf(file.case, each)
  if (!leaf)
    return {
      zh: '内容没有规范写法，不可能是登记过的。',
      en: 'its content has no canonical form, so it can’t have been sealed.',
    }
  return verifyInclusion(each.index, size, leaf, each.proof, root)
    ? undefined
    : {
        zh: `与日志第 ${each.index} 条登记不符：登记后被改动，或从未登记。`,
        en: `it is not what entry ${each.index} of the log holds: it was altered after it was sealed, or never was sealed.`,
      }
}

/** The leaf of an act: its commitment binds the case's number, the act's number and everything in it. */
export function leafOf(caseId: string, { act, salt }: ProvenAct): Uint8Array | undefined {
  try {
    return leafHash(commit(salt, { ...act, case: caseId }))
  } catch {
    return undefined
  }
}

/** Numbers without a gap from 1, each later in the log than the one before. */
function proveOrder({ acts }: ProvenCase, found: Findings): void {
  let [n, index] = [0, -1]
  for (const act of acts) {
    if (act.n > n + 1)
      found.fail(
        `第 ${n + 1} 项操作不见了：编号从 ${n} 跳到 ${act.n}。`,
        `Act ${n + 1} is missing: the numbers go from ${n} to ${act.n}.`,
      )
    else if (act.n <= n)
      found.fail(
        `第 ${act.n} 项操作排在第 ${n} 项之后：次序被改动或重复。`,
        `Act ${act.n} stands after act ${n}: the order was changed, or an act is there twice.`,
      )
    if (act.index <= index)
      found.fail(
        `第 ${act.n} 项操作在日志中早于前一项：次序被改动。`,
        `Act ${act.n} stands in the log before the act it follows: the order was changed.`,
      )
    n = act.n
    index = act.index
  }
}

/** Acts that an older file of the same case shows must still be there, unchanged. */
export function compareActs(file: ProvenCase, older: ProvenCase, found: Findings): void {
  if (older.case !== file.case) {
    found.fail(`较早的文件属于另一办件：${older.case}。`, `The older file is of another case: ${older.case}.`)
    return
  }
  const now = new Map(file.acts.map((act) => [act.n, act]))
  const before = found.failures()
  for (const act of older.acts) {
    const still = now.get(act.n)
    const name = nameAct(act)
    if (!still)
      found.fail(`${name.zh} 在较早的文件里有，现在没有了。`, `${name.en} is in the older file and is gone now.`)
    else if (still.index !== act.index || !sameLeaf(file.case, still, act))
      found.fail(`${name.zh} 与较早的文件不同。`, `${name.en} differs from the older file.`)
  }
  if (found.failures() === before)
    found.prove(
      `较早文件中的 ${older.acts.length} 项操作都在，且没有改动。`,
      `All ${older.acts.length} acts of the older file are still there, unchanged.`,
    )
}

function sameLeaf(caseId: string, one: ProvenAct, other: ProvenAct): boolean {
  const [a, b] = [leafOf(caseId, one), leafOf(caseId, other)]
  return a !== undefined && b !== undefined && a.every((byte, at) => byte === b[at])
}
