/** Opens a checkpoint with the keys that are trusted, and says whose word that is. */
import {
  formatVerifierKey,
  type OpenedCheckpoint,
  openCheckpoint,
  parseVerifierKey,
  type VerifierKey,
} from '@steppe/kernels/ledger'
import type { Findings } from './report.ts'
import type { CheckOptions } from './subject.ts'

/** A checkpoint whose signature holds. `trusted`: by a key that the person who checks brought along. */
export interface TrustedCheckpoint {
  readonly opened: OpenedCheckpoint & { readonly ok: true }
  readonly trusted: boolean
}

const instant = (seconds: number) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
const latest = 8.64e12

/** The keys of a list that are keys; the others are told once. */
function keysOf(texts: readonly string[], found: Findings, given: boolean): VerifierKey[] {
  const keys = texts.map(parseVerifierKey)
  if (given && keys.includes(null))
    found.fail('给出的公钥有一个不是有效的验证公钥（vkey）。', 'One of the keys given is no verifier key (vkey).')
  return keys.filter((key) => key !== null)
}

/**
 * Opens `note`. Keys that were given count alone; without any, those the file claims are used, and it is said that nothing vouches
 * for them. Undefined when the checkpoint does not hold, which is then among the findings.
 */
export function openTrusted(
  note: string,
  claimed: { readonly log: readonly string[]; readonly witnesses: readonly string[] },
  options: CheckOptions,
  found: Findings,
): TrustedCheckpoint | undefined {
  const trusted = options.logKeys.length > 0
  const logs = keysOf(trusted ? options.logKeys : claimed.log, found, trusted)
  const witnesses = keysOf(options.witnessKeys, found, true)
  if (found.failures() > 0) return undefined
  if (logs.length === 0) {
    found.leaveOpen(
      '没有日志公钥，签名无从核验：请用 --log-key 给出。',
      'There is no key of the log to check the signature with: give one with --log-key.',
    )
    return undefined
  }
  const opened = openCheckpoint(note, logs, witnesses)
  if (!opened.ok) {
    failOpening(opened, found)
    return undefined
  }
  if (trusted) tellLog(opened, found)
  tellWitnesses(opened, options, found)
  return { opened, trusted }
}

function failOpening(opened: OpenedCheckpoint & { readonly ok: false }, found: Findings): void {
  if (opened.code === 'malformed') found.fail('存证点格式不对。', 'The checkpoint is not well formed.')
  else if (opened.code === 'wrong_signature')
    found.fail(
      `存证点上 ${opened.name} 的签名是假的或已损坏。`,
      `The signature of ${opened.name} under the checkpoint is forged or damaged.`,
    )
  else if (opened.code === 'no_log_signature')
    found.fail(
      '存证点没有以其来源（origin）为名的日志签名：它可能属于另一个日志。',
      'No key of the checkpoint’s origin signed it: it may belong to another log.',
    )
  else found.fail('存证点没有受信任的日志签名。', 'No trusted key of the log signed the checkpoint.')
}

function tellLog({ checkpoint }: TrustedCheckpoint['opened'], found: Findings): void {
  const { origin, size } = checkpoint
  found.prove(
    `存证点由您信任的日志 ${origin} 签名，日志共 ${size} 条。`,
    `The log you trust, ${origin}, signed the checkpoint over ${size} entries.`,
  )
}

/** Closes a check by a key that only the file named: the report is no proof. */
export function doubtKey({ opened }: TrustedCheckpoint, found: Findings): void {
  found.doubt()
  const { origin } = opened.checkpoint
  found.leaveOpen(
    `签名与文件自称的公钥相符，但伪造者也能自带公钥：请另行取得 ${origin} 的公钥，用 --log-key 核验，或用 --url 向平台核对。`,
    `The signature fits the key that the file itself names; so would a forger’s. Get the key of ${origin} elsewhere and give it with --log-key, or ask the installation with --url.`,
  )
}

function tellWitnesses({ witnesses }: TrustedCheckpoint['opened'], options: CheckOptions, found: Findings): void {
  for (const { key, at = 0 } of witnesses) {
    const time = instant(Math.min(at, latest))
    found.prove(
      `见证机构 ${key.name} 于 ${time} 见证了该存证点。`,
      `The witness ${key.name} saw this checkpoint at ${time}.`,
    )
  }
  const missing = options.witnessKeys.filter((text) => !witnesses.some(({ key }) => formatVerifierKey(key) === text))
  for (const text of missing) {
    const name = text.split('+', 1)[0]!
    found.fail(
      `您要求的见证机构 ${name} 没有见证该存证点。`,
      `The witness ${name}, which you ask for, has not signed this checkpoint.`,
    )
  }
  if (options.witnessKeys.length === 0)
    found.leaveOpen(
      '未要求见证机构：不能排除平台向不同的人出示不同的日志。',
      'No witness was asked for: that everybody is shown the same log is not proved.',
    )
}
