/** Turns the graph of conditions into a program for the bitmap machine, and runs it block by block over the firms. */
import { type BitmapMachine, openMachine, WORDS } from './bitmap-machine.ts'
import { COUNTS, Emitter, type Graph, ONES, type Rows, VALID } from './emit-program.ts'
import { type Axis, type ColumnAxis, isCompared, type Placer, placerOf } from './population-axes.ts'
import type { FirmBase } from './population-base.ts'

/** Firms to a block: so many that the rows of a few thousand predicates stay in a core's cache. */
export const BLOCK = 2048
const ROW = BLOCK / 8

/** Brings a block of firms onto the rows of one axis. */
type Place = (start: number, count: number) => void

/** A program over the axes of a population, and where its results stand. */
export type Program = {
  readonly machine: BitmapMachine
  readonly words: Uint32Array
  readonly placers: readonly Place[]
  readonly code: readonly [from: number, to: number]
  /** Counters of yes, then of yes or not known, one word a rule. */
  readonly counters: number
  readonly valid: number
  /** The rows of each rule's result, where these were asked for. */
  readonly results: readonly Rows[]
}

/** A program that counts the verdicts of rules (by their nodes), or keeps them in rows when `keep`. */
export function makeProgram(graph: Graph, rules: readonly number[], base: FirmBase, keep: boolean): Program {
  const emitter = new Emitter(graph, rules)
  const results = rules.map((node, rule) => emitter.finish(node, rule, keep))
  const code = Int32Array.from(emitter.code)
  const codeAt = emitter.top * ROW
  const countersAt = codeAt + code.byteLength
  const scratchAt = Math.ceil((countersAt + rules.length * 8) / 64) * 64
  const machine = openMachine(scratchAt + BLOCK * 8)
  const words = new Uint32Array(machine.memory)
  words.set(placed(code, countersAt), codeAt / 4)
  words.fill(0xffffffff, (ONES * ROW) / 4, ((ONES + 1) * ROW) / 4)
  const placers = emitter.usedAxes.map((number) => {
    const axis = graph.axes[number] as Axis
    const first = (emitter.firstRow[number] as number) * ROW
    return isCompared(axis)
      ? comparing(axis, machine, first, scratchAt)
      : scattering(axis, placerOf(axis, base), words, first)
  })
  return {
    machine,
    words,
    placers,
    code: [codeAt, countersAt],
    counters: countersAt,
    valid: VALID * ROW,
    results,
  }
}

/** Instructions with places in memory instead of numbers of rows and counters. */
function placed(code: Int32Array, countersAt: number): Int32Array {
  return code.map((word, index) => {
    const field = index % WORDS
    if (field === 0) return word
    return field === 1 && COUNTS.has(code[index - 1] as number) ? countersAt + word * 4 : word * ROW
  })
}

/** Runs a program over the firms of some rows; `seen` is told after each block where it began and how long it is. */
export function runProgram(
  program: Program,
  from: number,
  to: number,
  seen?: (start: number, count: number) => void,
): void {
  const { machine, words, placers, code } = program
  for (let start = from; start < to; start += BLOCK) {
    const count = Math.min(BLOCK, to - start)
    for (const place of placers) place(start, count)
    markValid(words, program.valid / 4, count)
    machine.run(code[0], code[1], ROW)
    seen?.(start, count)
  }
}

/** Sets each firm's bit in the row of its atom. */
function scattering(axis: Axis, place: Placer, words: Uint32Array, first: number): Place {
  const atoms = new Int32Array(BLOCK)
  const [from, to] = [first / 4, (first + (axis.atoms + 2) * ROW) / 4]
  return (start, count) => {
    place(start, count, atoms)
    words.fill(0, from, to)
    for (let at = 0; at < count; at++) {
      const word = from + (atoms[at] as number) * (ROW / 4) + (at >>> 5)
      words[word] = (words[word] as number) | (1 << (at & 31))
    }
  }
}

/** Fills the rows of an axis with the firms up to each of its atoms, by comparing a column with each cut. */
function comparing(axis: ColumnAxis, machine: BitmapMachine, first: number, scratch: number): Place {
  const { known, values, kind } = axis.subject.column
  const words = new Uint32Array(machine.memory)
  const doubles = new Float64Array(machine.memory, scratch, BLOCK)
  const length = ROW / 4
  const knownRow = (first + (axis.atoms - 1) * ROW) / 4
  const unknownRow = (first + axis.atoms * ROW) / 4
  return (start, count) => {
    doubles.set(values.subarray(start, start + count))
    copyBits(known, start, words, knownRow)
    if (kind === 'number') keepFinite(machine, scratch, words, knownRow, unknownRow)
    for (const [cut, bound] of axis.bounds.entries()) {
      const row = (first + cut * ROW) / 4
      machine.less(scratch, bound, row * 4, length)
      for (let at = 0; at < length; at++)
        words[row + at] = (words[row + at] as number) & (words[knownRow + at] as number)
    }
    for (let at = 0; at < length; at++) words[unknownRow + at] = ~(words[knownRow + at] as number)
  }
}

/** Takes out of a row the firms whose double is not finite, with the help of another row. */
function keepFinite(machine: BitmapMachine, scratch: number, words: Uint32Array, row: number, spare: number): void {
  const length = ROW / 4
  for (const [bound, flip] of [
    [Number.POSITIVE_INFINITY, 0],
    [-Number.MAX_VALUE, -1],
  ] as const) {
    machine.less(scratch, bound, spare * 4, length)
    for (let at = 0; at < length; at++)
      words[row + at] = (words[row + at] as number) & ((words[spare + at] as number) ^ flip)
  }
}

/** Copies the bits of a block of firms from any row on. */
function copyBits(bits: Uint32Array, start: number, words: Uint32Array, to: number): void {
  const [from, shift] = [start >>> 5, start & 31]
  for (let at = 0; at < ROW / 4; at++) {
    const low = (bits[from + at] ?? 0) >>> shift
    words[to + at] = shift === 0 ? low : low | ((bits[from + at + 1] ?? 0) << (32 - shift))
  }
}

function markValid(words: Uint32Array, first: number, count: number): void {
  words.fill(0, first, first + ROW / 4)
  words.fill(0xffffffff, first, first + (count >>> 5))
  if ((count & 31) !== 0) words[first + (count >>> 5)] = 2 ** (count & 31) - 1
}
