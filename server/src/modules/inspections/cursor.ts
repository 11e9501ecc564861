/** Cursors of the lists of draws and plans: the last row's instant and id, opaque to the caller. */
import { type Refusal, refuse } from '#platform/refusals'

export function writeCursor(at: Date, id: string): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

/** The instant and id, nothing without a cursor, a refusal when it is none of ours. */
export function readCursor(cursor: string | undefined): readonly [Date, string] | undefined | Refusal {
  if (!cursor) return undefined
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const instant = new Date(String(at))
    if (typeof id === 'string' && Number.isFinite(instant.getTime())) return [instant, id]
  } catch {
    // Falls through: not written by us.
  }
  return refuse('platform.cursor_unknown')
}
