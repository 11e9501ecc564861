/** Examples of the API, recorded as stories and tests run: what is random or of the day is given a stable form, so that only real changes show. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Example {
  readonly name: string
  /** Sign-in name of the demonstration account that asked. */
  readonly as: string | undefined
  readonly method: string
  readonly path: string
  readonly request: unknown
  readonly status: number
  /** Where it is no JSON. */
  readonly mediaType?: string
  /** Nothing where nobody could read it: a file. */
  readonly answer: unknown
}

export interface ExampleBook {
  readonly keep: (example: Example) => Promise<void>
}

/** For runs that record nothing. */
export const noExamples: ExampleBook = { keep: async () => {} }

const caseNumber = /\b(R?\d{6})-\d{8}-[0-9A-HJKMNP-TV-Z]{7}\b/g
/** Licences, seals, documents sent round. */
const thing = /\b(\d{6}-[LSR])[0-9A-HJKMNP-TV-Z]{10,12}\b/g
const digest = /^[0-9a-f]{64}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/
/** Names made by chance: base64url without a word in it. */
const chanceName = /^(?=.*(\d|[A-Z]{2}))(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9_.-]{16,}$/
/** The same as a part of an address or a form. */
const nameWithin = /(?<=[/:=])[A-Za-z0-9_.-]{16,}(?=$|[/?&])/g
const hexadecimal = /(?<![0-9a-z])([0-9a-f]{24,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-z])/g
/** Signed tokens, with what is disclosed beside them. */
const token = /eyJ[\w-]{20,}[\w.~…-]*/g
/** Keys, roots and signatures. */
const base64 = /[A-Za-z0-9+/]{40,}(?==)/g
const linesOfPem = /(?<=-----BEGIN [A-Z ]+-----\n)[A-Za-z0-9+/=\n]+…?/g
const port = /(?<=\/\/(localhost|127\.0\.0\.1)):\d+|(?<=localhost)%3A\d+/g

/** Lists longer than this are cut: an example shows the shape. */
const mostEntries = 3

/** Gives what is made by chance a name by the order in which it is first met. */
export function steadyNames(): (value: unknown) => unknown {
  const names = new Map<string, string>()
  const nameFor = (found: string, kind: string) => {
    const known = names.get(found)
    if (known) return known
    const name = `${kind}${[...names.values()].filter((each) => each.startsWith(kind)).length + 1}`
    names.set(found, name)
    return name
  }
  const text = (value: string): string => {
    if (digest.test(value)) return '0'.repeat(64)
    if (instant.test(value)) return '2026-11-23T01:30:00.000Z'
    if (chanceName.test(value)) return nameFor(value, 'example-')
    return value
      .replace(caseNumber, (found, region: string) => nameFor(found, `${region}-20261123-EXAMPL`))
      .replace(thing, (found, start: string) => nameFor(found, `${start}EXAMPL`))
      .replace(token, (found) => nameFor(found, 'eyJ-example-'))
      .replace(linesOfPem, '…\n')
      .replace(base64, (found) => 'A'.repeat(found.length))
      .replace(hexadecimal, (found) => nameFor(found, '0'.repeat(found.length - 1)))
      .replace(nameWithin, (found) => (chanceName.test(found) ? nameFor(found, 'example-') : found))
      .replace(port, '')
  }
  const steady = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.slice(0, mostEntries).map(steady)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, steady(each)]))
  }
  return steady
}

/** Writes each example to its own file of the folder; a file that would not change is not touched. */
export function exampleBook(folder: string): ExampleBook {
  return {
    keep: async ({ name, method, path, as, request, status, mediaType, answer }) => {
      const steady = steadyNames()
      const example = { method, path: decodeURI(path), as, request, status, mediaType, answer }
      const text = `${JSON.stringify(steady(example), null, 2)}\n`
      const file = join(folder, `${name}.json`)
      if ((await readFile(file, 'utf8').catch(() => '')) === text) return
      await mkdir(folder, { recursive: true })
      await writeFile(file, text)
    },
  }
}
