/** Notes: what their keys signed, and nothing else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  cosign,
  ed25519Cosignature,
  formatNote,
  formatSignatureLine,
  formatVerifierKey,
  makeVerifierKey,
  type NoteSignature,
  openNote,
  parseNote,
  parseVerifierKey,
  signNote,
} from './index.ts'
import { testSigner } from './test-signers.ts'

const anna = testSigner('example.org/anna')
const witness = testSigner('witness.example/w1', ed25519Cosignature)
const text = 'example.org/anna\n3\nsomething\n'
const signed = await signNote(text, anna.key, anna.sign)
const cosigned = await cosign(text, witness.key, 1_679_315_147, witness.sign)
const note = formatNote({ text, signatures: [signed] })

test('what was signed is opened, whatever strangers add', async () => {
  const stranger = await signNote(text, testSigner('example.org/anna').key, testSigner('x').sign)
  const opened = openNote(formatNote({ text, signatures: [stranger, signed, cosigned] }), [anna.key])
  assert.ok(opened.ok)
  assert.equal(opened.text, text)
  assert.deepEqual(opened.verified, [{ key: anna.key }])
  assert.equal(opened.unknown, 2)
})

test('a cosignature holds for its time only', () => {
  const opened = openNote(formatNote({ text, signatures: [cosigned] }), [witness.key])
  assert.ok(opened.ok)
  assert.deepEqual(opened.verified, [{ key: witness.key, at: 1_679_315_147 }])
  const later = { ...cosigned, signature: Uint8Array.of(...cosigned.signature) }
  later.signature[7]! ^= 1
  assert.deepEqual(openNote(formatNote({ text, signatures: [later] }), [witness.key]), {
    ok: false,
    code: 'wrong_signature',
    name: 'witness.example/w1',
  })
})

test('a signature of one kind is none of the other, though the key is the same', async () => {
  const as = (type: number) => makeVerifierKey('a', type, anna.key.publicKey)
  const asNote = await signNote(text, as(1), anna.sign)
  const relabelled: NoteSignature = { ...asNote, id: as(4).id }
  assert.equal(openNote(formatNote({ text, signatures: [relabelled] }), [as(4)]).ok, false)
  const asCosigner = await cosign(text, as(4), 5, anna.sign)
  assert.equal(openNote(formatNote({ text, signatures: [{ ...asCosigner, id: as(1).id }] }), [as(1)]).ok, false)
})

test('a note is refused when one trusted signature does not hold, though another does', () => {
  const forged = { ...cosigned, signature: new Uint8Array(72) }
  assert.deepEqual(openNote(formatNote({ text, signatures: [signed, forged] }), [anna.key, witness.key]), {
    ok: false,
    code: 'wrong_signature',
    name: 'witness.example/w1',
  })
})

test('any changed bit of a note is seen', () => {
  const bytes = Buffer.from(note)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1 << bit
      assert.equal(openNote(changed, [anna.key]).ok, false)
    }),
  )
})

test('a note that is cut anywhere is none', () => {
  const bytes = Buffer.from(note)
  for (let end = 0; end < bytes.length; end++) assert.equal(openNote(bytes.subarray(0, end), [anna.key]).ok, false)
})

test('a signature moved to another text is refused', () => {
  assert.equal(openNote(formatNote({ text: `${text}more\n`, signatures: [signed] }), [anna.key]).ok, false)
})

test('a key is trusted by name and id together, not by one of them', async () => {
  const other = testSigner('example.org/anna')
  assert.deepEqual(openNote(note, [other.key]), { ok: false, code: 'no_known_signature' })
  assert.deepEqual(openNote(note, [{ ...anna.key, name: 'example.org/other' }]), {
    ok: false,
    code: 'no_known_signature',
  })
  assert.deepEqual(openNote(note, [{ ...other.key, id: anna.key.id }]), {
    ok: false,
    code: 'wrong_signature',
    name: 'example.org/anna',
  })
})

test('sixteen signatures are read; a thousand are not', () => {
  const many = (count: number) => Array.from({ length: count }, () => signed)
  assert.ok(openNote(formatNote({ text, signatures: many(16) }), [anna.key]).ok)
  const opened = openNote(formatNote({ text, signatures: many(100) }), [anna.key])
  assert.ok(opened.ok && opened.verified.length === 1, 'a key counts once, however often it signed')
  assert.equal(openNote(formatNote({ text, signatures: many(1000) }), [anna.key]).ok, false)
})

test('the text may hold empty lines: the last one parts it from the signatures', () => {
  const parsed = parseNote(formatNote({ text: 'a\n\n\nb\n', signatures: [signed] }))
  assert.equal(parsed?.text, 'a\n\n\nb\n')
})

test('what is no note is not read', () => {
  const line = formatSignatureLine(signed)
  for (const wrong of [
    '',
    '\n',
    'a\n',
    `a\n${line}`,
    'a\n\n',
    `a\n\n${line}x`,
    `a\n\n${line.slice(0, -1)}`,
    `a\r\n\n${line}`,
    `a\u0000\n\n${line}`,
    `a\n\n${line.replace('\u2014', '-')}`,
    `a\n\n${line.replace(' ', '  ')}`,
    `a\n\n${line.replace('=\n', '\n')}`,
    `a\n\n${line.replace('anna', 'an+na')}`,
    `a\n\n${line.replace('anna', 'an\u3000na')}`,
    `a\n\n— name AAAA\n`,
    `a\ud800\n\n${line}`,
  ])
    assert.equal(parseNote(wrong), null, JSON.stringify(wrong))
  assert.equal(parseNote(Buffer.concat([Buffer.of(0xff), Buffer.from(note)])), null, 'bytes that are not UTF-8')
  assert.equal(parseNote(`${'a'.repeat(1_000_000)}\n\n${line}`), null, 'a note of more than a megabyte')
})

test('verifier keys are read as they are written, and not when a part was changed', () => {
  const vkey = formatVerifierKey(anna.key)
  assert.deepEqual(formatVerifierKey(parseVerifierKey(vkey)!), vkey)
  for (const wrong of [
    '',
    vkey.replace('anna', 'annb'),
    vkey.toUpperCase(),
    `${vkey}AAAA`,
    vkey.slice(0, -4),
    vkey.replace('+', ' +'),
    vkey.replace(/\+.*\+/, '+00000000+'),
    `+${vkey}`,
    'a+00000000+',
    `${vkey}\n`,
    'a'.repeat(5000),
  ])
    assert.equal(parseVerifierKey(wrong), null, wrong)
  assert.throws(() => makeVerifierKey('two words', 1, anna.key.publicKey), RangeError)
  assert.throws(() => makeVerifierKey('a', 1, new Uint8Array(31)), RangeError)
})

test('whatever the bytes, opening a note answers', () => {
  const parts = fc.constantFrom(
    '\n',
    '\n\n',
    '— ',
    'example.org/anna',
    ' ',
    formatSignatureLine(signed),
    text,
    '+',
    'AAAA',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.string(),
        fc.array(parts).map((each) => each.join('')),
      ),
      (any) => {
        assert.equal(typeof openNote(any, [anna.key, witness.key]).ok, 'boolean')
      },
    ),
  )
})
