/** A PDF file opened: its cross-references, objects and pages. Source: ISO 32000-2 clauses 7.5 and 7.7. */
import { Buffer } from 'node:buffer'
import { unzlibSync } from 'fflate'
import {
  isArray,
  isDict,
  isRef,
  isStream,
  nameOf,
  type PdfDict,
  PdfFault,
  PdfReader,
  type PdfRef,
  type PdfStream,
  type PdfValue,
} from './pdf-values.ts'

/** Where an object stands: at a place in the file, or as the nth of an object stream. */
type Entry =
  | { readonly offset: number; readonly generation: number }
  | { readonly within: number; readonly place: number }

const most = { objects: 500_000, sections: 1000, pages: 20_000, inflated: 60 * 1024 * 1024 }

export interface PdfFile {
  readonly bytes: Buffer
  /** The newest trailer. */
  readonly trailer: PdfDict
  readonly entries: ReadonlyMap<number, Entry>
  /** Where the newest cross-reference section begins, and whether it is a stream. */
  readonly xref: { readonly offset: number; readonly stream: boolean }
  readonly encrypted: boolean
  /** The object with this number; null when there is none. */
  readonly object: (number: number) => PdfValue
  /** What a value is after following references. */
  readonly resolve: (value: PdfValue | undefined) => PdfValue
}

function lastStart(bytes: Buffer): number {
  const at = bytes.lastIndexOf('startxref')
  if (at < 0) throw new PdfFault('startxref is missing')
  return new PdfReader(bytes, at + 9).integer()
}

interface Section {
  readonly entries: ReadonlyMap<number, Entry | null>
  readonly trailer: PdfDict
  readonly stream: boolean
}

function readTable(reader: PdfReader): Section {
  const entries = new Map<number, Entry | null>()
  while (!reader.take('trailer')) {
    const first = reader.integer()
    const count = reader.integer()
    if (first + count > most.objects) throw new PdfFault('too many objects')
    for (let i = 0; i < count; i++) {
      const offset = reader.integer()
      const generation = reader.integer()
      const kind = reader.word()
      if (kind !== 'n' && kind !== 'f') throw new PdfFault('a cross-reference of another kind')
      if (!entries.has(first + i)) entries.set(first + i, kind === 'n' ? { offset, generation } : null)
    }
  }
  const trailer = reader.value()
  if (!isDict(trailer)) throw new PdfFault('the trailer is no dictionary')
  return { entries, trailer, stream: false }
}

function readStreamSection(stream: PdfStream): Section {
  const widths = stream.dict.get('W')
  if (nameOf(stream.dict.get('Type')) !== 'XRef' || !isArray(widths)) throw new PdfFault('no cross-reference stream')
  const [a = 0, b = 0, c = 0] = widths.map(Number)
  const size = Number(stream.dict.get('Size'))
  const index = stream.dict.get('Index')
  const ranges = isArray(index) ? index.map(Number) : [0, size]
  const data = inflated(stream)
  const entries = new Map<number, Entry | null>()
  const number = (at: number, width: number) => (width === 0 ? 0 : width > 6 ? Number.NaN : data.readUIntBE(at, width))
  let at = 0
  for (let r = 0; r + 1 < ranges.length; r += 2)
    for (let i = 0; i < ranges[r + 1]!; i++, at += a + b + c) {
      if (at + a + b + c > data.length || entries.size > most.objects)
        throw new PdfFault('a cross-reference stream that is too short')
      const kind = a === 0 ? 1 : number(at, a)
      const second = number(at + a, b)
      const third = number(at + a + b, c)
      entries.set(
        ranges[r]! + i,
        kind === 1 ? { offset: second, generation: third } : kind === 2 ? { within: second, place: third } : null,
      )
    }
  return { entries, trailer: stream.dict, stream: true }
}

function readSection(bytes: Buffer, offset: number): Section {
  const reader = new PdfReader(bytes, offset)
  if (reader.take('xref')) return readTable(reader)
  const found = readObjectAt(bytes, offset)
  if (!isStream(found.value)) throw new PdfFault('no cross-reference section')
  return readStreamSection(found.value)
}

