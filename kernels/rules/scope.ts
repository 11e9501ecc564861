/** What a name means while FEEL is compiled: a bound variable, an entry of a filtered item, a fact, or a built-in. */

import type { FindType, TypeNode } from './syntax.ts'
import type { FeelType } from './types.ts'
import { ANY, builtinType } from './types.ts'
import type { Run, Stop, Value } from './values.ts'

/** A bound variable at run time; outer ones are reached through `up`. */
export type Frame = { readonly value: Value; readonly up: Frame | null }

/** A compiled expression. */
export type Code = (run: Run, frame: Frame | null) => Value

/** The variables in scope while compiling; an `entries` scope offers the entries of a filtered item. */
export type Scope = { readonly name: string; readonly entries: boolean; readonly up: Scope | null }

/** What is gathered while one expression is compiled. */
export type Compilation = {
  readonly findType: FindType
  /** Names that hide a built-in function of the same name. */
  readonly declared: ReadonlySet<string>
  /** Facts the expression reads, as `name` or `name.entry`. */
  readonly reads: Set<string>
}

/** The scope with one more variable. */
export function bind(scope: Scope | null, name: string): Scope {
  return { name, entries: false, up: scope }
}

/** Raised when an evaluation has used up its steps or its depth, or would grow without end; caught at the edge. */
export class BudgetFault extends Error {
  readonly code: Stop['code']
  /** Offset in its source of the innermost loop or call it arose in, once that is known. */
  at: number | null = null
  /** The decision or function model whose source that is. */
  element: string | null = null
  constructor(code: Stop['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Counts one step of a loop or call. */
export function step(run: Run): void {
  if (--run.steps < 0) throw outOfSteps()
}

/** What takes room in memory takes steps: one an item of a list, one for sixteen signs of a text; small ones are free. */
export function spend(run: Run, made: Value): void {
  const size = Array.isArray(made) ? made.length : typeof made === 'string' ? made.length >> 4 : 0
  if (size <= 64) return
  run.steps -= size
  if (run.steps < 0) throw outOfSteps()
}

function outOfSteps(): BudgetFault {
  return new BudgetFault('rules.too_many_steps', 'The evaluation took more steps than allowed')
}

/** A code whose faults of budget say where they arose. */
export function placed(code: Code, at: number): Code {
  return (run, frame) => {
    try {
      return code(run, frame)
    } catch (fault) {
      const stop = fault instanceof RangeError ? new BudgetFault('rules.too_deep', fault.message) : fault
      if (stop instanceof BudgetFault) stop.at ??= at
      throw stop
    }
  }
}

const MOST_WARNINGS = 100

/** Notes why a value is null; answers null. */
export function warn(run: Run, text: string): null {
  if (run.warnings.length < MOST_WARNINGS) run.warnings.push(text)
  return null
}

/** The type that was written; an unknown name is Any with `undefined` told to `missing`. */
export function typeOf(node: TypeNode, find: FindType): FeelType | undefined {
  switch (node.kind) {
    case 'name':
      return find(node.name) ?? builtinType(node.name)
    case 'list':
    case 'range': {
      const of = typeOf(node.of, find)
      return of && { kind: node.kind, of }
    }
    case 'context': {
      const entries: Record<string, FeelType> = {}
      for (const entry of node.entries) {
        const type = typeOf(entry.type, find)
        if (type === undefined) return undefined
        entries[entry.name] = type
      }
      return { kind: 'context', entries }
    }
    case 'function': {
      const result = typeOf(node.result, find)
      const parameters = node.parameters.map((parameter) => typeOf(parameter, find))
      if (result === undefined || parameters.includes(undefined)) return undefined
      return { kind: 'function', parameters: parameters.map((parameter) => parameter ?? ANY), result }
    }
  }
}
