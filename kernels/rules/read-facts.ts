/** Fits facts given as JSON to the types of a model: texts become dates, times and durations where these are asked for. */
import { parseDate, parseDateTime, parseDuration, parseTime } from './temporal.ts'
import { coerce, type FeelType } from './types.ts'
import { type Context, isContext, type Value } from './values.ts'

/** A fact as a value of the type; undefined when it cannot be one. Entries that a context lacks stay lacking. */
export function readFact(fact: unknown, type: FeelType): Value | undefined {
  if (fact === undefined || fact === null) return null
  if (type.kind === 'named') return readFact(fact, type.look()) ?? (type.lenient ? (fact as Value) : undefined)
  if (type.kind === 'narrowed') {
    const value = readFact(fact, type.base)
    return value === undefined || value === null || type.allows(value) ? value : undefined
  }
  if (type.kind === 'list') return readList(fact, type)
  if (Array.isArray(fact) && fact.length === 1 && !(type.kind === 'simple' && type.name === 'Any'))
    return readFact(fact[0], type)
  if (type.kind === 'context' && isContext(fact)) return readContext(fact, type)
  if (typeof fact === 'string' && type.kind === 'simple') {
    const read = textReader(type.name)
    if (read !== null) return read(fact) ?? undefined
  }
  return coerce(fact as Value, type)
}

function textReader(name: string): ((text: string) => Value) | null {
  switch (name) {
    case 'date':
      return parseDate
    case 'time':
      return parseTime
    case 'date and time':
      return parseDateTime
    case 'days and time duration':
    case 'years and months duration':
      return parseDuration
    default:
      return null
  }
}

function readList(fact: unknown, type: FeelType & { kind: 'list' }): Value | undefined {
  const items: (Value | undefined)[] = (Array.isArray(fact) ? fact : [fact]).map((item) => readFact(item, type.of))
  return items.includes(undefined) ? undefined : (items as Value[])
}

function readContext(fact: Context, type: FeelType & { kind: 'context' }): Value | undefined {
  const result: Record<string, Value> = { ...fact }
  for (const [name, wanted] of Object.entries(type.entries)) {
    if (!Object.hasOwn(fact, name) || fact[name] === undefined) continue
    const value = readFact(fact[name], wanted)
    if (value === undefined) return undefined
    result[name] = value
  }
  return result
}
