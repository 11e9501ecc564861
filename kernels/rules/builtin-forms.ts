/** How the built-in functions declare what they take: forms with typed parameters, tried in order. */
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
  type Run,
  type Value,
} from './values.ts'

/** What a parameter takes; `any` takes null too, `point` whatever has an order. */
export type Kind =
  | 'any'
  | 'number'
  | 'string'
  | 'boolean'
  | 'list'
  | 'context'
  | 'range'
  | 'function'
  | 'date'
  | 'time'
  | 'datetime'
  | 'day'
  | 'days'
  | 'duration'
  | 'point'

/** One way of calling a built-in. `repeats` lets the last parameter take all further values. */
export type Form = {
  readonly parameters: readonly { readonly name: string; readonly kind: Kind; readonly nullable: boolean }[]
  readonly needed: number
  readonly repeats: boolean
  readonly apply: (run: Run, values: readonly Value[]) => Value
}

/** A built-in function of FEEL. */
export type Builtin = { readonly name: string; readonly forms: readonly Form[] }

type Apply = (values: never, run: Run) => Value

/**
 * Declares one form: `string: string, start position: number, length?: number`. A trailing `?` on a name makes it
 * optional, `...` lets it repeat, and a trailing `|null` on a kind lets null through.
 */
export function form<V extends readonly (Value | undefined)[]>(
  signature: string,
  apply: (values: V, run: Run) => Value,
): Form {
  const parts =
    signature === ''
      ? []
      : signature.split(',').map((part) =>
          part
            .trim()
            .split(':')
            .map((word) => word.trim()),
        )
  const parameters = parts.map(([name, kind]) => ({
    name: (name as string).replace(/\?$|\.\.\.$/, ''),
    kind: (kind as string).replace('|null', '') as Kind,
    nullable: (kind as string).endsWith('|null'),
  }))
  const needed = parts.findIndex(([name]) => (name as string).endsWith('?'))
  const call = apply as unknown as Apply
  return {
    parameters,
    needed: needed < 0 ? parameters.length : needed,
    repeats: parts.at(-1)?.[0]?.endsWith('...') ?? false,
    apply: (run, values) => call(values as never, run),
  }
}

/** A value as a parameter of that kind takes it, by the implicit conversions; undefined when it does not. */
export function fitValue(value: Value, kind: Kind): Value | undefined {
  if (kind === 'any') return value
  if (kind === 'list') return Array.isArray(value) ? value : value === null ? undefined : [value]
  if (isOfKind(value, kind)) return value
  return Array.isArray(value) && value.length === 1 ? fitValue(value[0] as Value, kind) : undefined
}

function isOfKind(value: Value, kind: Kind): boolean {
  switch (kind) {
    case 'number':
      return isNum(value)
    case 'string':
    case 'boolean':
      return typeof value === kind
    case 'context':
      return isContext(value)
    case 'range':
      return value instanceof FeelRange
    case 'function':
      return value instanceof FeelFunction
    default:
      return isOfTemporalKind(value, kind)
  }
}

function isOfTemporalKind(value: Value, kind: Kind): boolean {
  switch (kind) {
    case 'date':
      return value instanceof FeelDate
    case 'time':
      return value instanceof FeelTime
    case 'datetime':
      return value instanceof FeelDateTime
    case 'day':
      return value instanceof FeelDate || value instanceof FeelDateTime
    case 'days':
      return value instanceof DaysDuration
    case 'duration':
      return value instanceof DaysDuration || value instanceof MonthsDuration
    default:
      return (
        value !== null &&
        typeof value !== 'boolean' &&
        !Array.isArray(value) &&
        !(value instanceof FeelRange) &&
        !isContext(value)
      )
  }
}

/** A context being built by a built-in. */
export type Draft = Record<string, Value>

/** A copy of a context with an entry set. */
export function withEntry(context: Context, name: string, value: Value): Context {
  const draft: Draft = { ...context }
  putEntry(draft, name, value)
  return draft
}

/** Sets an entry of a context that is being built; a name such as `__proto__` is an entry like any other. */
export function putEntry(context: Draft, name: string, value: Value): void {
  if (name !== '__proto__') context[name] = value
  else Object.defineProperty(context, name, { value, enumerable: true, configurable: true, writable: true })
}
