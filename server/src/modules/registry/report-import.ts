/** The report of an import as a file: line by line what is wrong, for the person who mends the rows. */
import type { House } from '#platform/module'
import { isRefusal, type Refusal } from '#platform/refusals'
import { csvHeading, csvLine, xlsx } from '#platform/write-sheet'
import { type FindingRow, findImport, readFindings } from './find-imports.ts'
import { meaningOf } from './finding-texts.ts'
import { type FirmField, headings } from './recognise-headings.ts'

const titles = ['行号 Line', '级别 Level', '栏目 Column', '内容 Found', '说明', 'Meaning']
const levels = { error: '错误 error', note: '提示 note' } as const

/** The report's bytes. Refuses an import of somebody else. */
export async function reportImport(
  house: Pick<House, 'db'>,
  account: string,
  id: string,
  form: 'csv' | 'xlsx',
): Promise<Buffer | Refusal> {
  const own = await findImport(house, account, id)
  if (isRefusal(own)) return own
  const rows = (await allFindings(house, id)).map(reportRow)
  if (form === 'csv') return Buffer.from(csvHeading(titles) + rows.map(csvLine).join(''))
  return xlsx([
    { name: '报告 Report', headings: titles, rows, widths: [10, 12, 22, 40, 60, 60] },
    {
      name: '汇总 Summary',
      headings: ['级别 Level', '栏目 Column', '说明', 'Meaning', '次数 Count'],
      rows: own.tally.map((line) => [
        levels[line.level],
        columnName(line.field ?? ''),
        line.meaning.zh,
        line.meaning.en,
        String(line.count),
      ]),
      widths: [12, 22, 60, 60, 10],
    },
  ])
}

async function allFindings(house: Pick<House, 'db'>, id: string): Promise<readonly FindingRow[]> {
  const all: FindingRow[] = []
  for (let after: readonly [number, number] = [0, -1]; ; ) {
    const page = await readFindings(house, id, { after, limit: 5000 })
    all.push(...page)
    const last = page.at(-1)
    if (page.length < 5000 || !last) return all
    after = [last.line, last.place]
  }
}

function reportRow(row: FindingRow): string[] {
  const meaning = meaningOf(row.code, row.params)
  return [String(row.line), levels[row.level], columnName(row.field ?? ''), row.found ?? '', meaning.zh, meaning.en]
}

function columnName(field: string): string {
  return headings[field as FirmField]?.[0] ?? field
}
