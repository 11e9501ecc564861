/** Examples of the API as the stories recorded them, put into its description beside the operations they show. */
import { glob, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

export interface ApiExample {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly request?: unknown
  readonly status: number
  readonly answer: unknown
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

interface Content {
  examples?: Record<string, { readonly value: unknown }>
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
  const pattern = template.replace(/[.+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(path.split('?')[0] ?? '')
}

function add(content: Record<string, Content> | undefined, name: string, value: unknown): void {
  const [first] = Object.values(content ?? {})
  if (first) first.examples = { ...first.examples, [name]: { value } }
}

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
    if (example.request !== undefined) add(operation.requestBody?.content, example.name, example.request)
    const answers =
      operation.responses?.[String(example.status)] ?? operation.responses?.[`${String(example.status)[0]}XX`]
    add(answers?.content, example.name, example.answer)
  }
  return copy
}
