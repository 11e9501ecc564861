/** All built-in functions of FEEL by name. */
import type { Builtin } from './builtin-forms.ts'
import { contextBuiltins } from './context-builtins.ts'
import { listBuiltins } from './list-builtins.ts'
import { numberBuiltins } from './number-builtins.ts'
import { rangeBuiltins } from './range-builtins.ts'
import { rangeFromText } from './range-literal.ts'
import { temporalBuiltins } from './temporal-builtins.ts'
import { textBuiltins } from './text-builtins.ts'

const byName = new Map(
  [
    ...textBuiltins,
    ...numberBuiltins,
    ...listBuiltins,
    ...temporalBuiltins,
    ...rangeBuiltins,
    ...contextBuiltins,
    rangeFromText,
  ].map((builtin): [string, Builtin] => [builtin.name, builtin]),
)

/** The built-in function of that name. */
export function builtinNamed(name: string): Builtin | undefined {
  return byName.get(name)
}

/** The names of all built-in functions, and of the properties of values that have several words. */
export function builtinNames(): string[] {
  return [...byName.keys()]
}
