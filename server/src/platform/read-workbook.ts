/**
 * Rows of the first sheet of an XLSX workbook (ECMA-376, part 1, §18), read whole in memory: what the streaming reader of the library we write
 * with gave back was now and then empty.
 */
import { strFromU8, unzipSync } from 'fflate'

export interface WorkbookRow {
  /** Number of the row, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Throws where it is no workbook. `columns`: at most so many are read. */
export function* readWorkbook(bytes: Uint8Array, columns: number): Generator<WorkbookRow> {
  const parts = unzipSync(bytes, { filter: ({ name }) => /^xl\/.*\.(?:xml|rels)$/.test(name) })
  const part = (name: string) => (parts[name] ? plain(strFromU8(parts[name])) : '')
  const workbook = part('xl/workbook.xml')
  const sheet = part(firstSheet(workbook, part('xl/_rels/workbook.xml.rels')))
  if (!sheet.includes('<worksheet')) throw new Error('there is no sheet')
  const shared = elements(part('xl/sharedStrings.xml'), 'si').map(({ inside }) => wordsOf(inside))
  const reading = { shared, days: dayStyles(part('xl/styles.xml')), since1904: /date1904="(?:1|true)"/.test(workbook) }
  let line = 0
  for (const { head, inside } of eachElement(sheet, 'row')) {
    line = Number(attribute(head, 'r') ?? line + 1)
    const cells: string[] = []
    let at = 0
    for (const cell of eachElement(inside, 'c')) {
      at = columnOf(attribute(cell.head, 'r')) ?? at + 1
      if (at > columns) break
      while (cells.length < at - 1) cells.push('')
      cells[at - 1] = textOf(cell, reading)
    }
    yield { line, cells }
  }
}

/** Names without the prefix that some programs put before them. */
const plain = (xml: string) =>
  /<\w+:(?:worksheet|workbook|sst|styleSheet)\b/.test(xml.slice(0, 4096)) ? xml.replace(/<(\/?)\w+:/g, '<$1') : xml

interface Element {
  readonly head: string
  readonly inside: string
}

/** The elements of a name, which never lie in one another. A head ends before the next one begins: nobody makes us look for its end again and again. */
function* eachElement(xml: string, name: string): Generator<Element> {
  const open = new RegExp(`<${name}(?=[\\s/>])(?:[^<>"]|"[^<"]*")*>`, 'g')
  const close = `</${name}>`
  for (let found = open.exec(xml); found; found = open.exec(xml)) {
    const [head] = found
    if (head.endsWith('/>')) {
      yield { head, inside: '' }
      continue
    }
    const end = xml.indexOf(close, open.lastIndex)
    if (end < 0) throw new Error(`a ${name} is not closed`)
    yield { head, inside: xml.slice(open.lastIndex, end) }
    open.lastIndex = end + close.length
  }
}
const elements = (xml: string, name: string) => [...eachElement(xml, name)]

const attributes = new Map<string, RegExp>()

function attribute(head: string, name: string): string | undefined {
  const known = attributes.get(name) ?? new RegExp(`\\s${name}="([^"]*)"`)
  attributes.set(name, known)
  return known.exec(head)?.[1]
}

/** Where the first sheet lies. */
function firstSheet(workbook: string, rels: string): string {
  const id = attribute(elements(workbook, 'sheet')[0]?.head ?? '', '(?:\\w+:)?id')
  const target = elements(rels, 'Relationship').find(({ head }) => attribute(head, 'Id') === id)?.head ?? ''
  const path = attribute(target, 'Target') ?? 'worksheets/sheet1.xml'
  return path.startsWith('/') ? path.slice(1) : `xl/${path}`
}

/** `AB12` is in column 28. */
function columnOf(address: string | undefined): number | undefined {
  const letters = /^[A-Z]+/.exec(address ?? '')?.[0]
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) : undefined
}

/** The text of a shared string: all its runs, without how they are pronounced. */
function wordsOf(inside: string): string {
  const [first = '', ...rest] = inside.split('<rPh')
  const said = [first, ...rest.map((each) => each.split('</rPh>', 2)[1] ?? '')].join('')
  return elements(said, 't')
    .map((each) => unescaped(each.inside))
    .join('')
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function unescaped(text: string): string {
  if (!/[&_]/.test(text)) return text
  return text
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) =>
      name ? (named[name] ?? whole) : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Built-in formats that show a day or a time (§18.8.30), with those of Chinese computers. */
const isDayFormat = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Which styles show a day. */
function dayStyles(styles: string): readonly boolean[] {
  const own = new Map(
    elements(styles, 'numFmt').map(({ head }) => [
      Number(attribute(head, 'numFmtId')),
      // Neither what is quoted or escaped nor colours, conditions and currencies.
      /[ymdhs]/i.test(
        (attribute(head, 'formatCode') ?? '').replace(
          /&quot;.*?&quot;|"[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi,
          '',
        ),
      ),
    ]),
  )
  const [formats] = elements(styles, 'cellXfs')
  return elements(formats?.inside ?? '', 'xf').map(({ head }) => {
    const id = Number(attribute(head, 'numFmtId') ?? 0)
    return own.get(id) ?? isDayFormat(id)
  })
}

interface Reading {
  readonly shared: readonly string[]
  readonly days: readonly boolean[]
  readonly since1904: boolean
}

/** What a cell shows: text without its fonts, the result of a formula, a day as `2026-10-01`, with its time where it has one. */
function textOf({ head, inside }: Element, { shared, days, since1904 }: Reading): string {
  const kind = attribute(head, 't') ?? 'n'
  if (kind === 'inlineStr') return wordsOf(inside).trim()
  const text = unescaped(/<v(?:\s[^<>]{0,99})?>([^<]*)<\/v>/.exec(inside)?.[1] ?? '').trim()
  if (text === '') return ''
  if (kind === 's') return (shared[Number(text)] ?? '').trim()
  if (kind === 'b') return text === '1' ? 'true' : 'false'
  if (kind === 'e') return ''
  if (kind !== 'n') return text
  const number = Number(text)
  if (Number.isNaN(number)) return text
  return days[Number(attribute(head, 's') ?? 0)] ? dayOf(number, since1904) : String(number)
}

/** A sheet counts days from 30 December 1899 (or 1 January 1904), times as parts of them: the second is the nearest. */
function dayOf(serial: number, since1904: boolean): string {
  const instant = Math.round((serial - (since1904 ? 24_107 : 25_569)) * 86_400) * 1000
  if (!(Math.abs(instant) < 8.64e15)) return String(serial)
  const [day = '', time = ''] = new Date(instant).toISOString().split(/[T.]/)
  return time === '00:00:00' ? day : `${day} ${time}`
}
