/** What kind of value each part of an expression has, without facts: and so what can never fit, never end, or never be. */
import { builtinNamed } from './builtins.ts'
import { compileNode } from './compile-feel.ts'
import { startRun, stopped } from './feel.ts'
import { integerOf } from './numbers.ts'
import type { Compilation } from './scope.ts'
import type { Node } from './syntax.ts'
import { parseTemporal } from './temporal.ts'
import {
  arithmetic,
  common,
  comparable,
  isZero,
  kindOfValue,
  MAKERS,
  NAMES,
  PARTS,
  RESULTS,
  takes,
  type ValueKind,
  type Words,
} from './value-kinds.ts'
import type { Value } from './values.ts'

/** What is wrong with a part of an expression. */
export type KindProblem = {
  readonly code: KindCode
  /** Offset in the source. */
  readonly at: number
  readonly message: Words
  readonly advice: Words
}

export type KindCode =
  | 'rules.unknown_fact'
  | 'rules.type'
  | 'rules.unknown_choice'
  | 'rules.no_such_value'
  | 'rules.division_by_zero'
  | 'rules.recursion'
  | 'rules.endless'

/** What is known of a fact: its kind, and the only texts it can be, where these are few. */
export type FactKind = {
  readonly kind: 'number' | 'date' | 'boolean' | 'text'
  readonly choices?: readonly string[]
  /** Bounds of a number, both included. */
  readonly min?: number
  readonly max?: number
}

type Scope = ReadonlyMap<string, ValueKind>

/** Finds the kind of an expression and what is wrong with its parts. */
export class KindChecker {
  readonly problems: KindProblem[] = []
  private readonly facts: { readonly [fact: string]: FactKind }
  private readonly to: Compilation
  private readonly steps: number

  constructor(facts: { readonly [fact: string]: FactKind }, to: Compilation, steps: number) {
    this.facts = facts
    this.to = to
    this.steps = steps
  }

  /** The kind of a node; `scope` holds the variables bound around it. */
  kindOf(node: Node, scope: Scope = new Map()): ValueKind {
    const sub = (child: Node) => this.kindOf(child, scope)
    switch (node.kind) {
      case 'number':
        return 'number'
      case 'string':
        return 'text'
      case 'constant':
        return node.value === null ? 'null' : 'boolean'
      case 'temporal':
        return this.temporal(node)
      case 'name':
        return this.name(node, scope)
      case 'negate':
        return this.needed(node.of, sub(node.of), ['number', 'days', 'months'])
      case 'binary':
        return this.binary(node, sub(node.left), sub(node.right))
      case 'and':
      case 'or':
        for (const side of [node.left, node.right]) this.needed(side, sub(side), ['boolean'])
        return 'boolean'
      case 'between':
        for (const end of [node.low, node.high]) this.compared(node.at, node.value, sub(node.value), end, sub(end))
        return 'boolean'
      case 'in':
        return this.membership(node, scope)
      case 'if':
        this.needed(node.condition, sub(node.condition), ['boolean'])
        return common(sub(node.whenTrue), sub(node.whenFalse))
      case 'call':
        return this.call(node, scope)
      case 'path':
        return this.path(node, sub(node.of))
      default:
        return this.structure(node, scope)
    }
  }

  private structure(node: Node, scope: Scope): ValueKind {
    const sub = (child: Node) => this.kindOf(child, scope)
    switch (node.kind) {
      case 'for':
      case 'quantified':
        return this.loop(node, scope)
      case 'filter':
        sub(node.of)
        this.kindOf(node.condition, new Map([...scope, ['item', 'any']]))
        return 'any'
      case 'function': {
        const names = node.parameters.map(({ name }) => [name, 'any'] as const)
        if (!node.external) this.kindOf(node.body, new Map([...scope, ...names]))
        return 'function'
      }
      case 'list':
        node.items.forEach(sub)
        return 'list'
      case 'context':
        return this.context(node, scope)
      case 'range':
        this.compared(node.at, node.low, sub(node.low), node.high, sub(node.high))
        return 'range'
      case 'openRange':
        sub(node.end)
        return 'range'
      case 'instance':
        sub(node.of)
        return 'boolean'
      default:
        return 'any'
    }
  }

  private report(code: KindCode, at: number, message: Words, advice: Words): void {
    if (!this.problems.some((known) => known.code === code && known.at === at))
      this.problems.push({ code, at, message, advice })
  }

  private temporal(node: Node & { kind: 'temporal' }): ValueKind {
    const value = parseTemporal(node.text)
    if (value === null) this.noSuchValue(node.at, `@"${node.text}"`)
    return kindOfValue(value)
  }

