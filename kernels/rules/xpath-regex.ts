/** Patterns and replacements of XPath functions (XQuery and XPath Functions 3.1, 5.6), as JavaScript expressions. */

import { blockClass } from './unicode-blocks.ts'

const FLAGS: { readonly [flag: string]: string } = { s: 's', m: 'm', i: 'i', x: '', q: '' }
const known = new Map<string, RegExp | null>()
const MOST_KNOWN = 500

/** The expression for a pattern and its flags `smixq`; null when either is not valid. */
export function xpathRegex(pattern: string, flags: string): RegExp | null {
  const key = `${flags}/${pattern}`
  const found = known.get(key)
  if (found !== undefined) return found
  const made = makeRegex(pattern, flags)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, made)
  return made
}

function makeRegex(pattern: string, flags: string): RegExp | null {
  if ([...flags].some((flag) => FLAGS[flag] === undefined)) return null
  const own = `gv${[...new Set(flags)].map((flag) => FLAGS[flag]).join('')}`
  try {
    if (flags.includes('q')) return new RegExp(pattern.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), own)
    const text = translate(flags.includes('x') ? withoutSpace(pattern) : pattern)
    return text === null ? null : new RegExp(text, own)
  } catch {
    return null
  }
}

/** Drops white space outside of character classes, as the flag `x` asks; also within an escape. */
function withoutSpace(pattern: string): string {
  let depth = 0
  return pattern.replace(/\\[[\]\\]|[\s\S]/g, (sign) => {
    if (sign === '[') depth++
    if (sign === ']') depth--
    return depth === 0 && /^[\t\n\r ]$/.test(sign) ? '' : sign
  })
}

const NAME_START =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}'
const NAME_MORE = `${NAME_START}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`
const CLASSES: { readonly [sequence: string]: string } = {
  '\\i': `[${NAME_START}]`,
  '\\I': `[^${NAME_START}]`,
  '\\c': `[${NAME_MORE}]`,
  '\\C': `[^${NAME_MORE}]`,
  '\\d': '\\p{Nd}',
  '\\D': '\\P{Nd}',
  '\\s': '[ \\t\\n\\r]',
  '\\S': '[^ \\t\\n\\r]',
  '\\w': '[^\\p{P}\\p{Z}\\p{C}]',
  '\\W': '[\\p{P}\\p{Z}\\p{C}]',
}

/** The pattern in JavaScript's notation with the `v` flag; null for what XPath does not have. */
function translate(pattern: string): string | null {
  const parts = pattern.match(/\\[pP]\{[^}]*\}|\\[1-9]\d*|\\[\s\S]|[\s\S]/gu) ?? []
  let out = ''
  for (let at = 0; at < parts.length; ) {
    const part = parts[at] as string
    // A group is numbered or `(?:…)`; looking ahead or behind is JavaScript's, and its cost cannot be told.
    if (part === '(' && parts[at + 1] === '?' && parts[at + 2] !== ':') return null
    const group =
      part === '[' ? readClass(parts, at) : { text: part.startsWith('\\') ? escapeSequence(part) : part, next: at + 1 }
    if (group?.text == null) return null
    out += group.text
    at = group.next
  }
  return out
}

/** A character class from its bracket on; `[a-z-[aeiou]]` takes one class from another. */
function readClass(parts: readonly string[], from: number): { text: string; next: number } | null {
  const negated = parts[from + 1] === '^'
  let text = ''
  for (let at = from + (negated ? 2 : 1); at < parts.length; at++) {
    const part = parts[at] as string
    const whole = `[${negated ? '^' : ''}${text}]`
    if (part === ']') return text === '' ? null : { text: whole, next: at + 1 }
    if (part === '[') return null
    if (part === '-' && parts[at + 1] === '[') {
      const taken = readClass(parts, at + 1)
      return taken === null || parts[taken.next] !== ']'
        ? null
        : { text: `[${whole}--${taken.text}]`, next: taken.next + 1 }
    }
    const member = classMember(part, text === '' || parts[at + 1] === ']')
    if (member === null) return null
    text += member
  }
  return null
}

function classMember(part: string, atEnd: boolean): string | null {
  if (part.startsWith('\\')) return /^\\[1-9]/.test(part) ? null : escapeSequence(part)
  if (part === '-') return atEnd ? '\\-' : '-'
  return /[(){}/|&!#$%*+,.:;<=>?@`~]/.test(part) ? `\\${part}` : part
}

function escapeSequence(part: string): string | null {
  const named = CLASSES[part]
  if (named !== undefined) return named
  const block = /^\\([pP])\{Is([\w-]+)\}$/.exec(part)
  if (block !== null) return blockClass(block[2] as string, block[1] === 'P')
  if (/^\\[pP]\{[A-Z][a-z]?\}$/.test(part)) return part
  return /^\\[1-9]\d*$/.test(part) || /^\\[nrt\\|.?*+(){}$^[\]-]$/.test(part) ? part : null
}

/** A replacement in JavaScript's notation: `$1` groups, `\$` and `\\`; null when it is not valid. */
export function xpathReplacement(replacement: string, groups: number, literal: boolean): string | null {
  if (literal) return replacement.replaceAll('$', '$$$$')
  if (/(?:^|[^\\])(?:\\\\)*(?:\\(?![\\$])|\$(?!\d))/.test(replacement)) return null
  return replacement.replace(/\\([\\$])|\$(\d+)/g, (_whole, escaped: string | undefined, digits: string) => {
    if (escaped !== undefined) return escaped === '$' ? '$$' : '\\'
    return groupText(digits, groups)
  })
}

/** `$12` is group 12 when there is one, else group 1 followed by 2; a group that does not exist is empty. */
function groupText(digits: string, groups: number): string {
  let used = digits.length
  while (used > 1 && Number(digits.slice(0, used)) > groups) used--
  const group = Number(digits.slice(0, used))
  const rest = digits.slice(used)
  if (group === 0) return `$&${rest}`
  return group > groups ? rest : `$${String(group).padStart(2, '0')}${rest}`
}

/** How many groups a pattern captures. */
export function groupCount(regex: RegExp): number {
  return (new RegExp(`${regex.source}|`, regex.flags).exec('')?.length ?? 1) - 1
}
