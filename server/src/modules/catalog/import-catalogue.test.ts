/** Importing catalogues: all or nothing, with a report; the same file again changes nothing. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { ImportAnswer } from '@steppe/contracts/catalog'
import exceljs from 'exceljs'
import { isRefusal } from '#platform/refusals'
import { testDatabase } from '#testing/database'
import { checkWholeItem } from './check-item.ts'
import { findItem } from './find-item.ts'
import { importCatalogue } from './import-catalogue.ts'
import { searchItems } from './search-items.ts'
import { openCatalogueHouse } from './test-house.ts'

const house = await openCatalogueHouse(await testDatabase())
const real = join(import.meta.dirname, '../../../../../shared/data/service-items-guangan/service_items_1135.csv')

const heading = '事项名称,事项编码,事项类型,实施主体,实施主体代码,行政区划,承诺办结时限,咨询电话'
const body = '11350100M000100Y43'.replace('11', '91')
const one = `取水许可,A-1,行政许可,某县水利局,${body},350102,5个工作日,0591-1234567`
const two = `渔业捕捞许可,A-2,1,某县水利局,${body},350102,即办,0591-1234567`

async function take(text: string | Buffer, dryRun = false): Promise<ImportAnswer> {
  const answer = await importCatalogue(house, { name: 'list.csv', content: Buffer.from(text), dryRun }, 'tester')
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer
}

async function count(): Promise<number> {
  return (await house.db.ask<{ n: number }>('select count(*) as n from catalog.items'))[0]!.n
}

describe('a catalogue as CSV', () => {
  test('one wrong row and nothing is taken', async () => {
    const answer = await take(`${heading}\n${one}\n渔业捕捞许可,A-2,捕鱼,某县水利局,${body},350102,,`)
    assert.equal(answer.taken, false)
    assert.deepEqual(
      answer.rows.map(({ line, outcome }) => [line, outcome]),
      [[3, 'wrong']],
    )
    assert.match(answer.rows[0]!.zh!, /事项类型“捕鱼”不认识/)
    assert.equal(await count(), 0)
  })

  test('a rehearsal says what would be added, and keeps nothing', async () => {
    const { taken, added, changed, unchanged } = await take(`${heading}\n${one}`, true)
    assert.deepEqual([taken, added, changed, unchanged], [false, 1, 0, 0])
    assert.equal(await count(), 0)
  })

  test('rows are added, and found under their own code, name and region', async () => {
    const answer = await take(`${heading}\n${one}\n${two}`)
    assert.deepEqual([answer.taken, answer.added, answer.changed], [true, 2, 0])
    const item = (await findItem(house, answer.rows[0]!.code!))!
    assert.equal(item.name.zh, '取水许可')
    assert.equal(item.body.creditCode, body)
    assert.deepEqual(item.promisedLimit, { length: 5, unit: 'wd' })
    assert.equal(item.consultationPhone, '0591-1234567')
    const found = await searchItems(house, { q: '取水', region: '350102' })
    assert.ok(!isRefusal(found))
    assert.deepEqual(
      found.items.map((one) => one.code),
      [item.code],
    )
  })

  test('the same file again changes nothing', async () => {
    const answer = await take(`${heading}\n${one}\n${two}`)
    assert.deepEqual([answer.added, answer.changed, answer.unchanged], [0, 0, 2])
  })

  test('a changed row is a changed item, the others stay', async () => {
    const file = `${heading}\n${one.replace('5个工作日', '3个工作日')}\n${two}`
    const rehearsed = await take(file, true)
    const answer = await take(file)
    assert.deepEqual({ ...rehearsed, taken: true }, answer)
    assert.deepEqual([answer.added, answer.changed, answer.unchanged], [0, 1, 1])
    assert.equal((await findItem(house, answer.rows[0]!.code!))!.promisedLimit.length, 3)
    assert.equal(await count(), 2)
  })

  test('what the file does not say an auditor still asks for', async () => {
    const answer = await take(`${heading}\n${one.replace('5个工作日', '3个工作日')}`)
    const codes = checkWholeItem((await findItem(house, answer.rows[0]!.code!))!).map((error) => error.code)
    assert.ok(codes.includes('legal_basis') && codes.includes('permit_faq'), codes.join())
  })

  test('the same code twice in a file is wrong', async () => {
    assert.match((await take(`${heading}\n${one}\n${one}`)).rows[0]!.zh!, /与第 2 行重复/)
  })

  test('a file without its columns is refused, naming them', async () => {
    const answer = await importCatalogue(
      house,
      { name: 'x.csv', content: Buffer.from('a,b\n1,2'), dryRun: false },
      'tester',
    )
    assert.ok(isRefusal(answer) && answer.code === 'catalog.columns_missing')
  })
})

test('a catalogue as XLSX, with English headings', async () => {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('items')
  sheet.addRow(['Item name', 'Item code', 'Task type', 'Department', 'Credit code', 'Area code'])
  sheet.addRow(['林木采伐许可', 'B-1', '01', '某县林业局', body, '350102000000'])
  const answer = await take(Buffer.from(await book.xlsx.writeBuffer()))
  assert.deepEqual([answer.taken, answer.added], [true, 1])
})

test('the 1,135 items of a real district are taken whole, and again without a change', {
  skip: existsSync(real) ? false : 'shared data absent',
}, async () => {
  const content = readFileSync(real)
  const first = await take(content)
  assert.deepEqual([first.taken, first.added, first.wrong], [true, 1135, 0])
  const again = await take(content)
  assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 1135])
  const found = await searchItems(house, { q: '开饭店', region: '511602' })
  assert.ok(!isRefusal(found))
  assert.match(found.items[0]?.name.zh ?? '', /食品.*经营许可/)
})
