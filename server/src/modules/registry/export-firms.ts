/** Firms of a region as a file with the columns of the template: taken in again, it changes nothing. No numbers of persons. */
import { Readable } from 'node:stream'
import type { House } from '#platform/module'
import { csvHeading, csvLine, xlsx } from '#platform/write-sheet'
import { type FirmRow, firmColumns } from './find-firm.ts'
import { getPlaces } from './places.ts'
import { firmFields, headings } from './recognise-headings.ts'

/** Persons are not numbered in it. */
const fields = firmFields.filter((field) => field !== 'representativeId' && field !== 'phone')
const titles = fields.map((field) => headings[field][0] ?? field)
const pageSize = 2000
/** What a spreadsheet programme can still open. */
const xlsxLimit = 100_000

/** CSV as a stream, page by page through an index; memory does not grow with the number of firms. */
export function exportCsv(house: House, region: string): Readable {
  return Readable.from(csvPieces(house, region))
}

async function* csvPieces(house: House, region: string): AsyncGenerator<string> {
  yield csvHeading(titles)
  for await (const page of pages(house, region)) yield page.map((firm) => csvLine(cells(firm))).join('')
}

/** XLSX of up to 100,000 firms. */
export async function exportXlsx(house: House, region: string): Promise<Buffer> {
  const rows: string[][] = []
  for await (const page of pages(house, region)) {
    rows.push(...page.map(cells))
    if (rows.length >= xlsxLimit) break
  }
  return xlsx([{ name: '经营主体', headings: titles, rows: rows.slice(0, xlsxLimit) }])
}

async function* pages(house: House, region: string): AsyncGenerator<readonly FirmRow[]> {
  const places = await getPlaces(house)
  for (const { code } of places.below(region)) {
    let last = ''
    for (;;) {
      const rows = await house.db.ask<FirmRow>(
        `select ${firmColumns} from registry.firms f where f.region = $1 and f.code > $2 order by f.code limit $3`,
        [code, last, pageSize],
      )
      if (rows.length > 0) yield rows
      if (rows.length < pageSize) break
      last = rows.at(-1)?.code ?? ''
    }
  }
}

function cells(firm: FirmRow): string[] {
  return [
    firm.code,
    firm.name,
    firm.type ?? '',
    firm.representativeName ?? '',
    firm.region,
    firm.industry ?? '',
    firm.established ?? '',
    firm.status,
    firm.capital ?? '',
    firm.address ?? '',
    firm.scope ?? '',
    firm.updatedAt.toISOString().slice(0, 10),
  ]
}
