/** Differences between versions of the duty catalogue. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffOf } from './diff-of.ts'

const entry = { matter: '路灯', words: ['路灯', '灯杆'], leadName: '住建', assists: [] as string[], source: '三定方案' }

test('of a list only what left and what came is told', () => {
  assert.deepEqual(diffOf(entry, { ...entry, words: ['路灯', '照明'], leadName: '城管' }), [
    { field: 'words', before: ['灯杆'], after: ['照明'] },
    { field: 'leadName', before: ['住建'], after: ['城管'] },
  ])
  assert.deepEqual(diffOf(entry, entry), [])
})
