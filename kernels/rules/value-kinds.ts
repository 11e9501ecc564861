/** Kinds of values as they are told before facts are known: their names, what operators and functions take and give. */
import type { Form } from './builtin-forms.ts'
import { DaysDuration, FeelDate, FeelDateTime, FeelTime, isNum, MonthsDuration, type Value } from './values.ts'

/** The kind of a value, as far as it can be told before facts are known; `any` where it cannot. */
export type ValueKind =
  | 'number'
  | 'text'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days'
  | 'months'
  | 'list'
  | 'context'
  | 'range'
  | 'function'
  | 'null'
  | 'any'

/** Both languages of a sentence. */
export type Words = { readonly zh: string; readonly en: string }

/** Kinds in words. */
export const NAMES: { readonly [kind in ValueKind]: Words } = {
  number: { zh: '数字', en: 'a number' },
  text: { zh: '文字', en: 'a text' },
  boolean: { zh: '是或否', en: 'true or false' },
  date: { zh: '日期', en: 'a date' },
  time: { zh: '时间', en: 'a time' },
  'date and time': { zh: '日期时间', en: 'a date and time' },
  days: { zh: '天数时长', en: 'a duration in days' },
  months: { zh: '年月时长', en: 'a duration in months' },
  list: { zh: '列表', en: 'a list' },
  context: { zh: '组合', en: 'a context' },
  range: { zh: '区间', en: 'a range' },
  function: { zh: '函数', en: 'a function' },
  null: { zh: '空值', en: 'null' },
  any: { zh: '任意值', en: 'anything' },
}

/** What stands behind a dot of a kind that has nothing else. */
export const PARTS: { readonly [kind: string]: readonly string[] } = {
  number: [],
  text: [],
  boolean: [],
  date: ['year', 'month', 'day', 'weekday'],
}

/** Functions that make a value of a text, or nothing of a wrong one. */
export const MAKERS = new Set(['date', 'time', 'date and time', 'duration', 'number'])

/** What kind of value a built-in function gives. */
export const RESULTS: { readonly [name: string]: ValueKind } = {
  ...kinds('number', 'count sum mean product median stddev decimal abs modulo sqrt log exp floor ceiling number', [
    'string length',
    'day of year',
    'week of year',
    'round up',
    'round down',
    'round half up',
    'round half down',
  ]),
  ...kinds(
    'boolean',
    'not all any contains matches odd even before after meets overlaps includes during starts finishes coincides is',
    [
      'starts with',
      'ends with',
      'list contains',
      'met by',
      'overlaps before',
      'overlaps after',
      'started by',
      'finished by',
    ],
  ),
  ...kinds('text', 'substring replace string', [
    'upper case',
    'lower case',
    'substring before',
    'substring after',
    'string join',
    'day of week',
    'month of year',
  ]),
  ...kinds('list', 'sublist append concatenate remove reverse union flatten sort split mode', [
    'insert before',
    'index of',
    'distinct values',
    'list replace',
    'get entries',
  ]),
  ...kinds('date', 'date today', []),
  ...kinds('date and time', 'now', ['date and time']),
  ...kinds('time', 'time', []),
  ...kinds('months', '', ['years and months duration']),
  ...kinds('context', 'context', ['context put', 'context merge']),
}

function kinds(kind: ValueKind, single: string, several: readonly string[]): { [name: string]: ValueKind } {
  return Object.fromEntries(
    [...single.split(' '), ...several].filter((name) => name !== '').map((name) => [name, kind]),
  )
}

/** The kind of a known value. */
export function kindOfValue(value: Value): ValueKind {
  if (isNum(value)) return 'number'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'boolean'
  if (value instanceof FeelDate) return 'date'
  if (value instanceof FeelTime) return 'time'
  if (value instanceof FeelDateTime) return 'date and time'
  if (value instanceof DaysDuration) return 'days'
  return value instanceof MonthsDuration ? 'months' : 'any'
}

/** The kind of a value that is one of two. */
export function common(a: ValueKind, b: ValueKind): ValueKind {
  if (a === b || b === 'null') return a
  return a === 'null' ? b : 'any'
}

const MOMENTS: readonly ValueKind[] = ['date', 'date and time']

/** Whether values of two kinds can be equal or have an order. */
export function comparable(a: ValueKind, b: ValueKind): boolean {
  return (
    a === b || [a, b].some((kind) => kind === 'any' || kind === 'null') || (MOMENTS.includes(a) && MOMENTS.includes(b))
  )
}

const SUMS: readonly (readonly [ValueKind, ValueKind, ValueKind])[] = [
  ['number', 'number', 'number'],
  ['text', 'text', 'text'],
  ['date', 'days', 'date'],
  ['date', 'months', 'date'],
  ['date and time', 'days', 'date and time'],
  ['date and time', 'months', 'date and time'],
  ['time', 'days', 'time'],
  ['days', 'days', 'days'],
  ['months', 'months', 'months'],
]

/** The kind that an operator gives; null where it takes no such values. */
export function arithmetic(operator: string, a: ValueKind, b: ValueKind): ValueKind | null {
  if (a === 'any' || b === 'any') return 'any'
  const isDuration = (kind: ValueKind) => kind === 'days' || kind === 'months'
  switch (operator) {
    case '+':
      return SUMS.find(([x, y]) => (x === a && y === b) || (x === b && y === a))?.[2] ?? null
    case '-':
      if (MOMENTS.includes(a) && MOMENTS.includes(b)) return 'days'
      if (a === 'time' && b === 'time') return 'days'
      return a === 'text' ? null : (SUMS.find(([x, y]) => x === a && y === b)?.[2] ?? null)
    case '*':
      if (a === 'number' && (b === 'number' || isDuration(b))) return b
      return isDuration(a) && b === 'number' ? a : null
    case '/':
      if (a === b && (a === 'number' || isDuration(a))) return 'number'
      return isDuration(a) && b === 'number' ? a : null
    default:
      return a === 'number' && b === 'number' ? 'number' : null
  }
}

const TAKEN: { readonly [kind: string]: readonly ValueKind[] } = {
  number: ['number'],
  string: ['text'],
  boolean: ['boolean'],
  context: ['context'],
  range: ['range'],
  function: ['function'],
  date: ['date'],
  time: ['time'],
  datetime: ['date and time'],
  day: ['date', 'date and time'],
  days: ['days'],
  duration: ['days', 'months'],
}

/** Whether a form may take values of these kinds; lists of one count as their item, so a list is left open. */
export function takes(form: Form, kinds: readonly ValueKind[]): boolean {
  if (kinds.length < form.needed || (kinds.length > form.parameters.length && !form.repeats)) return false
  return kinds.every((kind, index) => {
    const parameter = form.parameters[Math.min(index, form.parameters.length - 1)]
    const taken = parameter && TAKEN[parameter.kind]
    return taken === undefined || kind === 'any' || kind === 'list' || kind === 'null' || taken.includes(kind)
  })
}

/** Whether a value is the number 0. */
export function isZero(value: Value | undefined): boolean {
  return isNum(value) && Number(value) === 0
}
