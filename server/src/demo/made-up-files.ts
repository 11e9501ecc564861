/** Files of made-up cases: one PDF of a page for each kind of material, saying that it is an example. */
import { createHash } from 'node:crypto'
import type { CaseMaterial } from '@steppe/kernels/cases'
import type { Ask } from '#platform/postgres'

export interface MadeUpFile {
  readonly id: string
  readonly name: string
  readonly sha256: string
  readonly size: number
  readonly content: Buffer
}

/** Text in a Chinese font that every reader has, as UTF-16. */
function hex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex')
}

/** A page with a title and a line below it. Source: ISO 32000-1 §7.5 (file structure), §9.7.5.2 (predefined CMaps). */
export function drawPage(title: string, line: string): Buffer {
  const stream = `BT /F1 24 Tf 72 720 Td <${hex(title)}> Tj 0 -40 Td /F1 12 Tf <${hex(line)}> Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]
  let text = '%PDF-1.5\n'
  const places = objects.map((body, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${body}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  )
}

export interface MadeUpFiles {
  readonly fileFor: (id: string, name: string) => MadeUpFile
  /** Writes down those that were used. */
  readonly keep: (ask: Ask, at: number) => Promise<void>
}

/** A file for each material, drawn when it is first used. */
export function madeUpFiles(): MadeUpFiles {
  const files = new Map<string, MadeUpFile>()
  const draw = (id: string, name: string): MadeUpFile => {
    const content = drawPage(name, '演示数据，由系统生成，不是真实材料。')
    return {
      id: `demo-${id}`,
      name: `${name}.pdf`,
      sha256: createHash('sha256').update(content).digest('hex'),
      size: content.length,
      content,
    }
  }
  return {
    fileFor: (id, name) => {
      const known = files.get(id) ?? draw(id, name)
      files.set(id, known)
      return known
    },
    keep: async (ask, at) => {
      for (const file of files.values()) {
        await ask(
          `insert into platform.files (id, owner, name, media_type, size, sha256, content, created_at)
           values ($1, 'demo', $2, 'application/pdf', $3, $4, $5, $6) on conflict (id) do nothing`,
          [file.id, file.name, file.size, file.sha256, file.content, new Date(at)],
        )
      }
    },
  }
}

/** A material as handed in with its file. */
export function materialWith(file: MadeUpFile, material: Pick<CaseMaterial, 'id' | 'name' | 'proof'>): CaseMaterial {
  return {
    id: material.id,
    name: material.name,
    proof: material.proof,
    file: { id: file.id, name: file.name, sha256: file.sha256, size: file.size },
  }
}
