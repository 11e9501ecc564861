/** Writes OFD: pages in fixed layout as XML in a ZIP. Source: GB/T 33190-2016 chapters 6 to 11 and 20; experimental. */
import { Buffer } from 'node:buffer'
import { zipSync } from 'fflate'
import type { Colour, PathItem, PathStep, Sheet, TextItem } from './sheet.ts'

/** The parts of an OFD package by their path, without a leading slash. */
export type OfdParts = Readonly<Record<string, Uint8Array>>

export interface OfdWish {
  readonly title: string
  readonly author: string
  /** 32 hexadecimal digits. */
  readonly id: string
  /** `2026-11-26`. */
  readonly day: string
  readonly sheets: readonly Sheet[]
  /** TrueType files with every sign of the text; without one the reader's own font must do. */
  readonly fonts?: Readonly<Partial<Record<keyof typeof fonts, Uint8Array>>>
  /** Files that travel along, shown as attachments. */
  readonly attachments?: readonly { readonly name: string; readonly file: string; readonly content: Uint8Array }[]
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
/** Ids of the two fonts; pages and objects are numbered after them. */
const fonts = { regular: 1, bold: 2 }

/** Text as XML carries it; what XML cannot carry is left out. */
export function xmlText(text: string): string {
  const known: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no control characters but these three.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"]/g, (sign) => known[sign]!)
}

const short = (value: number): string => String(Math.round(value * 1000) / 1000)
const colourText = (colour: Colour): string => colour.join(' ')

function textObject(item: TextItem, id: number): string {
  const width = item.advances.reduce((sum, each) => sum + each, 0)
  const box = [item.x, item.y - item.size, width + item.size, item.size * 1.4].map(short).join(' ')
  const deltas = item.advances.slice(0, -1).map(short).join(' ')
  const weight = item.bold ? ' Weight="700"' : ''
  const fill = item.colour ? `<ofd:FillColor Value="${colourText(item.colour)}"/>` : ''
  const code = `<ofd:TextCode X="0" Y="${short(item.size)}"${deltas ? ` DeltaX="${deltas}"` : ''}>${xmlText(item.text)}</ofd:TextCode>`
  return `<ofd:TextObject ID="${id}" Boundary="${box}" Font="${item.bold ? fonts.bold : fonts.regular}" Size="${short(item.size)}"${weight}>${fill}${code}</ofd:TextObject>`
}

const words = { M: 'M', L: 'L', C: 'B', Z: 'C' } as const

/** AbbreviatedData (9.1): S/M start, L line, B cubic curve, C close. */
export const abbreviated = (steps: readonly PathStep[]): string =>
  steps.map(([kind, ...numbers]) => [words[kind], ...numbers.map(short)].join(' ')).join(' ')

function pathObject(item: PathItem, id: number, sheet: Sheet): string {
  const stroke = item.stroke ? `<ofd:StrokeColor Value="${colourText(item.stroke)}"/>` : ''
  const fill = item.fill ? `<ofd:FillColor Value="${colourText(item.fill)}"/>` : ''
  const flags = `Stroke="${Boolean(item.stroke)}" Fill="${Boolean(item.fill)}" LineWidth="${short(item.width ?? 0.3)}"`
  const box = `0 0 ${short(sheet.width)} ${short(sheet.height)}`
  return `<ofd:PathObject ID="${id}" Boundary="${box}" ${flags}>${stroke}${fill}<ofd:AbbreviatedData>${abbreviated(item.steps)}</ofd:AbbreviatedData></ofd:PathObject>`
}

function pageText(sheet: Sheet, firstId: number): string {
  const objects = sheet.items.map((item, i) => {
    const id = firstId + 1 + i
    return item.kind === 'text' ? textObject(item, id) : pathObject(item, id, sheet)
  })
  const area = `<ofd:Area><ofd:PhysicalBox>0 0 ${short(sheet.width)} ${short(sheet.height)}</ofd:PhysicalBox></ofd:Area>`
  return `${head}<ofd:Page ${space}>${area}<ofd:Content><ofd:Layer ID="${firstId}" Type="Body">${objects.join('')}</ofd:Layer></ofd:Content></ofd:Page>`
}

/** Where signatures of the document are listed. */
export const signaturesPath = 'Doc_0/Signs/Signatures.xml'

function rootText(wish: OfdWish): string {
  const info = `<ofd:DocInfo><ofd:DocID>${wish.id}</ofd:DocID><ofd:Title>${xmlText(wish.title)}</ofd:Title><ofd:Author>${xmlText(wish.author)}</ofd:Author><ofd:CreationDate>${wish.day}</ofd:CreationDate></ofd:DocInfo>`
  return `${head}<ofd:OFD ${space} Version="1.0" DocType="OFD"><ofd:DocBody>${info}<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/${signaturesPath}</ofd:Signatures></ofd:DocBody></ofd:OFD>`
}

function attachmentParts(wish: OfdWish): Record<string, Uint8Array> {
  const list = wish.attachments ?? []
  if (list.length === 0) return {}
  const lines = list.map(
    ({ name, file, content }, i) =>
      `<ofd:Attachment ID="a${i}" Name="${xmlText(name)}" Format="${xmlText(file.split('.').at(-1) ?? '')}" CreationDate="${wish.day}" Size="${short(content.length / 1024)}" Visible="true"><ofd:FileLoc>/Doc_0/Attachs/${file}</ofd:FileLoc></ofd:Attachment>`,
  )
  const index = `${head}<ofd:Attachments ${space}>${lines.join('')}</ofd:Attachments>`
  const files = list.map(({ file, content }) => [`Doc_0/Attachs/${file}`, content] as const)
  return { 'Doc_0/Attachs/Attachments.xml': Buffer.from(index), ...Object.fromEntries(files) }
}

/** The two fonts (11.1), and the files of those that travel along. */
function fontParts({ fonts: files = {} }: OfdWish): Record<string, Uint8Array> {
  const families = { regular: '宋体', bold: '黑体' }
  const lines = (['regular', 'bold'] as const).map((weight) => {
    const file = files[weight] ? `<ofd:FontFile>${weight}.ttf</ofd:FontFile>` : ''
    const bold = weight === 'bold' ? ' Bold="true"' : ''
    return `<ofd:Font ID="${fonts[weight]}" FontName="${families[weight]}" FamilyName="${families[weight]}"${bold}>${file}</ofd:Font>`
  })
  return {
    'Doc_0/PublicRes.xml': Buffer.from(
      `${head}<ofd:Res ${space} BaseLoc="Res"><ofd:Fonts>${lines.join('')}</ofd:Fonts></ofd:Res>`,
    ),
    ...Object.fromEntries(Object.entries(files).map(([weight, file]) => [`Doc_0/Res/${weight}.ttf`, file])),
  }
}

/** All parts of the package but its signatures. */
export function ofdParts(wish: OfdWish): OfdParts {
  const pages: Record<string, Uint8Array> = {}
  const lines: string[] = []
  let next = fonts.bold + 1
  for (const [i, sheet] of wish.sheets.entries()) {
    const id = next
    pages[`Doc_0/Pages/Page_${i}/Content.xml`] = Buffer.from(pageText(sheet, id + 1))
    lines.push(`<ofd:Page ID="${id}" BaseLoc="Pages/Page_${i}/Content.xml"/>`)
    next = id + 2 + sheet.items.length
  }
  const [first] = wish.sheets
  const box = `0 0 ${short(first?.width ?? 210)} ${short(first?.height ?? 297)}`
  const attached = attachmentParts(wish)
  const common = `<ofd:CommonData><ofd:MaxUnitID>${next}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>${box}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>`
  const more = Object.keys(attached).length > 0 ? '<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>' : ''
  return {
    'OFD.xml': Buffer.from(rootText(wish)),
    'Doc_0/Document.xml': Buffer.from(
      `${head}<ofd:Document ${space}>${common}<ofd:Pages>${lines.join('')}</ofd:Pages>${more}</ofd:Document>`,
    ),
    ...fontParts(wish),
    ...pages,
    ...attached,
  }
}

/** Id that a page has in the document, for seals that stand on it. */
export function pageIdOf(sheets: readonly Sheet[], page: number): number {
  return sheets.slice(0, page).reduce((id, sheet) => id + 2 + sheet.items.length, fonts.bold + 1)
}

/** Packs the parts; the same parts give the same bytes. */
export function packOfd(parts: OfdParts): Buffer {
  const mtime = new Date(2000, 0, 1)
  return Buffer.from(zipSync({ ...parts }, { level: 6, mtime }))
}
