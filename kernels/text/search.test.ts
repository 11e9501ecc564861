/** Search as people use it: everyday words, slips of the hand and ear, pinyin, initials. Real dictionary, invented items. */

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { pinyin } from 'pinyin-pro'
import {
  candidateQueries,
  corpusOf,
  makeSynonyms,
  queryTokens,
  type RankDocument,
  rank,
  type Segmenter,
  type SynonymTable,
  tokensForIndex,
  tokensOfQuery,
  tsvectorText,
} from './index.ts'

const jieba = Jieba.withDict(dict)
const segmenter: Segmenter = {
  cut: (text) => jieba.cut(text, true),
  pinyin: (text) => pinyin(text, { toneType: 'none', type: 'array', v: true }),
}
const pack = new URL('../../packs/national/search/synonyms.json', import.meta.url)
const table = JSON.parse(readFileSync(pack, 'utf8')) as SynonymTable & { examples: { ask: string; first: string }[] }
const synonyms = makeSynonyms(table, segmenter)

const NAMES = `食品经营许可证核发 食品经营许可证注销 食品生产许可证核发 食品生产加工小作坊登记 仅销售预包装食品备案
公司设立登记 公司变更登记 公司注销登记 个体工商户设立登记 个体工商户注销登记 分公司设立登记 农民专业合作社设立登记
营业执照遗失补领 企业名称自主申报 公章刻制备案 发票领用 增值税发票代开 经营异常名录移出 行政处罚信息信用修复
公共场所卫生许可证核发 药品零售企业经营许可 第二类医疗器械经营备案 烟草专卖零售许可证新办 烟花爆竹零售经营许可
互联网上网服务营业场所经营活动审批 歌舞娱乐场所设立审批 旅馆业特种行业许可 营业性演出审批 劳务派遣经营许可
道路货物运输经营许可 道路运输证换发 机动车维修经营备案 机动车驾驶证到期换领 机动车注册登记
设置大型户外广告审批 公众聚集场所投入使用营业前消防安全检查 环境影响报告表审批 城镇污水排入排水管网许可 占用城市道路审批
建筑工程施工许可证核发 建设工程规划许可证核发 企业投资项目备案 农村宅基地审批 用水报装 低压非居民新装用电
社会保险登记 社会保障卡申领 社会保障卡补领 养老保险关系转移接续 失业保险金申领 工伤认定申请 基本医疗保险参保登记 异地就医备案
住房公积金提取 住房公积金贷款 创业担保贷款申请 出生登记 户口迁移 居民身份证补领 普通护照签发 往来港澳通行证签注
结婚登记 离婚登记 义务教育入学报名 教师资格认定 最低生活保障审批 残疾人证新办 养老机构备案 不动产转移登记 不动产抵押登记
公租房申请 高新技术企业认定 林木采伐许可 取水许可 无犯罪记录证明开具`
  .split(/\s+/)
  .filter(Boolean)

const documentOf = (name: string): RankDocument => ({
  id: name,
  fields: { name: { text: name, tokens: tokensForIndex(name, segmenter).map(({ token }) => token) } },
})
const documents = NAMES.map(documentOf)
const search = (text: string) => rank(queryTokens(text, segmenter, synonyms), documents)
const first = (text: string) => search(text)[0]?.id
const within = (text: string, count: number, name: string) =>
  assert.ok(
    search(text)
      .slice(0, count)
      .some(({ id }) => id === name),
    `${text}: ${name} not among ${search(text)
      .slice(0, count)
      .map(({ id }) => id)}`,
  )

describe('everyday words find the official item', () => {
  for (const { ask, first: official } of table.examples)
    test(`${ask} → ${official}`, () => {
      assert.ok(first(ask)?.includes(official), `${ask} found ${first(ask)}`)
    })

  const asked: readonly (readonly [string, string])[] = [
    ['我想开一个小餐馆', '食品经营许可证核发'],
    ['请问怎么注册公司', '公司设立登记'],
    ['干个体', '个体工商户设立登记'],
    ['营业执照丢了怎么办', '营业执照遗失补领'],
    ['开药店', '药品零售企业经营许可'],
    ['卖烟要什么证', '烟草专卖零售许可证新办'],
    ['开KTV', '歌舞娱乐场所设立审批'],
    ['开理发店', '公共场所卫生许可证核发'],
    ['开旅馆', '旅馆业特种行业许可'],
    ['跑货运', '道路货物运输经营许可'],
    ['挂个广告牌', '设置大型户外广告审批'],
    ['身份证丢了', '居民身份证补领'],
    ['孩子上学', '义务教育入学报名'],
    ['领结婚证', '结婚登记'],
    ['房子过户', '不动产转移登记'],
    ['取公积金', '住房公积金提取'],
    ['领失业金', '失业保险金申领'],
    ['外地看病', '异地就医备案'],
    ['办护照', '普通护照签发'],
    ['黑名单', '行政处罚信息信用修复'],
  ]
  for (const [ask, item] of asked) test(`${ask} → ${item}`, () => within(ask, 2, item))
})

