/** The kernel on real citizen messages, where they are at hand: one fold here, all five by `npm run bench -- text`. */

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { checkReply, classify, hotIssues, type LabelledText, trainClassifier } from './index.ts'

const folder = new URL('../../../shared/data/citizen-messages/', import.meta.url)
const skip = existsSync(folder) ? false : 'no shared data'

function readLines<Row>(file: string): readonly Row[] {
  const text = gunzipSync(readFileSync(new URL(file, folder))).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
}

describe('messages of seven kinds', { skip }, () => {
  test('six in seven that were held back are told apart after four fifths were learnt', () => {
    const rows = readLines<LabelledText>('labelled.jsonl.gz')
    const model = trainClassifier(
      rows.filter((_, row) => row % 5 !== 0),
      { folds: 0 },
    )
    const held = rows.filter((_, row) => row % 5 === 0)
    const right = held.filter(({ text, label }) => classify(model, text).label === label).length
    assert.ok(right / held.length > 6 / 7, `${right} of ${held.length}`)
  })
})

describe('4,326 messages of one year', { skip }, () => {
  test('many people stand behind a hot issue, and one message is in one issue only', () => {
    const rows = readLines<{ id: string; user: string; topic: string; time: string; detail: string; likes: number }>(
      'hot_issue_messages_4326.jsonl.gz',
    ).filter((_, row) => row % 4 === 0)
    const issues = hotIssues(
      rows.map(({ id, user, topic, time, detail, likes }) => ({
        id,
        title: topic,
        text: detail,
        on: time,
        reporter: user,
        likes,
      })),
    )
    assert.equal(issues.length, 10)
    assert.ok(issues.some(({ reporters }) => reporters >= 5))
    const named = issues.flatMap(({ messages }) => messages)
    assert.equal(new Set(named).size, named.length)
  })
})

describe('replies that people marked', { skip }, () => {
  test('those that explain stand above the others more surely than by their length', () => {
    const rows = readLines<{ topic: string; detail: string; reply: string; explainable_syu_human: 0 | 1 }>(
      'replies_2816.jsonl.gz',
    ).filter((_, row) => row % 2 === 0)
    const marked = (mark: 0 | 1, measure: (row: (typeof rows)[number]) => number) =>
      rows.filter((row) => row.explainable_syu_human === mark).map(measure)
    const inOrder = (measure: (row: (typeof rows)[number]) => number) => {
      const bad = marked(0, measure)
      const above = (good: number) => bad.reduce((sum, each) => sum + (good > each ? 1 : good === each ? 0.5 : 0), 0)
      return marked(1, measure).reduce((sum, good) => sum + above(good) / bad.length, 0)
    }
    const checked = inOrder(({ topic, detail, reply }) => checkReply({ question: `${topic} ${detail}`, reply }).score)
    assert.ok(checked > inOrder(({ reply }) => reply.length))
  })
})