/** An object at its place: `n g obj … endobj`. A stream's length may be given by a reference, which `lengthOf` follows. */
function readObjectAt(
  bytes: Buffer,
  offset: number,
  lengthOf?: (ref: PdfRef) => number,
): { readonly number: number; readonly value: PdfValue } {
  const reader = new PdfReader(bytes, offset)
  const number = reader.integer()
  reader.integer()
  if (!reader.take('obj')) throw new PdfFault(`no object at ${offset}`)
  const value = reader.value()
  if (!isDict(value) || !reader.take('stream')) return { number, value }
  let from = reader.at
  if (bytes[from] === 13) from++
  if (bytes[from] === 10) from++
  const given = value.get('Length')
  const length = isRef(given) ? lengthOf?.(given) : Number(given)
  if (length === undefined || !(length >= 0) || from + length > bytes.length)
    throw new PdfFault('a stream without its length')
  return { number, value: { dict: value, data: bytes.subarray(from, from + length) } }
}

/** The bytes of a stream without its filter; only what cross-references and object streams use (7.4.4). */
function inflated(stream: PdfStream): Buffer {
  const filter = stream.dict.get('Filter')
  const names = (isArray(filter) ? filter : filter === undefined ? [] : [filter]).map(nameOf)
  if (names.length === 0) return stream.data
  if (names.length > 1 || names[0] !== 'FlateDecode') throw new PdfFault('a filter that is not read here')
  const out = unzlibSync(stream.data)
  if (out.length > most.inflated) throw new PdfFault('a stream that grows too large')
  const parameters = stream.dict.get('DecodeParms')
  const of = isArray(parameters) ? parameters[0] : parameters
  return isDict(of) ? unpredicted(Buffer.from(out), of) : Buffer.from(out)
}

/** Undoes the PNG predictors (7.4.4.4); of these, files use none, sub and up with one byte a column. */
function unpredicted(data: Buffer, parameters: PdfDict): Buffer {
  const predictor = Number(parameters.get('Predictor') ?? 1)
  if (predictor < 10) return data
  const columns = Number(parameters.get('Columns') ?? 1)
  const rows = Math.floor(data.length / (columns + 1))
  const out = Buffer.alloc(rows * columns)
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (columns + 1)]!
    for (let i = 0; i < columns; i++) {
      const raw = data[row * (columns + 1) + 1 + i]!
      const left = i > 0 ? out[row * columns + i - 1]! : 0
      const up = row > 0 ? out[(row - 1) * columns + i]! : 0
      const corner = row > 0 && i > 0 ? out[(row - 1) * columns + i - 1]! : 0
      out[row * columns + i] = raw + predicted(kind, left, up, corner)
    }
  }
  return out
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left
  if (kind === 2) return up
  if (kind === 3) return (left + up) >> 1
  if (kind !== 4) return 0
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** Opens a file; throws `PdfFault` for what is no PDF or is damaged. */
export function openPdf(bytes: Buffer): PdfFile {
  if (!bytes.subarray(0, 1024).includes('%PDF-')) throw new PdfFault('no PDF')
  const offset = lastStart(bytes)
  const entries = new Map<number, Entry | null>()
  const seen = new Set<number>()
  let newest: Section | undefined
  for (let queue = [offset]; queue.length > 0; ) {
    const next = queue.shift()!
    if (seen.has(next) || seen.size > most.sections) continue
    seen.add(next)
    const section = readSection(bytes, next)
    newest ??= section
    for (const [number, entry] of section.entries) if (!entries.has(number)) entries.set(number, entry)
    const after = [section.trailer.get('XRefStm'), section.trailer.get('Prev')].filter(
      (each) => typeof each === 'number',
    )
    queue = [...after, ...queue]
  }
  const present = new Map([...entries].filter((pair): pair is [number, Entry] => pair[1] !== null))
  return fileOf(bytes, newest!, offset, present)
}

