/** An XML text as a tree that is equal for equal documents: namespaces resolved, attributes sorted, layout dropped. */

export interface Tree {
  /** `{namespace}local`. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (Tree | string)[]
}

type Scope = Readonly<Record<string, string>>
interface Open {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly scope: Scope
  readonly children: (Tree | string)[]
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/g
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const XSI_TYPE = '{http://www.w3.org/2001/XMLSchema-instance}type'
const BPMN = '{http://www.omg.org/spec/BPMN/20100524/MODEL}'
/** Elements that Semantic.xsd declares as tExpression. */
const EXPRESSIONS = [
  'activationCondition',
  'completionCondition',
  'condition',
  'conditionExpression',
  'from',
  'loopCardinality',
  'loopCondition',
  'timeCycle',
  'timeDate',
  'timeDuration',
  'to',
]
/** Where the schemas themselves give the type, naming it again with xsi:type says nothing new. */
const DECLARED_TYPES: Readonly<Record<string, string>> = {
  '{http://www.omg.org/spec/DD/20100524/DI}waypoint': '{http://www.omg.org/spec/DD/20100524/DC}Point',
  [`${BPMN}childLaneSet`]: `${BPMN}tLaneSet`,
  ...Object.fromEntries(EXPRESSIONS.map((name) => [`${BPMN}${name}`, `${BPMN}tExpression`])),
}

/** A small reader of its own, so that the reader under test does not judge itself. Throws on text that is not well-formed. */
export function canonicalTree(xml: string): Tree {
  const root: Open = {
    name: '',
    attributes: {},
    scope: { '': '', xml: 'http://www.w3.org/XML/1998/namespace' },
    children: [],
  }
  const open = [root]
  for (const [whole, cdata, closing, tag, rest, selfClosing, text] of xml
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .matchAll(TOKEN)) {
    const top = open.at(-1) as Open
    if (cdata !== undefined) addText(top, cdata)
    else if (text !== undefined) addText(top, decode(text))
    else if (tag === undefined) continue
    else if (closing) close(open, whole)
    else {
      open.push(element(tag, rest ?? '', top.scope))
      if (selfClosing) close(open, whole)
    }
  }
  const tree = root.children.find((each) => typeof each !== 'string')
  if (open.length !== 1 || tree === undefined) throw new Error('not a whole XML document')
  return tree
}

function element(tag: string, rest: string, outer: Scope): Open {
  const written = [...rest.matchAll(ATTRIBUTE)].map(
    ([, name, one, two]) => [name ?? '', decode((one ?? two ?? '').replace(/[\n\t]/g, ' '))] as const,
  )
  const declared = written.flatMap(([name, value]) =>
    /^xmlns(:|$)/.test(name) ? [[name.slice(6), value] as const] : [],
  )
  const scope = { ...outer, ...Object.fromEntries(declared) }
  const attributes = written
    .filter(([attribute]) => !/^xmlns(:|$)/.test(attribute))
    .map(([name, value]) => [qualified(name, scope, ''), canonicalValue(name, value, scope)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return { ...plainest(qualified(tag, scope), Object.fromEntries(attributes)), scope, children: [] }
}

/** An element in its plainest form: `formalExpression` stands in its own name wherever an `expression` may stand (its substitution group). */
function plainest(name: string, attributes: Readonly<Record<string, string>>): Pick<Tree, 'name' | 'attributes'> {
  const { [XSI_TYPE]: type, ...others } = attributes
  if (name === `${BPMN}expression` && type === `${BPMN}tFormalExpression`)
    return { name: `${BPMN}formalExpression`, attributes: others }
  return { name, attributes: type !== undefined && type === DECLARED_TYPES[name] ? others : attributes }
}

function qualified(name: string, scope: Scope, unprefixed?: string): string {
  const [prefix, local] = name.includes(':') ? name.split(':') : ['', name]
  const space = prefix === '' && unprefixed !== undefined ? unprefixed : scope[prefix ?? '']
  return `{${space ?? prefix}}${local}`
}

/** The value of xsi:type is a name with a prefix; what matters is the name. */
function canonicalValue(name: string, value: string, scope: Scope): string {
  return qualified(name, scope, '') === '{http://www.w3.org/2001/XMLSchema-instance}type'
    ? qualified(value, scope)
    : value
}

function close(open: Open[], whole: string): void {
  const done = open.pop() as Open
  const parent = open.at(-1)
  if (!parent) throw new Error(`${whole} closes nothing`)
  parent.children.push({ name: done.name, attributes: done.attributes, children: done.children })
}

/** Text counts without the spaces around it; a CDATA section is text. */
function addText(top: Open, text: string): void {
  const last = top.children.at(-1)
  const trimmed = text.trim()
  if (trimmed === '') return
  if (typeof last === 'string') top.children[top.children.length - 1] = last + trimmed
  else top.children.push(trimmed)
}

function decode(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    return name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (ENTITIES[name] ?? whole)
  })
}

/** The first place where two trees differ, or nothing. */
export function firstDifference(one: Tree | string, other: Tree | string, path = ''): string | undefined {
  if (typeof one === 'string' || typeof other === 'string') {
    return one === other ? undefined : `${path}: ${brief(one)} became ${brief(other)}`
  }
  const here = `${path}/${one.name.replace(/^\{.*\}/, '')}${one.attributes['{}id'] ? `#${one.attributes['{}id']}` : ''}`
  if (one.name !== other.name) return `${here} became ${other.name}`
  const names = new Set([...Object.keys(one.attributes), ...Object.keys(other.attributes)])
  for (const name of names) {
    const [before, after] = [one.attributes[name], other.attributes[name]]
    if (before !== after) return `${here} ${name}: ${before} became ${after}`
  }
  return differentChildren(one, other, here)
}

function differentChildren(one: Tree, other: Tree, here: string): string | undefined {
  for (let index = 0; index < Math.max(one.children.length, other.children.length); index++) {
    const [before, after] = [one.children[index], other.children[index]]
    if (before === undefined || after === undefined) return `${here}: ${brief(before)} became ${brief(after)}`
    const found = firstDifference(before, after, here)
    if (found) return found
  }
  return undefined
}

function brief(value: Tree | string | undefined): string {
  return value === undefined ? 'nothing' : typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : value.name
}
