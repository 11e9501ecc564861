/** Examples of the API as the stories recorded them, put into its description beside the operations they show. */
import { glob, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

export interface ApiExample {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly request?: unknown
  readonly status: number
  /** Where it is no JSON. */
  readonly mediaType?: string
  /** Nothing where the answer is a file that nobody reads as it stands. */
  readonly answer?: unknown
}

/** All examples below `folder`, by name; none where there is no folder. */
export async function readExamples(folder: string): Promise<readonly ApiExample[]> {
  const found: ApiExample[] = []
  for await (const file of glob('*.json', { cwd: folder })) {
    const example = JSON.parse(await readFile(join(folder, file), 'utf8')) as Omit<ApiExample, 'name'>
    found.push({ ...example, name: basename(file, '.json') })
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** As OpenAPI has it: a file is shown by what was asked. */
type Shown = { readonly value: unknown } | { readonly summary: string }

interface Content {
  examples?: Record<string, Shown>
}

interface Operation {
  readonly operationId?: string
  readonly requestBody?: { readonly content?: Record<string, Content> }
  readonly responses?: Record<string, { readonly content?: Record<string, Content> }>
}

interface Description {
  readonly paths?: Record<string, Record<string, Operation>>
}

/** Whether a path was made from a template, `/api/cases/{id}`. */
function fits(template: string, path: string): boolean {
  const pattern = template
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace('{*}', '.+')
    .replace(/\{[^}]+\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(path.split('?')[0] ?? '')
}

function add(content: Content | undefined, name: string, shown: Shown): void {
  if (content) content.examples = { ...content.examples, [name]: shown }
}

const first = <T>(all: Readonly<Record<string, T>> | undefined): T | undefined => Object.values(all ?? {})[0]

/** The operation that answers a request, and its id. */
export function operationOf(description: object, method: string, path: string): Operation | undefined {
  // A path without places fits better than one with them.
  const [nearest] = Object.entries((description as Description).paths ?? {})
    .filter(([template]) => fits(template, path))
    .sort(([a], [b]) => a.split('{').length - b.split('{').length)
  return nearest?.[1][method.toLowerCase()]
}

/** The description with each example at its operation: requests beside the body, answers beside their status. */
export function withExamples<D extends object>(description: D, examples: readonly ApiExample[]): D {
  const copy = structuredClone(description)
  for (const example of examples) {
    const operation = operationOf(copy, example.method, example.path)
    if (!operation) continue
    const { name, request, answer, status, mediaType } = example
    if (request !== undefined) add(first(operation.requestBody?.content), name, { value: request })
    const { content } = operation.responses?.[String(status)] ?? operation.responses?.[`${String(status)[0]}XX`] ?? {}
    const shown = answer === undefined ? { summary: `${example.method} ${example.path}` } : { value: answer }
    add(mediaType ? content?.[mediaType] : first(content), name, shown)
  }
  return copy
}
