/** Facts of many firms as columns that grow: a fact takes room once a firm has it, in the narrowest array that holds it. */
import { type FactDefinition, fitFact } from '@steppe/kernels/policies'
import { type Column, daysOf, type FeelDate } from '@steppe/kernels/rules'

/** Why there is no room: megabytes that would be taken, and that may be. */
export class BaseTooLarge extends Error {
  readonly needed: number
  readonly allowed: number
  constructor(needed: number, allowed: number) {
    super(`the facts of all firms would take ${needed} MB of memory, ${allowed} MB may be taken`)
    this.needed = needed
    this.allowed = allowed
  }
}

const megabyte = 2 ** 20

type Values = Float64Array | Int32Array | Uint8Array | Uint16Array | Uint32Array
type Definition = Pick<FactDefinition, 'id' | 'type' | 'choices' | 'min' | 'max'>

type Stored = {
  readonly kind: Column['kind']
  known: Uint32Array
  values: Values
  readonly dictionary: string[]
  readonly codes: Map<string, number>
  /** The days that firms have. */
  least: number
  most: number
}

/** Rows are numbered from 0. `shape` counts whatever makes compiled rules stale: new arrays, new texts, days beyond those before. */
export class ColumnStore {
  private readonly definitions: ReadonlyMap<string, Definition>
  private readonly columns = new Map<string, Stored>()
  private readonly allowed: number
  private capacity: number
  shape = 0
  /** What is taken besides, by whoever keeps rows beside these. */
  besides = () => 0

  constructor(definitions: readonly Definition[], capacity: number, allowedMegabytes: number) {
    this.definitions = new Map(definitions.map((each) => [each.id, each]))
    this.capacity = roundUp(capacity)
    this.allowed = allowedMegabytes * megabyte
  }

  /** Bytes that the columns take. */
  get bytes(): number {
    let sum = this.besides()
    for (const { known, values } of this.columns.values()) sum += known.byteLength + values.byteLength
    return sum
  }

  /** Makes room for so many rows, an eighth more than asked so that this is rare. */
  growTo(rows: number): number {
    if (rows <= this.capacity) return this.capacity
    const capacity = roundUp(rows + (rows >> 3))
    this.assertRoom((this.bytes * capacity) / this.capacity - this.bytes)
    this.capacity = capacity
    for (const column of this.columns.values()) {
      column.known = longer(column.known, capacity >> 5)
      column.values = longer(column.values, capacity)
    }
    this.shape++
    return capacity
  }

  private assertRoom(more: number): void {
    const needed = this.bytes + more
    if (needed > this.allowed) throw new BaseTooLarge(Math.ceil(needed / megabyte), Math.floor(this.allowed / megabyte))
  }

  /** Puts what is known of a row in place of what was; what is of no use as it stands is not known, as for the interpreter. */
  setRow(row: number, facts: Readonly<Record<string, unknown>>): void {
    const [word, bit] = [row >> 5, 1 << (row & 31)]
    for (const column of this.columns.values()) column.known[word]! &= ~bit
    for (const [id, fact] of Object.entries(facts)) {
      const definition = this.definitions.get(id)
      const value = definition && fact !== null && fact !== undefined ? fitFact(definition, fact) : undefined
      if (definition === undefined || value === undefined) continue
      const column = this.columns.get(id) ?? this.add(definition)
      // First: it may put another array in place.
      const code = this.code(column, value)
      column.values[row] = code
      column.known[word]! |= bit
    }
  }

  private add({ id, type }: Definition): Stored {
    const kind = kinds[type]
    const width = kind === 'number' || kind === 'date' ? 4 : 1
    this.assertRoom(this.capacity * (width + 1 / 8))
    const values = width === 4 ? new Int32Array(this.capacity) : new Uint8Array(this.capacity)
    const known = new Uint32Array(this.capacity >> 5)
    const column = { kind, known, values, dictionary: [], codes: new Map(), least: Infinity, most: -Infinity }
    this.columns.set(id, column)
    this.shape++
    return column
  }

  /** A value as its column holds it; the column is made wider where it has to be. */
  private code(column: Stored, value: unknown): number {
    switch (column.kind) {
      case 'boolean':
        return value === true ? 1 : 0
      case 'number':
        if (column.values instanceof Int32Array && ((value as number) | 0) !== value) this.widen(column, Float64Array)
        return value as number
      case 'date': {
        const day = daysOf(value as FeelDate)
        if (day < column.least || day > column.most) this.shape++
        column.least = Math.min(column.least, day)
        column.most = Math.max(column.most, day)
        return day
      }
      case 'text':
        return this.codeOf(column, value as string)
    }
  }

  private codeOf(column: Stored, text: string): number {
    const found = column.codes.get(text)
    if (found !== undefined) return found
    const code = column.dictionary.push(text) - 1
    column.codes.set(text, code)
    this.shape++
    if (code === 256) this.widen(column, Uint16Array)
    if (code === 65_536) this.widen(column, Uint32Array)
    return code
  }

  private widen(
    column: Stored,
    wider: Float64ArrayConstructor | Uint16ArrayConstructor | Uint32ArrayConstructor,
  ): void {
    this.assertRoom(this.capacity * wider.BYTES_PER_ELEMENT - column.values.byteLength)
    const values = new wider(this.capacity)
    values.set(column.values)
    column.values = values
    this.shape++
  }

  /** The columns as rules read them. Those that no firm has a fact for are not there. */
  asColumns(): { readonly [fact: string]: Column } {
    return Object.fromEntries(
      [...this.columns].map(([id, { kind, known, values, dictionary }]) => [
        id,
        (kind === 'text' ? { kind, known, values, dictionary } : { kind, known, values }) as Column,
      ]),
    )
  }
}

const kinds: Readonly<Record<FactDefinition['type'], Column['kind']>> = {
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  text: 'text',
  choice: 'text',
}

/** Whole blocks of the bitmap machine, so that a bit for each row ends with a word. */
function roundUp(rows: number): number {
  return Math.max(2048, Math.ceil(rows / 2048) * 2048)
}

/** The same values in a longer array of the same kind. */
function longer<T extends Values>(values: T, length: number): T {
  const wider = new (values.constructor as new (length: number) => T)(length)
  wider.set(values)
  return wider
}
