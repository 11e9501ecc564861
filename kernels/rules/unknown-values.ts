/** Reckoning with what is not known: its ways of becoming known, and what it can be at all. */
import { textOf, Unknown, type Value } from './values.ts'

const MOST_WAYS = 24
const MOST_OPTIONS = 256

/** Not known, with the ways in which both become known. */
export function bothUnknown(a: Value, b: Value): Unknown {
  if (!(a instanceof Unknown)) return b as Unknown
  if (!(b instanceof Unknown)) return a
  const ways = a.ways.flatMap((left) => b.ways.map((right) => [...new Set([...left, ...right])].sort()))
  return fewestWays(ways)
}

/** Not known, with the ways in which either becomes known. */
export function eitherUnknown(a: Unknown, b: Unknown): Unknown {
  return fewestWays([...a.ways, ...b.ways])
}

function fewestWays(ways: readonly (readonly string[])[]): Unknown {
  const seen = new Map(ways.map((way) => [way.join('\n'), way]))
  const sorted = [...seen.values()].sort((a, b) => a.length - b.length)
  const kept: (readonly string[])[] = []
  for (const way of sorted) {
    if (kept.length >= MOST_WAYS) break
    if (!kept.some((less) => less.every((fact) => way.includes(fact)))) kept.push(way)
  }
  return new Unknown(kept)
}

/** All that is not known among some values, joined; null when all are known. */
export function firstUnknown(values: readonly Value[]): Unknown | null {
  let unknown: Unknown | null = null
  for (const value of values)
    if (value instanceof Unknown) unknown = unknown === null ? value : bothUnknown(unknown, value)
  return unknown
}

/** What tells results apart: their kind and text. Plain values stand for themselves. */
function keyOf(value: Value): unknown {
  if (typeof value === 'string') return `"${value}`
  if (typeof value === 'boolean' || value === null || Number.isSafeInteger(value)) return value
  return `${typeof value} ${textOf(value, true)}`
}

/** One of several possible results: the result itself when they are all the same, else not known but one of them. */
export function oneOf(unknown: Unknown, results: readonly Value[]): Value {
  const distinct = new Map<unknown, Value>()
  for (const result of results) {
    if (result instanceof Unknown) return new Unknown(unknown.ways)
    const key = keyOf(result)
    if (!distinct.has(key)) distinct.set(key, result)
  }
  const [first] = distinct.values()
  if (distinct.size === 1) return first as Value
  return new Unknown(unknown.ways, distinct.size > MOST_OPTIONS ? null : [...distinct.values()])
}

/**
 * Applies an operation to values of which some are not known. Where it is known what they can be, the operation is tried
 * on all of that, and is itself known when it always comes out the same.
 */
export function overOptions(values: readonly Value[], apply: (values: readonly Value[]) => Value): Value {
  const unknown = firstUnknown(values)
  if (unknown === null) return apply(values)
  let tried: (readonly Value[])[] = [[]]
  for (const value of values) {
    const options = value instanceof Unknown ? value.options : [value]
    if (options === null || tried.length * options.length > MOST_OPTIONS) return unknown
    tried = tried.flatMap((before) => options.map((option) => [...before, option]))
  }
  return oneOf(unknown, tried.map(apply))
}
