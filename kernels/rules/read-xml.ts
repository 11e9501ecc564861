/** Reads XML 1.0 documents into elements, by local names; enough for DMN files, which use neither DTDs nor mixed text. */

/** An element: its name without prefix, its attributes (`xsi:type` as `type`), children, and own text. */
export type XmlElement = {
  readonly name: string
  readonly attributes: { readonly [name: string]: string }
  readonly children: readonly XmlElement[]
  readonly text: string
  /** Namespace prefixes declared here. */
  readonly prefixes: { readonly [prefix: string]: string }
}

/** Thrown for what is not well-formed; the place is an offset. */
export class XmlFault extends Error {
  readonly at: number
  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

type Draft = {
  name: string
  raw: string
  attributes: Record<string, string>
  prefixes: Record<string, string>
  children: XmlElement[]
  text: string
}

const TAG =
  /<(?:!--[\s\S]*?--|!\[CDATA\[([\s\S]*?)\]\]|\?[\s\S]*?\?|!DOCTYPE[^>[]*|\/([^\s>]+)\s*|([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?))>/y
const ATTRIBUTE = /([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES: { readonly [name: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const DEEPEST = 500

function unescapeText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex, decimal, name) => {
    const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : null
    if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    return ENTITIES[name as string] ?? whole
  })
}

/** The root element. Throws XmlFault. */
export function readXml(source: string): XmlElement {
  const stack: Draft[] = []
  let root: XmlElement | null = null
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < source.length) {
    const next = source.indexOf('<', at)
    const top = stack.at(-1)
    const text = source.slice(at, next < 0 ? source.length : next)
    if (top !== undefined) top.text += unescapeText(text)
    else if (text.trim() !== '') throw new XmlFault(at, 'There is text outside of the root element')
    if (next < 0) break
    TAG.lastIndex = next
    const tag = TAG.exec(source)
    if (tag === null) throw new XmlFault(next, 'A tag is not well-formed')
    at = TAG.lastIndex
    const closed = applyTag(tag, stack, next)
    if (closed !== null && stack.length === 0) {
      if (root !== null) throw new XmlFault(next, 'There are two root elements')
      root = closed
    }
  }
  if (stack.length > 0 || root === null)
    throw new XmlFault(source.length, 'The document ends before its root element does')
  return root
}

/** Opens or closes an element; answers the one that was closed. */
function applyTag(tag: RegExpExecArray, stack: Draft[], at: number): XmlElement | null {
  const [, data, closing, opening, attributes, empty] = tag
  const top = stack.at(-1)
  if (data !== undefined && top !== undefined) top.text += data
  if (opening !== undefined) {
    if (stack.length >= DEEPEST) throw new XmlFault(at, 'Elements are nested too deeply')
    stack.push(open(opening, attributes ?? ''))
  }
  if (closing !== undefined && top?.raw !== closing) throw new XmlFault(at, `‘${closing}’ is closed but was not opened`)
  if (closing === undefined && empty !== '/') return null
  const { raw: _raw, ...element } = stack.pop() as Draft
  stack.at(-1)?.children.push(element)
  return element
}

function open(raw: string, source: string): Draft {
  const attributes: Record<string, string> = {}
  const prefixes: Record<string, string> = {}
  for (const [, name, double, single] of source.matchAll(ATTRIBUTE)) {
    const value = unescapeText((double ?? single ?? '').replace(/[\t\r\n]/g, ' '))
    if (name === 'xmlns') prefixes[''] = value
    else if (name?.startsWith('xmlns:')) prefixes[name.slice(6)] = value
    else if (name !== undefined) attributes[localName(name)] ??= value
  }
  return { name: localName(raw), raw, attributes, prefixes, children: [], text: '' }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** The first child of that name. */
export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name)
}

/** All children of that name. */
export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}
