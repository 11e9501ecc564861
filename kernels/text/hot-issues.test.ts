/** What many people write about at the same time. */

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type HeardMessage, hotIssues } from './index.ts'

let number = 0
function message(on: string, text: string, more: Partial<HeardMessage> = {}): HeardMessage {
  number++
  return { id: `m${number}`, on, text, reporter: `r${number}`, ...more }
}

const water = [
  '幸福小区停水三天了，老人孩子没有水喝，请自来水公司尽快处理',
  '幸福小区为什么还在停水？自来水公司电话打不通',
  '请问幸福小区什么时候恢复供水，自来水公司没有任何通知',
  '反映幸福小区停水问题，自来水公司说要等，我们已经等了三天',
].map((text, at) => message(`2026-03-0${at + 1}`, text))
const station = [
  '和平路夜市烧烤油烟扰民，凌晨还很吵，请城管管一管',
  '和平路夜市的烧烤摊油烟太大，窗户都不敢开',
  '投诉和平路夜市烧烤摊占道，油烟扰民',
].map((text, at) => message(`2026-0${2 * at + 1}-20`, text))
const others = [
  '办理居住证要带什么材料',
  '公交车18路晚点严重',
  '学校门口没有红绿灯，孩子过马路危险',
  '建议公园增加座椅',
  '医院停车难',
].map((text) => message('2026-03-05', text))

describe('hot issues', () => {
  test('what most people wrote about within few days comes first, with its place and theme', () => {
    const [first, second, ...rest] = hotIssues([...others, ...station, ...water])
    assert.deepEqual(
      first?.messages,
      water.map(({ id }) => id),
    )
    assert.equal(first?.reporters, 4)
    assert.deepEqual([first?.first, first?.last, first?.peak.messages], ['2026-03-01', '2026-03-04', 4])
    assert.ok(first?.words.join('').includes('幸福小区'))
    assert.equal(second?.messages.length, 3)
    assert.equal(second?.peak.messages, 1)
    assert.deepEqual(rest, [])
  })

  test('what a third of all write about is seen, and not taken for words that everybody uses', () => {
    const flood = Array.from({ length: 60 }, (_, at) =>
      message(`2026-03-0${(at % 9) + 1}`, `${water[0]?.text}，第${at}次反映`),
    )
    const signs = (at: number) => String.fromCodePoint(0x4e00 + at * 37, 0x5000 + at * 41, 0x5600 + at * 43)
    const calm = Array.from({ length: 120 }, (_, at) => message('2026-03-05', `咨询${signs(at)}的办理`))
    assert.equal(hotIssues([...calm, ...flood])[0]?.messages.length, 60)
  })

  test('one person who writes ten times is one person', () => {
    const tenTimes = Array.from({ length: 10 }, (_, at) =>
      message(`2026-03-${10 + at}`, `新华大街路灯坏了第${at}次反映，还没有修好`, { reporter: 'same' }),
    )
    const [first, second] = hotIssues([...tenTimes, ...water])
    assert.equal(first?.messages.length, 4)
    assert.equal(second?.reporters, 1)
  })

  test('those who agree make an issue hotter; against a thousand likes even a larger one gives way', () => {
    const liked = station.map((each, at) => ({ ...each, likes: at === 0 ? 1000 : 0 }))
    assert.deepEqual(
      hotIssues([...water, ...liked])[0]?.messages,
      station.map(({ id }) => id),
    )
  })

  test('the place that those name who name one is the place', () => {
    const placed = water.map((each, at) => (at === 0 ? each : { ...each, place: '150102' }))
    assert.equal(hotIssues(placed)[0]?.place, '150102')
  })

  test('with words known, phrases begin and end where words do', () => {
    const cut = (text: string) => text.match(/幸福小区|自来水公司|停水|供水|./gu) ?? []
    const [first] = hotIssues([...others, ...water], { segmenter: { cut } })
    assert.ok(first?.words.includes('自来水公司'))
    for (const words of first?.words ?? []) assert.equal(cut(words).join(''), words)
  })

  test('nothing, empty messages and unreadable days are no issue', () => {
    assert.deepEqual(hotIssues([]), [])
    assert.deepEqual(hotIssues([message('', ''), message('yesterday', ' '), message('2026-03-01', '停水')]), [])
  })

  test('is the same each time, names each message once, and holds no message that was not given', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...water, ...station, ...others), { maxLength: 20 }), (some) => {
        const heard = some.map((each, at) => ({ ...each, id: `${at}` }))
        const issues = hotIssues(heard)
        assert.deepEqual(hotIssues(heard), issues)
        const named = issues.flatMap(({ messages }) => messages)
        assert.equal(new Set(named).size, named.length)
        for (const { heat, messages, peak } of issues) assert.ok(heat > 0 && messages.length >= peak.messages)
      }),
      { numRuns: 40 },
    )
  })
})
