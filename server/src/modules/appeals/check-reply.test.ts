/** What is seen in a reply before it is sent. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkDraft } from './check-reply.ts'

const question = '新华东街一家饭店后厨很脏，吃了变质的食品，请查处'
const missing = (reply: string, before: readonly string[] = [], more: object = {}) =>
  checkDraft(question, { text: reply, ...more }, before)
    .findings.filter((each) => !each.ok)
    .map((each) => each.id)

test('a reply that answers with basis and result is good, and the words that show it are given', () => {
  const { score, enough, findings } = checkDraft(
    question,
    { text: '经现场检查，新华东街该饭店后厨确有变质食品，已依据《食品安全法》立案处理。' },
    [],
  )
  assert.ok(score >= enough)
  assert.deepEqual(
    findings.filter((each) => !each.ok).map((each) => each.id),
    ['contact'],
  )
  assert.ok(findings.find((each) => each.id === 'answers')?.words.includes('新华东街'))
})

test('evasion, empty words, no basis, no day and a text used before are each named', () => {
  const empty = '您的来电已收悉，我们会高度重视。'
  assert.deepEqual(missing(empty), ['answers', 'handled', 'substance', 'basis', 'day', 'measures', 'contact'])
  assert.ok(checkDraft(question, { text: empty }, []).score < 0.1)
  const used = '经核查，该饭店后厨问题已责令整改，依据食品安全法第一百二十六条处理。'
  assert.ok(missing(used, [used]).includes('own_words'))
})

test('basis and day from their own fields are read with the text', () => {
  const text = '该饭店后厨问题正在核查，结果将另行告知您本人。'
  assert.ok(missing(text).includes('basis') && missing(text).includes('day'))
  const more = missing(text, [], { basis: '食品安全法', by: '2026-12-01' })
  assert.ok(!more.includes('basis') && !more.includes('day'))
})
