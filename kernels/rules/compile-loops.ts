/** Compiles for, some, every and filters: everything that goes through a list. */

import { daysFromCivil } from './calendar-days.ts'
import { compare } from './compare-values.ts'
import { integerOf } from './numbers.ts'
import { type Code, type Frame, step, warn } from './scope.ts'
import { addDays } from './temporal.ts'
import { eitherUnknown } from './unknown-values.ts'
import { FeelDate, FeelRange, isNum, type Run, Unknown, type Value } from './values.ts'

/** A compiled `in`: the list, or the two ends of a range. */
export type CompiledIterator = { readonly over: Code; readonly to: Code | null }

/** What an iterator goes through; null when it cannot be gone through. */
function itemsOf(run: Run, iterator: CompiledIterator, frame: Frame | null): readonly Value[] | null | Unknown {
  const over = iterator.over(run, frame)
  if (over instanceof Unknown) return over
  if (iterator.to !== null) {
    const to = iterator.to(run, frame)
    return to instanceof Unknown ? to : spread(run, over, true, to, true)
  }
  if (over instanceof FeelRange) return itemsOfRange(run, over)
  if (over === null) return null
  return Array.isArray(over) ? over : [over]
}

/** What lies in a range; nothing lies in one whose end comes before its start, which is no range to go through. */
function itemsOfRange(run: Run, { low = null, lowClosed, high = null, highClosed }: FeelRange): Value[] | null {
  if ((compare(low, high) ?? 0) > 0) return warn(run, 'The end of the range comes before its start')
  return spread(run, low, lowClosed, high, highClosed)
}

/** The whole numbers or days from one end to the other, up or down. */
function spread(run: Run, low: Value, lowClosed: boolean, high: Value, highClosed: boolean): Value[] | null {
  const dates = low instanceof FeelDate && high instanceof FeelDate
  const from = dates ? dayOf(low) : integerOf(low)
  const to = dates ? dayOf(high) : integerOf(high)
  if (from === null || to === null) return warn(run, 'Only ranges of whole numbers or dates can be gone through')
  const direction = from <= to ? 1 : -1
  const items: Value[] = []
  for (let at = from; direction > 0 ? at <= to : at >= to; at += direction) {
    step(run)
    if ((at === from && !lowClosed) || (at === to && !highClosed)) continue
    items.push(dates ? addDays(low, at - from) : at)
  }
  return items
}

function dayOf(date: FeelDate): number {
  return daysFromCivil(date.year, date.month, date.day)
}

/** Visits every combination of the iterators' items; stops when `visit` answers something. */
function visitAll(
  run: Run,
  iterators: readonly CompiledIterator[],
  at: number,
  frame: Frame | null,
  visit: (frame: Frame | null) => Value | undefined,
): Value | undefined {
  const iterator = iterators[at]
  if (iterator === undefined) return visit(frame)
  const items = itemsOf(run, iterator, frame)
  if (items === null || items instanceof Unknown) return items
  for (const value of items) {
    step(run)
    const stop = visitAll(run, iterators, at + 1, { value, up: frame }, visit)
    if (stop !== undefined) return stop
  }
  return undefined
}

/** `for … return …`; `partial` holds what has been returned so far. */
export function compileFor(iterators: readonly CompiledIterator[], body: Code): Code {
  return (run, frame) => {
    const results: Value[] = []
    let unknown: Unknown | null = null
    const stop = visitAll(run, iterators, 0, frame, (inner) => {
      const result = body(run, { value: results, up: inner })
      if (result instanceof Unknown) unknown = unknown === null ? result : eitherUnknown(unknown, result)
      results.push(result)
      return undefined
    })
    return stop === undefined ? (unknown ?? results) : stop
  }
}

/** `some … satisfies` and `every … satisfies`, in three values; where `strict`, null as soon as a condition is not boolean. */
export function compileQuantified(
  every: boolean,
  iterators: readonly CompiledIterator[],
  body: Code,
  strict = false,
): Code {
  return (run, frame) => {
    let open: Value | undefined
    const stop = visitAll(run, iterators, 0, frame, (inner) => {
      const result = body(run, inner)
      if (result === !every) return result
      if (result instanceof Unknown) open = open instanceof Unknown ? eitherUnknown(open, result) : result
      else if (result !== every) {
        if (strict && result !== null) return null
        open ??= null
      }
      return undefined
    })
    if (stop !== undefined) return stop
    return open === undefined ? every : open
  }
}

/** A boxed filter: its condition must be true, false or null for every item, else the result is null (10.2.2.2). */
export function compileStrictFilter(of: Code, condition: Code): Code {
  return (run, frame) => {
    let broken = false
    const watched: Code = (inner, item) => {
      const answer = condition(inner, item)
      if (typeof answer === 'boolean' || answer === null || answer instanceof Unknown) return answer
      broken = true
      return null
    }
    const kept = compileFilter(of, watched, null)(run, frame)
    return broken ? warn(run, 'The condition of a filter must be true or false') : kept
  }
}

/** `list[condition]`: by a condition on each item, or by place from 1 or from the end with −1. */
export function compileFilter(of: Code, condition: Code, place: number | null): Code {
  return (run, frame) => {
    const value = of(run, frame)
    if (value instanceof Unknown) return value
    const list = Array.isArray(value) ? value : value === null ? [] : [value]
    if (place !== null) return itemAt(run, list, place)
    return filterBy(run, list, condition, frame)
  }
}

function filterBy(run: Run, list: readonly Value[], condition: Code, frame: Frame | null): Value {
  const kept: Value[] = []
  let unknown: Unknown | null = null
  if (list.length === 0) {
    const place = condition(run, { value: null, up: frame })
    return isNum(place) ? itemAt(run, list, integerOf(place) ?? 0) : kept
  }
  for (const [index, item] of list.entries()) {
    step(run)
    const answer = condition(run, { value: item, up: frame })
    if (answer === true) kept.push(item)
    else if (index === 0 && isNum(answer)) return itemAt(run, list, integerOf(answer) ?? 0)
    else if (answer instanceof Unknown) unknown = unknown === null ? answer : eitherUnknown(unknown, answer)
  }
  return unknown ?? kept
}

function itemAt(run: Run, list: readonly Value[], place: number): Value {
  const item = list[place > 0 ? place - 1 : list.length + place]
  return place === 0 || item === undefined ? warn(run, `The list has no item ${place}`) : item
}
