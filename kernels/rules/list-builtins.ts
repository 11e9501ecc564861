/** Built-in functions on lists (DMN 1.5, table 75), and `sort`, `not`. */
import { type Builtin, type Form, form } from './builtin-forms.ts'
import { compare, equals } from './compare-values.ts'
import { add, compareNumbers, divide, multiply, settle, subtract } from './numbers.ts'
import { step, warn } from './scope.ts'
import {
  DaysDuration,
  Dec,
  type FeelFunction,
  isNum,
  MonthsDuration,
  type Num,
  type Run,
  type Value,
} from './values.ts'

type List = readonly Value[]

/** A function of one list, or of its items given one by one; null for null. */
function onItems(apply: (list: List, run: Run) => Value): Form[] {
  return [
    form('list: list', ([list]: [List], run) => apply(list, run)),
    form('list...: any', (items: List, run) => (items.length === 1 && items[0] === null ? null : apply(items, run))),
  ]
}

function numbersIn(list: List): readonly Num[] | null {
  return list.length > 0 && list.every(isNum) ? (list as readonly Num[]) : null
}

export const listBuiltins: readonly Builtin[] = [
  {
    name: 'list contains',
    forms: [
      form('list: list, element: any', ([list, wanted]: [List, Value]) =>
        list.some((item) => equals(item, wanted) === true),
      ),
    ],
  },
  { name: 'count', forms: onItems((list) => list.length) },
  { name: 'min', forms: onItems((list) => extreme(list, -1)) },
  { name: 'max', forms: onItems((list) => extreme(list, 1)) },
  { name: 'sum', forms: onItems(sum) },
  { name: 'mean', forms: onItems(mean) },
  {
    name: 'product',
    forms: onItems((list) => numbersIn(list)?.reduce((total, item) => multiply(total, item) as Num) ?? null),
  },
  { name: 'median', forms: onItems((list) => median(numbersIn(list))) },
  { name: 'stddev', forms: onItems((list) => stddev(numbersIn(list))) },
  { name: 'mode', forms: onItems(mode) },
  { name: 'all', forms: onItems((list) => allOf(list)) },
  { name: 'any', forms: onItems((list) => anyOf(list)) },
  {
    name: 'sublist',
    forms: [
      form('list: list, start position: number, length?: number', ([list, start, length]: [List, Num, Num?]) =>
        sublist(list, start, length),
      ),
    ],
  },
  {
    name: 'append',
    forms: [form('list: list, item...: any', ([list, ...items]: [List, ...Value[]]) => [...list, ...items])],
  },
  { name: 'concatenate', forms: [form('list...: list', (lists: List[]) => lists.flat(1) as List)] },
  {
    name: 'insert before',
    forms: [
      form('list: list, position: number, newItem: any', ([list, place, item]: [List, Num, Value]) =>
        insertBefore(list, place, item),
      ),
    ],
  },
  {
    name: 'remove',
    forms: [form('list: list, position: number', ([list, place]: [List, Num]) => remove(list, place))],
  },
  {
    name: 'list replace',
    forms: [
      form('list: list, position: number, newItem: any', ([list, place, item]: [List, Num, Value]) =>
        replaceAt(list, place, item),
      ),
      form('list: list, match: function, newItem: any', ([list, match, item]: [List, FeelFunction, Value], run) =>
        replaceMatching(run, list, match, item),
      ),
    ],
  },
  { name: 'reverse', forms: [form('list: list', ([list]: [List]) => [...list].reverse())] },
  {
    name: 'index of',
    forms: [
      form('list: list, match: any', ([list, match]: [List, Value]) =>
        list.flatMap((item, index) => (equals(item, match) === true ? [index + 1] : [])),
      ),
    ],
  },
  { name: 'union', forms: [form('list...: list', (lists: List[]) => distinct(lists.flat(1) as List))] },
  { name: 'distinct values', forms: [form('list: list', ([list]: [List]) => distinct(list))] },
  { name: 'flatten', forms: [form('list: list', ([list]: [List]) => flatten(list))] },
  {
    name: 'sort',
    forms: [
      form('list: list, precedes: function', ([list, precedes]: [List, FeelFunction], run) =>
        sort(run, list, precedes),
      ),
      form('list: list', ([list]: [List], run) => sortPlain(run, list)),
    ],
  },
  { name: 'not', forms: [form('negand: any', ([value]: [Value]) => (typeof value === 'boolean' ? !value : null))] },
]

function extreme(list: List, sign: number): Value {
  let best = list[0]
  if (best === undefined || best === null) return null
  for (const item of list) {
    const order = compare(item, best)
    if (order === null) return null
    if (order * sign > 0) best = item
  }
  return best
}

function sum(list: List): Value {
  const numbers = numbersIn(list)
  if (numbers !== null) return numbers.reduce((total, item) => add(total, item) as Num)
  if (list.length > 0 && list.every((item) => item instanceof DaysDuration)) {
    return new DaysDuration(list.reduce((total: Num, item) => add(total, (item as DaysDuration).seconds) as Num, 0))
  }
  if (list.length > 0 && list.every((item) => item instanceof MonthsDuration)) {
    return new MonthsDuration(list.reduce((total: number, item) => total + (item as MonthsDuration).months, 0))
  }
  return null
}

