/** The words of a FEEL source (DMN 1.5, 10.3.1.2): numbers, strings, name words, signs. Comments are dropped. */

/** One word with its place; `text` of a string is its content. */
export type Token = {
  readonly kind: 'number' | 'string' | 'word' | 'temporal' | 'sign' | 'end'
  readonly text: string
  readonly at: number
  readonly end: number
}

/**
 * A source that cannot be read, thrown inside the parser and turned into a refusal at its edge. Not an Error: readings are
 * tried and taken back, and a stack trace for each would cost more than the parsing.
 */
export class SyntaxFault {
  readonly at: number
  readonly message: string
  readonly advice: string
  constructor(at: number, message: string, advice: string) {
    this.at = at
    this.message = message
    this.advice = advice
  }
}

const SPACE = /(?:[\s\u0085\u180e\u200b\u2060\ufeff]+|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)+/y
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y
const NAME_START =
  '?A-Z_a-z$\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}'
const WORD = new RegExp(`[${NAME_START}][${NAME_START}0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]*`, 'uy')
const STRING = /"((?:[^"\\\r\n]|\\.)*)"/y
const SIGN = /\*\*|\.\.|->|<=|>=|!=|[-+*/<>=()[\]{}.,:'’]/y

const ESCAPES: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', "'": "'", '"': '"', '\\': '\\' }

function unescapeText(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))/gs, (whole, four, six, letter) => {
    if (four !== undefined) return String.fromCharCode(Number.parseInt(four, 16))
    if (six !== undefined)
      return Number.parseInt(six, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(six, 16)) : whole
    return ESCAPES[letter as string] ?? whole
  })
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(source)
}

function readToken(source: string, at: number): Token {
  const temporal = source[at] === '@' ? match(STRING, source, at + 1) : null
  if (temporal !== null)
    return { kind: 'temporal', text: unescapeText(temporal[1] as string), at, end: at + 1 + temporal[0].length }
  const text = match(STRING, source, at)
  if (text !== null) return { kind: 'string', text: unescapeText(text[1] as string), at, end: at + text[0].length }
  const number = match(NUMBER, source, at)
  if (number !== null) return { kind: 'number', text: number[0], at, end: at + number[0].length }
  const word = match(WORD, source, at)
  if (word !== null) return { kind: 'word', text: word[0], at, end: at + word[0].length }
  const sign = match(SIGN, source, at)
  if (sign !== null) return { kind: 'sign', text: sign[0], at, end: at + sign[0].length }
  const quote = source[at] === '"' || source[at] === '@'
  throw new SyntaxFault(
    at,
    quote ? 'A text is not closed' : `The sign ${JSON.stringify(source[at])} has no meaning here`,
    quote
      ? 'Close the text with a double quote on the same line'
      : 'Remove the sign, or put it inside a text in double quotes',
  )
}

/** All words of a source, ended by one of kind `end`. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    at += match(SPACE, source, at)?.[0].length ?? 0
    if (at >= source.length) break
    const token = readToken(source, at)
    tokens.push(token)
    at = token.end
  }
  tokens.push({ kind: 'end', text: '', at: source.length, end: source.length })
  return tokens
}

/** A word of a name, and whether it stands apart from the one before; that matters only beside signs. */
export type NameWord = { readonly text: string; readonly apart: boolean | null }

/** Names of several words, found by their first word; the longest comes first. */
export type NameIndex = ReadonlyMap<string, readonly (readonly NameWord[])[]>

const indexed = new Map<string, NameIndex>()
const MOST_INDEXED = 200

/**
 * Indexes the names that a source may use, so that `Monthly Salary` and `rate-a` are each read as one. The cells of a table and
 * the conditions of many rules see the same names, so the same names are indexed once.
 */
export function indexNames(names: Iterable<string>): NameIndex {
  const all = [...names]
  const key = all.join('\n')
  const found = indexed.get(key)
  if (found !== undefined) return found
  if (indexed.size >= MOST_INDEXED) indexed.clear()
  const index = indexAnew(all)
  indexed.set(key, index)
  return index
}

function indexAnew(names: readonly string[]): NameIndex {
  const index = new Map<string, NameWord[][]>()
  for (const name of names) {
    const words = wordsOf(name)
    const first = words?.[0]?.text
    if (words === null || first === undefined) continue
    const known = index.get(first)
    if (known === undefined) index.set(first, [words])
    else known.push(words)
  }
  for (const list of index.values()) list.sort((a, b) => b.length - a.length)
  return index
}

function wordsOf(name: string): NameWord[] | null {
  try {
    const tokens = tokenize(name)
    return tokens.slice(0, -1).map((token, index) => ({
      text: token.text,
      apart: index === 0 ? null : standsApart(tokens[index - 1] as Token, token),
    }))
  } catch (fault) {
    if (fault instanceof SyntaxFault) return null
    throw fault
  }
}

/** Whether there is space between two words of which one is a sign; null between others, where space does not count. */
export function standsApart(before: Token, token: Token): boolean | null {
  return before.kind === 'sign' || token.kind === 'sign' ? before.end < token.at : null
}

/** A name with its words one space apart, as names are compared. */
export function normalName(name: string): string {
  return name.trim().replace(/\s+/g, ' ')
}