describe('slips are forgiven', () => {
  const slips: readonly (readonly [string, string, string])[] = [
    ['营业执召补领', '营业执照遗失补领', 'a homophone'],
    ['个体工伤户设立', '个体工商户设立登记', 'a homophone that is a word itself'],
    ['食品经营许可正', '食品经营许可证核发', 'a homophone at the end'],
    ['劳务派谴', '劳务派遣经营许可', 'a character that looks alike and sounds alike'],
    ['住房公积全提取', '住房公积金提取', 'a character that only looks alike'],
    ['机动车维俢', '机动车维修经营备案', 'a variant character'],
    ['失业保金申领', '失业保险金申领', 'a character left out'],
    ['养老机机构备案', '养老机构备案', 'a character twice'],
    ['林木伐采许可', '林木采伐许可', 'two characters swapped'],
    ['交设保', '社会保险登记', 'a homophone of an everyday word'],
  ]
  for (const [typed, item, slip] of slips) test(`${slip}: ${typed} → ${item}`, () => within(typed, 2, item))
})

describe('pinyin and initials', () => {
  const typed: readonly (readonly [string, string, string])[] = [
    ['yingyezhizhao', '营业执照遗失补领', 'full pinyin'],
    ['ying ye zhi zhao', '营业执照遗失补领', 'full pinyin with blanks'],
    ['yinyezhizao', '营业执照遗失补领', 'full pinyin by ear'],
    ['yingyezhiz', '营业执照遗失补领', 'full pinyin not typed to the end'],
    ['kaicanguan', '食品经营许可证核发', 'an everyday word in pinyin'],
    ['yyzz', '营业执照遗失补领', 'initials'],
    ['gjj', '住房公积金提取', 'three initials'],
    ['gongjijin提取', '住房公积金提取', 'half pinyin, half characters'],
    ['YILIAOQIXIE', '第二类医疗器械经营备案', 'capital letters'],
  ]
  for (const [text, item, how] of typed) test(`${how}: ${text} → ${item}`, () => within(text, 3, item))
})

describe('the order', () => {
  test('what is asked for to the letter comes first', () => {
    for (const name of NAMES) assert.equal(first(name), name)
  })

  test('a second word decides between items that share the first', () => {
    assert.equal(first('注销公司'), '公司注销登记')
    assert.equal(first('食品经营许可 注销'), '食品经营许可证注销')
    assert.equal(first('社保卡补办'), '社会保障卡补领')
  })

  test('what is written as typed comes before what only sounds like it', () => {
    const two = ['残关证明开具', '参观证明开具'].map(documentOf)
    assert.equal(rank(queryTokens('参观证明', segmenter, synonyms), two)[0]?.id, '参观证明开具')
  })

  test('of items that answer equally well the one that issues comes before those that renew or cancel', () => {
    const variants = ['娱乐经营许可证注销', '娱乐经营许可证延续', '娱乐经营许可证核发', '娱乐经营许可证换发'].map(
      documentOf,
    )
    const found = (text: string) => rank(queryTokens(text, segmenter, synonyms), variants)[0]?.id
    assert.equal(found('娱乐经营许可'), '娱乐经营许可证核发')
    assert.equal(found('娱乐经营许可证延续'), '娱乐经营许可证延续')
    assert.equal(found('注销娱乐许可证'), '娱乐经营许可证注销')
  })

  test('coverage tells a full answer from a half one', () => {
    const [best] = search('公司注销登记')
    const [half] = search('公司吊销宇宙飞船')
    assert.ok((best?.coverage ?? 0) > 0.9 && (half?.coverage ?? 1) < 0.5)
  })

  test('nothing is found for what no item names', () => {
    assert.deepEqual(search('量子纠缠'), [])
    assert.deepEqual(search('？！'), [])
    assert.deepEqual(search(''), [])
  })

  test('a word without content is searched when it is all there is', () => {
    assert.deepEqual(
      queryTokens('办理', segmenter, synonyms).concepts.map(({ text }) => text),
      ['办理'],
    )
  })

  test('a match in the name counts more than one in the description', () => {
    const text = '取水许可'
    const tokens = tokensForIndex(text, segmenter).map(({ token }) => token)
    const other = { text: '无关', tokens: ['w无关', 'b无关'] }
    const pair = [
      { id: 'described', fields: { name: other, description: { text, tokens } } },
      { id: 'named', fields: { name: { text, tokens }, description: other } },
    ]
    assert.deepEqual(
      rank(queryTokens(text, segmenter, synonyms), pair).map(({ id }) => id),
      ['named', 'described'],
    )
  })
})

