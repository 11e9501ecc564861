/** Other people's tests: `npm run conformance [-- --json] [--dir DIR] [SUITE…]`. Suites are found by reading the folder. */
import { existsSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

interface Outcome {
  readonly suite: string
  readonly passed: number
  readonly failed: number
  readonly expectedFailures: number
  readonly failures?: readonly { readonly case: string; readonly reason: string }[]
}

const root = resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, dir: { type: 'string' } },
  allowPositionals: true,
})
const data = resolve(values.dir ?? join(root, '../shared/data'))
if (!existsSync(data)) {
  console.error(`The suites are not there: ${data}. Name their folder with --dir.`)
  process.exit(2)
}

let failed = 0
for await (const path of glob('conformance/*/suite.ts', { cwd: root })) {
  const name = basename(dirname(path))
  const { run } = (await import(join(root, path))) as { run: (dir: string) => Promise<Outcome | Outcome[]> }
  if (positionals.length > 0 && !positionals.some((wanted) => wanted === name || wanted.startsWith(`${name}/`)))
    continue
  for (const outcome of [await run(data)].flat()) {
    failed += outcome.failed
    const { suite, passed, failed: lost, expectedFailures } = outcome
    if (values.json) console.log(JSON.stringify({ suite, passed, failed: lost, expectedFailures }))
    else {
      console.log(
        `${lost === 0 ? '✓' : '✖'} ${suite}: ${passed} passed, ${lost} failed, ${expectedFailures} expected failures`,
      )
      for (const each of outcome.failures ?? []) console.log(`    ${each.case}: ${each.reason}`)
    }
  }
}
process.exit(failed > 0 ? 1 : 0)
