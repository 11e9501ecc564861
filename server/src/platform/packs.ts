/** Packs: law, places and texts as data in folders; each names itself, what it stands on, and from when it is valid. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CORE_SCHEMA, load } from 'js-yaml'

export interface PackCard {
  readonly name: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly version: string
  readonly requires?: readonly string[]
  /** Present in the pack that makes an installation: its region, zone and name. */
  readonly site?: {
    readonly region: string
    readonly zone: string
    readonly name: { readonly zh: string; readonly en: string }
    /** Where it is reached from outside; the environment may say otherwise. */
    readonly url?: string
    /** Name of the transparency log; `<region>.steppe.example/log` unless said. */
    readonly log?: string
    /** Address of a map that shows the way to a place: {longitude}, {latitude}, {name}. */
    readonly directions?: string
  }
}

export interface Pack {
  readonly card: PackCard
  readonly folder: string
  /** Text of a file of the pack, or nothing. */
  readonly text: (path: string) => Promise<string | undefined>
  /** Parsed JSON or YAML of a file of the pack, or nothing. */
  readonly data: <T>(path: string) => Promise<T | undefined>
  /** Names in a folder of the pack, sorted; empty when there is none. */
  readonly list: (path: string) => Promise<string[]>
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined
    throw fault
  })
}

function parseData<T>(path: string, text: string | undefined): T | undefined {
  if (text === undefined) return undefined
  return path.endsWith('.json') ? (JSON.parse(text) as T) : parseYaml<T>(text, path)
}

/** What YAML 1.2 says: a day stays the text it is written as. A fault names `path` and the line. */
export function parseYaml<T>(text: string, path?: string): T {
  return load(text, { schema: CORE_SCHEMA, ...(path ? { filename: path } : {}) }) as T
}

/** Opens the pack in `folder`; a folder without `pack.json` is a fault that says so. */
export async function openPack(folder: string): Promise<Pack> {
  const card = parseData<PackCard>('pack.json', await readText(join(folder, 'pack.json')))
  if (!card) throw new Error(`${folder} has no pack.json; a pack starts with one`)
  return {
    card,
    folder,
    text: (path) => readText(join(folder, path)),
    data: async (path) => parseData(path, await readText(join(folder, path))),
    list: async (path) => (await readdir(join(folder, path)).catch(() => [] as string[])).sort(),
  }
}

/** Opens the named packs and what they require, the required first. */
export async function openPacks(root: string, names: readonly string[]): Promise<Pack[]> {
  const opened = new Map<string, Pack>()
  const open = async (name: string) => {
    if (opened.has(name)) return
    const pack = await openPack(join(root, name))
    for (const required of pack.card.requires ?? []) await open(required)
    opened.set(name, pack)
  }
  for (const name of names) await open(name)
  return [...opened.values()]
}