function fileOf(bytes: Buffer, newest: Section, offset: number, entries: ReadonlyMap<number, Entry>): PdfFile {
  const kept = new Map<number, PdfValue>()
  const packed = new Map<number, readonly PdfValue[]>()
  const lengthOf = (ref: PdfRef): number => {
    const entry = entries.get(ref.ref)
    return entry && 'offset' in entry ? Number(readObjectAt(bytes, entry.offset).value) : Number.NaN
  }
  const look = (number: number): PdfValue => {
    const entry = entries.get(number)
    if (!entry) return null
    if ('within' in entry) {
      const members = packed.get(entry.within) ?? readPacked(object(entry.within))
      packed.set(entry.within, members)
      return members[entry.place] ?? null
    }
    const found = readObjectAt(bytes, entry.offset, lengthOf)
    if (found.number !== number) throw new PdfFault(`object ${number} is not where the cross-reference says`)
    return found.value
  }
  const object = (number: number): PdfValue => {
    if (!kept.has(number)) {
      kept.set(number, null)
      kept.set(number, look(number))
    }
    return kept.get(number) ?? null
  }
  const resolve = (value: PdfValue | undefined): PdfValue => {
    let current = value ?? null
    for (let steps = 0; isRef(current); steps++) {
      if (steps > 20) throw new PdfFault('references in a circle')
      current = object(current.ref)
    }
    return current
  }
  return {
    bytes,
    trailer: newest.trailer,
    entries,
    xref: { offset, stream: newest.stream },
    encrypted: newest.trailer.has('Encrypt'),
    object,
    resolve,
  }
}

function readPacked(value: PdfValue): readonly PdfValue[] {
  if (!isStream(value) || nameOf(value.dict.get('Type')) !== 'ObjStm') throw new PdfFault('no object stream')
  const data = inflated(value)
  const first = Number(value.dict.get('First'))
  const count = Math.min(Number(value.dict.get('N')), most.objects)
  const head = new PdfReader(data, 0)
  const offsets: number[] = []
  for (let i = 0; i < count; i++) {
    head.integer()
    offsets.push(head.integer())
  }
  return offsets.map((offset) => new PdfReader(data, first + offset).value())
}

/** The catalog of a file, with its reference. */
export function catalogOf(file: PdfFile): { readonly ref: PdfRef; readonly dict: PdfDict } {
  const ref = file.trailer.get('Root')
  const dict = file.resolve(ref)
  if (!isRef(ref) || !isDict(dict)) throw new PdfFault('the file has no catalog')
  return { ref, dict }
}

/** A page with its reference and the size it shows: points, lower left corner first. */
export interface PdfPage {
  readonly ref: PdfRef
  readonly dict: PdfDict
  readonly box: readonly [number, number, number, number]
}

/** All pages in order. */
export function pagesOf(file: PdfFile): readonly PdfPage[] {
  const pages: PdfPage[] = []
  const seen = new Set<number>()
  const walk = (value: PdfValue | undefined, box: PdfValue | undefined): void => {
    const dict = file.resolve(value)
    if (!isRef(value) || !isDict(dict) || seen.has(value.ref) || pages.length > most.pages)
      throw new PdfFault('the pages are not in order')
    seen.add(value.ref)
    const own = dict.get('MediaBox') ?? box
    const kids = file.resolve(dict.get('Kids'))
    if (isArray(kids)) for (const kid of kids) walk(kid, own)
    else pages.push({ ref: value, dict, box: boxOf(file, dict.get('CropBox') ?? own) })
  }
  walk(catalogOf(file).dict.get('Pages'), undefined)
  return pages
}

function boxOf(file: PdfFile, value: PdfValue | undefined): PdfPage['box'] {
  const box = file.resolve(value)
  const [a = 0, b = 0, c = 595, d = 842] = isArray(box) ? box.map((each) => Number(file.resolve(each))) : []
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
}

/** Whether opening the file can run something or show what is not on its pages: scripts, XFA forms, launching. */
export function isActive(file: PdfFile): boolean {
  const { dict } = catalogOf(file)
  const names = file.resolve(dict.get('Names'))
  const form = file.resolve(dict.get('AcroForm'))
  const action = file.resolve(dict.get('OpenAction'))
  const kind = isDict(action) ? nameOf(file.resolve(action.get('S'))) : undefined
  return (
    (isDict(names) && names.has('JavaScript')) ||
    (isDict(form) && form.has('XFA')) ||
    kind === 'JavaScript' ||
    kind === 'Launch' ||
    dict.has('AA')
  )
}
