/** Reads the words and names of a FEEL source one after the other, knowing which names are in scope. */
import {
  indexNames,
  type NameIndex,
  type NameWord,
  normalName,
  SyntaxFault,
  standsApart,
  type Token,
  tokenize,
} from './tokens.ts'

const KEYWORDS = new Set([
  'and',
  'or',
  'between',
  'in',
  'if',
  'then',
  'else',
  'for',
  'return',
  'some',
  'every',
  'satisfies',
  'true',
  'false',
  'null',
  'function',
  'external',
  'instance',
])
const DEEPEST = 400

/** The names that a source may use besides its own; `properties` are entries reached by a dot or in a filter. */
export type KnownNames = { readonly scope: NameIndex; readonly properties: NameIndex }

/** Whether a word belongs to the language and cannot begin or continue a name that is not declared. */
export function isKeyword(word: string): boolean {
  return KEYWORDS.has(word)
}

/** A place in a source, moved forward by reading and back where a reading fails. Throws SyntaxFault. */
export class WordReader {
  readonly source: string
  readonly tokens: readonly Token[]
  readonly known: KnownNames
  place = 0
  depth = 0
  locals: readonly (readonly NameWord[])[] = []
  rangeEnds = 0
  /** What is left of the effort allowed, since readings are tried and taken back. */
  work: number

  constructor(source: string, known: KnownNames) {
    this.source = source
    this.tokens = tokenize(source)
    this.known = known
    this.work = 5_000 + this.tokens.length * 20
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.place + ahead, this.tokens.length - 1)] as Token
  }

  isSign(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'sign' && token.text === text
  }

  isWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'word' && token.text === text
  }

  takeSign(text: string): boolean {
    if (!this.isSign(text)) return false
    this.place++
    return true
  }

  takeWord(text: string): boolean {
    if (!this.isWord(text)) return false
    this.place++
    return true
  }

  needSign(text: string): void {
    if (!this.takeSign(text)) this.fail(`Expected ‘${text}’`, `Put ‘${text}’ here`)
  }

  needWord(text: string): void {
    if (!this.takeWord(text)) this.fail(`Expected the word ‘${text}’`, `Put ‘${text}’ here`)
  }

  fail(message: string, advice: string): never {
    const token = this.peek()
    const found = token.kind === 'end' ? 'the end' : `‘${this.source.slice(token.at, token.end)}’`
    throw new SyntaxFault(token.at, `${message}; found ${found}`, advice)
  }

  /** Tries one reading, and goes back when it fails. */
  attempt<T>(read: () => T): T | null {
    const { place, depth, locals, rangeEnds } = this
    try {
      return read()
    } catch (fault) {
      if (!(fault instanceof SyntaxFault) || this.work < 0) throw fault
      this.rangeEnds = rangeEnds
      this.place = place
      this.depth = depth
      this.locals = locals
      return null
    }
  }

  within<T>(names: readonly string[], read: () => T): T {
    const outer = this.locals
    const added = [...indexNames(names).values()].flat()
    this.locals = [...outer, ...added]
    const result = read()
    this.locals = outer
    return result
  }

  /** One level deeper; beyond the deepest, no other reading is tried. */
  deepen(): void {
    if (++this.depth <= DEEPEST) return
    this.work = -1
    this.fail('The expression is nested too deeply', 'Split it into named decisions')
  }

  /** The name here: the longest known one, or, when further words follow that no operator parts, all of them. */
  readName(known: number): string {
    const from = this.place
    this.place += Math.max(known, 1)
    while (this.continuesName()) this.place++
    const words = this.tokens.slice(from, this.place)
    if (this.place - from === known) return this.joined(words)
    return normalName(words.map((word) => word.text).join(' '))
  }

  continuesName(): boolean {
    const { kind, text, at } = this.peek()
    if (kind === 'word') return !KEYWORDS.has(text) || (text === 'instance' && !this.isWord('of', 1))
    return kind === 'number' && /^\d+$/.test(text) && this.peek(-1).end <= at
  }

  joined(words: readonly Token[]): string {
    const first = words[0] as Token
    const last = words.at(-1) as Token
    return normalName(this.source.slice(first.at, last.end))
  }

  /** How many words from `place` are a known name; 0 when none. */
  knownName(place: number, scoped: boolean): number {
    const first = this.tokens[place]
    if (first?.kind !== 'word') return 0
    let longest = 0
    const consider = (candidates: Iterable<readonly NameWord[]>) => {
      for (const words of candidates) {
        if (words.length > longest && words.every((word, index) => this.spells(place + index, word)))
          longest = words.length
      }
    }
    if (scoped) {
      consider(this.known.scope.get(first.text) ?? [])
      consider(this.locals)
    }
    if (!scoped || this.locals.length > 0) consider(this.known.properties.get(first.text) ?? [])
    return longest
  }

  spells(place: number, word: NameWord): boolean {
    const token = this.tokens[place]
    if (token === undefined || token.text !== word.text || token.kind === 'string' || token.kind === 'end') return false
    return word.apart === null || standsApart(this.tokens[place - 1] as Token, token) === word.apart
  }

  propertyName(): string {
    const known = this.knownName(this.place, false)
    if (known === 0 && this.peek().kind !== 'word')
      this.fail('A name is missing after the dot', 'Write the name of an entry')
    return this.readName(known)
  }

  /** A name being introduced: all words and signs up to what must follow it. */
  newName(stops: ReadonlySet<string>): string {
    const from = this.place
    if (this.peek().kind !== 'word') this.fail('A name is missing', 'Write a name that starts with a letter')
    const known = this.knownName(this.place, true)
    if (known > 1 && (stops.has(this.peek(known).text) || /^[:,)]$/.test(this.peek(known).text))) this.place += known
    else while (this.extendsNewName(stops, from)) this.place++
    return this.joined(this.tokens.slice(from, this.place))
  }

  extendsNewName(stops: ReadonlySet<string>, from: number): boolean {
    const { kind, text } = this.peek()
    if (kind === 'word') return !stops.has(text) || this.place === from
    return kind === 'number' || (kind === 'sign' && /^[-+*/.'’]$|^\*\*$/.test(text))
  }
}
