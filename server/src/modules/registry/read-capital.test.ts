/** Amounts, days, statuses and names as registers write them. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { gramsOf, searchGrams } from './name-grams.ts'
import { readCapital } from './read-capital.ts'
import { readDay } from './read-day.ts'
import { readStatus } from './read-status.ts'
import { missingColumns, recogniseHeadings } from './recognise-headings.ts'

describe('registered capital', () => {
  test('is read with its unit and currency, to the fen', () => {
    const cases: readonly (readonly [string, number | undefined, string | undefined])[] = [
      ['500(万人民币元)', 500_000_000, 'CNY'],
      ['1,200.5(万)', 1_200_500_000, 'CNY'],
      ['5万元人民币', 5_000_000, 'CNY'],
      ['３０万', 30_000_000, 'CNY'],
      ['1,000,000(人民币元)', 100_000_000, 'CNY'],
      ['12.34元', 1234, 'CNY'],
      ['100（万美元）', 100_000_000, 'USD'],
      ['1.5亿港元', 15_000_000_000, 'HKD'],
      ['2万瑞士法郎', 2_000_000, 'CHF'],
      ['0.1234万', 123_400, 'CNY'],
    ]
    for (const [text, fen, currency] of cases) assert.deepEqual(readCapital(text), { fen, currency }, text)
  })

  test('without a unit no amount is guessed; what is no amount is not read', () => {
    assert.deepEqual(readCapital('500'), {})
    assert.deepEqual(readCapital('1,000,000()'), {})
    for (const text of ['五百万', '约500万', '万元', '500万贝壳', '-5万'])
      assert.equal(readCapital(text), undefined, text)
  })

  test('ten thousands and yuan agree on every amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (yuan) => {
        const inTenThousands = `${Math.floor(yuan / 10_000)}.${String(yuan % 10_000).padStart(4, '0')}万`
        assert.equal(readCapital(inTenThousands)?.fen, yuan * 100)
        assert.equal(readCapital(`${yuan.toLocaleString('en-US')}元`)?.fen, yuan * 100)
      }),
    )
  })
})

describe('days and statuses', () => {
  test('a day is read however it is written; one that does not exist is not', () => {
    for (const text of [
      '2012-05-01',
      '2012/5/1',
      '2012.5.1',
      '20120501',
      '2012年5月1日',
      '2012-05-01T00:00:00.000Z',
      '２０１２-05-01',
      '2012-5-1 08:30',
    ]) {
      assert.equal(readDay(text), '2012-05-01', text)
    }
    for (const text of ['2012-02-30', '2012', '01/05/2012', '明天', '2012-13-01', ''])
      assert.equal(readDay(text), undefined, text)
  })

  test('a status is read by its word; 吊销，未注销 is revoked', () => {
    const of = (text: string) => readStatus(text)
    assert.deepEqual(
      ['存续（在营、开业、在册）', '吊销，未注销', '注销', '迁出', '歇业', 'Deregistered', 'active', '不知道'].map(of),
      ['active', 'revoked', 'deregistered', 'moved', 'suspended', 'deregistered', 'active', undefined],
    )
  })
})

describe('headings', () => {
  test('are recognised in Chinese and English, with spaces, brackets and stars', () => {
    const fields = recogniseHeadings([
      '﻿序号',
      '*统一社会信用代码（必填）',
      'Company Name',
      '住所（经营场所）',
      '成立 日期',
      'USCC',
    ]).map((column) => column.field)
    assert.deepEqual(fields, [undefined, undefined, 'name', 'address', 'established', 'code'])
    assert.deepEqual(missingColumns(recogniseHeadings(['名称', '地址'])), ['code'])
  })

  test('of two columns for the same field the first is read', () => {
    const columns = recogniseHeadings(['行政区划代码', '地区'])
    assert.deepEqual(columns, [{ heading: '行政区划代码', field: 'region' }, { heading: '地区' }])
  })
})

describe('words of names', () => {
  test('any part of a name of two characters and more finds it; the legal form finds nothing', () => {
    const name = '内蒙古示例草原云科技有限公司'
    const grams = new Set(gramsOf(name))
    for (const words of ['草原云', '示例草原', '云科技'])
      assert.ok(
        gramsOf(words).every((gram) => grams.has(gram)),
        words,
      )
    assert.deepEqual(gramsOf('有限公司'), [])
    assert.deepEqual(searchGrams('内蒙古', ['内蒙古自治区']), [])
    assert.deepEqual(searchGrams('内蒙古草原', ['内蒙古自治区']), ['古草', '草原'])
    assert.deepEqual(gramsOf('王氏（北方）'), ['王氏', '氏北', '北方'])
  })

  test('every part of every name is found through its pairs', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'内蒙古草原云科技商贸有限责任公司分'), minLength: 4, maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        (name, from, length) => {
          const start = from % (name.length - 1)
          const part = name.slice(start, start + 2 + (length % 6))
          const grams = new Set(gramsOf(name))
          assert.ok(gramsOf(part).every((gram) => grams.has(gram)))
        },
      ),
    )
  })
})
