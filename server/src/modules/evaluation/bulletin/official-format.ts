/** 党政机关公文格式 (GB/T 9704-2012) as .docx: page, type and the parts of a document in the order and places that the standard gives them. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  type FileChild,
  Footer,
  FrameAnchorType,
  HorizontalPositionAlign,
  type ISectionOptions,
  LineRuleType,
  convertMillimetersToTwip as mm,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  VerticalPositionAlign,
  WidthType,
} from 'docx'

/** 二号, 三号, 四号, 五号 and 小五 in half points. */
const size = { mark: 72, title: 44, body: 32, page: 28, table: 21, small: 18 } as const
const red = 'FF0000'
const latin = 'Times New Roman'
const face = (eastAsia: string) => ({ eastAsia, ascii: latin, hAnsi: latin, cs: latin })
const fonts = {
  title: face('方正小标宋简体'),
  body: face('仿宋_GB2312'),
  heading: face('黑体'),
  page: { eastAsia: '宋体', ascii: '宋体', hAnsi: '宋体', cs: '宋体' },
}
/**
 * 22 lines of 225 mm, 28 signs of 156 mm: the pitch of a line, and what a sign of 16 pt gives up, in twips. Not by the grid of signs, where
 * readers differ: some give a sign that is wider than its cell two of them.
 */
// Rounded down: a twip more a line, and the last of the 22 stands on the next page.
const linePitch = Math.floor(mm(225) / 22)
const bodySpacing = Math.floor(mm(156) / 28 - size.body * 10)
const exactly = { line: linePitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 }

export interface OfficialTable {
  readonly headings: readonly string[]
  /** A cell of several lines is a list. */
  readonly rows: readonly (readonly (string | readonly string[])[])[]
  /** Widths of the columns in millimetres, 156 together. */
  readonly widths: readonly number[]
}

export type OfficialPart =
  | { readonly kind: 'heading' | 'text' | 'caption'; readonly text: string }
  | ({ readonly kind: 'table' } & OfficialTable)

export interface OfficialDocument {
  /** 发文机关标志. */
  readonly mark: string
  /** 发文字号. */
  readonly number: string
  /** Parted by a line end where its meaning lets it be parted, when it is longer than a line. */
  readonly title: string
  /** 主送机关. */
  readonly to: string
  readonly parts: readonly OfficialPart[]
  /** 发文机关署名 and 成文日期, as they are written. */
  readonly issuer: string
  readonly on: string
  /** 印发机关. */
  readonly printedBy: string
}

const run = (
  text: string,
  font = fonts.body,
  points: number = size.body,
  color = '000000',
  characterSpacing = points === size.body ? bodySpacing : 0,
) => new TextRun({ text, font, size: points, color, ...(characterSpacing ? { characterSpacing } : {}) })
const blank = (keepNext = false) => new Paragraph({ spacing: exactly, keepNext, children: [] })
const centred = (child: TextRun, line = linePitch) =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: { ...exactly, line }, children: [child] })

/** 版头: the mark 35 mm below the upper edge of the text, the number two lines below, a red line 4 mm under it. */
function head({ mark, number }: OfficialDocument): Paragraph[] {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      // A space before is left out at the top of a page; a line of that height is not.
      spacing: {
        before: 0,
        after: 0,
        line: mm(35) - Math.round((1000 - markSize(mark) * 10) / 2),
        lineRule: LineRuleType.EXACT,
      },
      children: [],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 0, after: 0, line: 1000, lineRule: LineRuleType.EXACT },
      children: [run(mark, fonts.title, markSize(mark), red)],
    }),
    blank(),
    blank(),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: exactly,
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 11, color: red } },
      children: [run(number)],
    }),
  ]
}

/** The mark stands on one line of 156 mm. */
const markSize = (mark: string) => Math.min(size.mark, Math.floor((mm(156) / 20 / mark.length) * 2))

/** `last`: the signature never stands on a page without a line of the text. */
function bodyOf(part: OfficialPart, last: boolean): FileChild {
  switch (part.kind) {
    case 'heading':
      return new Paragraph({
        spacing: exactly,
        indent: { firstLineChars: 200, firstLine: size.body * 20 },
        keepNext: true,
        children: [run(part.text, fonts.heading)],
      })
    case 'caption':
      return new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: exactly,
        keepNext: true,
        children: [run(part.text, fonts.heading, size.page)],
      })
    case 'text':
      return new Paragraph({
        alignment: AlignmentType.JUSTIFIED,
        spacing: exactly,
        indent: { firstLineChars: 200, firstLine: size.body * 20 },
        keepNext: last,
        children: [run(part.text)],
      })
    case 'table':
      return tableOf(part)
  }
}

