/** Cursors of keyset paging: the last key of a page, opaque to the caller. */
import { type Refusal, refuse } from '#platform/refusals'

/** Writes the key of the last row of a page. */
export function writeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** The key of `length` parts, nothing without a cursor, or a refusal when it is none of ours. */
export function readCursor(
  cursor: string | undefined,
  length: number,
): readonly (string | number)[] | undefined | Refusal {
  if (cursor === undefined || cursor === '') return undefined
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown
    const fits =
      Array.isArray(key) &&
      key.length === length &&
      key.every((part) => typeof part === 'string' || typeof part === 'number')
    return fits ? (key as (string | number)[]) : refuse('platform.cursor_unknown')
  } catch {
    return refuse('platform.cursor_unknown')
  }
}
