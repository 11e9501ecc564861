/** Addresses of pages as the HTML recognises them before any script has run. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathPattern } from './path-pattern.ts'

const matches = (path: string, address: string) => new RegExp(pathPattern(path) ?? '$.').exec(address)

test('the home page is only the root', () => {
  assert.ok(matches('/', '/'))
  assert.equal(matches('/', '/mine'), null)
})

test('a parameter is given to what is asked for early', () => {
  assert.equal(matches('/track/:case', '/track/150100-0001')?.[1], '150100-0001')
  assert.equal(matches('/track/:case', '/track/150100-0001/')?.[1], '150100-0001')
  assert.equal(matches('/track/:case', '/track/a/b'), null)
})

test('a page with pages of its own answers below it, and not beside it', () => {
  assert.ok(matches('/workbench/*', '/workbench'))
  assert.ok(matches('/workbench/*', '/workbench/case/1'))
  assert.equal(matches('/workbench/*', '/workbenches'), null)
})

test('the page that catches all is never asked for early', () => {
  assert.equal(pathPattern('*'), undefined)
})
