/** Exports that Excel opens: read back by a library that is not ours. */
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { csvOf, workbookOf } from './spreadsheet.ts'

const rows = [
  ['办件编号', '事项', '剩余'],
  ['150102-1', '食品经营许可 <热食> & "冷食"', 3],
  ['150102-2', '=1+1', -2],
]

type Workbook = {
  readonly xlsx: { readonly load: (bytes: Buffer) => Promise<unknown> }
  readonly worksheets: readonly { readonly name: string; readonly getSheetValues: () => unknown[] }[]
}

test('a workbook read back has the same cells, texts as texts and numbers as numbers', async () => {
  const { Workbook } = createRequire(import.meta.url)('exceljs') as { Workbook: new () => Workbook }
  const book = new Workbook()
  await book.xlsx.load(Buffer.from(await workbookOf('待办 10/09', rows, [20, 40, 8]).arrayBuffer()))
  const [sheet] = book.worksheets
  assert.equal(sheet?.name, '待办 10 09')
  assert.deepEqual(
    sheet
      ?.getSheetValues()
      .map((line) => (line as unknown[]).slice(1))
      .filter((line) => line.length > 0),
    rows,
  )
})

test('a CSV begins with the byte order mark, quotes what must be quoted, and holds no formula', () => {
  const text = csvOf(rows)
  assert.equal(text.charCodeAt(0), 0xfeff)
  assert.match(text, /"食品经营许可 <热食> & ""冷食""",3\r\n/)
  assert.match(text, /,'=1\+1,-2\r\n$/)
})
