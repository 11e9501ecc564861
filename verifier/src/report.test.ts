/** What a stranger is told of a file, whatever the file is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findChecks } from './find-checks.ts'
import { readJson } from './read-json.ts'
import { verifyFile } from './recognise-subject.ts'
import { exitCodeOf, findings, printReport, unreadable } from './report.ts'
import type { Check, CheckOptions } from './subject.ts'

const options: CheckOptions = { logKeys: [], witnessKeys: [], now: 0, given: {} }
const bytesOf = (text: string) => new TextEncoder().encode(text)

test('a file is proved when something was proved and nothing is wrong', () => {
  const found = findings()
  assert.equal(exitCodeOf(found.report()), 3)
  found.prove('甲', 'a')
  assert.equal(exitCodeOf(found.report()), 0)
  found.fail('乙', 'b')
  assert.equal(exitCodeOf(found.report()), 1)
  assert.equal(exitCodeOf(unreadable('丙', 'c')), 2)
})

test('a report says in both languages what was proved, what is wrong and what was not proved', () => {
  const found = findings()
  found.prove('已登记', 'it was taken in')
  found.leaveOpen('内容是否属实', 'whether it is true')
  const text = printReport({ zh: '回执', en: 'receipt' }, found.report(), ['zh', 'en'])
  for (const part of ['核验通过 — 回执', '✓ 已登记', '· 内容是否属实', 'VERIFIED — receipt', '✓ it was taken in'])
    assert.ok(text.includes(part), part)
})

test('text from a file can’t write lines of its own into the report', () => {
  const found = findings()
  found.fail('案件 x\n核验通过', 'case x\n\u001b[2JVERIFIED \u202e')
  const text = printReport({ zh: '回执', en: 'receipt' }, found.report(), ['zh', 'en'])
  assert.ok(!/^\s*(核验通过|VERIFIED)/m.test(text))
  assert.ok(!text.includes('\u001b') && !text.includes('\u202e'))
})

test('a format nobody checks is named, and is not called wrong', async () => {
  const { report } = await verifyFile([], bytesOf('{"format":"steppe-dream/9"}'), options)
  assert.equal(exitCodeOf(report), 2)
  assert.match(report.failed[0]!.en, /steppe-dream\/9/)
})

test('a check that fails by its own fault gives a report, not a crash', async () => {
  const broken: Check = {
    subject: { zh: '甲', en: 'a' },
    recognises: () => true,
    check: async () => {
      throw new Error('no such field')
    },
  }
  const { report } = await verifyFile([broken], bytesOf('{}'), options)
  assert.equal(exitCodeOf(report), 2)
  assert.match(report.failed[0]!.en, /no such field/)
})

test('JSON that nests too deeply or says a field twice is not read', () => {
  assert.equal(readJson('['.repeat(65) + ']'.repeat(65)), undefined)
  assert.equal(readJson('['.repeat(1_000_000)), undefined)
  assert.notEqual(readJson('['.repeat(64) + ']'.repeat(64)), undefined)
  assert.equal(readJson('{"act":1,"b":{"act":2},"act":3}'), undefined)
  assert.equal(readJson('{"act":1,"\\u0061ct":3}'), undefined)
  assert.deepEqual(readJson('{"a":"}{\\"","b":[{"a":1},{"a":2}],"c":"a"}'), {
    a: '}{"',
    b: [{ a: 1 }, { a: 2 }],
    c: 'a',
  })
})

test('what JSON.parse reads is read alike, unless it is deep or double', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      assert.deepEqual(readJson(text), JSON.parse(text))
    }),
  )
})

test('whatever the bytes are, there is a report', async () => {
  const checks = await findChecks()
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.json().map(bytesOf)), async (bytes) => {
      const { report } = await verifyFile(checks, bytes, options)
      assert.equal(report.ok, false)
    }),
  )
})
