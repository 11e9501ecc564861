/** Learns from closed orders which kind of matter a message is. A linear SVM for each label over characters and pairs. */

import { countGrams, type GramCounts, readableText } from './gram-features.ts'
import { marginOf, type SparseRows, trainSvm } from './linear-svm.ts'

/** An order whose kind somebody decided. */
export interface LabelledText {
  readonly text: string
  readonly label: string
}

export interface TrainOptions {
  /** A gram counts when it stands in so many texts; default 2. */
  readonly leastTexts?: number
  /** No more grams than so many are kept; default 200,000. */
  readonly mostGrams?: number
  /** `certain` is said from the confidence on at which so large a share was right in cross-validation; default 0.95. */
  readonly certainShare?: number
  /** Folds by which confidence is calibrated; default 4, 0 leaves it uncalibrated. */
  readonly folds?: number
}

/** What was learnt. Plain data and typed arrays; write it with `classifierBytes`. */
export interface Classifier {
  /** In the order of code points. */
  readonly labels: readonly string[]
  /** Keys of the grams that count, rising. */
  readonly grams: Float64Array
  /** How telling each gram is. */
  readonly importance: Float32Array
  /** Per gram the weight for each label, in steps of the label's scale. */
  readonly weights: Int16Array
  readonly scales: Float32Array
  readonly constants: Float32Array
  /** Margins are divided by it before they become confidences. */
  readonly temperature: number
  /** Confidence from which an answer may be called certain; 1 for never. */
  readonly certainFrom: number
  readonly learntFrom: { readonly rows: number; readonly perLabel: readonly number[] }
  /** How the model did on rows held back from it, where there were enough. */
  readonly measured?: { readonly accuracy: number; readonly macroF1: number } | undefined
}

const COST = 2
/** How much a gram that stands in one kind of text only counts above one that stands everywhere. */
const SELECTIVENESS = 0.7
/** Texts of each kind supposed seen with every gram: what is rare proves little. */
const SUPPOSED = 0.3
const LEAST_FOR_FOLDS = 30

/**
 * Learns from rows in any number, with any labels, however unbalanced; the same rows in the same order give the same
 * model. Rows without a readable character or with an empty label are left out. Takes seconds for thousands of rows.
 */
export function trainClassifier(rows: readonly LabelledText[], options: TrainOptions = {}): Classifier {
  const lesson = readLesson(rows, options)
  const all = lesson.counts.map((_, row) => row)
  const learnt = learn(lesson, all, options.leastTexts ?? 2)
  const held = holdBack(lesson, options)
  const temperature = held === undefined ? 1 : fitTemperature(held)
  return {
    labels: lesson.labels,
    ...pack(learnt, lesson),
    temperature,
    certainFrom: held === undefined ? 1 : certainFrom(held, temperature, options.certainShare ?? 0.95),
    learntFrom: { rows: all.length, perLabel: lesson.labels.map((_, label) => countOf(lesson.kinds, label)) },
    measured: held === undefined ? undefined : measure(held, lesson.labels.length),
  }
}

/** Confidences from margins: they sum to 1. */
export function confidences(margins: readonly number[], temperature: number): readonly number[] {
  const highest = Math.max(...margins)
  const parts = margins.map((margin) => Math.exp((margin - highest) / temperature))
  const sum = parts.reduce((a, b) => a + b, 0)
  return parts.map((part) => part / sum)
}

/** Shares correct and harmonic means by label of guessed against true kinds. */
export function macroF1(guessed: readonly number[], truth: readonly number[], kinds: number): number {
  let sum = 0
  let present = 0
  for (let kind = 0; kind < kinds; kind++) {
    const right = guessed.filter((guess, row) => guess === kind && truth[row] === kind).length
    const either = countOf(guessed, kind) + countOf(truth, kind)
    if (either === 0) continue
    present++
    sum += (2 * right) / either
  }
  return present === 0 ? 0 : sum / present
}

interface Lesson {
  readonly labels: readonly string[]
  /** Keys of the grams that may count, rising; texts name them by their place here. */
  readonly grams: readonly number[]
  readonly counts: readonly GramCounts[]
  readonly kinds: readonly number[]
}

interface Learnt {
  readonly importance: Float64Array
  /** For each label the weights of all grams, then the constant. */
  readonly machines: readonly Float64Array[]
}

