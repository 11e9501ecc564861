/** Writes the program that joins rows of bits as a graph of conditions asks: predicates from the atoms of axes, then rules. */
import { Op } from './bitmap-machine.ts'
import { type Axis, isCompared, type Predicate, stretchesOf } from './population-axes.ts'
import type { Logic } from './population-graph.ts'
import type { Truth } from './population-predicates.ts'

/** The rows of a node's bits: true; true, null or not known; true or null. The last two are the same where never null. */
export type Rows = { readonly yes: number; readonly maybe: number; readonly yesOrNull: number }

/** Bits of `Truth` by the row that holds them. */
const BIT = { yes: 1, maybe: 2, yesOrNull: 4 } as const

/** Conditions as nodes over predicates along axes. */
export type Graph = {
  readonly nodes: readonly Logic[]
  readonly predicates: readonly Predicate[]
  readonly axes: readonly Axis[]
}

/** Rows that are always there: none, all, the firms there are in the block; the axes' rows come after them. */
const ZEROS = 0
export const ONES = 1
export const VALID = 2
const FIRST = 3
export const COUNTS = new Set<number>([Op.count1, Op.count2, Op.count3, Op.count4])

/** Writes instructions over numbered rows; rows of results are given back after their last use. */
export class Emitter {
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
      case 'possible':
      case 'sure': {
        const rows = this.rowsOf(logic.of)
        const row = this.hold(logic.kind === 'sure' ? rows.yes : rows.maybe)
        this.done(logic.of)
        return { yes: row, maybe: row, yesOrNull: row }
      }
      case 'blend':
        return this.blend(logic)
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

  /** Yes where none that may be now says otherwise; maybe where one says so; null where none says anything else. */
  private blend(logic: Logic & { kind: 'blend' }): Rows {
    const ways = logic.of.map(({ when, says }) => ({ when: this.rowsOf(when).yes, says: this.rowsOf(says) }))
    const join = (op: number, pairs: readonly (readonly [a: number, b: number])[]) =>
      this.joinRows(
        Op.or2,
        pairs.map(([a, b]) => {
          const to = this.take()
          this.emit(op, to, a, b)
          return to
        }),
        true,
      )
    const yes = this.without(
      join(
        Op.andNot,
        ways.map(({ when, says }) => [when, says.yes]),
      ),
    )
    const maybe = join(
      Op.and2,
      ways.map(({ when, says }) => [when, says.maybe]),
    )
    const yesOrNull = logic.nullable ? this.blendNull(ways, yes) : yes
    for (const { when, says } of logic.of) {
      this.done(when)
      this.done(says)
    }
    return { yes, maybe, yesOrNull }
  }

  /** Yes, or null: no way that may be now says yes, no, or not known. */
  private blendNull(ways: readonly { readonly when: number; readonly says: Rows }[], yes: number): number {
    const others = ways.map(({ when, says }) => {
      const isNull = this.take()
      this.emit(Op.andNot, isNull, says.yesOrNull, says.yes)
      this.emit(Op.andNot, isNull, when, isNull)
      return isNull
    })
    const isNull = this.without(this.joinRows(Op.or2, others, true))
    this.emit(Op.or2, isNull, isNull, yes)
    return isNull
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
    case 'possible':
    case 'sure':
      return [logic.of]
    case 'blend':
      return logic.of.flatMap(({ when, says }) => [when, says])
    case 'if':
      return [logic.condition, logic.whenTrue, logic.whenFalse]
    default:
      return []
  }
}
