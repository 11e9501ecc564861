/** Written forms, pinyin, nearness, near-duplicates and keywords. */

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  bandKeys,
  countWords,
  estimatedResemblance,
  keywords,
  marksOf,
  nearDuplicates,
  nearness,
  normalise,
  readingsOf,
  resemblance,
  runsOf,
  shinglesOf,
  signatureOf,
  soundOf,
  wordsOf,
} from './index.ts'

describe('one written form', () => {
  test('width, case, punctuation and invisible characters make no difference', () => {
    assert.equal(normalise('（ＡＢＣ）食品、经营\u200b许可！'), 'abc 食品 经营许可')
    assert.equal(normalise('  ①  ㎡ '), '1 m2')
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => normalise(normalise(text)) === normalise(text)))
  })

  test('stretches of one script are told apart, Mongolian is kept', () => {
    assert.deepEqual(
      runsOf('12345热线APP版 ᠮᠣᠩᠭᠣᠯ').map(({ script, text }) => [script, text]),
      [
        ['other', '12345'],
        ['han', '热线'],
        ['latin', 'app'],
        ['han', '版'],
        ['other', 'ᠮᠣᠩᠭᠣᠯ'],
      ],
    )
  })

  test('words cover the text once, whatever mode the segmenter has', () => {
    const searchMode = { cut: () => ['营业', '执照', '营业执照', '补'] }
    assert.deepEqual(wordsOf('营业执照补领', searchMode), ['营业执照', '补', '领'])
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'营业执照𠮷领') }),
        (text) => wordsOf(text, searchMode).join('') === text,
      ),
    )
  })
})

describe('pinyin', () => {
  const cut = (letters: string, open = false) =>
    readingsOf(letters, open).map(({ syllables, tail }) =>
      [...syllables, ...(tail === '' ? [] : [`${tail}…`])].join(' '),
    )

  test('typed letters are cut into syllables, all likely ways', () => {
    assert.equal(cut('yingyezhizhao')[0], 'ying ye zhi zhao')
    assert.deepEqual(cut('xian'), ['xian', 'xi an'])
    assert.ok(cut('fangan').includes('fang an'))
    assert.deepEqual(cut('yyzz'), [])
    assert.deepEqual(cut(''), [])
    assert.deepEqual(cut('lvshi'), ['lv shi'])
  })

  test('a last syllable may be unfinished when open', () => {
    assert.deepEqual(cut('yingyezhizh', false), [])
    assert.deepEqual(cut('yingyezhizh', true), ['ying ye zhi zh…'])
  })

  test('however long the letters, few ways are kept', () => {
    assert.ok(readingsOf('xianxianxianxianxianxianxianxianxian', true).length <= 4)
  })

  test('syllables that are often not told apart have one sound', () => {
    assert.equal(soundOf('zhang'), soundOf('zan'))
    assert.equal(soundOf('ying'), soundOf('yin'))
    assert.equal(soundOf('lü'), soundOf('lu'))
    assert.notEqual(soundOf('shi'), soundOf('xi'))
  })
})

describe('nearness of writing', () => {
  test('one slip in four characters is near; two, or one in three, are not', () => {
    assert.equal(nearness('营业执照', '营业执照补领'), 1)
    assert.equal(nearness('营业执召', '办理营业执照补领'), 0.75)
    assert.equal(nearness('营执业照', '营业执照'), 0.75)
    assert.equal(nearness('业执照补', '营业照补领'), 0.75)
    assert.equal(nearness('营业照', '营业执照'), 0)
    assert.equal(nearness('营某某照', '营业执照'), 0)
    assert.equal(nearness('照片', '营业执照'), 0)
    assert.equal(nearness('', '营业执照'), 0)
  })

  test('a stretch of the text itself is always 1', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (middle, before, after) => {
        if (middle.trim() !== '') assert.equal(nearness(middle, before + middle + after), 1)
      }),
    )
  })
})

describe('near-duplicates', () => {
  const messages = [
    '幸福小区三号楼从昨天晚上开始停水，至今没有恢复，物业电话打不通，请尽快处理。',
    '幸福小区三号楼从昨天晚上开始停水，到现在没有恢复，物业电话打不通，请尽快处理！',
    '新华大街路灯坏了三盏，晚上走路很不安全，希望有关部门维修。',
    '',
    '',
  ]

  test('a complaint sent twice in nearly the same words is one pair, the rest none', () => {
    const pairs = nearDuplicates(messages, 0.6)
    assert.deepEqual(
      pairs.map(({ a, b }) => [a, b]),
      [[0, 1]],
    )
    assert.ok((pairs[0]?.resemblance ?? 0) > 0.75)
  })

  test('punctuation alone makes no difference', () => {
    assert.deepEqual(signatureOf('停水了，怎么办？'), signatureOf('停水了怎么办'))
    assert.deepEqual(shinglesOf('停水'), new Set(['停水']))
  })

  test('numbers, directions, and whether it is so tell two matters apart', () => {
    const [one, other] = ['金桥小区3号楼停电', '金桥小区３号楼停电。']
    assert.equal(marksOf(one!), marksOf(other!))
    for (const [a, b] of [
      ['三号楼停电', '五号楼停电'],
      ['东街积水', '西街积水'],
      ['路灯修好了', '路灯没修好'],
    ])
      assert.notEqual(marksOf(a!), marksOf(b!))
  })

  test('a signature estimates the resemblance, and bands meet for what is alike', () => {
    const words = fc.array(fc.constantFrom('停水', '路灯', '物业', '噪音', '施工', '公交', '学校', '垃圾'), {
      minLength: 12,
      maxLength: 30,
    })
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [a, b] = [one.join(''), other.join('')]
        const exact = resemblance(shinglesOf(a), shinglesOf(b))
        assert.ok(Math.abs(estimatedResemblance(signatureOf(a), signatureOf(b)) - exact) < 0.35)
        assert.equal(estimatedResemblance(signatureOf(a), signatureOf(a)), 1)
      }),
      { seed: 7 },
    )
    const [first = '', second = ''] = messages
    const keys = new Set(bandKeys(signatureOf(first)))
    assert.equal(keys.size, 16)
    assert.ok(bandKeys(signatureOf(second)).some((key) => keys.has(key)))
  })
})

describe('keywords', () => {
  const byBlank = { cut: (text: string) => text.match(/..?/gu) ?? [] }

  test('are the words that are frequent here and rare elsewhere', () => {
    const counts = countWords(['供水故障', '公交故障', '路灯故障', '学校报名', '供水欠费'], byBlank)
    assert.equal(counts.texts, 5)
    assert.equal(counts.counts.故障, 3)
    const found = keywords('路灯故障路灯损坏的123', byBlank, counts, { limit: 2 })
    assert.deepEqual(
      found.map(({ word }) => word),
      ['路灯', '损坏'],
    )
  })

  test('stop words are left out; a text without words has none', () => {
    const counts = countWords(['供水故障'], byBlank)
    assert.deepEqual(
      keywords('路灯损坏', byBlank, counts, { stop: new Set(['路灯']) }).map(({ word }) => word),
      ['损坏'],
    )
    assert.deepEqual(keywords('，。', byBlank, counts), [])
  })

  test('a word named like a property of objects is a word like any other', () => {
    const counts = countWords(['constructor'], byBlank)
    assert.equal(keywords('toString', { cut: () => [] }, counts)[0]?.word, 'tostring')
  })
})
