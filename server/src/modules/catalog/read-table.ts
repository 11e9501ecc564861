/** Reads a table from a CSV or XLSX file: rows of text, the first its headings. */
import { parse } from 'csv-parse/sync'
import exceljs from 'exceljs'
import { type Refusal, refuse } from '#platform/refusals'

export type TableRows = readonly (readonly string[])[]

const mostRows = 20_001

/** All rows as text, empty ones left out at the end. Refuses catalog.file_unreadable with the reason. */
export async function readTable(content: Buffer): Promise<TableRows | Refusal> {
  try {
    const rows = isZip(content) ? await readSheet(content) : readCsv(content)
    if (rows.length === 0) return refuse('catalog.file_unreadable', { why: '文件为空 / the file is empty' })
    if (rows.length > mostRows)
      return refuse('catalog.file_unreadable', { why: `超过 ${mostRows - 1} 行 / more than ${mostRows - 1} rows` })
    return rows
  } catch (fault) {
    return refuse('catalog.file_unreadable', { why: (fault as Error).message.slice(0, 200) })
  }
}

function isZip(content: Buffer): boolean {
  return content.subarray(0, 4).toString('latin1') === 'PK\x03\x04'
}

function readCsv(content: Buffer): string[][] {
  // Office programs here still write GB 18030; what is no UTF-8 is read as that.
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    text = new TextDecoder('gb18030').decode(content)
  }
  return parse(text, { bom: true, relaxColumnCount: true, skipEmptyLines: true, trim: true }) as string[][]
}

async function readSheet(content: Buffer): Promise<string[][]> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(content as unknown as Parameters<typeof book.xlsx.load>[0])
  const sheet = book.worksheets[0]
  if (!sheet) return []
  const rows: string[][] = []
  sheet.eachRow((row) => {
    const cells: string[] = []
    for (let at = 1; at <= sheet.columnCount; at++) cells.push(row.getCell(at).text.trim())
    if (cells.some((cell) => cell !== '')) rows.push(cells)
  })
  return rows
}
