/** A department amends its items by a sheet: taken out, changed, checked, taken in as versions that can be compared. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportAnswer } from '@steppe/contracts/catalog'
import { isRefusal } from '#platform/refusals'
import { testDatabase } from '#testing/database'
import { amendItems } from './amend-items.ts'
import { exportOwnItems } from './export-own-items.ts'
import { findItem } from './find-item.ts'
import { findOwnItems } from './find-own-items.ts'
import { diffItem, findVersions } from './item-versions.ts'
import { loadPack } from './load-pack.ts'
import { ownColumns } from './own-columns.ts'
import { readTable } from './read-table.ts'
import { searchItems } from './search-items.ts'
import { loadedCatalogueHouse } from './test-house.ts'

const house = await loadedCatalogueHouse(await testDatabase())
const department = '150102-market-regulation'
const today = house.clock.today()

type Rows = (readonly string[])[]
const headings = ownColumns.map(({ heading }) => heading)
const csv = (rows: Rows) =>
  Buffer.from(rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'))

async function takenOut(form: 'csv' | 'xlsx' = 'csv'): Promise<{ readonly file: Buffer; readonly rows: Rows }> {
  const file = await exportOwnItems(house, department, today, form)
  assert.ok(Buffer.isBuffer(file))
  const rows = await readTable(file)
  assert.ok(!isRefusal(rows))
  return { file, rows: [...rows] }
}

async function handIn(content: Buffer, from: string = today, dryRun = false): Promise<ImportAnswer> {
  const file = { name: '事项.csv', content }
  const answer = await amendItems(house, { department, file, from, dryRun, account: 'editor' })
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer
}

/** The row of the food licence with cells changed by their headings. */
function changed(rows: Rows, cells: Readonly<Record<string, string>>): Rows {
  return [rows[0]!, rows.find((row) => row[0]!.endsWith('000131025001'))!].map((row, at) =>
    at === 0 ? row : row.map((cell, column) => cells[headings[column]!] ?? cell),
  )
}

const { rows } = await takenOut()
const code = rows.find((row) => row[0]!.endsWith('000131025001'))![0]!

test('what was taken out, as CSV or as XLSX, and is handed in again changes nothing', async () => {
  for (const form of ['csv', 'xlsx'] as const) {
    const { file, rows: all } = await takenOut(form)
    const answer = await handIn(file)
    assert.deepEqual(
      [answer.wrong, answer.changed, answer.unchanged],
      [0, 0, all.length - 1],
      JSON.stringify(answer.rows),
    )
  }
})

test('an amendment an auditor would object to is refused with the way to mend it, and nothing of the file is taken', async () => {
  const bad = changed(rows, { 到办事现场次数: '2', 监督电话: '12' })
  const answer = await handIn(csv(bad))
  assert.deepEqual([answer.taken, answer.wrong], [false, 1])
  assert.match(answer.rows[0]!.zh!, /应说明必须现场办理的原因|监督电话应带区号/)
  const unread = await handIn(csv(changed(rows, { 是否网办: '也许' })))
  assert.match(unread.rows[0]!.zh!, /“是否网办”应填“是”或者“否”/)
  const twice = changed(rows, {})
  assert.match((await handIn(csv([...twice, twice[1]!]))).rows[0]!.zh!, /与第 2 行重复/)
  const foreign = changed(rows, { 实施编码: 'X'.repeat(31) })
  assert.match((await handIn(csv(foreign))).rows[0]!.zh!, /本部门没有编码/)
  assert.deepEqual((await findItem(house, code, today))!.visits, 0)
})

test('a changed cell that is not the department’s to change is left as it is, and the report says so', async () => {
  const { rows: said, unchanged } = await handIn(csv(changed(rows, { 法定办结时限: '1个工作日' })))
  assert.equal(unchanged, 1)
  assert.match(said[0]!.zh!, /^“法定办结时限”由法律法规和上级目录规定，仍为“10个工作日”，没有采用“1个工作日”$/)
  const both = await handIn(csv(changed(rows, { 事项名称: '开店', 咨询电话: '0471-1234567' })), today, true)
  assert.equal(both.changed, 1)
  assert.match(both.rows[0]!.zh!, /^“事项名称”.*没有采用“开店”；咨询电话：/)
})

test('a rehearsal says what would change; published, it holds from its day, is found by its words, and can be compared', async () => {
  const was = (await findItem(house, code, today))!
  const file = csv(changed(rows, { 承诺办结时限: '3个工作日', 关键词: `${was.keywords.join('、')}、奶茶铺子` }))
  const rehearsal = await handIn(file, '2026-12-01', true)
  assert.deepEqual([rehearsal.taken, rehearsal.changed], [false, 1])
  assert.match(rehearsal.rows[0]!.zh!, /承诺办结时限：.* → 3个工作日/)
  assert.equal((await handIn(file, '2026-12-01')).taken, true)
  assert.deepEqual((await findItem(house, code, today))!.promisedLimit, was.promisedLimit, 'not before its day')
  const then = (await findItem(house, code, '2026-12-01'))!
  assert.deepEqual([then.promisedLimit, then.version], [{ length: 3, unit: 'wd' }, '20261201'])
  const versions = await findVersions(house, code)
  assert.ok(!isRefusal(versions))
  assert.deepEqual([versions[0]!.by, versions[0]!.from, versions[1]!.until], ['body', '2026-12-01', '2026-12-01'])
  const diff = await diffItem(house, code, { from: today, to: '2026-12-01' })
  assert.ok(!isRefusal(diff))
  assert.deepEqual(
    diff.changes.map(({ element, after }) => [element, after.zh.at(-1)]),
    [
      ['promisedLimit', '3个工作日'],
      ['keywords', '奶茶铺子'],
    ].sort(
      (a, b) =>
        diff.changes.findIndex((one) => one.element === a[0]) - diff.changes.findIndex((one) => one.element === b[0]),
    ),
  )
  const later = { ...house, clock: { ...house.clock, today: () => '2026-12-02' as typeof today } }
  const found = await searchItems(later, { q: '奶茶铺子', region: '150102' })
  assert.ok(!isRefusal(found))
  assert.equal(found.items[0]?.code, code)
  assert.equal(found.items.filter((item) => item.code === code).length, 1)
})

test('a pack that is taken in anew leaves the department’s version, and does not put the old one beside it', async () => {
  await house.db.ask(`delete from catalog.loaded l where l.pack in ('national', 'neimenggu')`)
  for (const pack of house.site.packs) await loadPack(house, pack, () => {})
  const later = { ...house, clock: { ...house.clock, today: () => '2026-12-02' as typeof today } }
  const found = await searchItems(later, { q: '食品经营许可', region: '150102' })
  assert.ok(!isRefusal(found))
  assert.equal(found.items.filter((item) => item.code === code).length, 1)
  assert.equal((await findItem(house, code, '2026-12-02'))!.promisedLimit.length, 3)
})

test('what has been in force is not rewritten, and a department without items has no sheet', async () => {
  const file = { name: 'a.csv', content: csv(rows) }
  const past = await amendItems(house, { department, file, from: '2026-01-01', dryRun: false, account: 'editor' })
  assert.ok(isRefusal(past) && past.code === 'catalog.day_passed')
  const nobody = await findOwnItems(house, '150102-nobody', today)
  assert.ok(isRefusal(nobody) && nobody.code === 'catalog.department_unknown')
})
