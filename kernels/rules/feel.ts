/** FEEL from source to value: compile once, evaluate often. */
import { builtinNames } from './builtins.ts'
import { compileNode } from './compile-feel.ts'
import { parseFeel } from './parse-feel.ts'
import { BudgetFault, bind, type Code, type Compilation, warn } from './scope.ts'
import type { FeelRefusal, FindType, Node } from './syntax.ts'
import { indexNames, type NameIndex, normalName, SyntaxFault } from './tokens.ts'
import type { FeelDateTime, Run, Stop, Value } from './values.ts'

/** An expression ready to be evaluated. */
export type Compiled = {
  readonly source: string
  /** The facts it reads, as `name` and `name.entry`. */
  readonly reads: readonly string[]
  readonly code: Code
}

/** What an expression may rely on. */
export type FeelOptions = {
  /** Read as the tests of a decision table's input cell; the input is `?`. */
  readonly unary?: boolean
  /** Names in scope, needed where they hold operators or keywords, such as `rate-a`; a list that does not change. */
  readonly names?: Iterable<string>
  /** Names of entries reached by a dot or within a filter, for the same reason. */
  readonly properties?: Iterable<string>
  /** Finds item definitions for `instance of` and typed parameters. */
  readonly findType?: FindType
}

/** How far an evaluation may go, and the moment it takes as now. */
export type FeelBudget = {
  /** Loop turns and calls allowed; a million unless told. */
  readonly steps?: number
  readonly now?: FeelDateTime
  /** Take absent facts as "not known" rather than null. */
  readonly threeValued?: boolean
  /** Receives why parts of the answer are null. */
  readonly warnings?: string[]
}

const STEPS = 1_000_000
const PROPERTIES = ['time offset', 'start included', 'end included']
const builtinIndex = indexNames(builtinNames())
const propertyIndex = indexNames(PROPERTIES)

/** Indexes of names by the lists they were made from: one list serves thousands of sources. */
const scopeIndexes = new WeakMap<object, NameIndex>()
const propertyIndexes = new WeakMap<object, NameIndex>()

/** The index of a caller's names and those that are always there; a list is indexed once, so it must not change. */
function indexed(names: Iterable<string>, known: WeakMap<object, NameIndex>, fixed: () => string[]): NameIndex {
  if (!Array.isArray(names)) return indexNames([...names, ...fixed()])
  const found = known.get(names)
  if (found !== undefined) return found
  const index = indexNames([...names, ...fixed()])
  known.set(names, index)
  return index
}

/** A source that was read: its tree, and what its parts are compiled with. */
export type Read = { readonly node: Node; readonly to: Compilation }

/** Reads FEEL to its tree without compiling it. */
export function readFeel(source: string, options: FeelOptions = {}): Read | FeelRefusal {
  const declared = new Set([...(options.names ?? [])].map(normalName))
  const to: Compilation = { findType: options.findType ?? (() => undefined), declared, reads: new Set() }
  const known = {
    scope: options.names ? indexed(options.names, scopeIndexes, builtinNames) : builtinIndex,
    properties: options.properties ? indexed(options.properties, propertyIndexes, () => PROPERTIES) : propertyIndex,
  }
  try {
    return { node: parseFeel(source, known, options.unary === true), to }
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault
    return refusal(source, fault)
  }
}

/** Compiles FEEL (DMN 1.5), or refuses with place and advice. Parses once; the caller keeps the result. */
export function compileFeel(source: string, options: FeelOptions = {}): Compiled | FeelRefusal {
  const read = readFeel(source, options)
  if ('refused' in read) return read
  const { node, to } = read
  try {
    return {
      source,
      code: compileNode(node, options.unary === true ? bind(null, '?') : null, to),
      reads: [...to.reads],
    }
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault
    return refusal(source, fault)
  }
}

/** Line and column of an offset, from 1. */
function placeOf(source: string, at: number): { readonly line: number; readonly column: number } {
  const before = source.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1) as string).length + 1 }
}

function refusal(source: string, fault: SyntaxFault): FeelRefusal {
  return {
    refused: true,
    code: 'rules.feel_syntax',
    source,
    at: fault.at,
    ...placeOf(source, fault.at),
    message: fault.message,
    advice: fault.advice,
  }
}

/** Whether a compilation was refused. */
export function isFeelRefusal(result: Compiled | FeelRefusal): result is FeelRefusal {
  return 'refused' in result
}

/** A fresh run over some facts. */
export function startRun(facts: Run['facts'], budget: FeelBudget = {}): Run {
  return {
    facts,
    warnings: budget.warnings ?? [],
    now: budget.now ?? null,
    threeValued: budget.threeValued ?? false,
    notes: null,
    steps: budget.steps ?? STEPS,
    depth: 0,
    stopped: null,
  }
}

/**
 * Evaluates over facts by name. Never throws for what the author of an expression did: the answer is then null, and
 * `budget.warnings` says why. For unary tests the input is the fact `?`.
 */
export function evaluateFeel(compiled: Compiled, context: Facts, budget?: FeelBudget): Value {
  return evaluateRun(compiled, startRun(context, budget), context)
}

type Facts = { readonly [name: string]: unknown }

function evaluateRun(compiled: Compiled, run: Run, context: Facts): Value {
  try {
    return compiled.code(run, '?' in context ? { value: (context['?'] ?? null) as Value, up: null } : UNASKED)
  } catch (fault) {
    return stopped(run, fault)
  }
}

const UNASKED = { value: null, up: null }

/** Null for an evaluation that ran out of steps or depth, with the reason in the run; other faults go on. */
export function stopped(run: Run, fault: unknown): null {
  const stop = fault instanceof RangeError ? new BudgetFault('rules.too_deep', fault.message) : fault
  if (!(stop instanceof BudgetFault)) throw fault
  const { code, message, at, element } = stop
  run.stopped = { refused: true, code, message, advice: ADVICE[code], at, element }
  return warn(run, message)
}

const ADVICE = {
  'rules.too_many_steps': 'Go through shorter lists, or put what is asked of each item into a fact',
  'rules.too_deep': 'Take out the function that calls itself, or go through a list instead',
} as const

/** The value of an expression, and why it was stopped where it was; the value is then null. */
export type FeelAnswer = {
  readonly value: Value
  readonly stopped: (Stop & { readonly line: number | null; readonly column: number | null }) | null
}

/** Evaluates like `evaluateFeel`, and answers an evaluation that would take for ever with a refusal and its place. */
export function answerFeel(compiled: Compiled, context: Facts, budget?: FeelBudget): FeelAnswer {
  const run = startRun(context, budget)
  const value = evaluateRun(compiled, run, context)
  if (run.stopped === null) return { value, stopped: null }
  const { at } = run.stopped
  return {
    value,
    stopped: { ...run.stopped, ...(at === null ? { line: null, column: null } : placeOf(compiled.source, at)) },
  }
}
