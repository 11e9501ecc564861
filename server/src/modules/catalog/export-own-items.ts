/** A department's items as a file to be amended and handed in again: one row an item, headings as the amendment reads them. */
import { type Refusal, refuse } from '#platform/refusals'
import { csvHeading, csvLine, xlsx } from '#platform/write-sheet'
import type { Reader } from './catalogue.ts'
import { keptBy } from './find-own-items.ts'
import { ownColumns } from './own-columns.ts'

/** The file; refuses catalog.department_unknown, and catalog.no_items where the department has none. */
export async function exportOwnItems(
  house: Reader,
  department: string,
  day: string,
  form: 'csv' | 'xlsx',
): Promise<Buffer | Refusal> {
  const kept = await keptBy(house, department, day)
  if ('refused' in kept) return kept
  if (kept.length === 0) return refuse('catalog.no_items')
  const headings = ownColumns.map((column) => column.heading)
  const rows = kept.map(({ item }) => ownColumns.map((column) => column.write(item)))
  if (form === 'csv') return Buffer.from(csvHeading(headings) + rows.map(csvLine).join(''))
  const readMe = {
    name: '填写说明',
    headings: ['列', '说明'],
    rows: ownColumns.map(({ heading, read }) => [heading, read ? '可以修改' : '请勿修改']),
    widths: [24, 24],
  }
  return xlsx([{ name: '事项', headings, rows, widths: ownColumns.map((column) => column.width) }, readMe])
}
