/** What no body of ours may hold: NUL, which PostgreSQL cannot store, halves of characters, and nesting too deep to be walked. */

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

/** No form, rule or document nests nearly as deep. */
const deepest = 100

function isShallow(value: unknown, left = deepest): boolean {
  if (typeof value !== 'object' || value === null) return true
  return left > 0 && Object.values(value).every((each) => isShallow(each, left - 1))
}

/** What is wrong with a parsed body, if anything; `raw` is what it was parsed from. */
export function faultOfBody(raw: string, parsed: unknown): string | undefined {
  if (!isShallow(parsed)) return `the body is nested deeper than ${deepest}`
  return suspicious.test(raw) && !isClean(parsed) ? 'the text holds NUL or half a character' : undefined
}

/** Whether an address asks with text that can be stored. */
export function isStorableAddress(url: string): boolean {
  return !url.includes('%00')
}