  private noSuchValue(at: number, text: string): void {
    const message = { zh: `${text} 不是有效的值`, en: `${text} is no value there is` }
    this.report('rules.no_such_value', at, message, {
      zh: '请核对写法，例如日期 2026-02-28。',
      en: 'Check how it is written, as in 2026-02-28 for a date.',
    })
  }

  private name(node: Node & { kind: 'name' }, scope: Scope): ValueKind {
    const bound = scope.get(node.name)
    if (bound !== undefined) return bound
    const fact = Object.hasOwn(this.facts, node.name) ? this.facts[node.name] : undefined
    if (fact !== undefined) return fact.kind
    if (node.name === '?' || scope.has('item')) return 'any'
    if (builtinNamed(node.name) !== undefined) return 'function'
    const message = { zh: `没有名为“${node.name}”的事实`, en: `There is no fact ‘${node.name}’` }
    const near = nearest(node.name, Object.keys(this.facts))
    const advice =
      near === undefined
        ? { zh: '请从事实目录里选一个。', en: 'Take one from the dictionary of facts.' }
        : { zh: `是不是“${near}”？`, en: `Do you mean ‘${near}’?` }
    this.report('rules.unknown_fact', node.at, message, advice)
    return 'any'
  }

  /** Reports a part that is none of the kinds wanted; answers its kind, or the only one wanted. */
  private needed(node: Node, kind: ValueKind, wanted: readonly ValueKind[]): ValueKind {
    if (kind === 'any') return wanted.length === 1 ? (wanted[0] as ValueKind) : 'any'
    if (wanted.includes(kind)) return kind
    const wish = wanted.map((each) => NAMES[each])
    const message = {
      zh: `这里需要${wish.map(({ zh }) => zh).join('或')}，写的是${NAMES[kind].zh}`,
      en: `Here stands ${NAMES[kind].en} where ${wish.map(({ en }) => en).join(' or ')} is needed`,
    }
    const advice = wanted.includes('boolean')
      ? { zh: '请补上比较，例如 staff <= 300。', en: 'Add a comparison, such as staff <= 300.' }
      : { zh: '请换一个事实或改写这部分。', en: 'Take another fact, or rewrite this part.' }
    this.report('rules.type', node.at, message, advice)
    return wanted.length === 1 ? (wanted[0] as ValueKind) : 'any'
  }

  private binary(node: Node & { kind: 'binary' }, left: ValueKind, right: ValueKind): ValueKind {
    if (['=', '!=', '<', '<=', '>', '>='].includes(node.operator)) {
      this.compared(node.at, node.left, left, node.right, right)
      if (
        node.operator.length > 0 &&
        !['=', '!='].includes(node.operator) &&
        [left, right].some((kind) => kind === 'boolean' || kind === 'null')
      )
        this.noOrder(node.at, left === 'boolean' || left === 'null' ? left : right)
      return 'boolean'
    }
    if (node.operator === '/' && isZero(this.constantOf(node.right))) this.byZero(node.right.at)
    const result = arithmetic(node.operator, left, right)
    if (result !== null) return result
    const message = {
      zh: `“${node.operator}”不能用于${NAMES[left].zh}和${NAMES[right].zh}`,
      en: `‘${node.operator}’ does not go with ${NAMES[left].en} and ${NAMES[right].en}`,
    }
    this.report('rules.type', node.at, message, { zh: '请核对两边的事实。', en: 'Check the facts on both sides.' })
    return 'any'
  }

  private noOrder(at: number, kind: ValueKind): void {
    const message = { zh: `${NAMES[kind].zh}不分大小`, en: `There is no order for ${NAMES[kind].en}` }
    this.report('rules.type', at, message, { zh: '请用 = 或 !=。', en: 'Use = or !=.' })
  }

  private byZero(at: number): void {
    const message = { zh: '除数是 0', en: 'This divides by zero' }
    this.report('rules.division_by_zero', at, message, { zh: '请改正除数。', en: 'Correct the divisor.' })
  }

  /** Two values that are compared have to be of one kind; a constant has to be one of a fact's choices. */
  private compared(at: number, left: Node, leftKind: ValueKind, right: Node, rightKind: ValueKind): void {
    this.choice(left, right)
    this.choice(right, left)
    if (comparable(leftKind, rightKind)) return
    const message = {
      zh: `${NAMES[leftKind].zh}与${NAMES[rightKind].zh}无法比较，永远不成立`,
      en: `${NAMES[leftKind].en} is compared with ${NAMES[rightKind].en}, which never holds`,
    }
    this.report('rules.type', at, message, {
      zh: '两边应为同一类；文字写在双引号里，日期写成 date("2026-01-01")。',
      en: 'Both sides have to be of one kind: texts in double quotes, dates as date("2026-01-01").',
    })
  }

