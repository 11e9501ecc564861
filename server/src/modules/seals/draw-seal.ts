/** What a seal looks like: round with star and name on its arc, oval, square, or a written name. Source: 国发〔1999〕25号; 国家税务总局公告2011年第7号. */
import {
  type Colour,
  circle,
  type PathItem,
  type PathStep,
  type Picture,
  placed,
  rectangle,
} from '@steppe/kernels/documents'
import type { KindData } from './load-kinds.ts'
import { advancesOf, outlineOf } from './open-font.ts'

const red: Colour = [200, 16, 16]
const ink: Colour = [16, 32, 96]

/** Steps turned by `angle` (radians, clockwise on the page) around 0 0. */
function turned(steps: readonly PathStep[], angle: number, wide = 1): PathStep[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return steps.map((step) => {
    const [kind, ...numbers] = step
    const out: number[] = []
    for (let i = 0; i < numbers.length; i += 2) {
      const [x, y] = [(numbers[i] as number) * wide, numbers[i + 1] as number]
      out.push(x * cos - y * sin, x * sin + y * cos)
    }
    return [kind, ...out] as unknown as PathStep
  })
}

const filled = (steps: readonly PathStep[], fill: Colour): PathItem => ({ kind: 'path', steps, fill })

function star(x: number, y: number, radius: number): PathStep[] {
  const points = Array.from({ length: 10 }, (_, i): PathStep => {
    const r = i % 2 ? radius * 0.382 : radius
    const angle = -Math.PI / 2 + (i * Math.PI) / 5
    return [i ? 'L' : 'M', x + r * Math.cos(angle), y + r * Math.sin(angle)]
  })
  return [...points, ['Z']]
}

/** Signs on the upper arc of an ellipse, their feet towards the middle. */
function onArc(
  text: string,
  box: { x: number; y: number; a: number; b: number },
  size: number,
  most: number,
): PathStep[] {
  const signs = [...text]
  const span = Math.min(most, ((signs.length * size * 1.25) / ((box.a + box.b) / 2)) * 1.05)
  const squeeze = Math.min(1, (span * ((box.a + box.b) / 2)) / (signs.length * size * 1.08))
  return signs.flatMap((sign, i) => {
    const angle = signs.length === 1 ? 0 : -span / 2 + (span * i) / (signs.length - 1)
    const wide = advancesOf(sign, size, 'bold')[0]!
    const steps = placed(outlineOf(sign, size, 'bold'), -wide / 2, size * 0.1)
    return placed(turned(steps, angle, squeeze), box.x + box.a * Math.sin(angle), box.y - box.b * Math.cos(angle))
  })
}

function line(text: string, x: number, y: number, size: number, room: number): PathStep[] {
  const advances = advancesOf(text, size, 'bold')
  const width = advances.reduce((sum, each) => sum + each, 0)
  const squeeze = Math.min(1, room / width)
  let at = x - (width * squeeze) / 2
  return [...text].flatMap((sign, i) => {
    const steps = placed(turned(outlineOf(sign, size, 'bold'), 0, squeeze), at, y)
    at += advances[i]! * squeeze
    return steps
  })
}

function ringed(kind: KindData, name: string, code: string | undefined): Picture {
  const { width, height } = kind
  const [x, y] = [width / 2, height / 2]
  const [a, b] = [x - 0.8, y - 0.8]
  const size = Math.min(5, Math.max(2.6, 62 / Math.max(12, [...name].length)))
  const arc = { x, y, a: a - size * 1.15, b: b - size * 1.15 }
  const items: PathItem[] = [
    { kind: 'path', steps: circle(x, y, a, b), stroke: red, width: 1.1 },
    // Words below the middle need the foot of the ring.
    filled(onArc(name, arc, size, Math.PI * (kind.words ? 1.22 : 1.5)), red),
  ]
  if (kind.star) items.push(filled(star(x, y, width * 0.14), red))
  if (kind.code && code) items.push(filled(line(code, x, y + 1, 2.6, width * 0.56), red))
  if (kind.words) items.push(filled(line(kind.words, x, y + height * 0.35, width * 0.09, width * 0.5), red))
  return { width, height, items }
}

/** Signs in columns from the right, as they are cut. */
function squared(kind: KindData, name: string): Picture {
  const signs = [...name.replace(/[^\p{L}]/gu, ''), ...(name.length < 4 ? '印' : '')]
  const rows = Math.ceil(Math.sqrt(signs.length))
  const columns = Math.ceil(signs.length / rows)
  const inner = kind.width - 3
  const size = Math.min(inner / columns, inner / rows)
  const steps = signs.flatMap((sign, i) => {
    const column = columns - 1 - Math.floor(i / rows)
    const x = 1.5 + (inner * column) / columns + (inner / columns - size) / 2
    const y = 1.5 + (inner * ((i % rows) + 1)) / rows - (inner / rows - size) / 2 - size * 0.14
    return placed(outlineOf(sign, size, 'bold'), x, y)
  })
  const frame: PathItem = {
    kind: 'path',
    steps: rectangle(0.6, 0.6, kind.width - 1.2, kind.height - 1.2),
    stroke: red,
    width: 1,
  }
  return { width: kind.width, height: kind.height, items: [frame, filled(steps, red)] }
}

function written(kind: KindData, name: string): Picture {
  const { width, height } = kind
  const steps = line(name, width / 2, height * 0.66, height * 0.6, width - 2)
  const stroke: PathItem = {
    kind: 'path',
    steps: [
      ['M', 1, height - 1.5],
      ['L', width - 1, height - 1.5],
    ],
    stroke: ink,
    width: 0.25,
  }
  return { width, height, items: [filled(steps, ink), stroke] }
}

/** The picture of a seal with this name; `code` for those that show the credit code. */
export function drawSeal(kind: KindData, name: string, code?: string): Picture {
  if (kind.shape === 'signature') return written(kind, name)
  return kind.shape === 'square' ? squared(kind, name) : ringed(kind, name, code)
}
