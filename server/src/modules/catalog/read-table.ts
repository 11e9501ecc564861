/** A whole table from a CSV or XLSX file: rows of text, the first its headings. */
import { readSheet, Unreadable } from '#platform/read-sheet'
import { type Refusal, refuse } from '#platform/refusals'

export type TableRows = readonly (readonly string[])[]

const mostRows = 20_001

const words: Readonly<Record<Unreadable['why'], string>> = {
  not_a_sheet: '不是 CSV 或 Excel 文件 / neither CSV nor Excel',
  broken: '文件已损坏 / the file is damaged',
  too_large: '解压后过大 / too large when unpacked',
  columns_missing: '缺少列 / columns are missing',
}

const unreadable = (why: string) => refuse('catalog.file_unreadable', { why })

/** All rows that say something. Refuses catalog.file_unreadable with the reason. */
export async function readTable(content: Buffer): Promise<TableRows | Refusal> {
  const rows: (readonly string[])[] = []
  try {
    for await (const { cells } of readSheet(content)) {
      rows.push(cells)
      if (rows.length > mostRows) return unreadable(`超过 ${mostRows - 1} 行 / more than ${mostRows - 1} rows`)
    }
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
    return unreadable(words[fault.why])
  }
  return rows.length > 0 ? rows : unreadable('文件为空 / the file is empty')
}
