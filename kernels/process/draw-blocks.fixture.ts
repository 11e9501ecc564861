/** Random processes made of blocks, for the property tests: each block has one way in and one way out. */
import fc from 'fast-check'
import { flows } from './draw-processes.fixture.ts'

export type Block =
  | { readonly kind: 'task' | 'timed' | 'reminded' | 'service' }
  | { readonly kind: 'line' | 'parallel' | 'choice' | 'inclusive'; readonly parts: readonly Block[] }
  | { readonly kind: 'loop' | 'subprocess'; readonly inside: Block }

/** Blocks nested a few levels deep. */
export const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block; leaf: Block }>((tie) => ({
  leaf: fc.constantFrom('task', 'task', 'timed', 'reminded', 'service').map((kind) => ({ kind }) as Block),
  block: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    tie('leaf'),
    fc.record({
      kind: fc.constantFrom('line', 'parallel', 'choice', 'inclusive'),
      parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }) as fc.Arbitrary<Block>,
    fc.record({ kind: fc.constantFrom('loop', 'subprocess'), inside: tie('block') }) as fc.Arbitrary<Block>,
  ),
})).block

interface Drawn {
  readonly xml: string[]
  readonly flows: string[]
  count: number
}

/** The flow elements of a process that runs the block between its start `s` and its end `e`. */
export function drawBlock(inside: Block): string {
  const drawn: Drawn = { xml: [], flows: [], count: 0 }
  const [first, last] = draw(inside, drawn)
  drawn.flows.push(`s>${first}`, `${last}>e`)
  return `<startEvent id="s"/><endEvent id="e"/>${drawn.xml.join('')}${flows(...drawn.flows)}`
}

function draw(inside: Block, drawn: Drawn): readonly [string, string] {
  switch (inside.kind) {
    case 'line':
      return drawLine(inside.parts, drawn)
    case 'parallel':
    case 'choice':
    case 'inclusive':
      return drawBranches(inside.kind, inside.parts, drawn)
    case 'loop':
      return drawLoop(inside.inside, drawn)
    case 'subprocess':
      return drawSubprocess(inside.inside, drawn)
    default:
      return drawLeaf(inside.kind, drawn)
  }
}

const next = (drawn: Drawn, letter: string) => `${letter}${++drawn.count}`

function drawLine(parts: readonly Block[], drawn: Drawn): readonly [string, string] {
  const ends = parts.map((part) => draw(part, drawn))
  for (let index = 1; index < ends.length; index++) drawn.flows.push(`${ends[index - 1]?.[1]}>${ends[index]?.[0]}`)
  return [ends[0]?.[0] ?? '', ends.at(-1)?.[1] ?? '']
}

const GATEWAYS = { parallel: 'parallelGateway', choice: 'exclusiveGateway', inclusive: 'inclusiveGateway' } as const

function drawBranches(kind: keyof typeof GATEWAYS, parts: readonly Block[], drawn: Drawn): readonly [string, string] {
  const [split, join] = [next(drawn, 'g'), next(drawn, 'g')]
  for (const [index, part] of parts.entries()) {
    const [first, last] = draw(part, drawn)
    const isFree = kind === 'parallel' || index === 0
    drawn.flows.push(isFree ? `${split}>${first}` : `${split}>${first}:n > ${index}`, `${last}>${join}`)
    if (index === 0) {
      const chosen = kind === 'parallel' ? '' : ` default="${split}_${first}"`
      drawn.xml.push(`<${GATEWAYS[kind]} id="${split}"${chosen}/><${GATEWAYS[kind]} id="${join}"/>`)
    }
  }
  return [split, join]
}

function drawLoop(inside: Block, drawn: Drawn): readonly [string, string] {
  const [merge, choice, way] = [next(drawn, 'm'), next(drawn, 'x'), next(drawn, 'g')]
  const [first, last] = draw(inside, drawn)
  drawn.xml.push(`<exclusiveGateway id="${merge}"/><exclusiveGateway id="${choice}" default="${choice}_${way}"/>`)
  drawn.xml.push(`<exclusiveGateway id="${way}"/>`)
  drawn.flows.push(`${merge}>${first}`, `${last}>${choice}`, `${choice}>${merge}:again`, `${choice}>${way}`)
  return [merge, way]
}

function drawSubprocess(inside: Block, drawn: Drawn): readonly [string, string] {
  const [id, start, end] = [next(drawn, 'p'), next(drawn, 's'), next(drawn, 'e')]
  const within: Drawn = { xml: [], flows: [], count: drawn.count }
  const [first, last] = draw(inside, within)
  drawn.count = within.count
  const content = flows(`${start}>${first}`, `${last}>${end}`, ...within.flows)
  drawn.xml.push(
    `<subProcess id="${id}"><startEvent id="${start}"/><endEvent id="${end}"/>${within.xml.join('')}${content}</subProcess>`,
  )
  return [id, id]
}

const TIMER = '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>'

function drawLeaf(kind: 'task' | 'timed' | 'reminded' | 'service', drawn: Drawn): readonly [string, string] {
  const id = next(drawn, 't')
  drawn.xml.push(kind === 'service' ? `<serviceTask id="${id}" steppe:action="call"/>` : `<userTask id="${id}"/>`)
  if (kind === 'reminded') {
    const [event, end] = [next(drawn, 'b'), next(drawn, 'e')]
    drawn.xml.push(
      `<boundaryEvent id="${event}" attachedToRef="${id}" cancelActivity="false">${TIMER}</boundaryEvent><endEvent id="${end}"/>`,
    )
    drawn.flows.push(`${event}>${end}`)
  }
  if (kind !== 'timed') return [id, id]
  const [event, late, merge] = [next(drawn, 'b'), next(drawn, 't'), next(drawn, 'x')]
  drawn.xml.push(`<boundaryEvent id="${event}" attachedToRef="${id}">${TIMER}</boundaryEvent>`)
  drawn.xml.push(`<userTask id="${late}"/><exclusiveGateway id="${merge}"/>`)
  drawn.flows.push(`${event}>${late}`, `${late}>${merge}`, `${id}>${merge}`)
  return [id, merge]
}
