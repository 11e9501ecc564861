/** The built-in `range(from)`: reads a range whose ends are literals (DMN 1.5, table 71). */
import { type Builtin, form } from './builtin-forms.ts'
import { compare } from './compare-values.ts'
import { negate, readNumber } from './numbers.ts'
import { parseFeel } from './parse-feel.ts'
import type { Node } from './syntax.ts'
import { parseDate, parseDateTime, parseDuration, parseTemporal, parseTime } from './temporal.ts'
import { indexNames, SyntaxFault } from './tokens.ts'
import { FeelRange, isNum, type Num, type Value } from './values.ts'

const READERS: { readonly [name: string]: (text: string) => Value } = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
}
const NAMES = { scope: indexNames(Object.keys(READERS)), properties: indexNames([]) }

/** `range("[18..21)")` */
export const rangeFromText: Builtin = {
  name: 'range',
  forms: [form('from: string', ([text]: [string]) => readRange(text))],
}

function readRange(text: string): FeelRange | null {
  const node = parsed(text)
  if (node?.kind !== 'range') return null
  const low = literal(node.low)
  const high = literal(node.high)
  if (low === null || high === null || Object.getPrototypeOf(low) !== Object.getPrototypeOf(high)) return null
  const order = compare(low, high)
  return order === null || order > 0 ? null : new FeelRange(low, node.lowClosed, high, node.highClosed)
}

function parsed(text: string): Node | null {
  try {
    return parseFeel(text, NAMES, false)
  } catch (fault) {
    if (fault instanceof SyntaxFault) return null
    throw fault
  }
}

function literal(node: Node): Value {
  switch (node.kind) {
    case 'number':
      return readNumber(node.text)
    case 'negate': {
      const inner = literal(node.of)
      return isNum(inner) ? negate(inner as Num) : null
    }
    case 'string':
      return node.text
    case 'temporal':
      return parseTemporal(node.text)
    case 'call': {
      const [text] = node.values
      const read = node.of.kind === 'name' && Object.hasOwn(READERS, node.of.name) ? READERS[node.of.name] : undefined
      return read !== undefined && node.values.length === 1 && text?.kind === 'string' ? read(text.text) : null
    }
    default:
      return null
  }
}
