/** Built-in functions on texts (DMN 1.5, tables 71 and 73). */
import { type Builtin, form } from './builtin-forms.ts'
import { type Found, findAll } from './match-pattern.ts'
import { integerOf, readNumber } from './numbers.ts'
import { warn } from './scope.ts'
import { isNum, type Num, type Run, textOf, type Value } from './values.ts'
import { groupCount, xpathRegex, xpathReplacement } from './xpath-regex.ts'

export const textBuiltins: readonly Builtin[] = [
  {
    name: 'substring',
    forms: [
      form('string: string, start position: number, length?: number', ([text, start, length]: [string, Num, Num?]) =>
        substring(text, start, length),
      ),
    ],
  },
  { name: 'string length', forms: [form('string: string', ([text]: [string]) => [...text].length)] },
  { name: 'upper case', forms: [form('string: string', ([text]: [string]) => text.toUpperCase())] },
  { name: 'lower case', forms: [form('string: string', ([text]: [string]) => text.toLowerCase())] },
  {
    name: 'substring before',
    forms: [
      form('string: string, match: string', ([text, match]: [string, string]) =>
        text.slice(0, Math.max(0, text.indexOf(match))),
      ),
    ],
  },
  {
    name: 'substring after',
    forms: [form('string: string, match: string', ([text, match]: [string, string]) => after(text, match))],
  },
  {
    name: 'replace',
    forms: [
      form(
        'input: string, pattern: string, replacement: string, flags?: any',
        ([text, pattern, by, flags]: [string, string, string, Value?], run) =>
          replace(run, text, pattern, by, flags ?? ''),
      ),
    ],
  },
  {
    name: 'contains',
    forms: [form('string: string, match: string', ([text, match]: [string, string]) => text.includes(match))],
  },
  {
    name: 'starts with',
    forms: [form('string: string, match: string', ([text, match]: [string, string]) => text.startsWith(match))],
  },
  {
    name: 'ends with',
    forms: [form('string: string, match: string', ([text, match]: [string, string]) => text.endsWith(match))],
  },
  {
    name: 'matches',
    forms: [
      form('input: string, pattern: string, flags?: any', ([text, pattern, flags]: [string, string, Value?], run) => {
        const regex = typeof (flags ?? '') === 'string' ? xpathRegex(pattern, (flags ?? '') as string) : null
        return regex === null
          ? warn(run, `The pattern ${JSON.stringify(pattern)} is not valid`)
          : findAll(run, regex, text).next().done !== true
      }),
    ],
  },
  {
    name: 'split',
    forms: [
      form('string: string, delimiter: string', ([text, pattern]: [string, string], run) => split(run, text, pattern)),
    ],
  },
  {
    name: 'string join',
    forms: [
      form('list: list', ([list]: [Value[]]) => join(list, null, null, null)),
      form('list: list, delimiter: any', ([list, delimiter]: [Value[], Value]) => join(list, delimiter, null, null)),
      form(
        'list: list, delimiter: any, prefix: any, suffix: any',
        ([list, delimiter, prefix, suffix]: [Value[], Value, Value, Value]) => join(list, delimiter, prefix, suffix),
      ),
    ],
  },
  { name: 'string', forms: [form('from: any', ([value]: [Value]) => (value === null ? null : textOf(value)))] },
  {
    name: 'number',
    forms: [
      form(
        'from: string, grouping separator?: any, decimal separator?: any',
        ([text, grouping, point]: [string, Value?, Value?]) => numberFrom(text, grouping ?? null, point ?? null),
      ),
      form('from: number', ([value]: [Num]) => value),
    ],
  },
]

function substring(text: string, start: Num, length: Num | undefined): Value {
  const from = integerOf(start)
  const count = length === undefined ? Number.POSITIVE_INFINITY : Math.trunc(Number(length))
  if (from === null || from === 0 || count < 1) return null
  const signs = [...text]
  const first = from > 0 ? from - 1 : signs.length + from
  if (first < 0 || first >= signs.length) return from > 0 ? '' : null
  return signs.slice(first, first + count).join('')
}

function after(text: string, match: string): string {
  const at = text.indexOf(match)
  return at < 0 ? '' : text.slice(at + match.length)
}

function replace(run: Run, text: string, pattern: string, by: string, flags: Value): Value {
  const regex = typeof flags === 'string' ? xpathRegex(pattern, flags) : null
  if (regex === null) return warn(run, `The pattern ${JSON.stringify(pattern)} is not valid`)
  const replacement = xpathReplacement(by, groupCount(regex), (flags as string).includes('q'))
  if (replacement === null) return warn(run, 'The replacement is not valid')
  const parts: string[] = []
  let from = 0
  for (const found of findAll(run, regex, text)) {
    parts.push(text.slice(from, found.index), replaced(replacement, found))
    from = found.index + found.text.length
  }
  return parts.join('') + text.slice(from)
}

/** A replacement in JavaScript's notation, with what was found put in. */
function replaced(replacement: string, { text, groups }: Found): string {
  return replacement.replace(/\$(?:([$&])|(\d\d))/g, (_whole, sign: string | undefined, group: string) => {
    if (sign !== undefined) return sign === '$' ? '$' : text
    return groups[Number(group) - 1] ?? ''
  })
}

function split(run: Run, text: string, pattern: string): Value {
  const regex = xpathRegex(pattern, '')
  if (regex === null) return warn(run, `The pattern ${JSON.stringify(pattern)} is not valid`)
  const parts: string[] = []
  let from = 0
  for (const found of findAll(run, regex, text)) {
    if (found.text === '') continue
    parts.push(text.slice(from, found.index))
    from = found.index + found.text.length
  }
  return [...parts, text.slice(from)]
}

function join(list: readonly Value[], delimiter: Value, prefix: Value, suffix: Value): Value {
  if ([delimiter, prefix, suffix].some((part) => part !== null && typeof part !== 'string')) return null
  if (list.some((item) => item !== null && typeof item !== 'string')) return null
  const text = list.filter((item) => item !== null).join((delimiter as string | null) ?? '')
  return `${(prefix as string | null) ?? ''}${text}${(suffix as string | null) ?? ''}`
}

function numberFrom(text: string, grouping: Value, point: Value): Value {
  if (isNum(grouping) || ![null, ' ', ',', '.'].includes(grouping as string | null)) return null
  if (isNum(point) || ![null, ',', '.'].includes(point as string | null) || (grouping !== null && grouping === point))
    return null
  const bare = grouping === null ? text : text.replaceAll(grouping as string, '')
  const plain = point === null || point === '.' ? bare : bare.includes('.') ? 'x' : bare.replace(point as string, '.')
  return /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(plain) ? readNumber(plain) : null
}
