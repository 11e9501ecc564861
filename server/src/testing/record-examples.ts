/** Examples of the API, recorded as stories and tests run: what is random or of the day is given a stable form, so that only real changes show. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { operationOf, readExamples } from '../platform/api-examples.ts'

export interface Example {
  readonly name: string
  /** Sign-in name of the demonstration account that asked. */
  readonly as: string | undefined
  readonly method: string
  readonly path: string
  readonly request: unknown
  readonly status: number
  readonly answer: unknown
}

export interface ExampleBook {
  readonly keep: (example: Example) => Promise<void>
}

/** For runs that record nothing. */
export const noExamples: ExampleBook = { keep: async () => {} }

const caseNumber = /\b(\d{6})-\d{8}-[0-9A-HJKMNP-TV-Z]{7}\b/g
const digest = /^[0-9a-f]{64}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/
/** Names made by chance: base64url without a word in it. */
const chanceName = /^(?=.*\d)(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9_-]{16,}$/

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
    const plain = value.replace(caseNumber, (found, region: string) => nameFor(found, `${region}-20261123-EXAMPL`))
    return plain.replace(/(?<=\/)[A-Za-z0-9_-]{16,}(?=$|[/?])/g, (found) =>
      chanceName.test(found) ? nameFor(found, 'example-') : found,
    )
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
    keep: async ({ name, as, method, path, request, status, answer }) => {
      const steady = steadyNames()
      const text = `${JSON.stringify(steady({ method, path: decodeURI(path), ...(as ? { as } : {}), ...(request === undefined ? {} : { request }), status, answer }), null, 2)}\n`
      const file = join(folder, `${name}.json`)
      if ((await readFile(file, 'utf8').catch(() => '')) === text) return
      await mkdir(folder, { recursive: true })
      await writeFile(file, text)
    },
  }
}

/** Characters of an example that still shows a shape at a glance. */
const longest = 12_000
/** Characters of a text within one; certificates, tokens and files go on for long. */
const longestText = 300

function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value
  if (Array.isArray(value)) return value.map(shortened)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortened(each)]))
}

/** Keeps the first good answer of each operation that no file of the folder shows yet, under the operation's name. */
export function firstOfEach(folder: string): (app: FastifyInstance, example: Omit<Example, 'name'>) => Promise<void> {
  const book = exampleBook(folder)
  const shown = new Set<string>()
  let description: object | undefined
  return async (app, example) => {
    if (!description) {
      description = (await app.inject('/api/openapi.json')).json<object>()
      for (const { method, path, status } of await readExamples(folder))
        if (status < 300) shown.add(operationOf(description, method, path)?.operationId ?? '')
    }
    const id = operationOf(description, example.method, example.path)?.operationId
    if (!id || shown.has(id) || example.status >= 300) return
    const [request, answer] = [shortened(example.request), shortened(example.answer)]
    if (JSON.stringify(steadyNames()(answer)).length > longest) return
    shown.add(id)
    await book.keep({ ...example, request, answer, name: id.replaceAll('_', '-') })
  }
}
