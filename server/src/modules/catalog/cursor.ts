/** Where a page ended, as an opaque mark: after which text, level and code the next begins. */

export interface PagePlace {
  /** Place of the text in the ranking; for browsing, its popularity. */
  readonly place: number
  readonly text: number
  readonly level: string
  readonly code: string
}

export function writeCursor({ place, text, level, code }: PagePlace): string {
  return Buffer.from(JSON.stringify([place, text, level, code])).toString('base64url')
}

/** The place, or nothing when the mark is not one of ours. */
export function readCursor(cursor: string): PagePlace | undefined {
  try {
    const [place, text, level, code] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    const fits =
      Number.isSafeInteger(place) && Number.isSafeInteger(text) && typeof level === 'string' && typeof code === 'string'
    return fits
      ? { place: place as number, text: text as number, level: level as string, code: code as string }
      : undefined
  } catch {
    return undefined
  }
}
