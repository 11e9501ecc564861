/** Reads FEEL (DMN 1.5, 10.3.1.2) by recursive descent, knowing the names in scope, since FEEL names may hold spaces. */
import type { BinaryOperator, Iteration, Node, Parameter, TypeNode } from './syntax.ts'
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
const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>='])
const DEEPEST = 400

/** The names that a source may use besides its own; `properties` are entries reached by a dot or in a filter. */
export type KnownNames = { readonly scope: NameIndex; readonly properties: NameIndex }

/** Reads an expression, or with `unary` the tests of a decision table's input cell. Throws SyntaxFault. */
export function parseFeel(source: string, known: KnownNames, unary: boolean): Node {
  const parser = new Parser(source, known)
  return parser.whole(unary)
}

class Parser {
  readonly source: string
  readonly tokens: readonly Token[]
  readonly known: KnownNames
  private place = 0
  private depth = 0
  private locals: readonly (readonly NameWord[])[] = []
  private rangeEnds = 0
  /** What is left of the effort allowed, since readings are tried and taken back. */
  private work: number

  constructor(source: string, known: KnownNames) {
    this.source = source
    this.tokens = tokenize(source)
    this.known = known
    this.work = 5_000 + this.tokens.length * 20
  }

  whole(unary: boolean): Node {
    const node = unary ? this.unaryTests() : this.expression()
    if (this.peek().kind !== 'end')
      this.fail('The expression should have ended before this', 'Check for a missing operator, comma or bracket')
    return node
  }

  private peek(ahead = 0): Token {
    return this.tokens[Math.min(this.place + ahead, this.tokens.length - 1)] as Token
  }

  private isSign(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'sign' && token.text === text
  }

