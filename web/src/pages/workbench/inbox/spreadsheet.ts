/** Writes a table as a CSV that Excel opens rightly, and as an Excel workbook (ECMA-376: an uncompressed ZIP of XML parts). */

export type Cell = string | number

/** A text that a spreadsheet would take for a formula is made a text again. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** UTF-8 with a byte order mark, lines ended by CRLF (RFC 4180). */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  const quoted = (cell: Cell) => {
    const text = typeof cell === 'number' ? String(cell) : harmless(cell)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

/** Characters that XML 1.0 forbids are left out. */
const allowed = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0
  return code === 9 || code === 10 || code === 13 || (code >= 32 && code !== 0xfffe && code !== 0xffff)
}
const escaped = (text: string): string =>
  [...text]
    .filter(allowed)
    .join('')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** A, B, … Z, AA. */
function columnName(index: number): string {
  return (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
}

function sheetXml(rows: readonly (readonly Cell[])[], widths: readonly number[]): string {
  const cell = (value: Cell, at: string, style: string) =>
    typeof value === 'number'
      ? `<c r="${at}"${style}><v>${value}</v></c>`
      : `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
  const lines = rows.map((row, y) => {
    const style = y === 0 ? ' s="1"' : ''
    return `<row r="${y + 1}">${row.map((value, x) => cell(value, `${columnName(x)}${y + 1}`, style)).join('')}</row>`
  })
  const columns = widths.map((width, x) => `<col min="${x + 1}" max="${x + 1}" width="${width}" customWidth="1"/>`)
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  return `${head}<worksheet xmlns="${main}">${view}<cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function parts(name: string, sheet: string): readonly (readonly [string, string])[] {
  const types = [
    ['/xl/workbook.xml', 'sheet.main+xml'],
    ['/xl/worksheets/sheet1.xml', 'worksheet+xml'],
    ['/xl/styles.xml', 'styles+xml'],
  ].map(([part, type]) => `<Override PartName="${part}" ContentType="${kind}.${type}"/>`)
  const title = escaped(name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31))
  return [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${title}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Microsoft YaHei"/></font><font><b/><sz val="11"/><name val="Microsoft YaHei"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    ],
    ['xl/worksheets/sheet1.xml', sheet],
  ]
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

type Number16or32 = readonly [value: number, bytes: 2 | 4]

function numbers(fields: readonly Number16or32[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(fields.reduce((sum, [, size]) => sum + size, 0))
  const view = new DataView(out.buffer)
  let at = 0
  for (const [value, size] of fields) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return out
}

/** Names are UTF-8 (bit 11), entries are stored, the time is 1980-01-01: the same table gives the same bytes. */
function zip(files: readonly (readonly [string, string])[]): Blob {
  const text = new TextEncoder()
  const body: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const [path, content] of files) {
    const [name, data] = [text.encode(path), text.encode(content)]
    const common: Number16or32[] = [
      [20, 2],
      [0x0800, 2],
      [0, 2],
      [0, 2],
      [33, 2],
      [crc32(data), 4],
      [data.length, 4],
      [data.length, 4],
      [name.length, 2],
      [0, 2],
    ]
    const local = numbers([[0x04034b50, 4], ...common])
    body.push(local, name, data)
    directory.push(numbers([[0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), name)
    offset += local.length + name.length + data.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = numbers([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [files.length, 2],
    [files.length, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  ])
  return new Blob([...body, ...directory, end], { type: `${kind}.sheet` })
}

/** A workbook of one sheet whose first row is the heading. `widths` are in characters. */
export function workbookOf(name: string, rows: readonly (readonly Cell[])[], widths: readonly number[]): Blob {
  return zip(parts(name, sheetXml(rows, widths)))
}
