/** Files of the project as its tests of documents and code read them: those that git knows, or would take in. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

const made = ['node_modules', 'dist', '.git', '.steppe', '.test-output']

/** Paths from the root of all files that match, sorted; what is made by running is left out. */
export async function filesOf(patterns: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for await (const path of glob(patterns, { cwd: root, exclude: (name) => made.includes(name) })) found.push(path)
  const ignored = new Set(ignoredAmong(found))
  return found.filter((path) => !ignored.has(path)).sort()
}

function ignoredAmong(paths: readonly string[]): string[] {
  try {
    return execFileSync('git', ['check-ignore', '--stdin'], {
      cwd: root,
      input: paths.join('\n'),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    }).split('\n')
  } catch {
    return []
  }
}

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')
