/** Characters that no text of ours may hold: NUL, which PostgreSQL cannot store, and halves of characters. */

/** Escapes that may stand for such a character in JSON; most bodies have none, and then nothing more is looked at. */
const suspicious = /\\u(?:0000|[dD][89a-fA-F])/

function isText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\u0000')
}

function isClean(value: unknown): boolean {
  if (typeof value === 'string') return isText(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, each]) => isText(name) && isClean(each))
}

/** Whether a parsed body holds only text that can be stored; `raw` is what it was parsed from. */
export function isStorable(raw: string, parsed: unknown): boolean {
  return !suspicious.test(raw) || isClean(parsed)
}

/** Whether an address asks with text that can be stored. */
export function isStorableAddress(url: string): boolean {
  return !url.includes('%00')
}
