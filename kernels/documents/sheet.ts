/** A page as what stands on it, from which PDF and OFD are both written. Millimetres from the upper left corner. */

/** A step of an outline: `M` and `L` have one point, `C` two control points and an end, `Z` closes. */
export type PathStep =
  | readonly ['M' | 'L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z']

export type Colour = readonly [red: number, green: number, blue: number]

export interface TextItem {
  readonly kind: 'text'
  readonly x: number
  /** The baseline. */
  readonly y: number
  /** Height of the signs, mm. */
  readonly size: number
  readonly text: string
  /** How far each sign moves on, mm: for readers that have not the same font. */
  readonly advances: readonly number[]
  readonly bold?: boolean
  readonly colour?: Colour
}

export interface PathItem {
  readonly kind: 'path'
  readonly steps: readonly PathStep[]
  readonly fill?: Colour
  readonly stroke?: Colour
  /** Of the line, mm. */
  readonly width?: number
}

export interface Sheet {
  readonly width: number
  readonly height: number
  readonly items: readonly (TextItem | PathItem)[]
}

/** A picture of its own size, as a seal is; drawn in its own millimetres. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly items: readonly PathItem[]
}

const short = (value: number): string => String(Math.round(value * 1000) / 1000)
const hex = (colour: Colour): string => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`

/** Steps moved and scaled. */
export function placed(steps: readonly PathStep[], x: number, y: number, scale = 1): PathStep[] {
  return steps.map(
    ([kind, ...numbers]) =>
      [kind, ...numbers.map((value, i) => value * scale + (i % 2 ? y : x))] as unknown as PathStep,
  )
}

/** A circle of four curves. */
export function circle(x: number, y: number, across: number, high = across): PathStep[] {
  const [a, b] = [across, high]
  const [p, q] = [a * 0.5523, b * 0.5523]
  return [
    ['M', x + a, y],
    ['C', x + a, y + q, x + p, y + b, x, y + b],
    ['C', x - p, y + b, x - a, y + q, x - a, y],
    ['C', x - a, y - q, x - p, y - b, x, y - b],
    ['C', x + p, y - b, x + a, y - q, x + a, y],
    ['Z'],
  ]
}

/** A rectangle. */
export function rectangle(x: number, y: number, width: number, height: number): PathStep[] {
  return [['M', x, y], ['L', x + width, y], ['L', x + width, y + height], ['L', x, y + height], ['Z']]
}

/** The picture as SVG text. */
export function pictureSvg(picture: Picture): string {
  const paths = picture.items.map(({ steps, fill, stroke, width }) => {
    const d = steps.map(([kind, ...numbers]) => `${kind}${numbers.map(short).join(' ')}`).join('')
    const line = stroke ? ` stroke="${hex(stroke)}" stroke-width="${short(width ?? 0.3)}"` : ''
    return `<path d="${d}" fill="${fill ? hex(fill) : 'none'}"${line}/>`
  })
  const size = `width="${short(picture.width)}mm" height="${short(picture.height)}mm"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${short(picture.width)} ${short(picture.height)}">${paths.join('')}</svg>`
}

const pointsAMillimetre = 72 / 25.4

/** The picture as PDF drawing operators in a box of points whose lower left corner is 0 0. */
export function pictureOperators(picture: Picture): string {
  const scale = pointsAMillimetre
  const words: Readonly<Record<string, string>> = { M: 'm', L: 'l', C: 'c', Z: 'h' }
  const part = (value: number): string => short(value / 255)
  const lines = picture.items.map(({ steps, fill, stroke, width }) => {
    const colours = [
      ...(fill ? [`${fill.map(part).join(' ')} rg`] : []),
      ...(stroke ? [`${stroke.map(part).join(' ')} RG ${short((width ?? 0.3) * scale)} w`] : []),
    ]
    const path = steps.map(([kind, ...numbers]) =>
      `${numbers.map((value, i) => short(i % 2 ? (picture.height - value) * scale : value * scale)).join(' ')} ${words[kind]}`.trim(),
    )
    return [...colours, ...path, fill ? (stroke ? 'b' : 'f') : 's'].join('\n')
  })
  return lines.join('\n')
}
