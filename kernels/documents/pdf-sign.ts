/** Signs a PDF by an incremental update, so that what was signed before stays byte for byte. Sources: ISO 32000-2 clauses 7.5.6 and 12.8, ETSI EN 319 142-1 (PAdES B-B). */
import { Buffer } from 'node:buffer'
import { makeSignedData } from './cms.ts'
import { catalogOf, openPdf, type PdfFile, type PdfPage, pagesOf } from './pdf-file.ts'
import {
  isArray,
  isDict,
  isRef,
  type PdfDict,
  PdfFault,
  type PdfRef,
  type PdfValue,
  textString,
  writeValue,
} from './pdf-values.ts'
import type { DocumentSigner } from './suites.ts'

/** A mark on a page: PDF drawing operators in a box of this size. Points; `x`, `y` from the page's lower left corner. */
export interface Mark {
  /** 0 for the first page, -1 for the last. */
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly operators: string
}

/** What a signature says beside its certificate. */
export interface PdfSignatureWish {
  readonly name: string
  readonly reason?: string
  /** Instant of signing, milliseconds. */
  readonly at: number
  readonly mark?: Mark
}

const name = (text: string): PdfValue => ({ name: text })
const dictOf = (entries: Readonly<Record<string, PdfValue | undefined>>): PdfDict =>
  new Map(Object.entries(entries).filter((pair): pair is [string, PdfValue] => pair[1] !== undefined))

/** `D:20261126093000Z`: an instant as PDF writes it (7.9.4). */
const dateText = (at: number): string => `D:${new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`

/** Ten digits are room for any offset; the numbers are written over the asterisks. */
const rangePlaceholder = '/ByteRange [0 ********** ********** **********]'

interface Objects {
  /** Number of the first object that is new. */
  readonly next: number
  readonly list: { readonly number: number; readonly text: string }[]
}

/** The AcroForm with one more field, written in place of the object that held it. */
function withField(file: PdfFile, field: PdfRef, objects: Objects): void {
  const { ref, dict } = catalogOf(file)
  const given = dict.get('AcroForm')
  const form = file.resolve(given)
  const before: PdfDict = isDict(form) ? form : new Map()
  const fields = file.resolve(before.get('Fields'))
  // SigFlags 3: there are signatures, and only appending keeps them (12.7.3 table 225).
  const after = new Map([...before, ['Fields', [...(isArray(fields) ? fields : []), field]], ['SigFlags', 3]] as [
    string,
    PdfValue,
  ][])
  if (isRef(given)) objects.list.push({ number: given.ref, text: writeValue(after) })
  else objects.list.push({ number: ref.ref, text: writeValue(new Map([...dict, ['AcroForm', after]])) })
}

function withAnnotation(file: PdfFile, page: PdfPage, widget: PdfRef, objects: Objects): void {
  const annotations = file.resolve(page.dict.get('Annots'))
  const list = [...(isArray(annotations) ? annotations : []), widget]
  objects.list.push({ number: page.ref.ref, text: writeValue(new Map([...page.dict, ['Annots', list]])) })
}

function widgetOf(
  page: PdfPage,
  value: PdfRef,
  look: PdfRef | undefined,
  field: string,
  mark: Mark | undefined,
): PdfDict {
  const [left, bottom] = page.box
  const box = mark
    ? [left + mark.x, bottom + mark.y, left + mark.x + mark.width, bottom + mark.y + mark.height]
    : [0, 0, 0, 0]
  return dictOf({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: textString(field),
    V: value,
    P: page.ref,
    Rect: box,
    // Print and Locked.
    F: 132,
    AP: look && dictOf({ N: look }),
  })
}

function streamText(dict: PdfDict, data: string): string {
  return `${writeValue(new Map([...dict, ['Length', data.length]]))}\nstream\n${data}\nendstream`
}

function lookOf(mark: Mark): string {
  const dict = dictOf({
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [0, 0, mark.width, mark.height],
    Resources: new Map(),
  })
  return streamText(dict, mark.operators)
}

