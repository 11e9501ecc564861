/** A licence as it hangs on the wall: title, fields, issuer, number, square code, seal; PDF signed and OFD sealed. Source: GB/T 36901-2018 (look follows the type's own law where there is one). */
import { type Colour, type PathItem, type PathStep, rectangle, type TextItem } from '@steppe/kernels/documents'
import QRCode from 'qrcode'
import { issuerOf } from '#ask/credentials'
import type { House } from '#platform/module'
import { type Paper, sealPaper } from './seal-paper.ts'
import { breakLines, centred, rightAligned, textAt, widthOf } from './set-page.ts'
import { dayWords } from './write-document.ts'

/** What is printed; days as `2026-11-26`. */
export interface LicenceWish {
  readonly id: string
  /** Changes with each state of the licence that is printed: a renewed one is another paper. */
  readonly edition: number
  readonly title: string
  readonly number: string
  /** Code of the department that issues it. */
  readonly issuer: string
  readonly issuerName: string
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  readonly issuedOn: string
  readonly expiresOn?: string | undefined
  /** 电子证照标识. */
  readonly identifier: string
}

const sheet = { width: 297, height: 210 }
const gold: Colour = [176, 132, 48]
const most = { fields: 9, lines: 4 }

/** A square code as one path of dark fields; `side` in millimetres. */
export function squareCode(text: string, x: number, y: number, side: number): PathItem {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const unit = side / modules.size
  const steps: PathStep[] = []
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) steps.push(...rectangle(x + column * unit, y + row * unit, unit, unit))
  return { kind: 'path', steps, fill: [0, 0, 0] }
}

function fieldItems(wish: LicenceWish): TextItem[] {
  const items: TextItem[] = []
  const fields = wish.fields.slice(0, most.fields)
  // Values stand in one column, right of the longest name.
  const x = 34 + Math.max(40, ...fields.map(({ name }) => widthOf(name, 4.6, true) + 5))
  let y = 74
  for (const { name, value } of fields) {
    items.push(textAt(name, 34, y, 4.6, { bold: true }))
    for (const line of breakLines(value, 4.6, 224 - x).slice(0, most.lines)) {
      items.push(textAt(line, x, y, 4.6))
      y += 7.6
    }
    y += 2
  }
  return items
}

/** The licence on one page, sealed by its issuer; printed once for each edition. */
export function licencePaper(house: House, wish: LicenceWish): Promise<Paper> {
  const frame = (inset: number, width: number): PathItem => ({
    kind: 'path',
    steps: rectangle(inset, inset, sheet.width - 2 * inset, sheet.height - 2 * inset),
    stroke: gold,
    width,
  })
  const end = sheet.width - 34
  const address = `${issuerOf(house)}/verify?i=${wish.identifier}`
  const term = wish.expiresOn ? `${dayWords(wish.issuedOn)} 至 ${dayWords(wish.expiresOn)}` : '长期'
  const items = [
    frame(8, 1.6),
    frame(11, 0.4),
    centred(wish.title, 42, 13, { bold: true }, 0, sheet.width),
    centred(`编号：${wish.number}`, 54, 4.4, {}, 0, sheet.width),
    ...fieldItems({ ...wish, fields: [...wish.fields, { name: '有效期限', value: term }] }),
    squareCode(address, end - 32, 66, 32),
    centred('扫码核验', 103, 3.6, {}, end - 32, end),
    rightAligned(wish.issuerName, 158, 5, end),
    rightAligned(dayWords(wish.issuedOn), 168, 5, end),
    textAt(address, 34, sheet.height - 18, 3),
  ]
  return sealPaper(house, {
    subject: wish.id,
    kind: `licence-${wish.edition}`,
    title: `${wish.title}（${wish.number}）`,
    department: wish.issuer,
    sheets: [{ ...sheet, items }],
    place: { page: 0, x: end - 40, y: 138, width: 42, height: 42 },
    cause: `${wish.title} ${wish.identifier}`,
  })
}
