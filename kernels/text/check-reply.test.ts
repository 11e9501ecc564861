/** What is seen in a reply: each finding with its words, and a score that orders replies as people do. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkReply, type FindingId } from './index.ts'

const question = '幸福小区三号楼连续停水五天，物业不管，老人做饭都成问题，请问什么时候恢复供水？'
const good =
  '您好，您反映的停水问题已收悉。经现场核查，幸福小区三号楼停水是由于加压水泵损坏。一是已责令物业更换水泵，二是安排送水车每天两次送水。根据《城市供水条例》第二十二条，供水将于2026年12月3日恢复。咨询电话：0471-1234567。感谢您的支持！'

const find = (reply: string, id: FindingId, knownReplies: readonly string[] = []) =>
  checkReply({ question, reply, knownReplies }).findings.find((each) => each.id === id)
const missing = (reply: string) =>
  checkReply({ question, reply })
    .findings.filter(({ ok }) => !ok)
    .map(({ id }) => id)
const score = (reply: string, asked = question) => checkReply({ question: asked, reply }).score

test('a reply that answers with cause, measures, basis, day and telephone lacks nothing', () => {
  assert.deepEqual(missing(good), [])
  assert.ok(score(good) > 0.95)
})

test('each finding names the words that show it', () => {
  assert.ok(find(good, 'answers')?.words.includes('幸福小区三号楼'))
  assert.ok(find(good, 'basis')?.words.includes('《城市供水条例》'))
  assert.ok(find(good, 'basis')?.words.some((words) => words.includes('第二十二条')))
  assert.ok(find(good, 'day')?.words.includes('2026年12月3日'))
  assert.ok(find(good, 'measures')?.words.includes('由于'))
  assert.deepEqual(find(good, 'contact')?.words, ['0471-1234567'])
})

test('a number of a document is a basis', () => {
  const { ok, words } = find('按规定办理，参见内政办发〔2025〕12号。', 'basis') ?? {}
  assert.equal(ok, true)
  assert.ok(words?.some((each) => each.includes('〔2025〕12号')))
})

test('mere receipt and passing on are named and score low', () => {
  const passed = '网友您好！您反映的问题已收悉，已转有关部门办理，感谢您的留言。2026年11月20日'
  const handled = find(passed, 'handled')
  assert.equal(handled?.ok, false)
  assert.ok(handled?.words.some((words) => words.includes('收悉')))
  assert.ok(handled?.words.some((words) => words.includes('转有关部门')))
  assert.ok(score(passed) < 0.3)
})

test('the day below a signature is no day on which something is done', () => {
  assert.equal(find('您的问题已转有关部门。某某区住建局2026年11月20日', 'day')?.ok, false)
  assert.equal(find('水泵更换工作预计于2026年11月30日完工。', 'day')?.ok, true)
})

test('courtesy alone is no substance, and more of it does not help', () => {
  const polite = '您好！感谢您的来信，感谢您对我们工作的理解与支持，祝您生活愉快！'
  assert.deepEqual(find(polite, 'substance')?.ok, false)
  assert.ok(find(polite, 'substance')?.words.some((words) => words.includes('感谢')))
  assert.equal(score(polite), score(polite + polite))
  assert.ok(score(good + polite) <= score(good))
})

test('a good text put to another question does not answer it', () => {
  const other = '孩子今年上小学，学区怎么划分，需要哪些材料'
  assert.equal(checkReply({ question: other, reply: good }).findings[0]?.ok, false)
  assert.ok(score(good, other) < score(good))
})

test('the words of a known reply again are named and score less', () => {
  const again = good.replace('两次', '三次')
  const used = find(again, 'own_words', ['无关的答复。', good])
  assert.equal(used?.ok, false)
  assert.ok(used?.words[0] && good.startsWith(used.words[0]))
  assert.ok(checkReply({ question, reply: again, knownReplies: [good] }).score < score(again))
})

test('any text has a score between 0 and 1 and the same findings each time', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.string()),
      (asked, reply, knownReplies) => {
        const draft = { question: asked, reply, knownReplies }
        const first = checkReply(draft)
        assert.ok(first.score > 0 && first.score < 1)
        assert.deepEqual(checkReply(draft), first)
      },
    ),
  )
})

test('a long text without end of sentence is read in little time', () => {
  const begun = performance.now()
  for (const sign of ['请', '已', ' ', '1', '《', '转交', '您好']) checkReply({ question, reply: sign.repeat(4000) })
  assert.ok(performance.now() - begun < 2000)
})