  private choice(fact: Node, constant: Node): void {
    if (fact.kind !== 'name' || constant.kind !== 'string') return
    const choices = this.facts[fact.name]?.choices
    if (choices === undefined || choices.includes(constant.text)) return
    const message = {
      zh: `“${fact.name}”没有“${constant.text}”这一项`,
      en: `‘${fact.name}’ is never "${constant.text}"`,
    }
    const near = nearest(constant.text, choices)
    this.report('rules.unknown_choice', constant.at, message, {
      zh: near === undefined ? `可选：${choices.join('、')}。` : `是不是“${near}”？`,
      en: near === undefined ? `It is one of ${choices.join(', ')}.` : `Do you mean "${near}"?`,
    })
  }

  private membership(node: Node & { kind: 'in' }, scope: Scope): ValueKind {
    const value = this.kindOf(node.value, scope)
    const inner = new Map([...scope, ['?', value]] as const)
    for (const test of node.tests) this.tested(test, node.value, value, inner)
    return 'boolean'
  }

  private tested(test: Node, value: Node, kind: ValueKind, scope: Scope): void {
    const sub = (child: Node) => this.kindOf(child, scope)
    if (test.kind === 'list') for (const item of test.items) this.tested(item, value, kind, scope)
    else if (test.kind === 'range')
      for (const end of [test.low, test.high]) this.compared(test.at, value, kind, end, sub(end))
    else if (test.kind === 'openRange') this.compared(test.at, value, kind, test.end, sub(test.end))
    else {
      const own = sub(test)
      if (!['boolean', 'list', 'range', 'any'].includes(own)) this.compared(test.at, value, kind, test, own)
    }
  }

  private loop(node: Node & { kind: 'for' | 'quantified' }, outer: Scope): ValueKind {
    let scope = outer
    let turns = 1
    for (const { name, over, to } of node.iterators) {
      const kind = this.kindOf(over, scope)
      if (to !== null) this.kindOf(to, scope)
      turns *= this.lengthOf(over, to)
      scope = new Map([...scope, [name, to !== null && kind === 'number' ? 'number' : 'any']])
    }
    if (turns > this.steps) this.endless(node.at, turns)
    const body = this.kindOf(node.body, node.kind === 'for' ? new Map([...scope, ['partial', 'list']]) : scope)
    if (node.kind === 'for') return 'list'
    this.needed(node.body, body, ['boolean'])
    return 'boolean'
  }

  private endless(at: number, turns: number): void {
    const message = {
      zh: `这里要算 ${turns} 次，算不完`,
      en: `This goes round ${turns} times, which is more than allowed`,
    }
    this.report('rules.endless', at, message, { zh: '请缩短区间。', en: 'Make the range shorter.' })
  }

  /** How many items a range between constants has; 1 where that is not known. */
  private lengthOf(over: Node, to: Node | null): number {
    const [from, end] = to !== null ? [over, to] : over.kind === 'range' ? [over.low, over.high] : [null, null]
    const low = from === null ? null : integerOf(this.constantOf(from))
    const high = end === null ? null : integerOf(this.constantOf(end))
    return low === null || high === null ? 1 : Math.abs(high - low) + 1
  }

  private context(node: Node & { kind: 'context' }, outer: Scope): ValueKind {
    let scope = outer
    for (const { name, value } of node.entries) {
      const recursive = value.kind === 'function' && callsItself(value.body, name)
      if (recursive) {
        const message = { zh: `“${name}”调用了自身`, en: `‘${name}’ calls itself` }
        const advice = { zh: '请改用 for 或列表函数。', en: 'Use for, or a function on lists.' }
        this.report('rules.recursion', value.at, message, advice)
      }
      const kind = this.kindOf(value, recursive ? new Map([...scope, [name, 'function']]) : scope)
      scope = new Map([...scope, [name, kind]])
    }
    return 'context'
  }

