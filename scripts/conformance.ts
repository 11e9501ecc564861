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

interface Suite {
  readonly name: string
  /** The folder of its cases below the data. */
  readonly folder: string
  readonly run: (dir: string) => Promise<Outcome | Outcome[]>
}

const root = resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, dir: { type: 'string' } },
  allowPositionals: true,
})
const data = resolve(values.dir ?? join(root, '../shared/data'))
if (!existsSync(data)) quit(`The suites are not there: ${data}. Name their folder with --dir.`)

const suites = await findSuites()
const unknown = positionals.filter((wanted) => !suites.some((suite) => isNamed(suite, wanted)))
const names = suites.map(({ name, folder }) => (name === folder ? name : `${name} (${folder})`)).join(', ')
if (unknown.length > 0) quit(`No such suite: ${unknown.join(', ')}. There are: ${names}.`)
const chosen = suites.filter(
  (suite) => positionals.length === 0 || positionals.some((wanted) => isNamed(suite, wanted)),
)
const atHand = chosen.filter(({ folder }) => existsSync(join(data, folder)))
if (atHand.length === 0) quit(`No suite has its folder in ${data}: ${chosen.map(({ folder }) => folder).join(', ')}.`)

let failed = 0
for (const suite of atHand) {
  for (const outcome of await outcomesOf(suite)) {
    failed += outcome.failed
    tell(outcome)
  }
}
process.exit(failed > 0 ? 1 : 0)

function quit(why: string): never {
  console.error(why)
  process.exit(2)
}

async function findSuites(): Promise<Suite[]> {
  const paths: string[] = []
  for await (const path of glob('conformance/*/suite.ts', { cwd: root })) paths.push(path)
  return Promise.all(
    paths.sort().map(async (path) => {
      const { folder, run } = (await import(join(root, path))) as Omit<Suite, 'name'>
      return { name: basename(dirname(path)), folder, run }
    }),
  )
}

/** A suite goes by its own name or by the folder of its cases. */
function isNamed({ name, folder }: Suite, wanted: string): boolean {
  return [name, folder].includes(wanted.replace(/\/.*$/, ''))
}

/** What a suite tells; one failure where its folder cannot be read at all, so that the other suites are still run. */
async function outcomesOf({ name, folder, run }: Suite): Promise<Outcome[]> {
  try {
    return [await run(data)].flat()
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    return [{ suite: name, passed: 0, failed: 1, expectedFailures: 0, failures: [{ case: folder, reason }] }]
  }
}

function tell({ suite, passed, failed: lost, expectedFailures, failures = [] }: Outcome): void {
  if (values.json) {
    console.log(JSON.stringify({ suite, passed, failed: lost, expectedFailures }))
    return
  }
  const mark = lost === 0 ? '✓' : '✖'
  console.log(`${mark} ${suite}: ${passed} passed, ${lost} failed, ${expectedFailures} expected failures`)
  for (const each of failures) console.log(`    ${each.case}: ${each.reason}`)
}
