/** The types of FEEL (DMN 1.5, 10.3.2.9 and 10.3.2.10): what conforms to what, and which values are of a type. */
import {
  type Context,
  DaysDuration,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelRange,
  FeelTime,
  isContext,
  isNum,
  MonthsDuration,
  Unknown,
  type Value,
} from './values.ts'

/** The simple types, by their FEEL names. */
export type SimpleType =
  | 'Any'
  | 'Null'
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'

/** A FEEL type, as plain data. `allows` narrows an item definition by its allowed values. */
export type FeelType =
  | { readonly kind: 'simple'; readonly name: SimpleType }
  | { readonly kind: 'list'; readonly of: FeelType }
  | { readonly kind: 'range'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly entries: { readonly [name: string]: FeelType }; readonly bare?: boolean }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[] | null; readonly result: FeelType }
  | {
      readonly kind: 'narrowed'
      readonly name: string
      readonly base: FeelType
      readonly allows: (value: Value) => boolean
    }
  | {
      readonly kind: 'named'
      readonly name: string
      readonly look: () => FeelType
      /** A value that does not fit is left as it is. */
      readonly lenient?: boolean
    }

/** Anything at all. */
export const ANY: FeelType = { kind: 'simple', name: 'Any' }

const SIMPLE: { readonly [name: string]: SimpleType } = {
  Any: 'Any',
  any: 'Any',
  Null: 'Null',
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  dateTime: 'date and time',
  'days and time duration': 'days and time duration',
  dayTimeDuration: 'days and time duration',
  'years and months duration': 'years and months duration',
  yearMonthDuration: 'years and months duration',
}

/** The built-in type of that name, in FEEL or in the notation of older DMN files; undefined when there is none. */
export function builtinType(name: string): FeelType | undefined {
  const plain = name.replace(/^feel[.:]/, '')
  if (plain === 'context' || plain === 'Context') return { kind: 'context', entries: {}, bare: true }
  if (plain === 'list') return { kind: 'list', of: ANY }
  if (plain === 'function') return { kind: 'function', parameters: null, result: ANY }
  const simple = Object.hasOwn(SIMPLE, plain) ? SIMPLE[plain] : undefined
  return simple === undefined ? undefined : { kind: 'simple', name: simple }
}

/**
 * Whether a value is an instance of a type. Null is only an instance of Null and, where `nullable`, of any type.
 * Allowed values of item definitions count only where `strict`; `instance of` leaves them aside. A function whose result
 * is not declared may stand for any other where `strict`: what it gives is seen when it is called.
 */
export function isInstance(value: Value, type: FeelType, nullable = false, strict = false): boolean {
  if (value instanceof Unknown) return true
  if (value === null && nullable) return true
  switch (type.kind) {
    case 'simple':
      return isSimple(value, type.name)
    case 'list':
      return (
        Array.isArray(value) &&
        value.every((item: Value) => isInstance(item, type.of, nullable || item === null, strict))
      )
    case 'range':
      return value instanceof FeelRange && rangeEnds(value).every((end) => isInstance(end, type.of))
    case 'context':
      return isContext(value) && hasEntries(value, type.entries, nullable, strict)
    case 'function':
      return value instanceof FeelFunction && functionFits(value, type, strict)
    case 'narrowed':
      return isInstance(value, type.base, nullable, strict) && (!strict || value === null || type.allows(value))
    case 'named':
      return isInstance(value, type.look(), nullable, strict)
  }
}

function rangeEnds(range: FeelRange): Value[] {
  return [range.low, range.high].filter((end): end is Value => end !== undefined && end !== null)
}

function hasEntries(
  value: Context,
  entries: { readonly [name: string]: FeelType },
  nullable: boolean,
  strict: boolean,
): boolean {
  return Object.entries(entries).every(
    ([name, type]) =>
      Object.hasOwn(value, name) && isInstance(value[name] ?? null, type, nullable || value[name] === null, strict),
  )
}

function functionFits(value: FeelFunction, type: FeelType & { kind: 'function' }, strict: boolean): boolean {
  if (type.parameters === null) return true
  if (value.parameters.length !== type.parameters.length) return false
  const inputs = type.parameters.every((wanted, index) => conforms(wanted, value.parameterTypes[index] ?? ANY))
  return inputs && ((strict && isAny(value.result)) || conforms(value.result, type.result))
}