function readLesson(rows: readonly LabelledText[], { leastTexts = 2, mostGrams = 200_000 }: TrainOptions): Lesson {
  const read = rows
    .map(({ text, label }) => ({ text: readableText(text), label }))
    .filter(({ text, label }) => text !== '' && label !== '')
  const labels = [...new Set(read.map(({ label }) => label))].sort((a, b) => (a < b ? -1 : 1))
  const kindOf = new Map(labels.map((label, kind) => [label, kind]))
  const counts = read.map(({ text }) => countGrams(text))
  const grams = chooseGrams(counts, leastTexts, mostGrams)
  const places = new Map(grams.map((key, place) => [key, place]))
  return {
    labels,
    grams,
    counts: counts.map((of) => keepGrams(of, places)),
    kinds: read.map(({ label }) => kindOf.get(label) ?? 0),
  }
}

/** The grams that stand in enough texts; of too many those that stand in most. */
function chooseGrams(counts: readonly GramCounts[], leastTexts: number, mostGrams: number): readonly number[] {
  const texts = new Map<number, number>()
  for (const { keys } of counts) for (const key of keys) texts.set(key, (texts.get(key) ?? 0) + 1)
  const enough = [...texts].filter(([, number]) => number >= leastTexts)
  if (enough.length > mostGrams) enough.sort((a, b) => b[1] - a[1] || a[0] - b[0]).length = mostGrams
  return enough.map(([key]) => key).sort((a, b) => a - b)
}

/** A text's grams by their places, those that do not count left out. */
function keepGrams({ keys, weights }: GramCounts, places: ReadonlyMap<number, number>): GramCounts {
  const kept: { keys: number[]; weights: number[] } = { keys: [], weights: [] }
  for (const [gram, key] of keys.entries()) {
    const place = places.get(key)
    if (place === undefined) continue
    kept.keys.push(place)
    kept.weights.push(weights[gram] as number)
  }
  return kept
}

function learn({ labels, grams, counts, kinds }: Lesson, chosen: readonly number[], leastTexts: number): Learnt {
  const importance = weighGrams({ labels, grams, counts, kinds }, chosen, leastTexts)
  const rows = sparseRows(
    chosen.map((row) => counts[row] as GramCounts),
    importance,
  )
  const machines =
    labels.length < 2
      ? labels.map(() => new Float64Array(grams.length + 1))
      : labels.map((_, label) => trainSvm(rows, (row) => kinds[chosen[row] as number] === label, { cost: COST }))
  return { importance, machines }
}

/** How telling each gram is by the chosen texts; 0 where it stands in too few of them. */
function weighGrams({ labels, grams, counts, kinds }: Lesson, chosen: readonly number[], leastTexts: number) {
  const width = labels.length
  const texts = new Int32Array(grams.length * width)
  const perKind = new Array<number>(width).fill(0)
  for (const row of chosen) {
    const kind = kinds[row] as number
    perKind[kind] = (perKind[kind] as number) + 1
    for (const gram of counts[row]?.keys ?? []) (texts[gram * width + kind] as number) += 1
  }
  return Float64Array.from(grams, (_, gram) => {
    const of = texts.subarray(gram * width, (gram + 1) * width)
    const sum = of.reduce((a, b) => a + b, 0)
    return sum < leastTexts ? 0 : importanceOf(of, sum, perKind, chosen.length)
  })
}

/** Inverse document frequency, more for a gram whose texts are of one kind (low entropy over the kinds). */
function importanceOf(texts: Int32Array, sum: number, perKind: readonly number[], size: number): number {
  const kinds = perKind.length
  let total = 0
  let entropy = 0
  for (let kind = 0; kind < kinds; kind++) {
    const rate = ((texts[kind] as number) + SUPPOSED) / ((perKind[kind] as number) + SUPPOSED * kinds)
    total += rate
    entropy -= rate * Math.log(rate)
  }
  const pure = kinds < 2 ? 0 : 1 - (entropy / total + Math.log(total)) / Math.log(kinds)
  return Math.log((1 + size) / (1 + sum)) * (1 - SELECTIVENESS + 2 * SELECTIVENESS * pure)
}

function sparseRows(counts: readonly GramCounts[], importance: Float64Array): SparseRows {
  const starts = new Int32Array(counts.length + 1)
  for (const [row, { keys }] of counts.entries()) starts[row + 1] = (starts[row] as number) + keys.length
  const columns = new Int32Array(starts[counts.length] as number)
  const values = new Float64Array(columns.length)
  for (const [row, { keys, weights }] of counts.entries()) {
    const start = starts[row] as number
    let squares = 0
    for (const [at, gram] of keys.entries()) {
      const value = (weights[at] as number) * (importance[gram] as number)
      columns[start + at] = gram
      values[start + at] = value
      squares += value * value
    }
    const length = Math.sqrt(squares) || 1
    for (let at = start; at < start + keys.length; at++) (values[at] as number) /= length
  }
  return { starts, columns, values, width: importance.length }
}

