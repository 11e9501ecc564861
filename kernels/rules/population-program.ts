/** Turns the graph of conditions into a program for the bitmap machine, and runs it block by block over the firms. */
import { type BitmapMachine, Op, openMachine, WORDS } from './bitmap-machine.ts'
import {
  type Axis,
  type ColumnAxis,
  isCompared,
  type Placer,
  type Predicate,
  placerOf,
  stretchesOf,
} from './population-axes.ts'
import type { FirmBase } from './population-base.ts'
import type { Logic } from './population-graph.ts'
import type { Truth } from './population-predicates.ts'

/** Firms to a block: so many that the rows of a few thousand predicates stay in a core's cache. */
export const BLOCK = 2048
const ROW = BLOCK / 8

/** The rows of a node's bits: true; true, null or not known; true or null. The last two are the same where never null. */
type Rows = { readonly yes: number; readonly maybe: number; readonly yesOrNull: number }

/** Bits of `Truth` by the row that holds them. */
const BIT = { yes: 1, maybe: 2, yesOrNull: 4 } as const

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

type Graph = {
  readonly nodes: readonly Logic[]
  readonly predicates: readonly Predicate[]
  readonly axes: readonly Axis[]
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

const ZEROS = 0
const ONES = 1
const VALID = 2
const FIRST = 3
const COUNTS = new Set<number>([Op.count1, Op.count2, Op.count3, Op.count4])

/** Writes instructions over numbered rows; rows of results are given back after their last use. */
class Emitter {
  readonly code: number[] = []
  readonly usedAxes: number[]
  readonly firstRow: number[] = []
  top: number
  private readonly graph: Graph
  private readonly rows = new Map<number, Rows>()
  private readonly uses: Uint32Array
  private readonly owners = new Map<number, number>()
  private readonly free: number[] = []

  constructor(graph: Graph, rules: readonly number[]) {
    this.graph = graph
    this.uses = usesOf(graph.nodes, rules)
    const axes = new Set<number>()
    for (const [node, logic] of graph.nodes.entries())
      if (logic.kind === 'predicate' && (this.uses[node] as number) > 0)
        axes.add((graph.predicates[logic.predicate] as Predicate).axis)
    this.usedAxes = [...axes].sort((a, b) => a - b)
    this.top = FIRST
    for (const axis of this.usedAxes) {
      this.firstRow[axis] = this.top
      this.top += (graph.axes[axis] as Axis).atoms + 2
    }
    for (const axis of this.usedAxes) this.accumulate(this.firstRow[axis] as number, graph.axes[axis] as Axis)
  }

  /** Makes each row of an axis the firms in its atom or in one before it, where it is not so already. */
  private accumulate(first: number, axis: Axis): void {
    const atoms = isCompared(axis) ? 0 : axis.atoms
    for (let atom = 1; atom < atoms; atom++) this.emit(Op.or2, first + atom, first + atom, first + atom - 1)
  }

  private emit(op: number, to: number, a = 0, b = 0, c = 0, d = 0): void {
    this.code.push(op, to, a, b, c, d, VALID, 0)
  }

  private take(): number {
    const row = this.free.pop() ?? this.top++
    this.owners.set(row, 1)
    return row
  }

  /** Gives a row back once for each that holds it; rows of axes and constants are never given back. */
  private release(row: number): void {
    const holders = this.owners.get(row)
    if (holders === undefined) return
    if (holders > 1) this.owners.set(row, holders - 1)
    else {
      this.owners.delete(row)
      this.free.push(row)
    }
  }

  private hold(row: number): number {
    const holders = this.owners.get(row)
    if (holders !== undefined) this.owners.set(row, holders + 1)
    return row
  }

  /** Counts a rule's verdicts, or leaves them in rows. */
  finish(node: number, rule: number, keep: boolean): Rows {
    const logic = this.graph.nodes[node] as Logic
    if (!keep && logic.kind === 'and' && (this.uses[node] as number) === 1) {
      const parts = logic.of.map((of) => this.rowsOf(of))
      this.count(
        parts.map(({ yes }) => yes),
        rule * 2,
      )
      this.count(
        parts.map(({ maybe }) => maybe),
        rule * 2 + 1,
      )
      for (const operand of logic.of) this.done(operand)
      return { yes: 0, maybe: 0, yesOrNull: 0 }
    }
    const rows = this.rowsOf(node)
    if (!keep) {
      this.count([rows.yes], rule * 2)
      this.count([rows.maybe], rule * 2 + 1)
      this.done(node)
    }
    return rows
  }

  private count(rows: readonly number[], counter: number): void {
    const spare: number[] = []
    let left = [...rows]
    while (left.length > 4) {
      const to = this.take()
      spare.push(to)
      this.emit(Op.and4, to, ...(left.slice(0, 4) as [number, number, number, number]))
      left = [to, ...left.slice(4)]
    }
    this.emit(Op.count1 + left.length - 1, counter, ...(left as [number]))
    for (const row of spare) this.release(row)
  }

  /** One use of a node is over. */
  private done(node: number): void {
    const left = (this.uses[node] as number) - 1
    this.uses[node] = left
    if (left > 0) return
    const rows = this.rows.get(node)
    this.rows.delete(node)
    if (rows !== undefined) for (const row of new Set([rows.yes, rows.maybe, rows.yesOrNull])) this.release(row)
  }

  /** The rows of a node, computed at its first use. */
  private rowsOf(node: number): Rows {
    const found = this.rows.get(node)
    if (found !== undefined) return found
    const rows = this.compute(this.graph.nodes[node] as Logic)
    this.rows.set(node, rows)
    return rows
  }

  private compute(logic: Logic): Rows {
    switch (logic.kind) {
      case 'constant':
        return constantRows(logic.truth)
      case 'predicate':
        return this.predicate(this.graph.predicates[logic.predicate] as Predicate)
      case 'and':
        return this.and(logic)
      case 'or':
        return this.or(logic)
      case 'not':
        return this.not(logic)
      case 'if':
        return this.choose(logic)
      case 'settled': {
        const { yes, maybe, yesOrNull } = this.rowsOf(logic.of)
        const rows = this.both(this.hold(yes), this.yesOrUnknown(yes, maybe, yesOrNull))
        this.done(logic.of)
        return rows
      }
    }
  }

  private both(yes: number, maybe: number): Rows {
    return { yes, maybe, yesOrNull: yes }
  }

  private yesOrUnknown(yes: number, maybe: number, yesOrNull: number): number {
    if (yes === yesOrNull) return this.hold(maybe)
    const to = this.take()
    this.emit(Op.andNot, to, maybe, yesOrNull)
    this.emit(Op.or2, to, to, yes)
    return to
  }

  /** A union of atoms, or what is left when the others are taken out, whichever takes fewer steps. */
  private predicate(predicate: Predicate): Rows {
    const axis = this.graph.axes[predicate.axis] as Axis
    const first = this.firstRow[predicate.axis] as number
    const stretches = stretchesOf(axis, predicate.steps)
    const union = (bit: number): number => {
      const has = (truth: Truth) => (truth & bit) !== 0
      const extras = (wanted: boolean) => [
        ...(has(predicate.unknown) === wanted ? [first + axis.atoms] : []),
        ...(axis.subject.kind === 'figure' && has(predicate.null) === wanted ? [first + axis.atoms + 1] : []),
      ]
      const spans = (wanted: boolean) => stretches.filter(({ truth }) => has(truth) === wanted)
      const cost = (wanted: boolean) =>
        spans(wanted).reduce((sum, { start }) => sum + (start === 0 ? 1 : 2), 0) + extras(wanted).length
      return cost(true) <= cost(false) + 1
        ? this.unite(spans(true), extras(true), first)
        : this.without(this.unite(spans(false), extras(false), first))
    }
    const yes = union(BIT.yes)
    const nullable = predicate.null === 6 || predicate.steps.truths.includes(6) || predicate.unknown === 6
    return { yes, maybe: union(BIT.maybe), yesOrNull: nullable ? union(BIT.yesOrNull) : yes }
  }

  private unite(
    spans: readonly { readonly start: number; readonly end: number }[],
    extras: readonly number[],
    first: number,
  ): number {
    const parts = spans.map(({ start, end }) => {
      if (start === 0) return first + end - 1
      const to = this.take()
      this.emit(Op.andNot, to, first + end - 1, first + start - 1)
      return to
    })
    return this.joinRows(Op.or2, [...parts, ...extras], true)
  }

  private without(row: number): number {
    const to = this.take()
    this.emit(Op.not, to, row)
    this.release(row)
    return to
  }

  /** Joins rows by `or` or `and`; `own` gives the operands back. */
  private joinRows(op: number, rows: readonly number[], own: boolean): number {
    const [only] = rows
    if (only === undefined) return op === Op.or2 ? ZEROS : ONES
    if (rows.length === 1) return own ? only : this.hold(only)
    const to = this.take()
    let left = [...rows]
    while (left.length > 1) {
      const some = left.slice(0, 4)
      this.emit(op + some.length - 2, to, ...(some as [number, number]))
      left = left.length > 4 ? [to, ...left.slice(4)] : []
    }
    if (own) for (const row of rows) this.release(row)
    return to
  }

  private and(logic: Logic & { kind: 'and' | 'or' }): Rows {
    const parts = logic.of.map((of) => this.rowsOf(of))
    const yes = this.joinRows(
      Op.and2,
      parts.map((rows) => rows.yes),
      false,
    )
    const maybe = this.joinRows(
      Op.and2,
      parts.map((rows) => rows.maybe),
      false,
    )
    const yesOrNull = logic.nullable
      ? this.joinRows(
          Op.and2,
          parts.map((rows) => rows.yesOrNull),
          false,
        )
      : yes
    for (const operand of logic.of) this.done(operand)
    return { yes, maybe, yesOrNull }
  }

  private or(logic: Logic & { kind: 'and' | 'or' }): Rows {
    const parts = logic.of.map((of) => this.rowsOf(of))
    const yes = this.joinRows(
      Op.or2,
      parts.map((rows) => rows.yes),
      false,
    )
    const maybe = this.joinRows(
      Op.or2,
      parts.map((rows) => rows.maybe),
      false,
    )
    let yesOrNull = yes
    if (logic.nullable) {
      const open = this.joinRows(
        Op.or2,
        parts.map((rows) => this.yesOrUnknown(rows.yes, rows.maybe, rows.yesOrNull)),
        true,
      )
      yesOrNull = this.take()
      this.emit(Op.andNot, yesOrNull, maybe, open)
      this.emit(Op.or2, yesOrNull, yesOrNull, yes)
      this.release(open)
    }
    for (const operand of logic.of) this.done(operand)
    return { yes, maybe, yesOrNull }
  }

  private not(logic: Logic & { kind: 'not' }): Rows {
    const of = this.rowsOf(logic.of)
    const yes = this.take()
    this.emit(Op.not, yes, of.maybe)
    const maybe = this.take()
    this.emit(Op.not, maybe, of.yes)
    let yesOrNull = yes
    if (logic.nullable) {
      yesOrNull = this.take()
      this.emit(Op.andNot, yesOrNull, of.yesOrNull, of.yes)
      this.emit(Op.or2, yesOrNull, yesOrNull, yes)
    }
    this.done(logic.of)
    return { yes, maybe, yesOrNull }
  }

  /** What both ways agree on, and each way where the condition says so. */
  private choose({ condition, whenTrue, whenFalse }: Logic & { kind: 'if' }): Rows {
    const [c, t, f] = [condition, whenTrue, whenFalse].map((of) => this.rowsOf(of)) as [Rows, Rows, Rows]
    const side = (bit: 'yes' | 'maybe', other: 'yes' | 'maybe') => {
      const first = this.take()
      this.emit(Op.and2, first, c[bit], t[bit])
      const second = this.take()
      this.emit(Op.andNot, second, f[bit], c[other])
      const third = this.take()
      this.emit(Op.and2, third, t[bit], f[bit])
      return this.joinRows(Op.or2, [first, second, third], true)
    }
    const rows = this.both(side('yes', 'maybe'), side('maybe', 'yes'))
    for (const operand of [condition, whenTrue, whenFalse]) this.done(operand)
    return rows
  }
}

function constantRows(truth: Truth): Rows {
  const row = (bit: number) => ((truth & bit) === 0 ? ZEROS : ONES)
  return { yes: row(BIT.yes), maybe: row(BIT.maybe), yesOrNull: row(BIT.yesOrNull) }
}

/** How often each node is used by the rules and by nodes that are used. */
export function usesOf(nodes: readonly Logic[], rules: readonly number[]): Uint32Array {
  const uses = new Uint32Array(nodes.length)
  for (const rule of rules) uses[rule] = (uses[rule] as number) + 1
  for (let node = nodes.length - 1; node >= 0; node--) {
    if ((uses[node] as number) === 0) continue
    for (const operand of operandsOf(nodes[node] as Logic)) uses[operand] = (uses[operand] as number) + 1
  }
  return uses
}

/** The nodes that a node is made of. */
export function operandsOf(logic: Logic): readonly number[] {
  switch (logic.kind) {
    case 'and':
    case 'or':
      return logic.of
    case 'not':
    case 'settled':
      return [logic.of]
    case 'if':
      return [logic.condition, logic.whenTrue, logic.whenFalse]
    default:
      return []
  }
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