  private isWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'word' && token.text === text
  }

  private takeSign(text: string): boolean {
    if (!this.isSign(text)) return false
    this.place++
    return true
  }

  private takeWord(text: string): boolean {
    if (!this.isWord(text)) return false
    this.place++
    return true
  }

  private needSign(text: string): void {
    if (!this.takeSign(text)) this.fail(`Expected ‘${text}’`, `Put ‘${text}’ here`)
  }

  private needWord(text: string): void {
    if (!this.takeWord(text)) this.fail(`Expected the word ‘${text}’`, `Put ‘${text}’ here`)
  }

  private fail(message: string, advice: string): never {
    const token = this.peek()
    const found = token.kind === 'end' ? 'the end' : `‘${this.source.slice(token.at, token.end)}’`
    throw new SyntaxFault(token.at, `${message}; found ${found}`, advice)
  }

  /** Tries one reading, and goes back when it fails. */
  private attempt<T>(read: () => T): T | null {
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

  private within<T>(names: readonly string[], read: () => T): T {
    const outer = this.locals
    const added = [...indexNames(names).values()].flat()
    this.locals = [...outer, ...added]
    const result = read()
    this.locals = outer
    return result
  }

  private unaryTests(): Node {
    const at = this.peek().at
    if (this.isSign('-') && this.peek(1).kind === 'end') {
      this.place++
      return { kind: 'any', at }
    }
    const negated = this.attempt(() => {
      this.needWord('not')
      this.needSign('(')
      const tests = this.testList()
      this.needSign(')')
      if (this.peek().kind !== 'end') this.fail('Expected the end', 'Remove what follows')
      return tests
    })
    if (negated !== null) return { kind: 'tests', tests: negated, negated: true, at }
    return { kind: 'tests', tests: this.testList(), negated: false, at }
  }

  private testList(): Node[] {
    const tests = [this.unaryTest()]
    while (this.takeSign(',')) tests.push(this.unaryTest())
    return tests
  }

  private unaryTest(): Node {
    return this.openRange() ?? this.expression()
  }

  /** `< 5`, `>= x`: a comparison with one end. */
  private openRange(): Node | null {
    const token = this.peek()
    if (token.kind !== 'sign' || !COMPARISONS.has(token.text)) return null
    this.place++
    const end = this.additive()
    return { kind: 'openRange', operator: token.text as '<', end, at: token.at }
  }

  private expression(): Node {
    this.deepen()
    const node = this.special() ?? this.disjunction()
    this.depth--
    return node
  }

  /** One level deeper; beyond the deepest, no other reading is tried. */
  private deepen(): void {
    if (++this.depth <= DEEPEST) return
    this.work = -1
    this.fail('The expression is nested too deeply', 'Split it into named decisions')
  }

  private special(): Node | null {
    const token = this.peek()
    if (token.kind !== 'word' || this.knownName(this.place, true) > 1) return null
    switch (token.text) {
      case 'if':
        return this.conditional()
      case 'for':
        return this.loop()
      case 'some':
      case 'every':
        return this.peek(1).kind === 'word' ? this.quantified() : null
      case 'function':
        return this.isSign('(', 1) ? this.definition() : null
      default:
        return null
    }
  }

  private conditional(): Node {
    const { at } = this.peek()
    this.place++
    const condition = this.expression()
    this.needWord('then')
    const whenTrue = this.expression()
    this.needWord('else')
    return { kind: 'if', condition, whenTrue, whenFalse: this.expression(), at }
  }

  private iterators(rest: (iterators: Iteration[]) => Node): Node {
    const iterators: Iteration[] = []
    const next = (): Node => {
      const name = this.newName(new Set(['in']))
      this.needWord('in')
      const over = this.domain()
      const to = this.takeSign('..') ? this.domain() : null
      iterators.push({ name, over, to })
      return this.within([name], () => (this.takeSign(',') ? next() : rest(iterators)))
    }
    return next()
  }

  private domain(): Node {
    return this.expression()
  }

  private loop(): Node {
    const { at } = this.peek()
    this.place++
    return this.iterators((iterators) => {
      this.needWord('return')
      return this.within(['partial'], () => ({ kind: 'for', iterators, body: this.expression(), at }))
    })
  }

  private quantified(): Node {
    const { at, text } = this.peek()
    this.place++
    return this.iterators((iterators) => {
      this.needWord('satisfies')
      return { kind: 'quantified', every: text === 'every', iterators, body: this.expression(), at }
    })
  }

  private definition(): Node {
    const { at } = this.peek()
    this.place += 2
    const parameters: Parameter[] = []
    while (!this.isSign(')')) {
      const name = this.newName(new Set())
      parameters.push({ name, type: this.takeSign(':') ? this.type() : null })
      if (!this.takeSign(',')) break
    }
    this.needSign(')')
    const external = this.takeWord('external')
    const names = parameters.map((parameter) => parameter.name)
    return { kind: 'function', parameters, body: this.within(names, () => this.expression()), external, at }
  }

  private disjunction(): Node {
    let left = this.conjunction()
    while (this.isWord('or')) {
      const { at } = this.peek()
      this.place++
      left = { kind: 'or', left, right: this.conjunction(), at }
    }
    return left
  }

  private conjunction(): Node {
    let left = this.comparison()
    while (this.isWord('and')) {
      const { at } = this.peek()
      this.place++
      left = { kind: 'and', left, right: this.comparison(), at }
    }
    return left
  }

  private comparison(): Node {
    let left = this.special() ?? this.additive()
    for (;;) {
      const { at, kind, text } = this.peek()
      if (kind === 'sign' && COMPARISONS.has(text)) {
        this.place++
        left = { kind: 'binary', operator: text as BinaryOperator, left, right: this.special() ?? this.additive(), at }
      } else if (this.takeWord('between')) {
        const low = this.additive()
        this.needWord('and')
        left = { kind: 'between', value: left, low, high: this.additive(), at }
      } else if (this.takeWord('in')) {
        left = { kind: 'in', value: left, tests: this.inTests(), at }
      } else return left
    }
  }

  private inTests(): Node[] {
    const several = this.attempt(() => {
      this.needSign('(')
      const tests = this.testList()
      this.needSign(')')
      if (this.isSign('.') || this.isSign('[') || this.isSign('..')) this.fail('Not a list of tests', '')
      return tests
    })
    return several ?? [this.openRange() ?? this.additive()]
  }

  private additive(): Node {
    let left = this.multiplicative()
    for (;;) {
      const { at, kind, text } = this.peek()
      if (kind !== 'sign' || (text !== '+' && text !== '-')) return left
      this.place++
      left = { kind: 'binary', operator: text, left, right: this.multiplicative(), at }
    }
  }

  private multiplicative(): Node {
    let left = this.exponential()
    for (;;) {
      const { at, kind, text } = this.peek()
      if (kind !== 'sign' || (text !== '*' && text !== '/')) return left
      this.place++
      left = { kind: 'binary', operator: text, left, right: this.exponential(), at }
    }
  }

  private exponential(): Node {
    let left = this.negation()
    for (;;) {
      const { at } = this.peek()
      if (!this.takeSign('**')) return left
      left = { kind: 'binary', operator: '**', left, right: this.negation(), at }
    }
  }

  private negation(): Node {
    const { at } = this.peek()
    if (!this.takeSign('-')) return this.instanceOf()
    this.deepen()
    const of = this.negation()
    this.depth--
    return { kind: 'negate', of, at }
  }

  private instanceOf(): Node {
    let of = this.postfix()
    while (this.isWord('instance') && this.isWord('of', 1)) {
      const { at } = this.peek()
      this.place += 2
      of = { kind: 'instance', of, type: this.type(), at }
    }
    return of
  }

  private postfix(): Node {
    let of = this.primary()
    for (;;) {
      const { at } = this.peek()
      if (this.isSign('(')) of = this.call(of)
      else if (this.isSign('.')) {
        this.place++
        of = { kind: 'path', of, name: this.propertyName(), at }
      } else if (this.isSign('[')) {
        const filtered = this.filter(of)
        if (filtered === null) return of
        of = filtered
      } else return of
    }
  }

  /** `[condition]`; null when the bracket is instead the open end of a range, as in `]1..10[`. */
  private filter(of: Node): Node | null {
    const { at } = this.peek()
    const read = (): Node => {
      this.needSign('[')
      const condition = this.within(['item'], () => this.expression())
      this.needSign(']')
      return { kind: 'filter', of, condition, at }
    }
    return this.rangeEnds > 0 ? this.attempt(read) : read()
  }

  private call(of: Node): Node {
    const { at } = this.peek()
    this.needSign('(')
    if (this.takeSign(')')) return { kind: 'call', of, values: [], names: null, at }
    if (this.attempt(() => this.parameterName()) !== null) return { kind: 'call', of, ...this.namedValues(), at }
    const values = [this.argument()]
    while (this.takeSign(',')) values.push(this.argument())
    this.needSign(')')
    return { kind: 'call', of, values, names: null, at }
  }

  /** A positional value; a comparison such as `< 5` is a range, which functions on ranges take. */
  private argument(): Node {
    return this.openRange() ?? this.expression()
  }

  /** Looks whether `name:` is next, and stays before it. */
  private parameterName(): true {
    const from = this.place
    this.newName(new Set())
    this.needSign(':')
    this.place = from
    return true
  }

  private namedValues(): { names: string[]; values: Node[] } {
    const names: string[] = []
    const values: Node[] = []
    do {
      names.push(this.newName(new Set()))
      this.needSign(':')
      values.push(this.argument())
    } while (this.takeSign(','))
    this.needSign(')')
    return { names, values }
  }

  private primary(): Node {
    const token = this.peek()
    const { at } = token
    if (--this.work < 0) this.fail('The expression is too involved', 'Split it into named decisions')
    switch (token.kind) {
      case 'number':
        this.place++
        return { kind: 'number', text: token.text, at }
      case 'string':
        this.place++
        return { kind: 'string', text: token.text, at }
      case 'temporal':
        this.place++
        return { kind: 'temporal', text: token.text, at }
      case 'word':
        return this.nameOrConstant()
      case 'sign':
        return this.bracketed()
      case 'end':
        return this.fail('A value is missing', 'Write a value, a name or a function call here')
    }
  }

  private nameOrConstant(): Node {
    const { at, text } = this.peek()
    const known = this.knownName(this.place, true)
    if (known <= 1 && (text === 'true' || text === 'false' || text === 'null')) {
      this.place++
      return { kind: 'constant', value: text === 'null' ? null : text === 'true', at }
    }
    if (known === 0 && KEYWORDS.has(text)) {
      const inner =
        text === 'if' || text === 'for' || text === 'some' || text === 'every' || text === 'function'
          ? this.special()
          : null
      return (
        inner ??
        this.fail('A value is missing', `‘${text}’ is a word of the language; write a value or a name before it`)
      )
    }
    return { kind: 'name', name: this.readName(known), at }
  }

  /** The name here: the longest known one, or, when further words follow that no operator parts, all of them. */
  private readName(known: number): string {
    const from = this.place
    this.place += Math.max(known, 1)
    while (this.continuesName()) this.place++
    const words = this.tokens.slice(from, this.place)
    if (this.place - from === known) return this.joined(words)
    return normalName(words.map((word) => word.text).join(' '))
  }

  private continuesName(): boolean {
    const { kind, text, at } = this.peek()
    if (kind === 'word') return !KEYWORDS.has(text) || (text === 'instance' && !this.isWord('of', 1))
    return kind === 'number' && /^\d+$/.test(text) && this.peek(-1).end <= at
  }

  private joined(words: readonly Token[]): string {
    const first = words[0] as Token
    const last = words.at(-1) as Token
    return normalName(this.source.slice(first.at, last.end))
  }

  /** How many words from `place` are a known name; 0 when none. */
  private knownName(place: number, scoped: boolean): number {
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

  private spells(place: number, word: NameWord): boolean {
    const token = this.tokens[place]
    if (token === undefined || token.text !== word.text || token.kind === 'string' || token.kind === 'end') return false
    return word.apart === null || standsApart(this.tokens[place - 1] as Token, token) === word.apart
  }

  private propertyName(): string {
    const known = this.knownName(this.place, false)
    if (known === 0 && this.peek().kind !== 'word')
      this.fail('A name is missing after the dot', 'Write the name of an entry')
    return this.readName(known)
  }

  /** A name being introduced: all words and signs up to what must follow it. */
  private newName(stops: ReadonlySet<string>): string {
    const from = this.place
    if (this.peek().kind !== 'word') this.fail('A name is missing', 'Write a name that starts with a letter')
    const known = this.knownName(this.place, true)
    if (known > 1 && (stops.has(this.peek(known).text) || /^[:,)]$/.test(this.peek(known).text))) this.place += known
    else while (this.extendsNewName(stops, from)) this.place++
    return this.joined(this.tokens.slice(from, this.place))
  }

  private extendsNewName(stops: ReadonlySet<string>, from: number): boolean {
    const { kind, text } = this.peek()
    if (kind === 'word') return !stops.has(text) || this.place === from
    return kind === 'number' || (kind === 'sign' && /^[-+*/.'’]$|^\*\*$/.test(text))
  }

  private bracketed(): Node {
    const { text } = this.peek()
    if (text === '(') return this.parenthesised()
    if (text === '[') return this.listOrRange()
    if (text === ']') return this.range()
    if (text === '{') return this.contextLiteral()
    return this.fail('A value is missing', 'Write a value, a name or a function call here')
  }

  private parenthesised(): Node {
    const range = this.attempt(() => this.range())
    if (range !== null) return range
    this.needSign('(')
    const ends = this.rangeEnds
    this.rangeEnds = 0
    const inner = this.openRange() ?? this.expression()
    this.rangeEnds = ends
    this.needSign(')')
    return inner
  }

  private listOrRange(): Node {
    const range = this.attempt(() => this.range())
    if (range !== null) return range
    const { at } = this.peek()
    this.needSign('[')
    const items: Node[] = []
    const ends = this.rangeEnds
    this.rangeEnds = 0
    while (!this.isSign(']')) {
      items.push(this.argument())
      if (!this.takeSign(',')) break
      if (this.isSign(']')) this.fail('A list item is missing', 'Remove the last comma')
    }
    this.rangeEnds = ends
    this.needSign(']')
    return { kind: 'list', items, at }
  }

  private range(): Node {
    const { at, text } = this.peek()
    if (text !== '(' && text !== '[' && text !== ']') this.fail('A range is missing', 'Start it with [ or (')
    this.place++
    this.skipUnlessRange()
    const low = this.additive()
    this.needSign('..')
    this.rangeEnds++
    const high = this.additive()
    this.rangeEnds--
    const closing = this.peek().text
    if (this.peek().kind !== 'sign' || (closing !== ')' && closing !== ']' && closing !== '['))
      this.fail('The range is not closed', 'End it with ] or )')
    this.place++
    return { kind: 'range', low, lowClosed: text === '[', high, highClosed: closing === ']', at }
  }

  /** Fails at once when no `..` comes before the bracket closes, so that nested lists are read only once. */
  private skipUnlessRange(): void {
    let open = 0
    for (let place = this.place; ; place++) {
      const token = this.tokens[place] as Token
      if (token.kind === 'end') this.fail('Not a range', '')
      if (token.kind !== 'sign') continue
      if (open === 0 && token.text === '..') return
      if (open === 0 && token.text === ',') this.fail('Not a range', '')
      if ('([{'.includes(token.text)) open++
      if (')]}'.includes(token.text) && --open < 0) this.fail('Not a range', '')
    }
  }

  private contextLiteral(): Node {
    const { at } = this.peek()
    this.needSign('{')
    const entries: { name: string; value: Node }[] = []
    const next = (): void => {
      if (this.isSign('}')) return
      const name = this.entryName()
      this.needSign(':')
      entries.push({ name, value: this.argument() })
      if (this.takeSign(',')) this.within([name], next)
    }
    const ends = this.rangeEnds
    this.rangeEnds = 0
    next()
    this.rangeEnds = ends
    this.needSign('}')
    return { kind: 'context', entries, at }
  }

  private entryName(): string {
    const token = this.peek()
    if (token.kind !== 'string') return this.newName(new Set())
    this.place++
    return token.text
  }

  private type(): TypeNode {
    const { text } = this.peek()
    if ((text === 'list' || text === 'range') && this.isSign('<', 1)) {
      this.place += 2
      const of = this.type()
      this.needSign('>')
      return { kind: text, of }
    }
    if (text === 'context' && this.isSign('<', 1)) return this.contextType()
    if (text === 'function' && this.isSign('<', 1)) return this.functionType()
    return { kind: 'name', name: this.typeName() }
  }

  private contextType(): TypeNode {
    this.place += 2
    const entries: { name: string; type: TypeNode }[] = []
    while (!this.isSign('>')) {
      const name = this.newName(new Set())
      this.needSign(':')
      entries.push({ name, type: this.type() })
      if (!this.takeSign(',')) break
    }
    this.needSign('>')
    return { kind: 'context', entries }
  }

  private functionType(): TypeNode {
    this.place += 2
    const parameters: TypeNode[] = []
    while (!this.isSign('>')) {
      parameters.push(this.type())
      if (!this.takeSign(',')) break
    }
    this.needSign('>')
    this.needSign('->')
    return { kind: 'function', parameters, result: this.type() }
  }

  /** The words of a type: a built-in one, or a qualified name of an item definition. */
  private typeName(): string {
    const from = this.place
    if (this.peek().kind !== 'word') this.fail('A type is missing', 'Write a type such as number or list<string>')
    const builtin = ['days and time duration', 'years and months duration', 'date and time'].find((name) =>
      name.split(' ').every((word, index) => this.isWord(word, index)),
    )
    if (builtin !== undefined) {
      this.place += builtin.split(' ').length
      return builtin
    }
    while (this.extendsType(from)) this.place++
    return this.joined(this.tokens.slice(from, this.place))
  }

  private extendsType(from: number): boolean {
    const { kind, text } = this.peek()
    if (kind === 'word') return !KEYWORDS.has(text) || this.place === from
    if (kind === 'number') return true
    return this.isSign('.') && this.peek(1).kind === 'word'
  }
}