interface HeldBack {
  readonly margins: readonly (readonly number[])[]
  readonly truth: readonly number[]
}

/** Margins of every row from a model that has not seen it. The nth row of a label is held back in fold n modulo folds. */
function holdBack(lesson: Lesson, { folds = 4, leastTexts = 2 }: TrainOptions): HeldBack | undefined {
  const { kinds, counts, labels } = lesson
  if (folds < 2 || counts.length < LEAST_FOR_FOLDS || labels.length < 2) return undefined
  const met = new Array<number>(labels.length).fill(0)
  const foldOf = kinds.map((kind) => {
    met[kind] = (met[kind] as number) + 1
    return (met[kind] as number) % folds
  })
  const margins: (readonly number[])[] = []
  for (let fold = 0; fold < folds; fold++) {
    const own = counts.map((_, row) => row).filter((row) => foldOf[row] === fold)
    const others = counts.map((_, row) => row).filter((row) => foldOf[row] !== fold)
    const { importance, machines } = learn(lesson, others, leastTexts)
    const rows = sparseRows(
      own.map((row) => counts[row] as GramCounts),
      importance,
    )
    for (const [at, row] of own.entries()) margins[row] = machines.map((machine) => marginOf(rows, at, machine))
  }
  return { margins, truth: kinds }
}

/** The temperature under which the truth was least surprising: golden section over its logarithm, from 0.05 to 5. */
function fitTemperature(held: HeldBack): number {
  const at = (logarithm: number) => surprise(held, Math.exp(logarithm))
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [Math.log(0.05), Math.log(5)]
  for (let step = 0; step < 16; step++) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)]
    if (at(left) < at(right)) high = right
    else low = left
  }
  return Math.exp((low + high) / 2)
}

function surprise({ margins, truth }: HeldBack, temperature: number): number {
  return margins.reduce(
    (sum, of, row) => sum - Math.log(confidences(of, temperature)[truth[row] as number] || 1e-12),
    0,
  )
}

/** The lowest confidence above which so large a share was right; 1 when there is none. */
function certainFrom({ margins, truth }: HeldBack, temperature: number, share: number): number {
  const answers = margins
    .map((of, row) => ({ confidence: Math.max(...confidences(of, temperature)), right: best(of) === truth[row] }))
    .sort((a, b) => b.confidence - a.confidence)
  let right = 0
  let from = 1
  for (const [at, answer] of answers.entries()) {
    if (answer.right) right++
    if (at >= 9 && right / (at + 1) >= share) from = answer.confidence
  }
  return from
}

function measure({ margins, truth }: HeldBack, kinds: number): NonNullable<Classifier['measured']> {
  const guessed = margins.map(best)
  const right = guessed.filter((guess, row) => guess === truth[row]).length
  return { accuracy: right / truth.length, macroF1: macroF1(guessed, truth, kinds) }
}

function pack({ importance, machines }: Learnt, { grams, labels: { length: labels } }: Lesson) {
  const weights = new Int16Array(grams.length * labels)
  const scales = new Float32Array(labels)
  for (const [label, machine] of machines.entries()) {
    let largest = 0
    for (let gram = 0; gram < grams.length; gram++) largest = Math.max(largest, Math.abs(machine[gram] as number))
    const scale = Math.fround(largest / 32_767) || 1
    scales[label] = scale
    for (let gram = 0; gram < grams.length; gram++)
      weights[gram * labels + label] = Math.max(
        -32_767,
        Math.min(32_767, Math.round((machine[gram] as number) / scale)),
      )
  }
  return {
    grams: Float64Array.from(grams),
    importance: Float32Array.from(importance),
    weights,
    scales,
    constants: Float32Array.from(machines, (machine) => machine[grams.length] as number),
  }
}

function best(margins: readonly number[]): number {
  return margins.reduce((top, margin, at) => (margin > (margins[top] as number) ? at : top), 0)
}

function countOf(values: readonly number[], wanted: number): number {
  return values.reduce((sum, value) => sum + (value === wanted ? 1 : 0), 0)
}