/** The signature's dictionary with room for range and contents, written by hand so that their places are known. */
function signatureText(wish: PdfSignatureWish, room: number): string {
  const rest = dictOf({
    Type: name('Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    M: textString(dateText(wish.at)),
    Name: textString(wish.name),
    Reason: wish.reason ? textString(wish.reason) : undefined,
  })
  return `${writeValue(rest).slice(0, -2)}\n${rangePlaceholder}\n/Contents <${'0'.repeat(room * 2)}>>>`
}

/** Objects and a cross-reference section of the form that the file already has. */
function appendix(file: PdfFile, objects: Objects): Buffer {
  const base = file.bytes.length
  const newline = file.bytes.at(-1) === 10 ? '' : '\n'
  let text = newline
  const offsets = new Map<number, number>()
  for (const { number, text: body } of objects.list) {
    offsets.set(number, base + text.length)
    text += `${number} 0 obj\n${body}\nendobj\n`
  }
  const size = Math.max(Number(file.trailer.get('Size')), ...objects.list.map((each) => each.number + 1))
  const kept = ['Root', 'Info', 'ID'].flatMap((key): [string, PdfValue][] => {
    const value = file.trailer.get(key)
    return value === undefined ? [] : [[key, value]]
  })
  const trailer = new Map<string, PdfValue>([...kept, ['Size', size], ['Prev', file.xref.offset]])
  const start = base + text.length
  const section = file.xref.stream ? streamSection(trailer, offsets, start) : tableSection(trailer, offsets)
  return Buffer.from(`${text}${section}startxref\n${start}\n%%EOF\n`, 'latin1')
}

/** Neighbouring numbers stand together: `[first, count]` pairs. */
function runsOf(numbers: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last && last.at(-1) === number - 1) last.push(number)
    else runs.push([number])
  }
  return runs
}

function tableSection(trailer: PdfDict, offsets: ReadonlyMap<number, number>): string {
  const runs = runsOf([...offsets.keys()].sort((a, b) => a - b))
  const lines = runs.map(
    (run) =>
      `${run[0]} ${run.length}\n${run.map((number) => `${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`).join('')}`,
  )
  return `xref\n${lines.join('')}trailer\n${writeValue(trailer)}\n`
}

function streamSection(trailer: PdfDict, offsets: ReadonlyMap<number, number>, start: number): string {
  const own = Math.max(Number(trailer.get('Size')), ...offsets.keys())
  const all = new Map([...offsets, [own, start]])
  const runs = runsOf([...all.keys()].sort((a, b) => a - b))
  const rows = runs.flat().map((number) => {
    const row = Buffer.alloc(7)
    row[0] = 1
    row.writeUInt32BE(all.get(number)!, 1)
    return row.toString('latin1')
  })
  const dict = new Map<string, PdfValue>([
    ...trailer,
    ['Type', name('XRef')],
    ['Size', own + 1],
    ['W', [1, 4, 2]],
    ['Index', runs.flatMap((run) => [run[0]!, run.length])],
  ])
  return `${own} 0 obj\n${streamText(dict, rows.join(''))}\nendobj\n`
}

/** The file with room for one more signature: everything but the signature itself. */
function prepare(bytes: Buffer, wish: PdfSignatureWish, room: number): Buffer {
  const file = openPdf(bytes)
  if (file.encrypted) throw new PdfFault('an encrypted file is not signed')
  const pages = pagesOf(file)
  const page = pages.at(wish.mark?.page ?? 0)
  if (!page) throw new PdfFault('there is no such page')
  if (page.ref.generation !== 0 || catalogOf(file).ref.generation !== 0)
    throw new PdfFault('an object that was used twice')
  const next = Math.max(Number(file.trailer.get('Size')), ...file.entries.keys(), 0) + 1
  const objects: Objects = { next, list: [] }
  const [signature, widget, look] = [next, next + 1, next + 2].map((ref) => ({ ref, generation: 0 })) as [
    PdfRef,
    PdfRef,
    PdfRef,
  ]
  withField(file, widget, objects)
  withAnnotation(file, page, widget, objects)
  objects.list.push({ number: signature.ref, text: signatureText(wish, room) })
  const drawn = widgetOf(page, signature, wish.mark ? look : undefined, `Signature${next}`, wish.mark)
  objects.list.push({ number: widget.ref, text: writeValue(drawn) })
  if (wish.mark) objects.list.push({ number: look.ref, text: lookOf(wish.mark) })
  return Buffer.concat([bytes, appendix(file, objects)])
}

/** Adds a signature of `signer`; `chain` begins with its certificate. Throws `PdfFault` for files that cannot be signed. */
export async function signPdf(
  bytes: Buffer,
  wish: PdfSignatureWish,
  chain: readonly Uint8Array[],
  signer: DocumentSigner,
): Promise<Buffer> {
  const room = chain.reduce((sum, each) => sum + each.length, 0) + 900
  const ready = prepare(bytes, wish, room)
  const place = ready.lastIndexOf(rangePlaceholder)
  const from = ready.indexOf('/Contents <', place) + '/Contents '.length
  const until = from + room * 2 + 2
  const range = `/ByteRange [0 ${from} ${until} ${ready.length - until}]`
  ready.write(range.padEnd(rangePlaceholder.length), place, 'latin1')
  const signature = await makeSignedData([ready.subarray(0, from), ready.subarray(until)], chain, signer)
  if (signature.length > room) throw new RangeError('the signature does not fit into its place')
  ready.write(signature.toString('hex'), from + 1, 'latin1')
  return ready
}
