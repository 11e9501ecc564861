/** Sheets given out: CSV with the mark Excel needs, XLSX (ECMA-376, part 1, §18); a cell that a spreadsheet would run as a formula is made plain text. */
import { strToU8, zipSync } from 'fflate'
import { docxType, xlsxType } from './media.ts'

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
export function xlsx(pages: readonly SheetPage[]): Buffer {
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${[
      ['workbook', 'sheet.main'],
      ['styles', 'styles'],
      ...pages.map((_, at) => [`worksheets/sheet${at + 1}`, 'worksheet']),
    ]
      .map(
        ([name, kind]) =>
          `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`,
      )
      .join('')}</Types>`,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${sheets}" xmlns:r="${documents}/relationships"><sheets>${pages
      .map(({ name }, at) => `<sheet name="${escaped(name.slice(0, 31))}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...pages.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${sheets}"><fonts count="2"><font><sz val="11"/><name val="Microsoft YaHei"/></font><font><b/><sz val="11"/><name val="Microsoft YaHei"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(pages.map((page, at) => [`xl/worksheets/sheet${at + 1}.xml`, worksheet(page)])),
  }
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  const files = Object.entries(parts).map(([name, text]) => [name, strToU8(declaration + text)])
  return Buffer.from(zipSync(Object.fromEntries(files)))
}

const packages = 'http://schemas.openxmlformats.org/package/2006'
const sheets = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const documents = 'http://schemas.openxmlformats.org/officeDocument/2006'

const relations = (to: readonly (readonly [kind: string, target: string])[]) =>
  `<Relationships xmlns="${packages}/relationships">${to
    .map(
      ([kind, target], at) =>
        `<Relationship Id="rId${at + 1}" Type="${documents}/relationships/${kind}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

/** The headings bold and kept in sight. */
function worksheet({ headings, rows, widths }: SheetPage): string {
  const columns = headings.map(
    (_, at) => `<col min="${at + 1}" max="${at + 1}" width="${widths?.[at] ?? 20}" style="1" customWidth="1"/>`,
  )
  const line = (cells: readonly string[], style: number) =>
    `<row>${cells.map((cell) => `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`).join('')}</row>`
  const all = [line(headings, 2), ...rows.map((row) => line(row, 1))]
  return `<worksheet xmlns="${sheets}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${all.join('')}</sheetData></worksheet>`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** As text of XML; signs that XML has not are left out. */
const escaped = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)

const forms = {
  csv: 'text/csv; charset=utf-8',
  xlsx: xlsxType,
  docx: docxType,
} as const

/** Headers of a download; the name may be Chinese (RFC 6266, RFC 8187). */
export function downloadHeaders(name: string, form: keyof typeof forms): Readonly<Record<string, string>> {
  return {
    'content-type': forms[form],
    'content-disposition': `attachment; filename="download.${form}"; filename*=UTF-8''${encodeURIComponent(`${name}.${form}`)}`,
  }
}
