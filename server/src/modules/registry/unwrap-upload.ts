/** The file in an upload: the body itself, or the first file of a multipart form (RFC 7578). */

export interface Upload {
  readonly bytes: Buffer
  readonly name?: string
}

/** A form is told by the boundary on its first line, so that a browser's plain form works too. */
export function unwrapUpload(body: unknown): Upload {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : '')
  const lineEnd = bytes.indexOf('\r\n')
  const boundary =
    lineEnd > 2 && lineEnd < 200 && bytes.subarray(0, 2).toString() === '--'
      ? bytes.subarray(0, lineEnd).toString('latin1')
      : undefined
  if (!boundary || !bytes.includes(`${boundary}--`, lineEnd, 'latin1')) return { bytes }
  for (const part of parts(bytes, boundary)) {
    const name = /filename\*?="?(?:UTF-8'')?([^";\r\n]*)/i.exec(part.headers)?.[1]
    if (name !== undefined) return { bytes: part.content, name: decodeName(name) }
  }
  return { bytes: Buffer.alloc(0) }
}

function* parts(bytes: Buffer, boundary: string): Generator<{ readonly headers: string; readonly content: Buffer }> {
  let start = boundary.length + 2
  for (;;) {
    const end = bytes.indexOf(`\r\n${boundary}`, start, 'latin1')
    const headersEnd = bytes.indexOf('\r\n\r\n', start, 'latin1')
    if (end < 0 || headersEnd < 0 || headersEnd > end) return
    yield { headers: bytes.subarray(start, headersEnd).toString('utf8'), content: bytes.subarray(headersEnd + 4, end) }
    start = end + boundary.length + 4
  }
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
