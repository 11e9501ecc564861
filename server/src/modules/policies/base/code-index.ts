/** Credit codes of firms by row and rows by code, in some 30 bytes a firm: a map of texts would take ten times as much. */

const width = 18
const most = 0.6

/** Codes are at most 18 letters and digits (GB 32100). */
export class CodeIndex {
  private codes: Buffer = Buffer.alloc(width * 2048)
  private places = new Int32Array(4096).fill(-1)
  size = 0

  get bytes(): number {
    return this.codes.byteLength + this.places.byteLength
  }

  /** The row of a code; −1 where it has none. */
  rowOf(code: string): number {
    return this.places[this.placeOf(code)] as number
  }

  /** The row of a code, the next one where it is new. */
  add(code: string): number {
    if (code.length > width) throw new Error(`a credit code has at most ${width} characters: ${code}`)
    const place = this.placeOf(code)
    const found = this.places[place] as number
    if (found >= 0) return found
    const row = this.size++
    if ((row + 1) * width > this.codes.length) this.codes = longer(this.codes, row + 1)
    for (let at = 0; at < code.length; at++) this.codes[row * width + at] = code.charCodeAt(at)
    this.places[place] = row
    if (this.size > this.places.length * most) this.spread()
    return row
  }

  codeAt(row: number): string {
    const from = row * width
    let to = from + width
    while (this.codes[to - 1] === 0) to--
    return this.codes.toString('latin1', from, to)
  }

  /** The place where a code stands, or the free one where it would. */
  private placeOf(code: string): number {
    const mask = this.places.length - 1
    let place = hashOf(code) & mask
    for (;;) {
      const row = this.places[place] as number
      if (row < 0 || this.isAt(row, code)) return place
      place = (place + 1) & mask
    }
  }

  private isAt(row: number, code: string): boolean {
    for (let at = 0; at < width; at++)
      if (this.codes[row * width + at] !== (at < code.length ? code.charCodeAt(at) : 0)) return false
    return true
  }

  private spread(): void {
    const rows = this.size
    this.places = new Int32Array(this.places.length * 2).fill(-1)
    for (let row = 0; row < rows; row++) this.places[this.placeOf(this.codeAt(row))] = row
  }
}

function longer(codes: Buffer, rows: number): Buffer {
  const next = Buffer.alloc(width * Math.ceil((rows * 9) / 8 / 2048) * 2048)
  next.set(codes)
  return next
}

/** FNV-1a, mixed once more: codes of a region begin alike. */
function hashOf(code: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < code.length; at++) hash = Math.imul(hash ^ code.charCodeAt(at), 0x01000193)
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 7
}
