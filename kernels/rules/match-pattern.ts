/**
 * Finds a pattern in a text at a cost that is known beforehand or counted. JavaScript's own matching cannot be stopped, and
 * `(a+)+b` would keep it busy for ever; so it is asked only where its cost is bounded, and else each step is counted here.
 */
import { type PatternNode, readPattern } from './read-pattern.ts'
import { step } from './scope.ts'
import type { Run } from './values.ts'

/** Where a pattern was found: its text and that of its groups, undefined for one that took no part. */
export type Found = { readonly index: number; readonly text: string; readonly groups: readonly (string | undefined)[] }

/** What JavaScript may take for one search, in signs looked at. */
const MOST_NATIVE = 300_000_000
/** So many signs looked at here are one step of an evaluation. */
const SIGNS_A_STEP = 8

/** Every place where the pattern is found, from the left, none within another. */
export function* findAll(run: Run, regex: RegExp, text: string): Generator<Found> {
  const pattern = patternOf(regex)
  if ((text.length + 1) ** (pattern.degree + 1) <= MOST_NATIVE) {
    for (const found of text.matchAll(regex)) yield { index: found.index, text: found[0], groups: found.slice(1) }
  } else yield* findCounted(run, regex, pattern, text)
}

/** The same by our own matching, each step of it counted. */
export function* findCounted(run: Run, regex: RegExp, pattern: Pattern, text: string): Generator<Found> {
  const state: State = { run, text, groups: [], flags: regex.flags, signs: 0 }
  for (let at = 0; at <= text.length; ) {
    state.groups = []
    let end = at
    const isFound = pattern.match(state, at, (reached) => {
      end = reached
      return true
    })
    if (isFound) {
      const groups = Array.from({ length: pattern.groups }, (_, index) => textOfGroup(state, index + 1))
      yield { index: at, text: text.slice(at, end), groups }
    }
    at = isFound && end > at ? end : at + widthAt(text, at)
  }
}

type State = {
  readonly run: Run
  readonly text: string
  /** Start and end of each group, by its number. */
  groups: ([number, number] | undefined)[]
  readonly flags: string
  signs: number
}

/** Whether the pattern goes on from a place, and the rest after it too. */
type Match = (state: State, at: number, rest: (at: number) => boolean) => boolean

/** `degree`: the cost of a search grows with this power of the text's length; infinite where it doubles with each sign. */
export type Pattern = { readonly match: Match; readonly groups: number; readonly degree: number }

const known = new WeakMap<RegExp, Pattern>()

/** The pattern made ready for our own matching. */
export function patternOf(regex: RegExp): Pattern {
  const found = known.get(regex)
  if (found !== undefined) return found
  const read = readPattern(regex.source, regex.flags)
  const pattern = { match: compile(read.node), groups: read.groups, degree: degreeOf(read.node) }
  known.set(regex, pattern)
  return pattern
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

function textOfGroup({ text, groups }: State, group: number): string | undefined {
  const place = groups[group]
  return place && text.slice(place[0], place[1])
}

function count(state: State): void {
  if (++state.signs % SIGNS_A_STEP === 0) step(state.run)
}

/** A repetition of what itself can match in several ways doubles; others each add one. */
function degreeOf(node: PatternNode): number {
  switch (node.kind) {
    case 'all':
    case 'any':
      return node.parts.reduce((sum, part) => sum + degreeOf(part), 0)
    case 'group':
      return degreeOf(node.of)
    case 'repeat': {
      if (node.most <= 1) return degreeOf(node.of)
      return hasWays(node.of) ? Number.POSITIVE_INFINITY : 1
    }
    case 'again':
      return 1
    default:
      return 0
  }
}

function hasWays(node: PatternNode): boolean {
  switch (node.kind) {
    case 'any':
      return true
    case 'all':
      return node.parts.some(hasWays)
    case 'group':
      return hasWays(node.of)
    case 'repeat':
      return node.least !== node.most || hasWays(node.of)
    default:
      return false
  }
}

function compile(node: PatternNode): Match {
  switch (node.kind) {
    case 'sign':
      return (state, at, rest) => {
        count(state)
        return at < state.text.length && node.test(state.text, at) && rest(at + widthAt(state.text, at))
      }
    case 'edge':
      return (state, at, rest) => isEdge(state, at, node.end) && rest(at)
    case 'again':
      return (state, at, rest) => {
        count(state)
        const said = textOfGroup(state, node.group) ?? ''
        const here = state.text.slice(at, at + said.length)
        const same = state.flags.includes('i') ? here.toLowerCase() === said.toLowerCase() : here === said
        return same && rest(at + said.length)
      }
    case 'group':
      return compileGroup(compile(node.of), node.number)
    case 'all':
      return node.parts.map(compile).reduceRight<Match>(
        (after, part) => (state, at, rest) => part(state, at, (next) => after(state, next, rest)),
        (_state, at, rest) => rest(at),
      )
    case 'any': {
      const parts = node.parts.map(compile)
      return (state, at, rest) => parts.some((part) => part(state, at, rest))
    }
    case 'repeat':
      return compileRepeat(node)
  }
}

function isEdge({ text, flags }: State, at: number, end: boolean): boolean {
  if (at === (end ? text.length : 0)) return true
  return flags.includes('m') && /[\n\r\u2028\u2029]/.test(text.charAt(end ? at : at - 1))
}

function compileGroup(of: Match, number: number | null): Match {
  if (number === null) return of
  return (state, at, rest) => {
    const before = state.groups[number]
    const goesOn = of(state, at, (end) => {
      const inner = state.groups[number]
      state.groups[number] = [at, end]
      if (rest(end)) return true
      state.groups[number] = inner
      return false
    })
    if (!goesOn) state.groups[number] = before
    return goesOn
  }
}

/** As often as possible, or, where `lazy`, as seldom; a turn that takes nothing is not taken. Groups begin each turn anew. */
function compileRepeat({ of, least, most, lazy, inner }: PatternNode & { readonly kind: 'repeat' }): Match {
  const body = compile(of)
  const turn = (state: State, at: number, turns: number, rest: (at: number) => boolean): boolean => {
    count(state)
    const again = () => {
      if (turns >= most) return false
      const before = inner.map((group) => state.groups[group])
      for (const group of inner) state.groups[group] = undefined
      if (body(state, at, (end) => (end > at || turns < least) && turn(state, end, turns + 1, rest))) return true
      for (const [index, group] of inner.entries()) state.groups[group] = before[index]
      return false
    }
    if (turns < least) return again()
    return lazy ? rest(at) || again() : again() || rest(at)
  }
  if (of.kind === 'sign') return repeatSign(of.test, least, most, lazy)
  return (state, at, rest) => turn(state, at, 0, rest)
}

/** A sign repeated is gone through without going deeper for each. */
function repeatSign(test: (text: string, at: number) => boolean, least: number, most: number, lazy: boolean): Match {
  return (state, at, rest) => {
    const places = [at]
    const more = () => {
      const last = places.at(-1) as number
      count(state)
      if (places.length > most || last >= state.text.length || !test(state.text, last)) return false
      places.push(last + widthAt(state.text, last))
      return true
    }
    while (places.length <= least) if (!more()) return false
    if (lazy) {
      do if (rest(places.at(-1) as number)) return true
      while (more())
      return false
    }
    while (more());
    for (let taken = places.length - 1; taken >= least; taken--) if (rest(places[taken] as number)) return true
    return false
  }
}
