/** Answers as an official reads them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Form } from '@steppe/contracts/catalog'
import { answerText, sectionsOf } from './answer-text.ts'

const form = {
  id: 'food',
  from: '2026-01-01',
  source: '',
  title: { zh: '申请表' },
  sections: [
    { id: 'who', title: { zh: '经营者', en: 'The business' } },
    { id: 'food', title: { zh: '经营内容' } },
  ],
  questions: [
    {
      id: 'kind',
      section: 'food',
      label: { zh: '业态' },
      type: 'choice',
      required: true,
      choices: [{ value: 'catering', label: { zh: '餐饮服务', en: 'Catering' } }],
    },
    { id: 'name', section: 'who', label: { zh: '名称', en: 'Name' }, type: 'text', required: true },
    {
      id: 'staff',
      section: 'who',
      label: { zh: '从业人员' },
      type: 'people-list',
      required: false,
      fields: [{ id: 'name', label: { zh: '姓名' }, type: 'text', required: true }],
    },
  ],
} as unknown as Form

test('answers stand under the sections of the form, in its order', () => {
  const sections = sectionsOf(form, { kind: 'catering', name: '草原饭馆', staff: [{ name: '巴图' }] }, 'zh')
  assert.deepEqual(
    sections.map((section) => section.title),
    ['经营者', '经营内容'],
  )
  assert.equal(sections[1]?.lines[0]?.text, '餐饮服务')
  assert.deepEqual(sections[0]?.lines[1]?.entries, [[{ label: '姓名', text: '巴图' }]])
})

test('an answer that the form no longer asks is still shown, last', () => {
  const sections = sectionsOf(form, { old: 'x', name: '甲' }, 'zh')
  assert.equal(sections.at(-1)?.lines[0]?.label, 'old')
})

test('without a form every answer is shown by its name', () => {
  assert.equal(sectionsOf(null, { a: 1, b: '' }, 'zh')[0]?.lines.length, 1)
})

test('money, days, promises and choices are written in words of the language', () => {
  assert.equal(answerText({ type: 'money' }, 10_000_000, 'zh'), '100,000.00 元')
  assert.equal(answerText({ type: 'date' }, '2026-10-01', 'zh'), '2026年10月1日（周四）')
  assert.equal(answerText({ type: 'declaration' }, true, 'zh'), '已声明')
  assert.equal(answerText(form.questions[0], 'catering', 'en'), 'Catering')
})
