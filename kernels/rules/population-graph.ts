/** Conditions as a graph of and, or, not and predicates, in which whatever is asked twice stands once. */
import type { Predicate, Subject } from './population-axes.ts'
import { FALSE, NULL, opposite, settled, TRUE, type Truth, UNKNOWN } from './population-predicates.ts'

/** A node; its operands are earlier nodes. */
export type Logic = { readonly nullable: boolean } & (
  | { readonly kind: 'constant'; readonly truth: Truth }
  | { readonly kind: 'predicate'; readonly predicate: number }
  | { readonly kind: 'and' | 'or'; readonly of: readonly number[] }
  | { readonly kind: 'not'; readonly of: number }
  | { readonly kind: 'if'; readonly condition: number; readonly whenTrue: number; readonly whenFalse: number }
  /** Whether something that is never null may be so; whether it surely is. Neither is ever unknown. */
  | { readonly kind: 'possible' | 'sure'; readonly of: number }
  /** What all of those say whose time may be now; not known where they differ. One always has its time. */
  | { readonly kind: 'blend'; readonly of: readonly { readonly when: number; readonly says: number }[] }
  /** Null counted as no. */
  | { readonly kind: 'settled'; readonly of: number }
)

/** The graph of all conditions of a population's rules. */
export class LogicGraph {
  readonly nodes: Logic[] = []
  readonly predicates: Predicate[] = []
  readonly subjects: Subject[] = []
  private readonly known = new Map<string, number>()
  private readonly knownPredicates = new Map<string, number>()
  private readonly knownSubjects = new Map<string, number>()

  /** The number of the axis of a subject, known by its text. */
  axis(text: string, subject: () => Subject): number {
    const found = this.knownSubjects.get(text)
    if (found !== undefined) return found
    this.knownSubjects.set(text, this.subjects.length)
    return this.subjects.push(subject()) - 1
  }

  /** A predicate; `text` tells apart those whose steps alone do not. */
  predicate(predicate: Predicate, text: string): number {
    const { axis, steps, unknown } = predicate
    if (
      predicate.beyond === null &&
      steps.cuts.length === 0 &&
      steps.truths[0] === unknown &&
      predicate.null === unknown
    )
      return this.constant(unknown)
    const cuts = steps.cuts.map(({ at, after }) => `${at}${after ? '+' : ''}`)
    const key = `${axis}|${cuts.join()}|${steps.truths.join()}|${unknown}|${predicate.null}|${predicate.beyond === null ? '' : text}`
    const found = this.knownPredicates.get(key)
    if (found !== undefined) return found
    const nullable = [...steps.truths, unknown, predicate.null].includes(NULL) || predicate.beyond?.nullable === true
    const node = this.add(`p${this.predicates.length}`, {
      kind: 'predicate',
      predicate: this.predicates.length,
      nullable,
    })
    this.predicates.push(predicate)
    this.knownPredicates.set(key, node)
    return node
  }

  constant(truth: Truth): number {
    return this.add(`c${truth}`, { kind: 'constant', truth, nullable: truth === NULL })
  }

  /** All of them (`and`) or any of them (`or`). */
  join(kind: 'and' | 'or', operands: readonly number[]): number {
    const [neutral, decisive] = kind === 'and' ? [TRUE, FALSE] : [FALSE, TRUE]
    const flat = new Set(operands.flatMap((of) => this.partsOf(kind, of)))
    flat.delete(this.constant(neutral))
    const absorbing = this.constant(decisive)
    if (flat.has(absorbing)) return absorbing
    const of = [...flat].sort((a, b) => a - b)
    if (of.length < 2) return of[0] ?? this.constant(neutral)
    return this.add(`${kind}${of.join()}`, { kind, of, nullable: of.some((one) => this.isNullable(one)) })
  }

  private partsOf(kind: 'and' | 'or', of: number): readonly number[] {
    const node = this.nodes[of] as Logic
    return node.kind === kind ? node.of : [of]
  }

  not(of: number): number {
    const node = this.nodes[of] as Logic
    if (node.kind === 'constant') return this.constant(opposite(node.truth))
    if (node.kind === 'not') return node.of
    if (node.kind === 'predicate')
      return this.predicate(invert(this.predicates[node.predicate] as Predicate), `not ${of}`)
    return this.add(`not${of}`, { kind: 'not', of, nullable: node.nullable })
  }

  /** Null where one of the three may be null: the caller then has to ask the interpreter. */
  choose(condition: number, whenTrue: number, whenFalse: number): number | null {
    if ([condition, whenTrue, whenFalse].some((of) => this.isNullable(of))) return null
    const key = `if${condition},${whenTrue},${whenFalse}`
    return this.add(key, { kind: 'if', condition, whenTrue, whenFalse, nullable: false })
  }

  possible(of: number): number {
    return this.twoValued('possible', of, (truth) => truth === TRUE || truth === UNKNOWN)
  }

  sure(of: number): number {
    return this.twoValued('sure', of, (truth) => truth === TRUE)
  }

  private twoValued(kind: 'possible' | 'sure', of: number, holds: (truth: Truth) => boolean): number {
    const settledOf = this.settle(of)
    const node = this.nodes[settledOf] as Logic
    if (node.kind === 'constant') return this.constant(holds(node.truth) ? TRUE : FALSE)
    return this.add(`${kind}${settledOf}`, { kind, of: settledOf, nullable: false })
  }

  /** What several say, each at its time. */
  blend(ways: readonly { readonly when: number; readonly says: number }[]): number {
    const times = new Map<number, number[]>()
    for (const { when, says } of ways) times.set(says, [...(times.get(says) ?? []), when])
    const of = [...times]
      .map(([says, whens]) => ({ when: this.join('or', whens), says }))
      .filter(({ when }) => when !== this.constant(FALSE))
    const [only] = of
    if (of.length === 1 && only !== undefined) return only.says
    const key = `blend${of.map(({ when, says }) => `${when}:${says}`).join()}`
    return this.add(key, { kind: 'blend', of, nullable: of.some(({ says }) => this.isNullable(says)) })
  }

  settle(of: number): number {
    const node = this.nodes[of] as Logic
    if (!node.nullable) return of
    if (node.kind === 'constant') return this.constant(FALSE)
    if (node.kind === 'predicate')
      return this.predicate(settle(this.predicates[node.predicate] as Predicate), `settled ${of}`)
    return this.add(`settled${of}`, { kind: 'settled', of, nullable: false })
  }

  isNullable(of: number): boolean {
    return (this.nodes[of] as Logic).nullable
  }

  private add(key: string, node: Logic): number {
    const found = this.known.get(key)
    if (found !== undefined) return found
    this.known.set(key, this.nodes.length)
    return this.nodes.push(node) - 1
  }
}

/** The predicate with each answer replaced. */
function changed(predicate: Predicate, change: (truth: Truth) => Truth): Predicate {
  const { steps, beyond } = predicate
  return {
    axis: predicate.axis,
    steps: settled(steps.cuts, steps.truths.map(change)),
    unknown: change(predicate.unknown),
    null: change(predicate.null),
    beyond: beyond && { ...beyond, ask: (facts) => change(beyond.ask(facts)) },
  }
}

const invert = (predicate: Predicate) => changed(predicate, opposite)

function settle(predicate: Predicate): Predicate {
  const { beyond, ...answers } = changed(predicate, (truth) => (truth === NULL ? FALSE : truth))
  return { ...answers, beyond: beyond && { ...beyond, nullable: false } }
}
