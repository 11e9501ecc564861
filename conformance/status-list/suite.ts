/** The examples of the Token Status List specification: entries to bytes, packed text to entries, and our packing read back. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeStatusList, encodeStatusList, packStatuses, type StatusBits } from '@steppe/kernels/credential'
import type { SuiteResult } from '../suite-result.ts'

interface Vector {
  readonly bits: StatusBits
  /** Every entry, or those that are not 0 by their index. */
  readonly statuses: readonly number[] | Readonly<Record<string, number>>
  readonly bytes_hex?: string
  readonly lst: string
}

export const folder = 'status-list'

/** Runs the vectors in every `*.json` of `<dataDir>/status-list`. */
export async function run(dataDir: string): Promise<SuiteResult[]> {
  const place = join(dataDir, folder)
  if (!existsSync(place)) return []
  const failures: { case: string; reason: string }[] = []
  let count = 0
  for (const file of (await readdir(place)).filter((name) => name.endsWith('.json')).sort()) {
    for (const [i, vector] of (JSON.parse(await readFile(join(place, file), 'utf8')) as Vector[]).entries()) {
      count++
      const reason = outcome(vector)
      if (reason !== undefined) failures.push({ case: `${file}#${i + 1}`, reason })
    }
  }
  const passed = count - failures.length
  return [{ suite: 'status-list', passed, failed: failures.length, expectedFailures: 0, failures }]
}

function outcome(vector: Vector): string | undefined {
  try {
    return check(vector)
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault)
  }
}

/** Why a vector fails; undefined when it passes. Compressed texts may differ between implementations, what they hold may not. */
function check({ bits, statuses, bytes_hex: hex, lst }: Vector): string | undefined {
  const theirs = decodeStatusList({ bits, lst })
  if ('ok' in theirs) return `unpacking: ${theirs.code}`
  const wanted = Array.isArray(statuses)
    ? (i: number) => statuses[i]
    : (i: number) => (statuses as Record<string, number>)[i] ?? 0
  const size = Array.isArray(statuses) ? statuses.length : theirs.size
  if (theirs.size < size) return `${theirs.size} entries instead of ${size}`
  const entries = Array.from({ length: size }, (_, i) => wanted(i) ?? 0)
  const packed = packStatuses(entries, bits)
  if (hex !== undefined && Buffer.from(packed).toString('hex') !== hex)
    return `bytes ${Buffer.from(packed).toString('hex')}`
  const ours = decodeStatusList(encodeStatusList(packed, bits))
  if ('ok' in ours) return `unpacking our own: ${ours.code}`
  for (const [i, entry] of entries.entries()) {
    if (theirs.at(i) !== entry) return `entry ${i} is ${theirs.at(i)}, not ${entry}`
    if (ours.at(i) !== entry) return `entry ${i} of our own is ${ours.at(i)}, not ${entry}`
  }
  return undefined
}
