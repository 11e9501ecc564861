/** The running installation that a file of page tests looks at, and the browser it looks with. */
import { after, before } from 'node:test'
import { type Browser, noBrowser, openBrowser } from './browser.ts'
import { baseUrl, skipped } from './server.ts'

/** Why nothing can be looked at, where that is so. */
export const skip = skipped || noBrowser
export const base = baseUrl ?? ''
export let browser: Browser

before(async () => {
  if (!skip) browser = await openBrowser()
})
after(async () => {
  if (!skip) await browser.close()
})
