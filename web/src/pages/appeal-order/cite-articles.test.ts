/** What is taken from the knowledge base into an answer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftWords, writtenWith } from './cite-articles.ts'

test('a draft is taken without the numbers of its citations, and what it cites is its basis', () => {
  const cites = [
    { number: 1, id: 'work-injury', title: { zh: '工伤认定', en: 'Work injury' }, source: '工伤保险条例第十七条' },
  ]
  assert.deepEqual(draftWords({ text: '单位应在三十日内申请[1]。请备好诊断证明 [1]。', cites }), {
    text: '单位应在三十日内申请。请备好诊断证明。',
    basis: ['工伤保险条例第十七条'],
  })
})

test('what was written before stays in front, and a document is named once', () => {
  const before = { text: '您好！', basis: '工伤保险条例第十七条' }
  assert.deepEqual(writtenWith(before, { text: '可以申请。', basis: ['工伤保险条例第十七条', '社会保险法'] }), {
    text: '您好！\n可以申请。',
    basis: '工伤保险条例第十七条；社会保险法',
  })
})
