/** Whether a log that was seen twice only grew in between. Names what it did instead: went back, or showed two histories. */
import {
  type Checkpoint,
  consistencyProof,
  equalBytes,
  formatVerifierKey,
  parseCheckpoint,
  parseNote,
  type ReadTile,
  rootFromTiles,
  tilePath,
  tileWidth,
  verifyConsistency,
  wrongTiles,
} from '@steppe/kernels/ledger'
import type { Findings } from './report.ts'
import type { CheckOptions, SubjectFile } from './subject.ts'
import { openTrusted, type TrustedCheckpoint } from './trust.ts'

const logFolder = '/log'

/** Reads tiles of the installation; a partial tile that is gone is cut from the full one. */
export function tilesOf(fetch: NonNullable<CheckOptions['fetch']>): ReadTile {
  return async (level, index, width) => {
    const exact = await fetch(`${logFolder}/${tilePath(level, index, width)}`)
    if (exact || width === tileWidth || level === 'entries') return exact
    return (await fetch(`${logFolder}/${tilePath(level, index, tileWidth)}`))?.subarray(0, width * 32)
  }
}

/** The note of a checkpoint in a file kept from earlier: a checkpoint itself, a receipt or a case file. */
export function noteIn(file: SubjectFile): string | undefined {
  const { checkpoint } = (typeof file.json === 'object' && file.json !== null ? file.json : {}) as {
    checkpoint?: unknown
  }
  if (typeof checkpoint === 'string') return checkpoint
  const text = file.text ?? ''
  return parseCheckpoint(parseNote(text)?.text ?? '') ? text : undefined
}

/** Compares with the file that was kept from earlier. `proof` when the newer file brings its own. */
export async function compareWithOlder(
  now: TrustedCheckpoint,
  claimed: { readonly log: readonly string[]; readonly witnesses: readonly string[] },
  options: CheckOptions,
  found: Findings,
  proof?: readonly Uint8Array[],
): Promise<void> {
  if (!options.older) return
  const note = noteIn(options.older)
  if (note === undefined) {
    found.fail('--older 给出的文件里没有存证点。', 'The file given with --older holds no checkpoint.')
    return
  }
  const aside: Findings = { ...found, prove: () => undefined, leaveOpen: () => undefined }
  const before = openTrusted(note, claimed, { ...options, witnessKeys: [] }, aside)
  if (before) await tellGrowth(before.opened.checkpoint, now.opened.checkpoint, options, found, proof)
  else if (found.failures() === 0)
    found.leaveOpen('较早的存证点无从核验。', 'The older checkpoint could not be checked.')
}

/** Compares with what the installation shows today. Gives whether it signs with the key of the file. */
export async function compareWithLive(
  now: TrustedCheckpoint,
  options: CheckOptions,
  found: Findings,
): Promise<boolean> {
  if (!options.fetch) return false
  const bytes = await options.fetch(`${logFolder}/checkpoint`)
  if (!bytes) {
    found.leaveOpen('没有取到平台当前的存证点。', 'The installation’s present checkpoint could not be fetched.')
    return false
  }
  const logKeys = options.logKeys.length > 0 ? options.logKeys : [vkeyOf(now)]
  const aside: Findings = { ...found, prove: () => undefined, leaveOpen: () => undefined }
  const note = new TextDecoder().decode(bytes)
  const live = openTrusted(note, noClaims, { ...options, witnessKeys: [], logKeys }, aside)
  if (!live) return false
  if (!now.trusted)
    found.prove(
      '平台当前的存证点也由这把公钥签名。',
      'The installation signs its present checkpoint with the same key.',
    )
  await tellGrowth(now.opened.checkpoint, live.opened.checkpoint, options, found)
  return true
}

const noClaims = { log: [], witnesses: [] }

const vkeyOf = ({ opened }: TrustedCheckpoint) => formatVerifierKey(opened.log)

/** One of: proved, went back, two histories, not to be told. */
async function tellGrowth(
  before: Checkpoint,
  after: Checkpoint,
  options: CheckOptions,
  found: Findings,
  brought?: readonly Uint8Array[],
): Promise<void> {
  const sizes = { zh: `${before.size} 条 → ${after.size} 条`, en: `${before.size} → ${after.size} entries` }
  if (before.origin !== after.origin)
    found.fail(
      `两个存证点属于不同的日志：${before.origin} 与 ${after.origin}。`,
      `The checkpoints are of two logs: ${before.origin} and ${after.origin}.`,
    )
  else if (before.size > after.size)
    found.fail(
      `日志回退了：${sizes.zh}，已登记的内容被撤回。`,
      `The log went back (rollback): ${sizes.en}; what had been taken in was withdrawn.`,
    )
  else if (before.size === after.size && !equalBytes(before.root, after.root))
    found.fail(
      `日志出示了两个不同的历史（分叉）：同为 ${after.size} 条，根却不同，两者都有签名，可作证据。`,
      `The log showed two histories (split view): ${after.size} entries with two roots, both signed. That is evidence.`,
    )
  else if (before.size === 0 || before.size === after.size)
    found.prove(`与较早的存证点一致（${sizes.zh}）。`, `It agrees with the older checkpoint (${sizes.en}).`)
  else await tellProof(before, after, brought ?? (await proofFrom(before, after, options)), sizes, found)
}

async function proofFrom(before: Checkpoint, after: Checkpoint, options: CheckOptions) {
  return options.fetch ? consistencyProof(before.size, after.size, tilesOf(options.fetch)) : null
}

async function tellProof(
  before: Checkpoint,
  after: Checkpoint,
  proof: readonly Uint8Array[] | null,
  sizes: { readonly zh: string; readonly en: string },
  found: Findings,
): Promise<void> {
  if (!proof)
    found.leaveOpen(
      `两个存证点之间（${sizes.zh}）是否只增不改，须用 --url 指明平台地址、取得一致性证明后才能核验。`,
      `Whether the log only grew in between (${sizes.en}) needs its tiles: name the installation with --url.`,
    )
  else if (verifyConsistency(before.size, after.size, before.root, after.root, proof))
    found.prove(
      `日志自较早的存证点以来只增不改（${sizes.zh}）。`,
      `Since the older checkpoint the log only grew; nothing in it was changed (${sizes.en}).`,
    )
  else
    found.fail(
      `日志改写了历史（分叉）：现在的日志不包含较早存证点的内容（${sizes.zh}）。`,
      `The log rewrote its past (split view): it no longer contains what the older checkpoint covers (${sizes.en}).`,
    )
}

/** Whether the tiles the installation serves add up to the root that it signed. */
export async function compareWithTiles(
  { opened }: TrustedCheckpoint,
  options: CheckOptions,
  found: Findings,
): Promise<void> {
  const { size, root } = opened.checkpoint
  if (!options.fetch || size === 0) return
  const tiles = tilesOf(options.fetch)
  const made = await rootFromTiles(size, tiles)
  const [wrong = ''] = made ? await wrongTiles(size, tiles) : []
  if (!made) found.leaveOpen('日志的数据块没有取全。', 'Not all tiles of the log could be fetched.')
  else if (!wrong && equalBytes(made, root))
    found.prove(
      '平台出示的数据块与签名的根相符。',
      'The tiles that the installation serves add up to the root it signed.',
    )
  else
    found.fail(
      `平台出示的数据块与签名的根不符：${wrong}`,
      `The tiles that the installation serves do not add up to the root it signed: ${wrong}`,
    )
}