function tableOf({ headings, rows, widths }: OfficialTable): Table {
  const cell = (content: string | readonly string[], at: number, font = fonts.body) =>
    new TableCell({
      width: { size: mm(widths[at] ?? 20), type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 40, right: 40, top: 30, bottom: 30 },
      children: (typeof content === 'string' ? [content] : content).map((line, row) =>
        centred(run(line, font, row === 0 ? size.table : size.small), 300),
      ),
    })
  return new Table({
    width: { size: mm(156), type: WidthType.DXA },
    columnWidths: widths.map((each) => mm(each)),
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: headings.map((each, at) => cell(each, at, fonts.heading)),
      }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((each, at) => cell(each, at)) })),
    ],
  })
}

/** 成文日期: four signs from the right; the name of the issuer is centred over it. */
function foot({ issuer, on }: OfficialDocument): Paragraph[] {
  const sign = size.body * 10
  // Digits are half as wide as signs.
  const wide = (text: string) => [...text].reduce((sum, each) => sum + (/[\x20-\x7e]/.test(each) ? 0.5 : 1), 0)
  const over = Math.max(2, 4 + (wide(on) - wide(issuer)) / 2)
  const right = (text: string, signs: number) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: exactly,
      indent: { right: Math.round(signs * sign) },
      keepNext: text === issuer,
      children: [run(text)],
    })
  return [blank(true), blank(true), right(issuer, over), right(on, 4)]
}

/** 版记: at the foot of the last page, between lines, one sign from either edge; the last paragraph above takes it along. */
const imprint = ({ printedBy, on }: OfficialDocument): Paragraph =>
  new Paragraph({
    frame: {
      type: 'alignment',
      anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
      alignment: { x: HorizontalPositionAlign.LEFT, y: VerticalPositionAlign.BOTTOM },
      width: mm(156),
      height: linePitch,
    },
    spacing: exactly,
    indent: { left: size.page * 10, right: size.page * 10 },
    tabStops: [{ type: TabStopType.RIGHT, position: mm(156) - size.page * 10 }],
    border: { top: imprintLine, bottom: imprintLine },
    children: [run(`${printedBy}\t${on}印发`, fonts.body, size.page, '000000', imprintSpacing)],
  })
/** A long name and the day stand on one line: half a point less a sign. */
const imprintSpacing = -10
/** 0.35 mm. */
const imprintLine = { style: BorderStyle.SINGLE, size: 8, space: 2, color: '000000' }

/** 页码: 四号, between lines; one sign from the right on odd pages, one from the left on even ones. */
function pageNumber(side: 'left' | 'right'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: { [side]: size.page * 10 },
        children: [new TextRun({ font: fonts.page, size: size.page, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })
}

/** A4 with the margins of the standard: 37 mm above, 35 below, 28 left, 26 right; the number 7 mm below the text. */
const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(15), footer: mm(23), gutter: 0 },
}

/** The bytes of the file. */
export function writeOfficial(document: OfficialDocument): Promise<Buffer> {
  const section: ISectionOptions = {
    properties: { page, grid: { type: DocumentGridType.DEFAULT, linePitch } },
    footers: { default: pageNumber('right'), even: pageNumber('left') },
    children: [
      ...head(document),
      blank(),
      blank(),
      ...document.title.split('\n').map((line) => centred(run(line, fonts.title, size.title), 700)),
      blank(),
      new Paragraph({ spacing: exactly, children: [run(`${document.to}：`)] }),
      ...document.parts.map((part, at) => bodyOf(part, at === document.parts.length - 1)),
      imprint(document),
      ...foot(document),
    ],
  }
  return Packer.toBuffer(
    new Document({
      title: document.title.replace('\n', ''),
      creator: document.issuer,
      evenAndOddHeaderAndFooters: true,
      styles: {
        default: { document: { run: { font: fonts.body, size: size.body, language: { eastAsia: 'zh-CN' } } } },
      },
      sections: [section],
    }),
  )
}
