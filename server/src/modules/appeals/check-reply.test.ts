/** What is seen in a reply before it is sent. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkDraft } from './check-reply.ts'

const question = '新华东街一家饭店后厨很脏，吃了变质的食品，请查处'
const missing = (reply: string, before: readonly string[] = [], more: object = {}) =>
  checkDraft(question, { text: reply, ...more }, before)
    .findings.filter((each) => !each.ok)
    .map((each) => each.id)

test('a reply that answers with basis and result is good', () => {
  const good = '经现场检查，新华东街该饭店后厨确有变质食品，已依据《食品安全法》立案处理。'
  assert.deepEqual(missing(good), [])
  assert.equal(checkDraft(question, { text: good }, []).score, 1)
})

test('evasion, empty words, no basis, no day and a text used before are each named', () => {
  assert.deepEqual(missing('您的来电已收悉，我们会高度重视。'), ['answers', 'substance', 'basis', 'day'])
  const used = '经核查，饭店后厨问题已责令整改，依据食品安全法第一百二十六条处理。'
  assert.deepEqual(missing(used, [used]), ['own_words'])
  assert.deepEqual(
    missing('饭店后厨问题正在核查，结果将另行告知您本人。', [], { basis: '食品安全法', by: '2026-12-01' }),
    [],
  )
})
