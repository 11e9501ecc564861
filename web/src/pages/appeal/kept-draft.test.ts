/** A draft that travels to another device arrives as it was. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AppealDraft, emptyDraft } from './draft.ts'
import { contentOf, draftFrom } from './kept-draft.ts'

test('what was written on one device is there on another, and nothing is asked for that was not written', () => {
  const draft: AppealDraft = {
    ...emptyDraft,
    intent: 'complaint',
    text: '路灯坏了',
    region: '150102',
    lat: 40.86,
    long: 111.66,
    secret: true,
    files: [{ id: 'f1', name: '照片.jpg', sha256: 'ab', size: 3 }],
  }
  const content = contentOf(draft)
  assert.deepEqual(Object.keys(contentOf(emptyDraft)), ['type', 'urgency', 'place', 'publish', 'secret'])
  const kept = { id: 'abcdefgh12345678', version: 4, savedAt: '2026-11-26T03:00:00.000Z', content }
  assert.deepEqual(draftFrom(kept), {
    ...draft,
    draftId: 'abcdefgh12345678',
    version: 4,
    savedAt: '2026-11-26T03:00:00.000Z',
  })
})
