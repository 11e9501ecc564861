/** Imports of firms: every form of file, repeats, what changes and what does not, and going on after the process was killed. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { makeCreditCode, makeIdNumber, makeOrganisationCode } from '@steppe/kernels/codes'
import ExcelJS from 'exceljs'
import { readSheet } from '#platform/read-sheet'
import { openImport, resumeImports, runImport } from './act.ts'
import { findFirm } from './ask.ts'
import { exportCsv, exportXlsx } from './export-firms.ts'
import { findFindings, findImport } from './find-imports.ts'
import { reportImport } from './report-import.ts'
import { templateFirms } from './template-firms.ts'
import { openRegistrars, openTestHouse } from './test-house.ts'
import { unwrapUpload } from './unwrap-upload.ts'

const house = await openTestHouse(['neimenggu'])
await openRegistrars(house, '150000', '150102')
let serial = 0
const newCode = (region = '150102') =>
  makeCreditCode(`91${region}${makeOrganisationCode(`MAT${String(++serial).padStart(5, '0')}`)}`)

async function takeIn(file: string | Buffer, account = 'registrar-150000') {
  const opened = await openImport(house, account, 'firms.csv', Buffer.from(file))
  assert.ok(!('refused' in opened), JSON.stringify(opened))
  await runImport(house, opened.id)
  const done = await findImport(house, account, opened.id)
  assert.ok(!('refused' in done))
  const found = await findFindings(house, account, opened.id, { limit: 100 })
  assert.ok(!('refused' in found))
  const counts = [done.added, done.changed, done.unchanged, done.wrong]
  return { done, counts, findings: found.findings.map(({ line, level, code }) => `${line} ${level} ${code}`) }
}

describe('files of firms', () => {
  test('CSV in UTF-8 with its mark, in GB18030, in UTF-16, with tabs, zipped: each is read the same', async () => {
    const rows = () => `统一社会信用代码,名称\r\n${newCode()},示例一公司\r\n`
    const gb = Buffer.concat([
      Buffer.from([0xcd, 0xb3, 0xd2, 0xbb, 0xc9, 0xe7, 0xbb, 0xe1, 0xd0, 0xc5, 0xd3, 0xc3, 0xb4, 0xfa, 0xc2, 0xeb]),
      Buffer.from(','),
      Buffer.from([0xc3, 0xfb, 0xb3, 0xc6]),
      Buffer.from(`\n${newCode()},`),
      Buffer.from([0xca, 0xbe, 0xc0, 0xfd]),
    ])
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(rows(), 'utf16le')])
    for (const file of [`\ufeff${rows()}`, gb, utf16, rows().replaceAll(',', '\t'), gzipSync(rows())]) {
      assert.deepEqual((await takeIn(Buffer.from(file))).counts, [1, 0, 0, 0])
    }
  })

  test('XLSX with days, numbers and rich text is read as it is shown', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('企业')
    sheet.addRow(['企业名称', '统一社会信用代码', '成立日期', '注册资本', '行业代码'])
    const code = newCode()
    sheet.addRow([
      { richText: [{ text: '示例' }, { text: '表格公司' }] },
      code,
      new Date('2020-03-05T00:00:00Z'),
      '30万',
      6513,
    ])
    const { counts } = await takeIn(Buffer.from(await book.xlsx.writeBuffer()))
    assert.deepEqual(counts, [1, 0, 0, 0])
    const firm = await findFirm(house, code)
    assert.deepEqual(
      [firm?.name, firm?.established, firm?.capitalFen, firm?.industry],
      ['示例表格公司', '2020-03-05', 30_000_000, '6513'],
    )
  })

  test('what is no sheet, has no such columns, or is broken is said, and nothing goes in', async () => {
    const refused = await openImport(house, 'registrar-150000', 'x', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))
    assert.ok('refused' in refused && refused.code === 'registry.import_form')
    const empty = await openImport(house, 'registrar-150000', 'x', Buffer.alloc(0))
    assert.ok('refused' in empty && empty.code === 'registry.import_empty')
    const strange = await takeIn('甲,乙\n1,2\n')
    assert.deepEqual(
      [strange.done.state, strange.done.why?.en],
      ['unreadable', 'none of the first ten rows heads a column for the credit code and one for the name'],
    )
    const zip = await takeIn(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(100, 7)]))
    assert.equal(zip.done.state, 'unreadable')
    const open = await takeIn(`code,name\n${newCode()},"never closed\n${'x'.repeat(1_200_000)}`)
    assert.deepEqual([open.done.state, open.counts], ['unreadable', [0, 0, 0, 0]])
    const gzip = await takeIn(Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(100, 7)]))
    assert.equal(gzip.done.state, 'unreadable')
  })

  test('a title may stand above the headings, and a heading may say the unit', async () => {
    const code = newCode()
    const { counts } = await takeIn(
      `2026年企业名单\n填报单位：某局,,\n信用代码,名称,注册资本（万元）\n${code},题下公司,500`,
    )
    assert.deepEqual(counts, [1, 0, 0, 0])
    assert.equal((await findFirm(house, code))?.capitalFen, 500_000_000)
  })

  test('an upload may be the file itself or a form with it', () => {
    const form =
      '--b1\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n--b1\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\ncode,name\r\n\r\n--b1--\r\n'
    assert.deepEqual(unwrapUpload(Buffer.from(form)), { name: 'a.csv', bytes: Buffer.from('code,name\r\n') })
    assert.deepEqual(unwrapUpload(Buffer.from('--code,name\r\n1,2')), { bytes: Buffer.from('--code,name\r\n1,2') })
  })

  test('the template is itself a file we read', async () => {
    const rows = []
    for await (const row of readSheet(await templateFirms())) rows.push(row)
    assert.equal(rows.length, 1)
    assert.equal(rows[0]?.cells[0], '统一社会信用代码')
  })
})

describe('what becomes of rows', () => {
  test('good rows go in and bad ones are reported by their line; the same file again changes nothing', async () => {
    const [first, second] = [newCode(), newCode()]
    const file = `code,name,established\n${first},甲公司,2020-01-01\n${first.slice(0, 17)}?,乙公司,2020-01-01\n${second},丙公司,2020-02-31\n\n${second},丙公司,2020-02-28\n`
    const once = await takeIn(file)
    assert.deepEqual(once.counts, [2, 0, 0, 2])
    assert.deepEqual(once.findings, ['3 error codes.wrong_character', '4 error no_such_day'])
    const again = await takeIn(file)
    assert.deepEqual(again.counts, [0, 0, 2, 2])
  })

  test('a code that stood in the file before is an error that names the line, also a thousand rows later', async () => {
    const code = newCode()
    const many = Array.from({ length: 1500 }, (_, index) => `${newCode()},填充公司${index}`)
    const file = ['code,name', `${code},原公司`, `${code},抄公司`, ...many, `${code},再抄公司`].join('\n')
    const { counts, findings } = await takeIn(file)
    assert.deepEqual(counts, [1501, 0, 0, 2])
    assert.deepEqual(findings, ['3 error repeated_in_file', '1504 error repeated_in_file'])
    assert.equal((await findFirm(house, code))?.name, '原公司')
  })

  test('a changed row changes the firm and notes the old name; a blank erases nothing', async () => {
    const code = newCode()
    await takeIn(`code,name,address,capital\n${code},旧名公司,示例路1号,5万`)
    const { counts, findings } = await takeIn(`code,name,address,capital\n${code},新名公司,,N/A`)
    assert.deepEqual(counts, [0, 1, 0, 0])
    assert.deepEqual(findings, ['2 note blank', '2 note blank', '2 note name_changed'])
    const firm = await findFirm(house, code)
    assert.deepEqual([firm?.name, firm?.address, firm?.capitalFen], ['新名公司', '示例路1号', 5_000_000])
  })

  test('a row older than the register changes nothing', async () => {
    const code = newCode()
    await takeIn(`code,name,updated\n${code},今名公司,2026-05-01`)
    const { counts, findings } = await takeIn(`code,name,updated\n${code},古名公司,2020-05-01`)
    assert.deepEqual(counts, [0, 0, 1, 0])
    assert.deepEqual(findings, ['2 note name_changed', '2 note older_than_register'])
  })

  test('a representative is the person with that number; under another name nobody becomes one', async () => {
    const number = makeIdNumber('15990019800101011')
    const [first, second] = [newCode(), newCode()]
    await takeIn(`code,name,法定代表人,身份证号\n${first},甲甲公司,张三丰,${number}`)
    const { findings } = await takeIn(`code,name,法定代表人,身份证号\n${second},乙乙公司,李四光,${number}`)
    assert.deepEqual(findings, ['2 note person_name_differs'])
    assert.ok((await findFirm(house, first))?.representative)
    const other = await findFirm(house, second)
    assert.deepEqual([other?.representative, other?.representativeName], [null, '李四光'])
    const rows = ['甲', '乙'].map((name) => `${newCode()},同号公司,${name},${makeIdNumber('15990019800101055')}`)
    const within = await takeIn(`code,name,法定代表人,身份证号\n${rows.join('\n')}`)
    assert.deepEqual(within.findings, ['3 note person_name_differs'], 'of one file the first counts')
  })

  test('a new representative without a number takes the place of the old one', async () => {
    const code = newCode()
    await takeIn(`code,name,法定代表人,身份证号\n${code},丙丙公司,赵一,${makeIdNumber('15990019800101033')}`)
    await takeIn(`code,name,法定代表人\n${code},丙丙公司,钱二`)
    const firm = await findFirm(house, code)
    assert.deepEqual([firm?.representative, firm?.representativeName], [null, '钱二'])
  })

  test('a registrar takes in firms of the own region only, and moves none of another into it', async () => {
    const [own, other] = [newCode(), newCode('150202')]
    const file = `code,name,region\n${own},本区公司,新城区\n${other},外区公司,东河区`
    const first = await takeIn(file, 'registrar-150102')
    assert.deepEqual([first.counts, first.findings], [[1, 0, 0, 1], ['3 error outside_your_region']])
    await takeIn(file)
    const moved = await takeIn(`code,name,region\n${other},夺来公司,新城区`, 'registrar-150102')
    assert.ok(moved.findings.includes('2 error outside_your_region'), moved.findings.join())
    assert.equal((await findFirm(house, other))?.name, '外区公司')
  })

  test('another firm of the same name is noted with its code', async () => {
    const [first, second] = [newCode(), newCode('150202')]
    await takeIn(`code,name\n${first},同名公司`)
    assert.deepEqual((await takeIn(`code,name\n${second},同名公司`)).findings, ['2 note name_known'])
  })
})

describe('an import that was left', () => {
  test('goes on after its last batch, and takes no row twice', async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => `${newCode()},续导公司${index}`)
    const opened = await openImport(
      house,
      'registrar-150000',
      'long.csv',
      Buffer.from(['code,name', ...rows].join('\n')),
    )
    assert.ok(!('refused' in opened))
    let batches = 0
    const dying = {
      ...house,
      db: {
        ...house.db,
        inTransaction: ((work) => {
          if (++batches === 3) throw new Error('killed')
          return house.db.inTransaction(work)
        }) as typeof house.db.inTransaction,
      },
    }
    await assert.rejects(runImport(dying, opened.id), /killed/)
    const halfway = await findImport(house, 'registrar-150000', opened.id)
    assert.ok(!('refused' in halfway) && halfway.state === 'running' && halfway.lines === 2000)
    await runImport(house, opened.id)
    const untouched = await findImport(house, 'registrar-150000', opened.id)
    assert.ok(!('refused' in untouched) && untouched.lines === 2000, 'another may be working on it still')
    await house.db.ask("update registry.imports set heartbeat = now() - interval '2 minutes' where id = $1", [
      opened.id,
    ])
    assert.equal(await resumeImports(house), 1)
    const done = await findImport(house, 'registrar-150000', opened.id)
    assert.ok(!('refused' in done))
    assert.deepEqual([done.state, done.lines, done.added, done.wrong], ['done', 2500, 2500, 0])
    const [left] = await house.db.ask<{ content: Buffer | null }>(
      'select i.content from registry.imports i where i.id = $1',
      [opened.id],
    )
    assert.equal(left?.content, null)
  })

  test('two that start it at the same moment do it once', async () => {
    const opened = await openImport(house, 'registrar-150000', 'x.csv', Buffer.from(`code,name\n${newCode()},同时公司`))
    assert.ok(!('refused' in opened))
    await Promise.all([runImport(house, opened.id), runImport(house, opened.id)])
    const done = await findImport(house, 'registrar-150000', opened.id)
    assert.ok(!('refused' in done))
    assert.deepEqual([done.added, done.unchanged], [1, 0])
  })
})

describe('what goes out', () => {
  test('an export of a league taken in again changes nothing, as CSV and as XLSX', async () => {
    const pieces: string[] = []
    for await (const piece of exportCsv(house, '150100')) pieces.push(String(piece))
    const csv = await takeIn(pieces.join(''))
    assert.ok(csv.done.unchanged > 4000)
    assert.deepEqual([csv.counts[0], csv.counts[1], csv.counts[3]], [0, 0, 0])
    const xlsx = await takeIn(await exportXlsx(house, '150100'))
    assert.deepEqual(xlsx.counts, csv.counts)
  })

  test('the report names line, column and mend; formulas in it are made harmless', async () => {
    const opened = await openImport(
      house,
      'registrar-150000',
      'x.csv',
      Buffer.from(`code,name,成立日期\n${newCode()},公司,"=HYPERLINK(""x"")"`),
    )
    assert.ok(!('refused' in opened))
    await runImport(house, opened.id)
    const report = await reportImport(house, 'registrar-150000', opened.id, 'csv')
    assert.ok(Buffer.isBuffer(report))
    assert.match(report.toString(), /2,错误 error,成立日期,"'=HYPERLINK\(""x""\)",日期不存在/)
    const sheets = await reportImport(house, 'registrar-150000', opened.id, 'xlsx')
    assert.ok(Buffer.isBuffer(sheets) && sheets.subarray(0, 2).toString() === 'PK')
    const foreign = await reportImport(house, 'somebody-else', opened.id, 'csv')
    assert.ok('refused' in foreign && foreign.code === 'registry.import_unknown')
  })
})