describe('tokens for the index', () => {
  test('are words, pairs, sounds and initials, each of its weight', () => {
    const tokens = new Map(
      tokensForIndex('办营业执照（ＡＢＣ12）', segmenter).map(({ token, weight }) => [token, weight]),
    )
    const expected = [
      ['w营业执照', 'A'],
      ['wabc', 'A'],
      ['w12', 'A'],
      ['b执照', 'B'],
      ['syin.ye', 'C'],
      ['szi.zao', 'C'],
      ['iyyz', 'D'],
    ] as const
    for (const [token, weight] of expected) assert.equal(tokens.get(token), weight, token)
    assert.equal(tokens.has('b照a'), false, 'a pair never crosses scripts')
    const plain = tokensForIndex('营业执照', segmenter, { sounds: false })
    assert.ok(plain.every(({ weight }) => weight === 'A' || weight === 'B'))
  })

  test('a word of two characters is found by its two initials', () => {
    assert.ok(tokensForIndex('社保卡申领', segmenter).some(({ token }) => token === 'isl' || token === 'ish'))
    within('sl', 40, '失业保险金申领')
  })

  test('are quoted for PostgreSQL', () => {
    assert.equal(tsvectorText([{ token: "wo'\\x", weight: 'A' }]), "'wo''\\\\x':1A")
  })
})

describe('candidates from an inverted index', () => {
  const corpus = corpusOf(documents)
  /** What PostgreSQL would answer: a small reader of the tsqueries this kernel writes. */
  const answers = (tsquery: string, tokens: readonly string[]): boolean => {
    const parts = tsquery.match(/'(?:[^']|'')*'(?::\*)?|[()&|]/g) ?? []
    let at = 0
    const one = (): boolean => {
      const part = parts[at++] ?? ''
      if (part === '(') {
        const value = any()
        at++
        return value
      }
      const token = part.replace(/^'|'(?::\*)?$/g, '')
      return part.endsWith(':*') ? tokens.some((known) => known.startsWith(token)) : tokens.includes(token)
    }
    const all = (): boolean => {
      let value = one()
      while (parts[at] === '&') {
        at++
        value = one() && value
      }
      return value
    }
    const any = (): boolean => {
      let value = all()
      while (parts[at] === '|') {
        at++
        value = all() || value
      }
      return value
    }
    return any()
  }
  const fetch = (text: string) =>
    candidateQueries(queryTokens(text, segmenter, synonyms), corpus.frequency).map(({ tsquery }) =>
      documents.filter(({ fields }) => answers(tsquery, fields.name?.tokens ?? [])).map(({ id }) => id),
    )

  test('the strictest query comes first and already holds the item named exactly', () => {
    for (const name of NAMES) assert.ok(fetch(name)[0]?.includes(name), name)
  })

  test('some query holds the item, however it was typed', () => {
    for (const [typed, item] of [
      ['营业执召', '营业执照遗失补领'],
      ['住房公积全提取', '住房公积金提取'],
      ['林木伐采许可', '林木采伐许可'],
      ['yyzz', '营业执照遗失补领'],
      ['yingyezhiz', '营业执照遗失补领'],
      ['我要开餐馆', '食品经营许可证核发'],
      ['食品经营许可书注销', '食品经营许可证注销'],
      ['取水许可', '取水许可'],
      ['水报', '用水报装'],
    ] as const)
      assert.ok(
        fetch(typed).some((found) => found.includes(item)),
        typed,
      )
  })

  test('no query promises fewer documents than it finds', () => {
    for (const text of ['公司注销', '我要开餐馆', 'yyzz', '食品许可', '登记'])
      for (const step of candidateQueries(queryTokens(text, segmenter, synonyms), corpus.frequency)) {
        const found = documents.filter(({ fields }) => answers(step.tsquery, fields.name?.tokens ?? []))
        assert.ok(found.length <= step.atMost, `${step.tsquery}: ${found.length} > ${step.atMost}`)
      }
  })

  test('what a filter of one’s own leaves can be ordered where the whole cannot', () => {
    const query = queryTokens('公司注销', segmenter, synonyms)
    const orderable = (share: number) => candidateQueries(query, () => 100_000, { share })[0]?.orderable
    assert.deepEqual([orderable(1), orderable(0.01)], [false, true])
  })

  test('a token no document has is never asked for', () => {
    const query = queryTokens('量子纠缠', segmenter, synonyms)
    assert.ok(tokensOfQuery(query).length > 0)
    assert.deepEqual(candidateQueries(query, corpus.frequency), [])
  })
})

describe('a real catalogue of 1,135 items', () => {
  const file = new URL('../../../shared/data/service-items-guangan/service_items_1135.csv', import.meta.url)
  const skip = existsSync(file) ? false : 'no shared data'

  test('with one character replaced, nine in ten names are still found first or among the first three', {
    skip,
  }, () => {
    const rows = readFileSync(file, 'utf8').split('\n').slice(1)
    const names = [...new Set(rows.map((row) => /^"[^"]*","[^"]*","([^"]*)"/.exec(row)?.[1] ?? ''))].filter(
      (name) => name.length >= 6 && name.length <= 30,
    )
    const all = names.map(documentOf)
    const corpus = corpusOf(all)
    let found = 0
    const sample = names.filter((_, at) => at % 10 === 0)
    for (const [at, name] of sample.entries()) {
      const place = 1 + (at % (name.length - 2))
      const typed = `${name.slice(0, place)}某${name.slice(place + 1)}`
      const ranked = rank(queryTokens(typed, segmenter, synonyms), all, { corpus })
      if (ranked.slice(0, 3).some(({ id }) => id === name)) found++
    }
    assert.ok(found / sample.length >= 0.9, `${found} of ${sample.length}`)
  })
})
