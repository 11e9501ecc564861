/** Reads FEEL (DMN 1.5, 10.3.1.2) by recursive descent, knowing the names in scope, since FEEL names may hold spaces. */
import { readType } from './parse-type.ts'
import { isKeyword, type KnownNames, WordReader } from './read-words.ts'
import type { BinaryOperator, Iteration, Node, Parameter } from './syntax.ts'
import { SyntaxFault, type Token } from './tokens.ts'

export type { KnownNames }

const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>='])

/** Reads an expression, or with `unary` the tests of a decision table's input cell. Throws SyntaxFault. */
export function parseFeel(source: string, known: KnownNames, unary: boolean): Node {
  const node = readWhole(source, known, unary)
  if (isTooDeep(node)) throw tooDeep()
  return node
}

function readWhole(source: string, known: KnownNames, unary: boolean): Node {
  try {
    return new Parser(source, known).whole(unary)
  } catch (fault) {
    // Readings of ranges go deeper than expressions do: the stack itself may end first.
    throw fault instanceof RangeError ? tooDeep() : fault
  }
}

const tooDeep = () => new SyntaxFault(0, 'The expression is nested too deeply', 'Split it into named decisions')

/** Deeper trees, such as those of a sum of thousands, would end the stack of whoever goes through them. */
const DEEPEST_TREE = 1_000

function isTooDeep(node: Node): boolean {
  let level: object[] = [node]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST_TREE) return true
    level = level.flatMap((each) => Object.values(each).filter((part) => typeof part === 'object' && part !== null))
  }
  return false
}

class Parser extends WordReader {
  whole(unary: boolean): Node {
    const node = unary ? this.unaryTests() : this.expression()
    if (this.peek().kind !== 'end')
      this.fail('The expression should have ended before this', 'Check for a missing operator, comma or bracket')
    return node
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
      parameters.push({ name, type: this.takeSign(':') ? readType(this) : null })
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
      of = { kind: 'instance', of, type: readType(this), at }
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
    if (known === 0 && isKeyword(text)) {
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
}
