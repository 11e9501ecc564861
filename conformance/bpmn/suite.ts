/** The reference models of the BPMN Model Interchange Working Group: read and written back equal, diagram included. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { roundTrip } from '@steppe/kernels/process'
import type { SuiteResult } from '../suite-result.ts'
import { canonicalTree, firstDifference } from './canonical-tree.ts'

/** Models that can't come back equal, each with its reason. */
const EXPECTED_FAILURES: Readonly<Record<string, string>> = {}

/** Reads `<dataDir>/bpmn-miwg-reference/*.bpmn`. A model is expected to come back equal whether executable or not. */
export async function run(dataDir: string): Promise<SuiteResult> {
  const folder = join(dataDir, 'bpmn-miwg-reference')
  const files = (await readdir(folder)).filter((name) => name.endsWith('.bpmn')).sort()
  const failures: { case: string; reason: string }[] = []
  for (const file of files) {
    const reason = await difference(await readFile(join(folder, file), 'utf8'))
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

async function difference(xml: string): Promise<string | undefined> {
  try {
    return firstDifference(canonicalTree(xml), canonicalTree(await roundTrip(xml)))
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault)
  }
}
