/** One row of a file of firms: what keeps it out and what is only noted. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '@steppe/kernels/calendar'
import { type Cells, checkRow } from './check-row.ts'
import { meaningOf } from './finding-texts.ts'
import { gatherPlaces, type Level } from './gather-places.ts'
import { resolveRegion } from './search-regions.ts'

const region = (code: string, level: Level, parent: string | null, name: string) => ({
  code,
  level,
  parent,
  name,
  short: name,
  pinyin: '',
  english: null,
})
const places = gatherPlaces(
  [
    region('350000', 'province', null, '福建省'),
    region('350100', 'league', '350000', '福州市'),
    region('350102', 'banner', '350100', '鼓楼区'),
    region('350200', 'league', '350000', '厦门市'),
  ],
  [],
  [],
)
const context = { places, today: day('2026-11-23'), resolve: (written: string) => resolveRegion(places, written) }
const good: Cells = { code: '91350100M000100Y43', name: '示例公司' }
const findings = (cells: Cells) =>
  checkRow({ ...good, ...cells }, context).findings.map(({ level, field, code }) => [level, field, code].join(' '))
const firm = (cells: Cells) => checkRow({ ...good, ...cells }, context).firm

test('a row with code and name goes in; its seat is the region of the code', () => {
  assert.deepEqual(findings({}), [])
  assert.deepEqual(firm({}), {
    code: '91350100M000100Y43',
    name: '示例公司',
    kind: 'enterprise',
    region: '350100',
    type: null,
    representativeName: null,
    representativeId: null,
    phone: null,
    industry: null,
    established: null,
    status: null,
    capital: null,
    capitalFen: null,
    currency: null,
    address: null,
    scope: null,
    updated: null,
  })
})

test('a code with a wrong check, a small letter, too few characters or none keeps the row out and says where', () => {
  const said = (code: string) => {
    const { findings: found, firm: none } = checkRow({ ...good, code }, context)
    assert.equal(none, undefined)
    return meaningOf(found[0]?.code ?? '', found[0]?.params ?? {}).zh
  }
  assert.equal(said('91350100M000100Y44'), '校验码（第 18 位）应为 3，实为 4')
  assert.equal(said('91350100m000100Y43'), '第 9 位“m”不合规定，应为 M')
  assert.equal(said('9135010OM000100Y43'), '第 8 位“O”不合规定，应为 0')
  assert.equal(said('91350100M000100Y4'), '应为 18 位，实为 17 位')
  assert.equal(said(''), '必填项为空')
  assert.equal(said('N/A'), '必填项为空')
})

test('spaces and full-width digits in a code are forgiven', () => {
  assert.equal(firm({ code: ' ９1350100 M000100Y43 ' })?.code, '91350100M000100Y43')
})

test('a wrong ID number keeps the row out; a right one goes with the firm', () => {
  assert.deepEqual(findings({ representative: '张三', representativeId: '110105194912310021' }), [
    'error representativeId codes.wrong_check',
  ])
  assert.equal(
    firm({ representative: '张三', representativeId: '11010519491231002x' })?.representativeId,
    '11010519491231002X',
  )
})

test('a day that is not, or is to come, keeps the row out', () => {
  assert.deepEqual(findings({ established: '2021-02-29' }), ['error established no_such_day'])
  assert.deepEqual(findings({ established: '2026-11-24' }), ['error established day_to_come'])
  assert.deepEqual(findings({ established: '1812-01-01' }), ['error established day_too_early'])
  assert.deepEqual(findings({ established: '2026-11-23' }), [])
})

test('what is missing or cannot be read where it is not needed is only noted', () => {
  assert.deepEqual(findings({ type: 'N/A', capital: '—', status: '不知道', industry: '餐饮', phone: '110' }), [
    'note capital blank',
    'note type blank',
    'note phone phone_unread',
    'note industry industry_unread',
    'note status status_unread',
  ])
})

test('the county in the code makes the league in the row finer; another place is taken and noted', () => {
  assert.equal(firm({ region: '福州市' })?.region, '350100')
  assert.equal(firm({ region: '鼓楼区' })?.region, '350102')
  assert.deepEqual(findings({ region: '厦门市' }), ['note region region_differs'])
  assert.equal(firm({ region: '厦门市' })?.region, '350200')
  assert.deepEqual(findings({ region: '别处' }), ['note region region_unread'])
})

test('a code of another province needs a region of this one', () => {
  const other = '92371000MA3MXH0E3W'
  assert.deepEqual(findings({ code: other }), ['error region region_missing', 'note code code_region_unknown'])
  assert.equal(firm({ code: other, region: '350102' })?.region, '350102')
})

test('a text longer than its column keeps the row out', () => {
  assert.deepEqual(findings({ name: '长'.repeat(201) }), ['error name too_long'])
})
