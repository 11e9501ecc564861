/** Says of which kind a message is, how sure that is, and which words decided. */

import { pairKey, placeWeight, readableText } from './gram-features.ts'
import { type Classifier, confidences } from './train-classifier.ts'

/** Words of the message, and how much they spoke for the label rather than the next one. */
export interface DecidingWords {
  readonly words: string
  readonly weight: number
}

export interface Classification {
  /** The likeliest; undefined when the model knows nothing that stands in the text. */
  readonly label: string | undefined
  /** 0–1, calibrated: of answers given with 0.8, four in five are right. */
  readonly confidence: number
  /** Whether the model was right often enough, when it was as sure as this, to go without a second look. */
  readonly certain: boolean
  /** All labels, likeliest first. */
  readonly ranking: readonly { readonly label: string; readonly confidence: number }[]
  /** The words that decided, strongest first; at most five. */
  readonly because: readonly DecidingWords[]
}

const WORDS = 5
/** A gram decides when it weighs at least so much of what the heaviest weighs. */
const DECIDING = 0.25

/** Any text is answered: empty, huge, HTML. The answer depends on model and text only. */
export function classify(model: Classifier, text: string): Classification {
  const readable = readableText(text)
  const read = readGrams(model, readable)
  if (read.columns.length === 0)
    return { label: undefined, confidence: 0, certain: false, ranking: evenly(model), because: [] }
  const margins = marginsOf(model, read)
  const shares = confidences(margins, model.temperature)
  const order = model.labels.map((_, label) => label).sort((a, b) => (margins[b] ?? 0) - (margins[a] ?? 0) || a - b)
  const [first = 0, second = first] = order
  const confidence = shares[first] ?? 0
  return {
    label: model.labels[first],
    confidence,
    certain: confidence >= model.certainFrom,
    ranking: order.map((label) => ({ label: model.labels[label] ?? '', confidence: shares[label] ?? 0 })),
    because: decidingWords(readable, read, leads(model, read, first, second)),
  }
}

/** The grams of a text that a model knows. */
interface ReadGrams {
  /** Their columns, each once, and their values, of length 1 together. */
  readonly columns: readonly number[]
  readonly values: readonly number[]
  /** For each place, as indexes into `columns` or −1: the character, and the pair that begins there. */
  readonly characters: Int32Array
  readonly pairs: Int32Array
}

function readGrams(model: Classifier, readable: string): ReadGrams {
  const table = tableOf(model)
  const columns: number[] = []
  const counts: number[] = []
  const values: number[] = []
  const at = new Map<number, number>()
  const take = (key: number, place: number, length: number): number => {
    const column = find(table, key)
    if (column < 0) return -1
    const known = at.get(column)
    if (known !== undefined) {
      counts[known] = (counts[known] as number) + 1
      return known
    }
    at.set(column, columns.length)
    counts.push(1)
    values.push(placeWeight(place, length) * (model.importance[column] as number))
    return columns.push(column) - 1
  }
  const [characters, pairs] = [new Int32Array(readable.length), new Int32Array(readable.length).fill(-1)]
  for (let place = 0; place < readable.length; place++) {
    characters[place] = take(readable.charCodeAt(place), place, 1)
    if (place + 1 < readable.length) pairs[place] = take(pairKey(readable, place), place, 2)
  }
  return { columns, values: unit(values, counts), characters, pairs }
}

function unit(values: readonly number[], counts: readonly number[]): readonly number[] {
  const grown = values.map((value, gram) => value * Math.sqrt(counts[gram] as number))
  const length = Math.sqrt(grown.reduce((sum, value) => sum + value * value, 0)) || 1
  return grown.map((value) => value / length)
}

function marginsOf({ labels, weights, scales, constants }: Classifier, { columns, values }: ReadGrams): number[] {
  const size = labels.length
  const sums = new Float64Array(size)
  for (let at = 0; at < columns.length; at++) {
    const start = (columns[at] as number) * size
    const value = values[at] as number
    for (let label = 0; label < size; label++) (sums[label] as number) += (weights[start + label] as number) * value
  }
  return Array.from(sums, (sum, label) => sum * (scales[label] as number) + (constants[label] as number))
}

/** What each gram adds to the lead of one label over another. */
function leads({ labels, weights, scales }: Classifier, { columns, values }: ReadGrams, first: number, second: number) {
  const weight = (column: number, label: number) =>
    (weights[column * labels.length + label] as number) * (scales[label] as number)
  return columns.map((column, at) => {
    const lead = weight(column, first) - (first === second ? 0 : weight(column, second))
    return lead * (values[at] as number)
  })
}

/** Grams that decide and overlap in the text are read together: 排放, 放污, 污染 → 排放污染. */
function decidingWords(readable: string, read: ReadGrams, lead: readonly number[]): readonly DecidingWords[] {
  const least = lead.reduce((a, b) => Math.max(a, b), 0) * DECIDING
  if (least <= 0) return []
  const found = new Map<string, number>()
  let [start, end] = [0, 0]
  let grams = new Set<number>()
  const close = (): void => {
    const words = readable.slice(start, end)
    const weight = [...grams].reduce((sum, gram) => sum + (lead[gram] as number), 0)
    if (grams.size > 0) found.set(words, Math.max(found.get(words) ?? 0, weight))
    grams = new Set()
  }
  const take = (gram: number, place: number, length: number): void => {
    if (gram < 0 || (lead[gram] as number) < least) return
    if (place >= end) close()
    if (grams.size === 0) start = place
    grams.add(gram)
    end = Math.max(end, place + length)
  }
  for (let place = 0; place < readable.length; place++) {
    take(read.pairs[place] as number, place, 2)
    take(read.characters[place] as number, place, 1)
  }
  close()
  return strongest(found)
}

/** The heaviest words; what stands within heavier words is not said again. */
function strongest(found: ReadonlyMap<string, number>): readonly DecidingWords[] {
  const chosen: DecidingWords[] = []
  const order = [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  for (const [words, weight] of order) {
    if (chosen.length === WORDS) break
    if (!words.isWellFormed() || chosen.some((heavier) => heavier.words.includes(words))) continue
    chosen.push({ words, weight })
  }
  return chosen
}

function evenly({ labels }: Classifier): Classification['ranking'] {
  return labels.map((label) => ({ label, confidence: 1 / labels.length }))
}

/** Open addressing: faster by far than a Map for a few hundred look-ups a message. */
interface Table {
  readonly keys: Float64Array
  readonly columns: Int32Array
  readonly mask: number
}

const tables = new WeakMap<Float64Array, Table>()

/** Made once for each model. */
function tableOf({ grams }: Classifier): Table {
  const made = tables.get(grams) ?? makeTable(grams)
  tables.set(grams, made)
  return made
}

function makeTable(grams: Float64Array): Table {
  const size = 2 ** Math.ceil(Math.log2(grams.length * 2 + 2))
  const table = { keys: new Float64Array(size).fill(-1), columns: new Int32Array(size).fill(-1), mask: size - 1 }
  for (const [column, key] of grams.entries()) {
    let slot = slotOf(key, table.mask)
    while (table.keys[slot] !== -1) slot = (slot + 1) & table.mask
    table.keys[slot] = key
    table.columns[slot] = column
  }
  return table
}

function find({ keys, columns, mask }: Table, key: number): number {
  let slot = slotOf(key, mask)
  while (keys[slot] !== -1) {
    if (keys[slot] === key) return columns[slot] as number
    slot = (slot + 1) & mask
  }
  return -1
}

function slotOf(key: number, mask: number): number {
  const mixed = Math.imul(key | 0, 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) & mask
}
