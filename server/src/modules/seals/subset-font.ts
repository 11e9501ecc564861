/** The part of the Chinese font that pages use, as a TrueType file of its own with its map of signs: OFD carries it for readers that have not the font. Source: ISO/IEC 14496-22. */
import type { Sheet } from '@steppe/kernels/documents'
import { fontBytes, fontOf, type Weight } from './open-font.ts'

type Tables = Map<string, Buffer>

/** One record of the directory: tag, checksum, place, length. */
const record = 16

function tablesOf(file: Buffer): Tables {
  const places = Array.from({ length: file.readUInt16BE(4) }, (_, i) => 12 + i * record)
  return new Map(
    places.map((at) => {
      const from = file.readUInt32BE(at + 8)
      return [file.toString('latin1', at, at + 4), file.subarray(from, from + file.readUInt32BE(at + 12))]
    }),
  )
}

/** A map of format 12: a group for each sign, in the order of their codes. */
function signMap(glyphs: readonly (readonly [code: number, glyph: number])[]): Buffer {
  const map = Buffer.alloc(28 + glyphs.length * 12)
  for (const [at, value] of [1, 3, 10].entries()) map.writeUInt16BE(value, 2 + at * 2)
  map.writeUInt32BE(12, 8)
  map.writeUInt16BE(12, 12)
  map.writeUInt32BE(map.length - 12, 16)
  map.writeUInt32BE(glyphs.length, 24)
  for (const [at, [code, glyph]] of glyphs.entries())
    for (const [field, value] of [code, code, glyph].entries()) map.writeUInt32BE(value, 28 + at * 12 + field * 4)
  return map
}

function sumOf(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}

const wholeWords = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])

function fileOf(tables: Tables): Buffer {
  const directory = Buffer.alloc(12 + tables.size * record)
  const power = Math.floor(Math.log2(tables.size))
  directory.writeUInt32BE(0x00010000, 0)
  for (const [at, value] of [tables.size, 16 * 2 ** power, power, 16 * (tables.size - 2 ** power)].entries())
    directory.writeUInt16BE(value, 4 + at * 2)
  const parts: Buffer[] = [directory]
  let from = directory.length
  for (const [i, [tag, bytes]] of [...tables].sort(([a], [b]) => (a < b ? -1 : 1)).entries()) {
    const padded = wholeWords(bytes)
    directory.write(tag, 12 + i * record, 'latin1')
    for (const [at, value] of [sumOf(padded), from, bytes.length].entries())
      directory.writeUInt32BE(value, 16 + i * record + at * 4)
    parts.push(padded)
    from += padded.length
  }
  return Buffer.concat(parts)
}

/** The font with the signs of `text` and no others. */
export function subsetFont(text: string, weight: Weight): Buffer {
  const font = fontOf(weight)
  const subset = font.createSubset()
  const codes = [...new Set(Array.from(text, (sign) => sign.codePointAt(0)!))].sort((a, b) => a - b)
  const glyphs = codes.map((code) => [code, subset.includeGlyph(font.glyphForCodePoint(code))] as const)
  const tables = tablesOf(Buffer.from(subset.encode()))
  const whole = tablesOf(fontBytes(weight))
  for (const tag of ['OS/2', 'name', 'post']) tables.set(tag, whole.get(tag)!)
  tables.set('cmap', signMap(glyphs))
  return fileOf(tables)
}

/** What the text of the pages is set in. */
export function fontsOf(sheets: readonly Sheet[]): Partial<Record<Weight, Buffer>> {
  const texts = { regular: '', bold: '' }
  for (const item of sheets.flatMap((sheet) => sheet.items))
    if (item.kind === 'text') texts[item.bold ? 'bold' : 'regular'] += item.text
  const used = (['regular', 'bold'] as const).filter((weight) => texts[weight] !== '')
  return Object.fromEntries(used.map((weight) => [weight, subsetFont(texts[weight], weight)]))
}
