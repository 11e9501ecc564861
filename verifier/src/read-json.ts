/** Strict JSON for files from strangers: bounded depth, no field twice in one object. Two readers must not see two different files. */

const deepest = 64

/** The value, or undefined where the text is not JSON, nests deeper than 64 or repeats a field. */
export function readJson(text: string): unknown {
  try {
    return wellShaped(text) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

/** One pass over the text, which JSON.parse will check for everything else. */
function wellShaped(text: string): boolean {
  const open: (Set<string> | null)[] = []
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    const [sign] = token
    if (sign === '{') open.push(new Set())
    else if (sign === '[') open.push(null)
    else if (sign === '}' || sign === ']') open.pop()
    else if (!newField(open.at(-1), sign, text, tokens.lastIndex)) return false
    if (open.length > deepest) return false
  }
  return true
}

/** False when the string is the name of a field that its object has already. */
function newField(fields: Set<string> | null | undefined, quoted: string, text: string, end: number): boolean {
  if (!fields || !/^[ \t\r\n]*:/.test(text.slice(end, end + 80))) return true
  const name = JSON.parse(quoted) as string
  if (fields.has(name)) return false
  fields.add(name)
  return true
}
