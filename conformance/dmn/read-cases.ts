/** The values in the kit's test cases: inputs, expected results, and when two results are the same. */
import {
  DaysDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  MonthsDuration,
  parseTemporal,
  type Value,
} from '@steppe/kernels/rules'
import { childNamed, childrenNamed, type XmlElement } from '../../kernels/rules/read-xml.ts'

/** The facts of a test case, by the names of its input nodes; those of other models by `namespace#name`. */
export function inputFacts(testCase: XmlElement, namespace: string): Record<string, Value> {
  const facts: Record<string, Value> = {}
  for (const node of childrenNamed(testCase, 'inputNode')) {
    const name = node.attributes.name ?? ''
    const other = node.attributes.namespace
    facts[other === undefined || other === namespace ? name : `${other}#${name}`] = expectedValue(node)
  }
  return facts
}

/** The value that an element of the kit's `valueType` holds. */
export function expectedValue(element: XmlElement | undefined): Value {
  if (element === undefined || element.attributes.nil === 'true') return null
  const list = childNamed(element, 'list')
  if (list !== undefined) return list.attributes.nil === 'true' ? null : childrenNamed(list, 'item').map(expectedValue)
  const components = childrenNamed(element, 'component')
  if (components.length > 0) {
    return Object.fromEntries(
      components.map((component) => [component.attributes.name ?? '', expectedValue(component)]),
    )
  }
  const value = childNamed(element, 'value')
  return value === undefined || value.attributes.nil === 'true'
    ? null
    : readValue(value.text, value.attributes.type ?? '')
}

function readValue(text: string, type: string): Value {
  switch (type.replace(/^\w+:/, '')) {
    case 'decimal':
    case 'double':
    case 'float':
    case 'integer':
    case 'int':
    case 'long':
      return Number(text)
    case 'boolean':
      return text.trim() === 'true'
    case 'date':
    case 'time':
    case 'dateTime':
    case 'duration':
    case 'dayTimeDuration':
    case 'yearMonthDuration':
      return parseTemporal(text.trim())
    case '':
      return untyped(text)
    default:
      return text
  }
}

/** A value without a type stands for what its text reads as; without text, for null. */
function untyped(text: string): Value {
  if (text === '') return null
  if (/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text.trim())) return Number(text)
  return text === 'true' || text === 'false' ? text === 'true' : text
}

/** The kit's tolerance for numbers. */
const TOLERANCE = 1e-8

/** Whether a result is the expected one, as the kit's own runner compares them. */
export function sameResult(found: Value, expected: Value): boolean {
  if (expected === null || found === null) return expected === found
  if (typeof expected === 'number') {
    const number =
      typeof found === 'number' ? found : typeof found === 'object' && 'toNumber' in found ? Number(found) : Number.NaN
    return Math.abs(number - expected) < TOLERANCE || number === expected
  }
  if (Array.isArray(expected)) return Array.isArray(found) && sameList(found, expected)
  if (typeof expected !== 'object') return found === expected
  if (isTemporal(expected))
    return (
      isTemporal(found) &&
      Object.getPrototypeOf(found) === Object.getPrototypeOf(expected) &&
      sameMoment(found, expected)
    )
  return typeof found === 'object' && !isTemporal(found) && sameContext(found as Context, expected as Context)
}

type Context = Readonly<Record<string, Value>>

function isTemporal(value: Value): boolean {
  return [FeelDate, FeelTime, FeelDateTime, DaysDuration, MonthsDuration].some((kind) => value instanceof kind)
}

function sameMoment(found: Value, expected: Value): boolean {
  return String(found) === String(expected)
}

function sameList(found: readonly Value[], expected: readonly Value[]): boolean {
  return found.length === expected.length && expected.every((item, index) => sameResult(found[index] ?? null, item))
}

function sameContext(found: Context, expected: Context): boolean {
  const names = Object.keys(expected)
  return (
    Object.keys(found).length === names.length &&
    names.every((name) => sameResult(found[name] ?? null, expected[name] ?? null))
  )
}
