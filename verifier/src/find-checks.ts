/** All checks, found by reading this folder for `check-*.ts`. The build puts a list made the same way in this file's place. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Check } from './subject.ts'

export async function findChecks(): Promise<readonly Check[]> {
  const names = (await readdir(import.meta.dirname)).filter((name) => /^check-[a-z-]+\.ts$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => ((await import(join(import.meta.dirname, name))) as { check: Check }).check),
  )
}
