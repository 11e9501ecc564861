/** A link to sign in cannot lead out of the portal. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { safeBack } from './safe-back.ts'

test('a person returns to the page they came from', () => {
  assert.equal(safeBack('/apply/new/123?step=2'), '/apply/new/123?step=2')
})

test('an address elsewhere is not followed', () => {
  for (const bad of [
    null,
    '',
    'https://example.com',
    '//example.com',
    '/\\example.com',
    'javascript:alert(1)',
    '/sign-in?back=/',
  ])
    assert.equal(safeBack(bad), undefined)
})
