/** Takes a valid expression of JavaScript (flag `v`) apart, as far as patterns of FEEL need it. */

/** One part of a pattern. A `sign` is a code point, a class of them or the dot. */
export type PatternNode =
  | { readonly kind: 'sign'; readonly test: (text: string, at: number) => boolean }
  | { readonly kind: 'edge'; readonly end: boolean }
  | { readonly kind: 'again'; readonly group: number }
  | { readonly kind: 'group'; readonly of: PatternNode; readonly number: number | null }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly PatternNode[] }
  | {
      readonly kind: 'repeat'
      readonly of: PatternNode
      readonly least: number
      readonly most: number
      readonly lazy: boolean
      /** The groups within. */
      readonly inner: readonly number[]
    }

/** The pattern and how many groups it has. It does not look ahead or behind, which FEEL does not know. */
export function readPattern(source: string, flags: string): { node: PatternNode; groups: number } {
  const reader = new PatternReader(source, flags)
  const node = reader.any()
  return { node, groups: reader.groups }
}

const QUANTIFIER = /(?:[*+?]|\{(\d+)(,(\d*))?\})(\??)/y
const ATOM = /\\[pP]\{[^}]*\}|\\[\s\S]|[\s\S]/uy

class PatternReader {
  readonly source: string
  readonly flags: string
  at = 0
  groups = 0

  constructor(source: string, flags: string) {
    this.source = source
    this.flags = [...flags].filter((flag) => 'si'.includes(flag)).join('')
  }

  any(): PatternNode {
    const parts = [this.all()]
    while (this.source[this.at] === '|') {
      this.at++
      parts.push(this.all())
    }
    return parts.length === 1 ? (parts[0] as PatternNode) : { kind: 'any', parts }
  }

  private all(): PatternNode {
    const parts: PatternNode[] = []
    while (this.at < this.source.length && !'|)'.includes(this.source.charAt(this.at))) parts.push(this.repeated())
    return { kind: 'all', parts }
  }

  private repeated(): PatternNode {
    const before = this.groups
    const of = this.atom()
    QUANTIFIER.lastIndex = this.at
    const found = QUANTIFIER.exec(this.source)
    if (found === null) return of
    this.at = QUANTIFIER.lastIndex
    const [sign, least, upTo, most, lazy] = found
    const inner = Array.from({ length: this.groups - before }, (_, index) => before + index + 1)
    if (least === undefined) {
      return {
        kind: 'repeat',
        of,
        least: sign.startsWith('+') ? 1 : 0,
        most: sign.startsWith('?') ? 1 : Number.POSITIVE_INFINITY,
        lazy: lazy === '?',
        inner,
      }
    }
    const end = upTo === undefined ? Number(least) : most === '' ? Number.POSITIVE_INFINITY : Number(most)
    return { kind: 'repeat', of, least: Number(least), most: end, lazy: lazy === '?', inner }
  }

  private atom(): PatternNode {
    const sign = this.source.charAt(this.at)
    if (sign === '(') return this.group()
    if (sign === '[') return this.oneOf(this.classText())
    if (sign === '^' || sign === '$') {
      this.at++
      return { kind: 'edge', end: sign === '$' }
    }
    const again = /^\\([1-9]\d*)/.exec(this.source.slice(this.at, this.at + 6))
    if (again !== null) {
      this.at += again[0].length
      return { kind: 'again', group: Number(again[1]) }
    }
    ATOM.lastIndex = this.at
    const text = (ATOM.exec(this.source) as RegExpExecArray)[0]
    this.at += text.length
    return this.oneOf(text)
  }

  private group(): PatternNode {
    this.at++
    let number: number | null = null
    if (this.source.startsWith('?:', this.at)) this.at += 2
    else number = ++this.groups
    const of = this.any()
    this.at++
    return { kind: 'group', of, number }
  }

  /** A class to its own closing bracket; classes stand in classes. */
  private classText(): string {
    const from = this.at
    let open = 0
    do {
      const sign = this.source.charAt(this.at)
      if (sign === '\\') this.at++
      else if (sign === '[') open++
      else if (sign === ']') open--
      this.at++
    } while (open > 0 && this.at < this.source.length)
    return this.source.slice(from, this.at)
  }

  private oneOf(text: string): PatternNode {
    const regex = new RegExp(text, `vy${this.flags}`)
    const test = (whole: string, at: number) => {
      regex.lastIndex = at
      return regex.test(whole)
    }
    return { kind: 'sign', test }
  }
}
