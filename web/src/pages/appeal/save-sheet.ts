/** A table as an Excel file that is saved. */
import { type Cell, workbookOf } from '../workbench/inbox/spreadsheet.ts'

export function saveSheet(name: string, rows: readonly (readonly Cell[])[]): void {
  const widths = (rows[0] ?? []).map((_head, column) =>
    Math.min(60, Math.max(10, ...rows.map((row) => String(row[column] ?? '').length * 2 + 2))),
  )
  const address = URL.createObjectURL(
    workbookOf(
      name.slice(0, 28),
      rows.map((row) => [...row]),
      widths,
    ),
  )
  const link = document.createElement('a')
  link.href = address
  link.download = `${name}.xlsx`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
