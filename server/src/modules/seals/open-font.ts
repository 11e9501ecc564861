/** The Chinese font of documents: how wide a sign is, and its outline for seals. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { PathStep } from '@steppe/kernels/documents'
import { create, type Font } from 'fontkit'

export type Weight = 'regular' | 'bold'

const files: Readonly<Record<Weight, string>> = {
  regular: '400Regular/NotoSansSC_400Regular.ttf',
  bold: '700Bold/NotoSansSC_700Bold.ttf',
}
const bytes = new Map<Weight, Buffer>()
const fonts = new Map<Weight, Font>()
const widths = new Map<string, number>()

/** The file of the font: 10 MB, read once. */
export function fontBytes(weight: Weight): Buffer {
  let found = bytes.get(weight)
  if (!found) {
    found = readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${files[weight]}`))
    bytes.set(weight, found)
  }
  return found
}

export function fontOf(weight: Weight): Font {
  let found = fonts.get(weight)
  if (!found) {
    found = create(fontBytes(weight))
    fonts.set(weight, found)
  }
  return found
}

/** How far each sign of the text moves on at this size; same unit as `size`. */
export function advancesOf(text: string, size: number, weight: Weight = 'regular'): number[] {
  return [...text].map((sign) => {
    const key = `${weight}${sign}`
    let width = widths.get(key)
    if (width === undefined) {
      const font = fontOf(weight)
      width = font.glyphForCodePoint(sign.codePointAt(0)!).advanceWidth / font.unitsPerEm
      widths.set(key, width)
    }
    return width * size
  })
}

/** The outline of one sign on a baseline from 0 0, y downwards, `size` high. */
export function outlineOf(sign: string, size: number, weight: Weight = 'regular'): PathStep[] {
  const font = fontOf(weight)
  const scale = size / font.unitsPerEm
  const steps: PathStep[] = []
  let [x, y] = [0, 0]
  for (const { command, args } of font.glyphForCodePoint(sign.codePointAt(0)!).path.commands) {
    const at = args.map((value, i) => (i % 2 ? -value * scale : value * scale))
    if (command === 'closePath') steps.push(['Z'])
    else if (command === 'moveTo') steps.push(['M', at[0]!, at[1]!])
    else if (command === 'lineTo') steps.push(['L', at[0]!, at[1]!])
    else if (command === 'bezierCurveTo') steps.push(['C', ...(at as [number, number, number, number, number, number])])
    else {
      // A quadratic curve as a cubic one: its control points lie two thirds of the way.
      const [cx, cy, ex, ey] = at as [number, number, number, number]
      steps.push([
        'C',
        x + ((cx - x) * 2) / 3,
        y + ((cy - y) * 2) / 3,
        ex + ((cx - ex) * 2) / 3,
        ey + ((cy - ey) * 2) / 3,
        ex,
        ey,
      ])
    }
    if (at.length > 0) [x, y] = [at.at(-2)!, at.at(-1)!]
  }
  return steps
}
