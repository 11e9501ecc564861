/** BPMN XML in and out, through bpmn-moddle. */
import { BpmnModdle } from 'bpmn-moddle'
import type { ProcessRefusal } from './definition.ts'
import { steppeDescriptor } from './vocabulary.ts'

/** An element as moddle gives it: `$type` such as `bpmn:UserTask`, references resolved to elements. */
export interface Element {
  readonly $type: string
  readonly id?: string
  readonly [property: string]: unknown
}

interface Moddle {
  fromXML(xml: string): Promise<{ rootElement: Element; warnings: readonly Warning[] }>
  toXML(root: Element, options: { format: boolean }): Promise<{ xml: string }>
}
interface Warning {
  readonly message: string
  readonly element?: { readonly id?: string; readonly $type?: string }
  readonly property?: string
  readonly value?: string
}

interface Property {
  readonly name?: string
  readonly type?: string
  readonly xml?: object
  readonly default?: unknown
  readonly isId?: boolean
  readonly isReference?: boolean
}
interface Package {
  readonly prefix: string
  readonly types: readonly { readonly name: string; readonly properties?: readonly Property[] }[]
}

const newModdle = () => new BpmnModdle({ steppe: steppeDescriptor }) as unknown as Moddle

/**
 * A moddle that keeps the text of each attribute: it knows no default values, which its writer would leave out, no numbers,
 * which its writer would spell anew (`30.0` as `30`), and no references, of which its writer would leave out those to other files.
 */
function faithfulModdle(): Moddle {
  const { registry } = new BpmnModdle({ steppe: steppeDescriptor }) as unknown as {
    readonly registry: { readonly packages: readonly Package[] }
  }
  const bare = registry.packages.map((each) => [each.prefix, asText(each)] as const)
  return new BpmnModdle(Object.fromEntries(bare)) as unknown as Moddle
}

const SPELT = ['Boolean', 'Integer', 'Real']

/** Where the schema asks for `expression` or what stands for it, editors write `formalExpression`; moddle would write its head with xsi:type. */
const ANY_EXPRESSION = ['ResourceAssignmentExpression', 'ResourceParameterBinding']

function asText(described: Package): Package {
  const types = described.types.map((type) => ({
    ...type,
    properties: (type.properties ?? []).map(({ default: _default, isId: _isId, isReference, xml, ...property }) => ({
      ...property,
      ...(isReference || SPELT.includes(property.type ?? '') ? { type: 'String' } : {}),
      ...(xml && !(ANY_EXPRESSION.includes(type.name) && property.name === 'expression') ? { xml } : {}),
    })),
  }))
  return { ...described, types }
}

/** What is not closed reaches to the end, so that a text of beginnings is gone through once. */
const MARKUP =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/g

/** Changes each start tag; comments, CDATA sections and instructions stay. */
function mapTags(xml: string, change: (tag: string) => string): string {
  return xml.replace(MARKUP, (each) => (/^<[!?/]/.test(each) ? each : change(each)))
}

/** Line ends and tabs within a value are spaces (XML 1.0 §3.3.3), which moddle leaves to us. */
const withValuesNormal = (xml: string) =>
  mapTags(xml, (tag) => tag.replace(/"[^"]*"|'[^']*'/g, (value) => value.replace(/\r\n|[\r\n\t]/g, ' ')))

/** Stands for the prefix of an element on its own attributes. */
const OWN = 'steppe-own-'

/**
 * moddle takes `t:b` on a foreign `<t:a>` for `b`, which is another attribute. So it is read under a prefix of its own, which
 * {@link withOwnPrefixes} takes back.
 */
function withPrefixesApart(xml: string): string {
  const prefixes = new Set<string>()
  const apart = mapTags(xml, (tag) => {
    const prefix = /^<([\w.-]+):/.exec(tag)?.[1]
    return tag.replace(/(\s)([\w.-]+)(:[\w.-]+\s*=\s*(?:"[^"]*"|'[^']*'))/g, (whole, space, own, rest) => {
      if (own !== prefix) return whole
      prefixes.add(own)
      return `${space}${OWN}${own}${rest}`
    })
  })
  const declared = [...prefixes].map((prefix) => ` xmlns:${OWN}${prefix}="urn:${OWN}${prefix}"`).join('')
  let isRoot = true
  return mapTags(apart, (tag) => {
    if (!isRoot) return tag
    isRoot = false
    return tag.replace(/\s*\/?>$/, (end) => declared + end)
  })
}

const withOwnPrefixes = (xml: string) =>
  xml.replace(new RegExp(`\\s+xmlns:${OWN}[\\w.-]+="[^"]*"`, 'g'), '').replaceAll(OWN, '')

/** A raw carriage return or tab in an attribute is read as a space (XML 1.0 §3.3.3); the writer leaves them raw. */
const withSpacesKept = (xml: string) => xml.replace(/\r/g, '&#13;').replace(/\t/g, '&#9;')

/** The text is decoded already; an encoding named in its first line says nothing any more, and moddle would warn of it. */
function withoutEncoding(xml: string): string {
  return xml.replace(/^(\uFEFF?\s*<\?xml[^>]*?)\s+encoding\s*=\s*("[^"]*"|'[^']*')/, '$1')
}

/** The elements of a BPMN text, or a refusal naming the first thing that moddle warns of. */
export async function readXml(xml: string, moddle = newModdle()): Promise<Element | ProcessRefusal> {
  const garbled = xml.indexOf('\uFFFD')
  if (garbled >= 0) return malformed('the text was not decoded as UTF-8', `character ${garbled}`)
  try {
    const { rootElement, warnings } = await moddle.fromXML(withValuesNormal(withoutEncoding(xml)))
    const warning = warnings[0]
    return warning ? explain(warning.message, warning.element?.id ?? warning.property) : rootElement
  } catch (fault) {
    return explain(fault instanceof Error ? fault.message : String(fault), undefined)
  }
}

/** moddle's message in parts: `unparsable content <x> detected, line: 2, column: 7, nested error: illegal ID <受理>`. */
function explain(message: string, element: string | undefined): ProcessRefusal {
  const nested = /nested error: (.*)/.exec(message)?.[1]
  const place = /line: (\d+)\s+column: (\d+)/.exec(message)
  const what = nested ?? message.split('\n')[0] ?? message
  const where = element ?? (place ? `line ${Number(place[1]) + 1}, column ${Number(place[2]) + 1}` : 'document')
  const badId = /^illegal ID <(.*)>$/.exec(what)?.[1]
  if (badId === undefined) return malformed(what.trim(), where)
  const mend = 'Use letters a–z, digits, _ - and . and begin with a letter.'
  return { refused: true, code: 'process.bad_id', what: `id "${badId}" can't be used`, where: badId, mend }
}

function malformed(what: string, where: string): ProcessRefusal {
  return {
    refused: true,
    code: 'process.malformed',
    what,
    where,
    mend: 'Correct it there, or draw it again in a BPMN 2.0 editor.',
  }
}

/**
 * Reads a BPMN text and writes it again. Everything BPMN 2.0 knows stays, executable or not, with the diagram and
 * foreign attributes; a text that moddle can't read whole is thrown as a fault.
 */
export async function roundTrip(xml: string): Promise<string> {
  const moddle = faithfulModdle()
  const root = await readXml(withPrefixesApart(xml), moddle)
  if ('refused' in root) throw new Error(`${root.what} (${root.where})`)
  return withSpacesKept(withOwnPrefixes((await moddle.toXML(root as Element, { format: true })).xml))
}

/** The same as {@link roundTrip}. */
export const serializeProcess = roundTrip
