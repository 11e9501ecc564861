/** Rows of a CSV or XLSX file, one after the other: encodings, separators, dates and zipped bombs are seen to here. */
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { readWorkbook } from './read-workbook.ts'

export type SheetForm = 'csv' | 'xlsx'

export interface SheetRow {
  /** Line in the file, from 1; for CSV the line the row ends on. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A file that cannot be read, with a word for why. */
export class Unreadable extends Error {
  readonly why: 'not_a_sheet' | 'broken' | 'too_large' | 'columns_missing'
  readonly line: number | undefined
  constructor(why: Unreadable['why'], line?: number) {
    super(why)
    this.why = why
    this.line = line
  }
}

/** What an unpacked file may hold, bytes. */
const unpackedLimit = 150 * 1024 * 1024
/** Columns read; more are no firms' file but an attempt to tire the reader. */
const columnLimit = 200

/** Tells the form by the first bytes, never by the name; nothing when it is neither. */
export function formOf(bytes: Uint8Array): SheetForm | undefined {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'xlsx'
  if (startsWith(bytes, [0x1f, 0x8b]) || startsWith(bytes, [0xff, 0xfe])) return 'csv'
  const head = bytes.subarray(0, 4096)
  return head.length === 0 || head.includes(0) ? undefined : 'csv'
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

/** The rows of the first sheet; empty rows are passed over. Throws `Unreadable`. */
export async function* readSheet(bytes: Buffer): AsyncGenerator<SheetRow> {
  const form = formOf(bytes)
  if (!form) throw new Unreadable('not_a_sheet')
  const rows =
    form === 'xlsx' ? readXlsx(bytes) : readCsv(startsWith(bytes, [0x1f, 0x8b]) ? await unpack(bytes) : bytes)
  for await (const row of rows) if (row.cells.some((cell) => cell !== '')) yield row
}

async function unpack(bytes: Buffer): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of Readable.from([bytes]).pipe(createGunzip())) {
      size += (part as Buffer).length
      if (size > unpackedLimit) throw new Unreadable('too_large')
      parts.push(part as Buffer)
    }
  } catch (fault) {
    throw fault instanceof Unreadable ? fault : new Unreadable('broken')
  }
  return Buffer.concat(parts)
}

async function* readCsv(bytes: Buffer): AsyncGenerator<SheetRow> {
  const text = decode(bytes)
  const options = {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    info: true,
    max_record_size: 1_000_000,
  } as const
  const rows = Readable.from(chunks(text)).pipe(parse({ ...options, skip_empty_lines: true }))
  try {
    for await (const { info, record } of rows as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      yield { line: info.lines, cells: record.slice(0, columnLimit).map((cell) => cell.trim()) }
    }
  } catch (fault) {
    throw fault instanceof Error && 'lines' in fault ? new Unreadable('broken', Number(fault.lines)) : fault
  }
}

function* chunks(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += 65_536) yield text.slice(start, start + 65_536)
}

/** UTF-8 where it is valid; else GB18030, which Excel writes on Chinese computers; UTF-16 by its mark. */
function decode(bytes: Buffer): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** The sign that separates most cells of the heading. */
function delimiterOf(text: string): string {
  const heading = text.slice(0, text.search(/[\r\n]|$/))
  const count = (sign: string) => heading.split(sign).length
  return [',', '\t', ';', '，'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function* readXlsx(bytes: Buffer): Generator<SheetRow> {
  if (unpackedSize(bytes) > unpackedLimit) throw new Unreadable('too_large')
  try {
    yield* readWorkbook(bytes, columnLimit)
  } catch {
    throw new Unreadable('broken')
  }
}

/** The sum of the sizes that the zip's directory declares; 0 when there is none. */
function unpackedSize(bytes: Buffer): number {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0) throw new Unreadable('broken')
  let at = bytes.readUInt32LE(end + 16)
  let size = 0
  for (let entries = bytes.readUInt16LE(end + 10); entries > 0 && at + 46 <= bytes.length; entries--) {
    size += bytes.readUInt32LE(at + 24)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return size
}
