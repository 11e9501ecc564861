/** Compiles the operators of FEEL, with short ways for two doubles. */
import { type ArithmeticOperator, calculate, opposite } from './arithmetic.ts'
import { compare, equals } from './compare-values.ts'
import { add, divide, multiply } from './numbers.ts'
import { type Code, warn } from './scope.ts'
import type { BinaryOperator } from './syntax.ts'
import { bothUnknown, eitherUnknown, overOptions } from './unknown-values.ts'
import { type Run, Unknown, type Value } from './values.ts'

/** A code for `left operator right`. */
export function compileBinary(operator: BinaryOperator, left: Code, right: Code): Code {
  switch (operator) {
    case '=':
      return (run, frame) => {
        const a = left(run, frame)
        const b = right(run, frame)
        return typeof a === 'number' && typeof b === 'number' ? a === b : equals(a, b)
      }
    case '!=':
      return (run, frame) => {
        const same = equals(left(run, frame), right(run, frame))
        return typeof same === 'boolean' ? !same : same
      }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compileOrder(operator, left, right)
    default:
      return compileArithmetic(operator, left, right)
  }
}

function compileOrder(operator: '<' | '<=' | '>' | '>=', left: Code, right: Code): Code {
  const [less, same, more] = {
    '<': [true, false, false],
    '<=': [true, true, false],
    '>': [false, false, true],
    '>=': [false, true, true],
  }[operator] as [boolean, boolean, boolean]
  return (run, frame) => {
    const a = left(run, frame)
    const b = right(run, frame)
    if (typeof a === 'number' && typeof b === 'number') return a < b ? less : a > b ? more : same
    const order = orderOf(run, a, b)
    if (typeof order === 'number') return order < 0 ? less : order > 0 ? more : same
    if (order === null) return null
    return overOptions([a, b], ([x, y]) => {
      const each = orderOf(run, x as Value, y as Value)
      return typeof each === 'number' ? (each < 0 ? less : each > 0 ? more : same) : each
    })
  }
}

/** The order of two values; not known or null where they have none. */
export function orderOf(run: Run, a: Value, b: Value): number | null | Unknown {
  if (a instanceof Unknown || b instanceof Unknown) return bothUnknown(a, b)
  return compare(a, b) ?? warn(run, 'The two values have no order')
}

function compileArithmetic(operator: ArithmeticOperator, left: Code, right: Code): Code {
  const short = { '+': add, '-': null, '*': multiply, '/': divide, '**': null }[operator]
  if (operator === '-') return compileMinus(left, right)
  if (short === null) return (run, frame) => calculate(run, operator, left(run, frame), right(run, frame))
  return (run, frame) => {
    const a = left(run, frame)
    const b = right(run, frame)
    if (typeof a === 'number' && typeof b === 'number') return short(a, b)
    return calculate(run, operator, a, b)
  }
}

function compileMinus(left: Code, right: Code): Code {
  return (run, frame) => {
    const a = left(run, frame)
    const b = right(run, frame)
    if (typeof a === 'number' && typeof b === 'number') return add(a, 0 - b)
    return calculate(run, '-', a, b)
  }
}

/** A code for `−of`. */
export function compileNegation(of: Code): Code {
  return (run, frame) => opposite(run, of(run, frame))
}

/** Three-valued `and`; what is not boolean counts as null (table 50). */
export function compileAnd(left: Code, right: Code): Code {
  return (run, frame) => {
    const a = left(run, frame)
    if (a === false) return false
    const b = right(run, frame)
    if (b === false) return false
    return a === true && b === true ? true : undecided(a, b)
  }
}

/** Three-valued `or` (table 50). */
export function compileOr(left: Code, right: Code): Code {
  return (run, frame) => {
    const a = left(run, frame)
    if (a === true) return true
    const b = right(run, frame)
    if (b === true) return true
    return a === false && b === false ? false : undecided(a, b)
  }
}

function undecided(a: Value, b: Value): Value {
  if (a instanceof Unknown) return b instanceof Unknown ? eitherUnknown(a, b) : a
  return b instanceof Unknown ? b : null
}

/** A code for `value between low and high`, both ends included. */
export function compileBetween(value: Code, low: Code, high: Code): Code {
  return compileAnd(compileOrder('>=', value, low), compileOrder('<=', value, high))
}
