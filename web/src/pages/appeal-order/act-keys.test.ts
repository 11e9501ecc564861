/** Keys of acts: nobody presses one and gets another. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepDeeds } from '@steppe/kernels/cases'
import { actKeys, pageKeys } from './act-keys.ts'

const beside = [
  'sign_in',
  'extend',
  'split',
  'supervise',
  'urge',
  'reopen',
  'withdraw',
  'note',
  'merge',
  'exclude',
  'object',
] as const

test('acts that can stand side by side have different letters, and none is a key of the page', () => {
  for (const [step, deeds] of Object.entries(stepDeeds)) {
    const together = [...beside, ...(deeds ?? [])].filter((kind): kind is keyof typeof actKeys => kind in actKeys)
    const letters = [...new Set(together)].map((kind) => actKeys[kind])
    assert.equal(new Set(letters).size, letters.length, `${step}: ${letters.join()}`)
    for (const letter of letters) assert.ok(!(pageKeys as readonly string[]).includes(letter), letter)
  }
})
