/** The rows on the screen as a file, for those who must report them elsewhere. */
import type { TFunction } from 'i18next'
import type { InboxRow } from '../asks.ts'
import { matterOf } from './columns.tsx'
import { type Cell, csvOf, workbookOf } from './spreadsheet.ts'

const widths = [24, 36, 24, 14, 12, 12, 10, 10, 28]

function tableOf(rows: readonly InboxRow[], t: TFunction<'workbench'>): Cell[][] {
  const heads = ['number', 'matter', 'applicant', 'step', 'opened', 'due', 'daysLeft', 'status', 'department'] as const
  const line = (row: InboxRow): Cell[] => [
    row.case,
    matterOf(row),
    row.applicant,
    row.step,
    row.openedOn,
    row.dueOn ?? '',
    row.paused ? t('paused') : (row.daysLeft ?? ''),
    t(`status.${row.status}`),
    row.departmentName,
  ]
  return [heads.map((head) => t(`column.${head}`)), ...rows.map(line)]
}

function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

export function exportRows(
  kind: 'xlsx' | 'csv',
  rows: readonly InboxRow[],
  today: string,
  t: TFunction<'workbench'>,
): void {
  const name = `${t('inbox.title')} ${today}`
  const table = tableOf(rows, t)
  const content =
    kind === 'xlsx' ? workbookOf(name, table, widths) : new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' })
  download(content, `${name}.${kind}`)
}