  private path(node: Node & { kind: 'path' }, of: ValueKind): ValueKind {
    const parts = PARTS[of]
    if (parts === undefined) return 'any'
    if (parts.includes(node.name)) return 'number'
    const message = { zh: `${NAMES[of].zh}没有“${node.name}”`, en: `There is no ‘${node.name}’ of ${NAMES[of].en}` }
    const some =
      parts.length > 0
        ? { zh: `可用：${parts.join('、')}。`, en: `There are ${parts.join(', ')}.` }
        : { zh: '请删去点号和后面的名称。', en: 'Remove the dot and the name.' }
    this.report('rules.type', node.at, message, some)
    return 'any'
  }

  private call(node: Node & { kind: 'call' }, scope: Scope): ValueKind {
    const kinds = node.values.map((value) => this.kindOf(value, scope))
    const name =
      node.of.kind === 'name' && !scope.has(node.of.name) && this.facts[node.of.name] === undefined
        ? node.of.name
        : null
    const builtin = name === null ? undefined : builtinNamed(name)
    if (name === null || builtin === undefined) {
      this.kindOf(node.of, scope)
      return 'any'
    }
    if (node.names === null && !builtin.forms.some((form) => takes(form, kinds))) this.wrongCall(node, name, kinds)
    else this.constantCall(node, name)
    return RESULTS[name] ?? 'any'
  }

  private wrongCall(node: Node & { kind: 'call' }, name: string, kinds: readonly ValueKind[]): void {
    const form = builtinNamed(name)?.forms[0]
    const wish = form?.parameters.map((parameter) => `${parameter.name}: ${parameter.kind}`).join(', ') ?? ''
    const message = {
      zh: `“${name}”不能用于（${kinds.map((kind) => NAMES[kind].zh).join('，')}）`,
      en: `‘${name}’ does not take (${kinds.map((kind) => NAMES[kind].en).join(', ')})`,
    }
    this.report('rules.type', node.of.at, message, {
      zh: `写法：${name}(${wish})。`,
      en: `It is written ${name}(${wish}).`,
    })
  }

  /** A call without facts that gives nothing, such as `date("2026-02-30")`; a pattern that may take for ever. */
  private constantCall(node: Node & { kind: 'call' }, name: string): void {
    const pattern = name === 'matches' || name === 'replace' || name === 'split' ? node.values[1] : undefined
    if (pattern?.kind === 'string' && repeatsWithin(pattern.text)) {
      const message = { zh: '这个模式在长文字上可能算不完', en: 'This pattern may take for ever on a long text' }
      const advice = { zh: '请不要在重复里再套重复。', en: 'Do not put a repetition into a repetition.' }
      this.report('rules.endless', pattern.at, message, advice)
      return
    }
    if (name === 'modulo' && isZero(node.values[1] && this.constantOf(node.values[1])))
      this.byZero((node.values[1] as Node).at)
    else if (MAKERS.has(name) && this.constantOf(node) === null) this.noSuchValue(node.of.at, textOfCall(name, node))
  }

  /** The value of a part without facts; undefined where it needs some, or the present moment. */
  private constantOf(node: Node): Value | undefined {
    const to: Compilation = { ...this.to, reads: new Set() }
    const code = compileNode(node, null, to)
    if (to.reads.size > 0 || /"name":"(now|today)"/.test(JSON.stringify(node))) return undefined
    const run = startRun({}, { steps: this.steps })
    try {
      return code(run, null)
    } catch (fault) {
      return stopped(run, fault)
    }
  }
}

function callsItself(node: unknown, name: string): boolean {
  if (typeof node !== 'object' || node === null) return false
  if ('kind' in node && node.kind === 'call') {
    const { of } = node as Node & { kind: 'call' }
    if (of.kind === 'name' && of.name === name) return true
  }
  return Object.values(node).some((part) => callsItself(part, name))
}

/** A group with a repetition inside that is itself repeated, such as `(a+)+`. */
function repeatsWithin(pattern: string): boolean {
  const plain = pattern.replace(/\\[\s\S]/g, 'x').replace(/\[[^\]]*\]/g, 'x')
  return /\((?:[^()]*[+*}][^()]*)\)[+*{]/.test(plain)
}

function textOfCall(name: string, node: Node & { kind: 'call' }): string {
  return `${name}(${node.values.map((value) => (value.kind === 'string' ? JSON.stringify(value.text) : '…')).join(', ')})`
}

/** The name that differs by at most a third of its letters. */
function nearest(name: string, from: readonly string[]): string | undefined {
  const judged = from.map((other) => ({ other, far: distance(name.toLowerCase(), other.toLowerCase()) }))
  const best = judged.sort((a, b) => a.far - b.far)[0]
  return best !== undefined && best.far <= Math.max(2, name.length / 3) ? best.other : undefined
}

/** How many letters have to be put in, taken out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_none, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
