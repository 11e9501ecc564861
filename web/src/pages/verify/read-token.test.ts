/** Reading a token out of a file or a code. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readToken } from './read-token.ts'

const jws = `${'a'.repeat(20)}.${'b'.repeat(60)}.${'c'.repeat(86)}`

test('a token alone, with white space around, or behind an address is read', () => {
  assert.equal(readToken(`\n ${jws}~WyJ4Il0~\n`), `${jws}~WyJ4Il0~`)
  assert.equal(readToken(`https://licences.example.cn/verify#${jws}~`), `${jws}~`)
  assert.equal(readToken(jws), jws)
})

test('other files hold none, and large ones are not searched', () => {
  assert.equal(readToken('%PDF-1.7 some text'), undefined)
  assert.equal(readToken(jws.padEnd(70_000, 'c')), undefined)
})
