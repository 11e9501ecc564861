/** Personal data on its way to the disk and back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeIdNumber } from '@steppe/kernels/codes'
import fc from 'fast-check'
import { makeVault, personal } from './vault.ts'

const vault = makeVault(1, Buffer.alloc(32, 7))
const id = makeIdNumber('15010219900307888')

test('an ID number is encrypted wherever it stands, a phone where it is a whole JSON string, and both come back', () => {
  const answers = {
    idNumber: id,
    phone: '13800000099',
    old: '+86 138 0000 0099',
    note: `身份证号${id}，残疾人证${id}43、${id}43B1，请核对`,
    day: '1990-03-07',
  }
  const stored = String(vault.parameter(answers))
  assert.ok(!stored.includes(id) && !stored.includes('13800000099') && !stored.includes('0000'))
  assert.ok(stored.includes('请核对') && stored.includes('1990-03-07'))
  assert.deepEqual(JSON.parse(vault.decryptJson(stored)), answers)
})

test('numbers that are no personal data stay readable: credit codes, sums, instants, digests, case numbers', () => {
  const open = {
    code: '91150102MA0N2F4X5Y',
    digits: '911501021990030788',
    fen: 13_800_000_099,
    at: 1_790_000_000_000,
    sha256: '150102199003078884'.padEnd(64, '0'),
    case: '150102-20260920-AB23CD',
  }
  assert.equal(vault.parameter(JSON.stringify(open)), JSON.stringify(open))
  assert.equal(vault.parameter('13800000099'), '13800000099', 'a bare parameter may be a number of something else')
})

test('the same number is the same token, as a parameter of its own, in a list and in JSON: it can be looked for', () => {
  const token = vault.encrypt(id)
  assert.match(token, /^⟦1\.[\w-]+⟧$/)
  assert.equal(vault.parameter(personal(id)), token)
  assert.equal(vault.parameter(id), token)
  assert.deepEqual(vault.parameter([id]), [token])
  assert.equal(vault.parameter(JSON.stringify([id])), JSON.stringify([token]))
  assert.equal(vault.parameter(personal('E12345678')), vault.encrypt('E12345678'))
  assert.equal(vault.parameter(personal(null)), null)
})

test("a token that somebody hands in comes back as what they handed in, never as another's number", () => {
  const stolen = vault.encrypt(id)
  for (const handedIn of [stolen, JSON.stringify({ cause: stolen }), `见 ${stolen}`]) {
    const stored = String(vault.parameter(handedIn))
    assert.notEqual(stored, handedIn)
    assert.equal(vault.decrypt(stored), handedIn)
  }
})

test('a token of another key, or one that was touched, is not opened', () => {
  const other = makeVault(1, Buffer.alloc(32, 8)).encrypt(id)
  assert.equal(vault.decrypt(other), other)
  const token = vault.encrypt(id)
  const touched = `${token.slice(0, 10)}${token[10] === 'A' ? 'B' : 'A'}${token.slice(11)}`
  assert.equal(vault.decrypt(touched), touched)
})

test('files are encrypted anew each time and come back; files touched are not given out', () => {
  const file = Buffer.from('%PDF-1.7 身份证')
  const [one, two] = [vault.parameter(personal(file)) as Buffer, vault.parameter(personal(file)) as Buffer]
  assert.ok(!one.equals(two) && !one.includes('身份证'))
  assert.ok(vault.decryptBytes(one).equals(file))
  assert.ok(vault.decryptBytes(file).equals(file), 'what was never encrypted stays')
  one[one.length - 20]! ^= 1
  assert.throws(() => vault.decryptBytes(one))
})

test('whatever is stored comes back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(id, '13800000099', `⟦1.${'x'.repeat(30)}⟧`, vault.encrypt('"')),
  )
  const row = fc.dictionary(text, fc.oneof(text, fc.array(text), fc.integer()))
  fc.assert(
    fc.property(row, (value) => {
      assert.deepEqual(
        JSON.parse(vault.decryptJson(String(vault.parameter({ ...value })))),
        JSON.parse(JSON.stringify(value)),
      )
    }),
  )
})
