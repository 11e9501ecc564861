/** The reference models of the BPMN Model Interchange Working Group: read and written back equal, diagram included. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { roundTrip } from '@steppe/kernels/process'
import type { SuiteResult } from '../suite-result.ts'
import { canonicalTree, firstDifference } from './canonical-tree.ts'

export const folder = 'bpmn-miwg-reference'

/** Models that can't come back equal, each with its reason. */
const EXPECTED_FAILURES: Readonly<Record<string, string>> = {}

/** Reads every `*.bpmn` below `<dataDir>/bpmn-miwg-reference`. A model is expected to come back equal whether executable or not. */
export async function run(dataDir: string): Promise<SuiteResult> {
  const place = join(dataDir, folder)
  const found = existsSync(place) ? await readdir(place, { recursive: true }) : []
  const files = found.filter((name) => name.endsWith('.bpmn')).sort()
  const failures: { case: string; reason: string }[] = []
  for (const file of files) {
    const reason = await difference(join(place, file))
    if (reason !== undefined) failures.push({ case: file, reason })
  }
  const unexpected = failures.filter((each) => EXPECTED_FAILURES[each.case] === undefined)
  return {
    suite: 'bpmn',
    passed: files.length - failures.length,
    failed: unexpected.length,
    expectedFailures: failures.length - unexpected.length,
    failures: unexpected,
  }
}

async function difference(file: string): Promise<string | undefined> {
  try {
    const xml = await readFile(file, 'utf8')
    return firstDifference(canonicalTree(xml), canonicalTree(await roundTrip(xml)))
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault)
  }
}
