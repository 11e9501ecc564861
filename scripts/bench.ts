/** Every speed we claim, against a peer or a limit, in one run: `npm run bench [-- --json] [NAME…]`. */
import { glob } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What it is held against, in words. */
  readonly peer: string
  /** value / peer; above 1 is better than the peer where more is better. */
  readonly ratio: number | null
}

const root = resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true })

/** One that fails must not hide the others. */
let failed = false
let chosen = 0
for await (const path of glob('bench/*.bench.ts', { cwd: root })) {
  const { name, run } = (await import(join(root, path))) as { name: string; run: () => Promise<readonly Figure[]> }
  if (positionals.length > 0 && !positionals.some((wanted) => name.startsWith(wanted))) continue
  chosen++
  const begun = performance.now()
  const figures = await run().catch((fault: unknown) => {
    failed = true
    console.error(`${name} could not be measured:`, fault)
    return []
  })
  console.error(`${name} took ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  for (const figure of figures) {
    if (values.json) console.log(JSON.stringify(figure))
    else
      console.log(
        `${figure.name.padEnd(44)} ${figure.value.toFixed(2).padStart(12)} ${figure.unit.padEnd(8)} ${figure.ratio === null ? '' : figure.ratio.toFixed(3)}  ${figure.peer}`,
      )
  }
}
if (chosen === 0) console.error(`No bench is named ${positionals.join(', ')}.`)
process.exit(chosen === 0 ? 2 : failed ? 1 : 0)
