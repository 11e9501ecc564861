/** A first visit on a phone with a slow line fetches no more than 170 kB of script; how long it takes is told here and judged in bench/. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noBrowser } from './browser.ts'
import { asBenchLines, run } from './measure-first-load.ts'
import { baseUrl, skipped } from './server.ts'

test('the pages people come to first are light', { skip: skipped || noBrowser, timeout: 180_000 }, async (t) => {
  const figures = await run(baseUrl ?? '')
  for (const line of asBenchLines(figures)) t.diagnostic(JSON.stringify(line))
  for (const { page, scriptBytes } of figures) {
    assert.ok(scriptBytes <= 170_000, `${page} fetches ${scriptBytes} bytes of script`)
  }
})
