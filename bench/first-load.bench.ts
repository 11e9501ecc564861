/** The portal's first visit on a phone with a slow line: script it fetches, time until it can be used. Limits: 170 kB, two seconds. */
import type { Figure } from '../scripts/bench.ts'
import { run as measureFirstLoad } from '../web/e2e/measure-first-load.ts'
import { startMeasured } from './durable-installation.ts'
import { startProcess } from './start-process.ts'

export const name = 'first-load'

const scriptLimit = 170
const usableLimit = 2

/** Measures the pages people come to first, on a server of its own. */
export async function run(): Promise<readonly Figure[]> {
  const measured = await startMeasured()
  process.env.STEPPE_BENCH_WEB = '1'
  const serving = await startProcess('serve.ts', measured.embedded.url)
  try {
    const figures = await measureFirstLoad(`http://127.0.0.1:${serving.port}`)
    return figures.flatMap(({ page, scriptBytes, usable, usableBest, requests }) => [
      {
        name: `script of the first load, ${page}`,
        value: scriptBytes / 1000,
        unit: 'kB',
        peer: `limit ${scriptLimit} kB`,
        ratio: (scriptLimit * 1000) / scriptBytes,
      },
      {
        name: `usable on a phone, ${page}`,
        value: usable / 1000,
        unit: 's',
        peer: `limit ${usableLimit} s; the least disturbed of five visits ${(usableBest / 1000).toFixed(2)} s; ${requests} requests`,
        ratio: (usableLimit * 1000) / usable,
      },
    ])
  } finally {
    delete process.env.STEPPE_BENCH_WEB
    await serving.stop()
    await measured.stop()
  }
}
