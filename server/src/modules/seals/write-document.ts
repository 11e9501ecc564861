/** Documents in the official form: written from a template, with a place for each party's seal at the end. */
import type { Sheet } from '@steppe/kernels/documents'
import type { TemplateData } from './load-kinds.ts'
import { breakLines, Pages, paper, room, sizes, textAt } from './set-page.ts'

/** A place for a mark: page from 0, millimetres from the page's upper left corner. */
export interface Place {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Written {
  readonly sheets: readonly Sheet[]
  /** One for each party, in their order. */
  readonly places: readonly Place[]
}

const cell = { width: room / 2, height: 52 }

/** `2026年11月26日`. */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

const numerals = '一二三四五六七八九十'

/** What was filled in, in the template's paragraphs; one whose fields are all empty is left out, and numbered ones after it move up. */
export function fillParagraphs(template: TemplateData, fields: Readonly<Record<string, string>>): string[] {
  let clause = 0
  return template.paragraphs.flatMap((paragraph) => {
    const names = [...paragraph.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
    if (names.length > 0 && names.every((name) => !fields[name]?.trim())) return []
    const numbered = paragraph.replace(/^[一二三四五六七八九十]、/, () => `${numerals[clause++]}、`)
    return [numbered.replace(/\{(\w+)\}/g, (_, name: string) => fields[name]?.trim() ?? '')]
  })
}

/** Two cells a row, each with the party's name above the room for its seal. */
function cellsFor(pages: Pages, parties: readonly string[]): Place[] {
  return parties.map((party, i) => {
    if (i % 2 === 0) {
      pages.reserve(cell.height)
      pages.y += i === 0 ? 6 : 0
    }
    const x = paper.left + (i % 2) * cell.width
    const names = breakLines(party, sizes.small, cell.width - 6).slice(0, 2)
    const lines = names.map((line, row) => textAt(line, x, pages.y + 6 + 5.5 * row, sizes.small))
    pages.add(...lines, textAt('（签章）', x, pages.y + 6.5 + 5.5 * names.length, sizes.note))
    const place = { page: pages.page, x: x + 18, y: pages.y + 8, width: 42, height: 42 }
    if (i % 2 === 1 || i === parties.length - 1) pages.y += cell.height
    return place
  })
}

/** The document with places for its parties. */
export function writeDocument(wish: {
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly day: string
  readonly parties: readonly string[]
}): Written {
  const pages = new Pages()
  pages.title(wish.title)
  for (const text of wish.paragraphs) pages.paragraph({ text, indent: text.endsWith('：') && text.length < 30 ? 0 : 2 })
  pages.y += 8
  pages.paragraph({ text: dayWords(wish.day) })
  const places = cellsFor(pages, wish.parties)
  return { sheets: pages.finish(), places }
}

/** Places along the foot of a page that we did not set ourselves, small, from the left. */
export function placesOnFoot(page: number, width: number, count: number): Place[] {
  const across = 26
  const perRow = Math.max(1, Math.floor((width - 20) / (across + 2)))
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / perRow)
    return {
      page,
      x: 10 + (i % perRow) * (across + 2),
      y: -(6 + across + row * (across + 2)),
      width: across,
      height: across,
    }
  })
}
