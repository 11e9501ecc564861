/** Learning kinds of matter from closed orders, and saying why. */

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type Classifier, classifierBytes, classify, readClassifier, trainClassifier } from './index.ts'

const matters: Record<string, readonly string[]> = {
  供水: ['自来水停水', '水管爆裂漏水', '水压不足', '水质发黄', '水表损坏'],
  环保: ['工厂排放污水', '烧烤油烟扰民', '夜间施工噪音', '垃圾焚烧臭气', '河道污染'],
  劳动: ['拖欠农民工工资', '单位不缴社保', '没有签劳动合同', '加班费不发', '工伤赔偿'],
}
const places = ['幸福小区', '新华大街', '和平路', '友谊花园', '车站西街', '东风市场', '解放路', '团结新村']
const rows = Object.entries(matters).flatMap(([label, said]) =>
  said.flatMap((matter) =>
    places.map((place) => ({ label, text: `${place}${matter}，请有关部门尽快处理，谢谢领导。` })),
  ),
)
const model = trainClassifier(rows)

describe('what was learnt', () => {
  test('is used on messages nobody has seen, and the words that decided are said', () => {
    const found = classify(model, '您好，光明街的烧烤店每天油烟很大，臭气熏天')
    assert.equal(found.label, '环保')
    assert.ok(found.confidence > 0.5)
    assert.ok(found.because.some(({ words }) => words.includes('油烟')))
    assert.equal(found.ranking.length, 3)
    assert.ok(Math.abs(found.ranking.reduce((sum, { confidence }) => sum + confidence, 0) - 1) < 1e-9)
  })

  test('is the same when learnt again', () => {
    assert.deepEqual(classifierBytes(trainClassifier(rows)), classifierBytes(model))
  })

  test('says how it did on orders held back from it', () => {
    assert.ok((model.measured?.accuracy ?? 0) > 0.9)
    assert.deepEqual(model.learntFrom, { rows: 120, perLabel: [40, 40, 40] })
  })

  test('can be kept as bytes and gives the same answers', () => {
    const kept = readClassifier(classifierBytes(model)) as Classifier
    for (const { text } of rows.slice(0, 20)) assert.deepEqual(classify(kept, text), classify(model, text))
    assert.equal(readClassifier(new Uint8Array([1, 2, 3])), undefined)
    assert.equal(readClassifier(classifierBytes(model).subarray(0, 200)), undefined)
  })
})

describe('little to learn from', () => {
  test('nothing learnt, nothing said', () => {
    const empty = trainClassifier([])
    assert.deepEqual(classify(empty, '停水'), {
      label: undefined,
      confidence: 0,
      certain: false,
      ranking: [],
      because: [],
    })
    assert.equal(classify(trainClassifier([{ text: '……', label: '供水' }]), '停水').label, undefined)
  })

  test('one row a label is enough to tell them apart, but never certain', () => {
    const small = trainClassifier(
      [
        { text: '自来水停水', label: '供水' },
        { text: '拖欠工资', label: '劳动' },
      ],
      { leastTexts: 1 },
    )
    assert.equal(classify(small, '又停水了').label, '供水')
    assert.equal(classify(small, '又停水了').certain, false)
  })

  test('a rare label is found beside a frequent one', () => {
    const many = rows.filter(({ label }) => label !== '供水')
    const few = rows.filter(({ label }) => label === '供水').slice(0, 9)
    assert.equal(classify(trainClassifier([...many, ...few]), '我家自来水停水').label, '供水')
  })

  test('one label only is the answer, with no word against another', () => {
    const one = trainClassifier(rows.filter(({ label }) => label === '供水'))
    assert.equal(classify(one, '水管').label, '供水')
  })
})

describe('whatever is sent', () => {
  test('a text of which the model knows nothing gets “not known”', () => {
    for (const text of ['', ' ', '😀😀😀', '<b></b>', 'zzzz', '！！！'])
      assert.equal(classify(model, text).label, undefined, text)
  })

  test('tags and entities are not words', () => {
    const plain = classify(model, '自来水停水')
    assert.deepEqual(classify(model, '<p class="环保污染">自来水&nbsp;停水</p>'), plain)
  })

  test('a megabyte, a million tags and one character repeated are read in passing', () => {
    const begun = performance.now()
    for (const text of [
      '停'.repeat(1_000_000),
      '<a '.repeat(350_000),
      '😀'.repeat(500_000),
      '自来水停水'.repeat(200_000),
    ])
      classify(model, text)
    assert.ok(performance.now() - begun < 3000)
    assert.equal(classify(model, '自来水停水'.repeat(200_000)).label, '供水')
  })

  test('no text breaks it, and what it says is well-formed and stands in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom(...rows), (noise, { text }) => {
        const found = classify(model, noise + text)
        assert.ok(found.confidence >= 0 && found.confidence <= 1)
        for (const { words, weight } of found.because) assert.ok(words.isWellFormed() && weight > 0)
      }),
      { numRuns: 100 },
    )
  })
})
