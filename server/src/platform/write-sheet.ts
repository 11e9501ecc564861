/** Sheets given out: CSV with the mark Excel needs, XLSX; a cell that a spreadsheet would run as a formula is made plain text. */
export interface SheetPage {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Widths in characters. */
  readonly widths?: readonly number[]
}

/** Lines of CSV (RFC 4180); the first piece carries the byte order mark and the headings. */
export function csvHeading(headings: readonly string[]): string {
  return `\ufeff${csvLine(headings)}`
}

/** One line. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => csvCell(harmless(cell))).join(',')}\r\n`
}

function csvCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** Excel runs cells that begin with these signs (OWASP: CSV injection). */
function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !/^-?[\d.]+$/.test(cell) ? `'${cell}` : cell
}

/** A workbook of the pages; all cells are text, so that codes keep their digits. */
export async function xlsx(pages: readonly SheetPage[]): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  for (const page of pages) {
    const sheet = book.addWorksheet(page.name, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = page.headings.map((header, index) => ({
      header,
      width: page.widths?.[index] ?? 20,
      style: { numFmt: '@' },
    }))
    sheet.getRow(1).font = { bold: true }
    for (const row of page.rows) sheet.addRow([...row])
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

const forms = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** Headers of a download; the name may be Chinese (RFC 6266, RFC 8187). */
export function downloadHeaders(name: string, form: keyof typeof forms): Readonly<Record<string, string>> {
  return {
    'content-type': forms[form],
    'content-disposition': `attachment; filename="download.${form}"; filename*=UTF-8''${encodeURIComponent(`${name}.${form}`)}`,
  }
}