function mean(list: List): Value {
  const total = sum(list)
  return isNum(total) ? divide(total, list.length) : null
}

function median(list: readonly Num[] | null): Value {
  if (list === null) return null
  const sorted = [...list].sort(compareNumbers)
  const half = sorted.length >> 1
  if (sorted.length % 2 === 1) return sorted[half] as Num
  return divide(add(sorted[half - 1] as Num, sorted[half] as Num) as Num, 2)
}

/** The standard deviation of a sample. */
function stddev(list: readonly Num[] | null): Value {
  if (list === null || list.length < 2) return null
  const average = mean(list) as Num
  const squares = list.map((item) => new Dec(subtract(item, average) as Num).pow(2))
  return settle(
    squares
      .reduce((total, item) => total.plus(item))
      .div(list.length - 1)
      .sqrt(),
  )
}

function mode(list: List): Value {
  if (list.length === 0) return []
  const numbers = numbersIn(list)
  if (numbers === null) return null
  const sorted = [...numbers].sort(compareNumbers)
  const counts: { value: Num; count: number }[] = []
  for (const value of sorted) {
    const last = counts.at(-1)
    if (last !== undefined && compareNumbers(last.value, value) === 0) last.count++
    else counts.push({ value, count: 1 })
  }
  const most = Math.max(...counts.map(({ count }) => count))
  return counts.filter(({ count }) => count === most).map(({ value }) => value)
}

function allOf(list: List): Value {
  if (list.includes(false)) return false
  return list.every((item) => item === true) ? true : null
}

function anyOf(list: List): Value {
  if (list.includes(true)) return true
  return list.every((item) => item === false) ? false : null
}

/** The index from 0 of a place counted from 1, or from the end with −1; null when it is outside. Of `2.5`, 2 counts. */
function indexOf(list: List, place: Num): number | null {
  const at = Math.trunc(Number(place))
  if (at === 0) return null
  const index = at > 0 ? at - 1 : list.length + at
  return index >= 0 && index < list.length ? index : null
}

function sublist(list: List, start: Num, length: Num | undefined): Value {
  const from = indexOf(list, start)
  const count = length === undefined ? Number.POSITIVE_INFINITY : Math.trunc(Number(length))
  if (from === null || count < 0) return null
  if (length !== undefined && from + count > list.length) return null
  return list.slice(from, from + count)
}

function insertBefore(list: List, place: Num, item: Value): Value {
  const at = indexOf(list, place)
  return at === null ? null : list.toSpliced(at, 0, item)
}

function remove(list: List, place: Num): Value {
  const at = indexOf(list, place)
  return at === null ? null : list.toSpliced(at, 1)
}

function replaceAt(list: List, place: Num, item: Value): Value {
  const at = indexOf(list, place)
  return at === null ? null : list.with(at, item)
}

function replaceMatching(run: Run, list: List, match: FeelFunction, item: Value): Value {
  if (match.parameters.length !== 2) return warn(run, 'The match function takes two values')
  const answers = list.map((old) => match.invoke(run, [old, item]))
  if (answers.some((answer) => typeof answer !== 'boolean'))
    return warn(run, 'The match function must answer true or false')
  return list.map((old, index) => (answers[index] === true ? item : old))
}

function distinct(list: List): List {
  const kept: Value[] = []
  for (const item of list) if (!kept.some((other) => equals(other, item) === true)) kept.push(item)
  return kept
}

/** Merge sort, since `precedes` need not be a full order. */
function sort(run: Run, list: List, precedes: FeelFunction): Value {
  if (precedes.parameters.length !== 2) return warn(run, 'The sorting function takes two values')
  if (list.length < 2) return list
  const half = list.length >> 1
  const left = sort(run, list.slice(0, half), precedes)
  const right = sort(run, list.slice(half), precedes)
  return Array.isArray(left) && Array.isArray(right) ? merge(run, left, right, precedes) : null
}

function merge(run: Run, left: List, right: List, precedes: FeelFunction): List {
  const merged: Value[] = []
  let at = 0
  for (const item of right) {
    while (at < left.length && precedes.invoke(run, [item, left[at] as Value]) !== true)
      merged.push(left[at++] as Value)
    step(run)
    merged.push(item)
  }
  return [...merged, ...left.slice(at)]
}

function sortPlain(run: Run, list: List): Value {
  const sorted = [...list]
  let ordered = true
  sorted.sort((a, b) => {
    const order = compare(a, b)
    if (order === null) ordered = false
    return order ?? 0
  })
  return ordered ? sorted : warn(run, 'The items of the list have no order')
}

function flatten(list: List): List {
  return list.flatMap((item): List => (Array.isArray(item) ? flatten(item) : [item]))
}
