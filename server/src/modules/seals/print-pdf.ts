/** Prints set pages as PDF with the font embedded as far as it is used. */
import type { PathItem, Sheet, TextItem } from '@steppe/kernels/documents'
import { fontBytes } from './open-font.ts'

const points = 72 / 25.4

function drawPath(doc: PDFKit.PDFDocument, item: PathItem): void {
  for (const [kind, ...numbers] of item.steps) {
    const at = numbers.map((value) => value * points) as [number, number, number, number, number, number]
    if (kind === 'M') doc.moveTo(at[0], at[1])
    else if (kind === 'L') doc.lineTo(at[0], at[1])
    else if (kind === 'C') doc.bezierCurveTo(...at)
    else doc.closePath()
  }
  doc.lineWidth((item.width ?? 0.3) * points)
  if (item.fill && item.stroke) doc.fillAndStroke([...item.fill], [...item.stroke])
  else if (item.fill) doc.fill([...item.fill])
  else doc.stroke([...(item.stroke ?? ([0, 0, 0] as const))])
}

function drawText(doc: PDFKit.PDFDocument, item: TextItem): void {
  doc
    .font(item.bold ? 'bold' : 'regular')
    .fontSize(item.size * points)
    .fillColor([...(item.colour ?? ([0, 0, 0] as const))])
  doc.text(item.text, item.x * points, item.y * points, { lineBreak: false, baseline: 'alphabetic' })
}

/** The file; `at` is when it was made, milliseconds. */
export async function printPdf(sheets: readonly Sheet[], title: string, at: number): Promise<Buffer> {
  const info = { Title: title, Producer: 'Steppe', Creator: 'Steppe', CreationDate: new Date(at) }
  // Read at the first document: a start does not wait for it.
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({ autoFirstPage: false, info, lang: 'zh-CN', displayTitle: true, pdfVersion: '1.7' })
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  for (const weight of ['regular', 'bold'] as const) {
    const used = sheets.some((sheet) =>
      sheet.items.some((item) => item.kind === 'text' && Boolean(item.bold) === (weight === 'bold')),
    )
    if (used) doc.registerFont(weight, fontBytes(weight))
  }
  for (const sheet of sheets) {
    doc.addPage({ size: [sheet.width * points, sheet.height * points], margin: 0 })
    for (const item of sheet.items) item.kind === 'text' ? drawText(doc, item) : drawPath(doc, item)
  }
  doc.end()
  return done
}
