/** A first visit on a phone with a slow line fetches no more than 170 kB of script; how long it takes is measured in bench/. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noBrowser } from './browser.ts'
import { run } from './measure-first-load.ts'
import { baseUrl, skipped } from './server.ts'

test('the pages people come to first are light', { skip: skipped || noBrowser, timeout: 180_000 }, async () => {
  const figures = await run(baseUrl ?? '', 1)
  for (const { page, scriptBytes } of figures) {
    assert.ok(scriptBytes <= 170_000, `${page} fetches ${scriptBytes} bytes of script`)
  }
})
