/** FEEL for callers that keep sources, not compilations: a bounded memory of compiled expressions. */
import { type Compiled, compileFeel, evaluateFeel, isFeelRefusal } from './feel.ts'
import type { FeelRefusal } from './syntax.ts'
import { plainValue } from './values.ts'

/** What conditions of processes are judged by. */
export type Expressions = {
  /** The plain JSON value of an expression over a context; null when the source is not FEEL. */
  readonly evaluate: (source: string, context: { readonly [name: string]: unknown }) => unknown
  /** Why a source is not FEEL, with line and column; undefined when it is. */
  readonly check: (source: string) => string | undefined
}

/** Expressions that are compiled once and remembered, up to `most` of them; the oldest are forgotten first. */
export function expressions(most = 10_000): Expressions {
  const known = new Map<string, Compiled | FeelRefusal>()
  const compiled = (source: string): Compiled | FeelRefusal => {
    const found = known.get(source)
    if (found !== undefined) return found
    const made = compileFeel(source)
    const oldest = known.size >= most ? known.keys().next().value : undefined
    if (oldest !== undefined) known.delete(oldest)
    known.set(source, made)
    return made
  }
  return {
    evaluate: (source, context) => {
      const made = compiled(source)
      return isFeelRefusal(made) ? null : plainValue(evaluateFeel(made, context))
    },
    check: (source) => {
      const made = compiled(source)
      return isFeelRefusal(made) ? `${made.line}:${made.column} ${made.message}. ${made.advice}` : undefined
    },
  }
}