function isAny(type: FeelType): boolean {
  return type.kind === 'simple' && type.name === 'Any'
}

function isSimple(value: Value, name: SimpleType): boolean {
  switch (name) {
    case 'Any':
      return value !== null
    case 'Null':
      return value === null
    case 'number':
      return isNum(value)
    case 'string':
      return typeof value === 'string'
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return value instanceof FeelDate
    case 'time':
      return value instanceof FeelTime
    case 'date and time':
      return value instanceof FeelDateTime
    case 'days and time duration':
      return value instanceof DaysDuration
    case 'years and months duration':
      return value instanceof MonthsDuration
  }
}

/** Whether every value of `type` may stand where `target` is asked for (10.3.2.9.3). */
export function conforms(type: FeelType, target: FeelType): boolean {
  if (target.kind === 'named') return conforms(type, target.look())
  if (type.kind === 'named') return conforms(type.look(), target)
  if (target.kind === 'simple' && target.name === 'Any') return true
  if (type.kind === 'simple' && type.name === 'Null') return true
  if (type.kind === 'narrowed') return type === target || conforms(type.base, target)
  if (target.kind === 'narrowed') return false
  if (type.kind === 'simple') return target.kind === 'simple' && type.name === target.name
  return conformsStructurally(type, target)
}

function conformsStructurally(type: FeelType, target: FeelType): boolean {
  if (type.kind === 'list') return target.kind === 'list' && conforms(type.of, target.of)
  if (type.kind === 'range') return target.kind === 'range' && conforms(type.of, target.of)
  if (type.kind === 'context') {
    return (
      target.kind === 'context' &&
      Object.entries(target.entries).every(([name, wanted]) => {
        const own = type.entries[name]
        return own !== undefined && conforms(own, wanted)
      })
    )
  }
  if (type.kind !== 'function' || target.kind !== 'function') return false
  if (target.parameters === null) return true
  const own = type.parameters
  if (own === null || own.length !== target.parameters.length) return false
  return (
    target.parameters.every((wanted, index) => conforms(wanted, own[index] ?? ANY)) &&
    conforms(type.result, target.result)
  )
}

/** A type in words, for warnings. */
export function typeText(type: FeelType): string {
  switch (type.kind) {
    case 'simple':
    case 'narrowed':
    case 'named':
      return type.name
    case 'list':
    case 'range':
      return `${type.kind}<${typeText(type.of)}>`
    case 'context':
      return `context<${Object.entries(type.entries)
        .map(([name, entry]) => `${name}: ${typeText(entry)}`)
        .join(', ')}>`
    case 'function':
      return `function<${(type.parameters ?? []).map(typeText).join(', ')}>->${typeText(type.result)}`
  }
}

/**
 * Fits a value to a type by FEEL's implicit conversions (10.3.2.9.4): a single value to a list of one, a list of one
 * to its value, a date to midnight UTC. Answers undefined when it cannot be made to fit.
 */
export function coerce(value: Value, type: FeelType): Value | undefined {
  if (value === null || value instanceof Unknown) return value
  if (type.kind === 'named' && type.lenient) return coerce(value, type.look()) ?? value
  const target = bareType(type)
  if (target.kind === 'simple' && target.name === 'Any') return value
  if (isInstance(value, type, true, true)) return value
  if (target.kind === 'list' && !Array.isArray(value))
    return isInstance([value], type, true, true) ? [value] : undefined
  if (Array.isArray(value) && value.length === 1 && target.kind !== 'list') {
    return isInstance(value[0] as Value, type, true, true) ? (value[0] as Value) : undefined
  }
  if (value instanceof FeelDate && target.kind === 'simple' && target.name === 'date and time') {
    return new FeelDateTime(value, new FeelTime(0, 0, 0, 0))
  }
  return undefined
}

function bareType(type: FeelType): FeelType {
  if (type.kind === 'named') return bareType(type.look())
  return type.kind === 'narrowed' ? bareType(type.base) : type
}
