/** FEEL from source to value: compile once, evaluate often. */
import { builtinNames } from './builtins.ts'
import { compileNode } from './compile-feel.ts'
import { parseFeel } from './parse-feel.ts'
import { BudgetFault, bind, type Code, type Compilation, warn } from './scope.ts'
import type { FeelRefusal, FindType, Node } from './syntax.ts'
import { indexNames, type NameIndex, normalName, SyntaxFault } from './tokens.ts'
import type { FeelDateTime, Run, Value } from './values.ts'

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
  /** Names in scope, needed where they hold operators or keywords, such as `rate-a` or `date of birth and death`. */
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

function merged(names: Iterable<string> | undefined, base: NameIndex, fixed: () => string[]): NameIndex {
  const own = [...(names ?? [])]
  return own.length === 0 ? base : indexNames([...own, ...fixed()])
}

/** A source that was read: its tree, and what its parts are compiled with. */
export type Read = { readonly node: Node; readonly to: Compilation }

/** Reads FEEL to its tree without compiling it. */
export function readFeel(source: string, options: FeelOptions = {}): Read | FeelRefusal {
  const declared = new Set([...(options.names ?? [])].map(normalName))
  const to: Compilation = { findType: options.findType ?? (() => undefined), declared, reads: new Set() }
  const known = {
    scope: merged(options.names, builtinIndex, builtinNames),
    properties: merged(options.properties, propertyIndex, () => PROPERTIES),
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

function refusal(source: string, fault: SyntaxFault): FeelRefusal {
  const before = source.slice(0, fault.at).split('\n')
  return {
    refused: true,
    code: 'rules.feel_syntax',
    source,
    at: fault.at,
    line: before.length,
    column: (before.at(-1) as string).length + 1,
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
  }
}

/**
 * Evaluates over facts by name. Never throws for what the author of an expression did: the answer is then null, and
 * `budget.warnings` says why. For unary tests the input is the fact `?`.
 */
export function evaluateFeel(
  compiled: Compiled,
  context: { readonly [name: string]: unknown },
  budget?: FeelBudget,
): Value {
  const run = startRun(context, budget)
  try {
    return compiled.code(run, '?' in context ? { value: (context['?'] ?? null) as Value, up: null } : UNASKED)
  } catch (fault) {
    return stopped(run, fault)
  }
}

const UNASKED = { value: null, up: null }

/** Null for an evaluation that ran out of steps or depth; other faults go on. */
export function stopped(run: Run, fault: unknown): null {
  if (fault instanceof BudgetFault || fault instanceof RangeError) return warn(run, fault.message)
  throw fault
}
