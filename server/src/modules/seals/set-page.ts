/** Sets text on pages in the official form: margins, sizes and pitch of GB/T 9704-2012 clause 5 and 7. Millimetres. */
import type { PathItem, Sheet, TextItem } from '@steppe/kernels/documents'
import { advancesOf } from './open-font.ts'

export const paper = { width: 210, height: 297, left: 28, right: 26, top: 37, bottom: 35 }
export const room = paper.width - paper.left - paper.right
/** 三号 for the text, 二号 for the title, 四号 for page numbers. */
export const sizes = { body: 5.64, title: 7.76, small: 4.23, note: 3.2 }
const pitch = 9.9

/** Signs that do not begin a line. */
const closing = new Set('，。、；：？！）》〉】」』”’％,.;:?!)')

/** Signs that stay together on a line: a number, a word in Latin letters, one Chinese sign. */
const unit = /[\x21-\x7e]+|[\s\S]/gu

/** The text broken into lines of at most `width`; the first begins `indent` further in. */
export function breakLines(text: string, size: number, width: number, indent = 0, bold = false): string[] {
  const lines: string[] = []
  let used = indent
  for (const paragraph of text.split('\n')) {
    let current = ''
    for (const word of paragraph.match(unit) ?? []) {
      const step = advancesOf(word, size, bold ? 'bold' : 'regular').reduce((sum, each) => sum + each, 0)
      // What is wider than a whole line is broken anywhere.
      const pieces = step > width ? [...word] : [word]
      for (const piece of pieces) {
        const wide = pieces.length > 1 ? advancesOf(piece, size)[0]! : step
        if (used + wide > width && current && !closing.has(piece)) {
          lines.push(current)
          current = ''
          used = 0
        }
        current += piece
        used += wide
      }
    }
    lines.push(current)
    used = 0
  }
  return lines
}

/** A line of text as it stands on a page. */
export function textAt(text: string, x: number, y: number, size: number, more: Partial<TextItem> = {}): TextItem {
  return { kind: 'text', text, x, y, size, advances: advancesOf(text, size, more.bold ? 'bold' : 'regular'), ...more }
}

/** Millimetres that a line takes. */
export const widthOf = (text: string, size: number, bold = false): number =>
  advancesOf(text, size, bold ? 'bold' : 'regular').reduce((sum, each) => sum + each, 0)

/** In the middle of the page, or of `from` to `until`. */
export function centred(
  text: string,
  y: number,
  size: number,
  more: Partial<TextItem> = {},
  from = paper.left,
  until = paper.width - paper.right,
): TextItem {
  const x = from + (until - from - widthOf(text, size, more.bold)) / 2
  return textAt(text, x, y, size, more)
}

/** Ends at `until`. */
export function rightAligned(text: string, y: number, size: number, until: number): TextItem {
  return textAt(text, until - widthOf(text, size), y, size)
}

export interface Paragraph {
  readonly text: string
  /** Two signs further in, as paragraphs begin; 0 for a salutation. */
  readonly indent?: number
}

/** Pages being set. */
export class Pages {
  private readonly sheets: (TextItem | PathItem)[][] = [[]]
  y = paper.top

  add(...items: (TextItem | PathItem)[]): void {
    this.sheets.at(-1)!.push(...items)
  }

  /** Makes sure that so much is free on the page, or begins another. */
  reserve(height: number): void {
    if (this.y + height <= paper.height - paper.bottom) return
    this.sheets.push([])
    this.y = paper.top
  }

  /** Number of the page being set, from 0. */
  get page(): number {
    return this.sheets.length - 1
  }

  title(text: string): void {
    for (const each of breakLines(text, sizes.title, room, 0, true)) {
      this.y += pitch * 1.2
      this.add(centred(each, this.y, sizes.title, { bold: true }))
    }
    this.y += pitch * 0.8
  }

  paragraph({ text, indent = 2 }: Paragraph): void {
    for (const [i, each] of breakLines(text, sizes.body, room, indent * sizes.body).entries()) {
      this.reserve(pitch)
      this.y += pitch
      this.add(textAt(each, paper.left + (i === 0 ? indent * sizes.body : 0), this.y, sizes.body))
    }
  }

  /** The finished pages, numbered when there are several. */
  finish(): Sheet[] {
    return this.sheets.map((items, i) => ({
      width: paper.width,
      height: paper.height,
      items: this.sheets.length > 1 ? [...items, centred(`— ${i + 1} —`, paper.height - 22, sizes.small)] : items,
    }))
  }
}
