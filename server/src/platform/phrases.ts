/** Chinese texts of the packs and their English: names of items, materials, results and steps, for pages read in English. */
import type { Pack } from './packs.ts'

/** The text in English where somebody wrote it; else as it stands. */
export type English = (zh: string) => string

/** Folders of a pack whose texts name things in both languages. */
const folders = ['catalog/items', 'catalog/forms', 'credentials', 'policies', 'finance/products'] as const
const files = ['catalog/materials.yaml', 'catalog/defaults.yaml'] as const

/** Every pair `{ zh, en }` in a value, however deep. */
function gatherPairs(value: unknown, into: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return
  const { zh, en } = value as { readonly zh?: unknown; readonly en?: unknown }
  if (typeof zh === 'string' && typeof en === 'string') into.set(zh, en)
  for (const each of Object.values(value)) gatherPairs(each, into)
}

/** Reads the packs' pairs and `processes/words.json` (names drawn in processes: Chinese -> English); a later pack wins. */
export async function loadEnglish(
  packs: readonly Pack[],
  more: readonly { readonly zh: string; readonly en: string }[] = [],
): Promise<English> {
  const known = new Map<string, string>(more.map(({ zh, en }) => [zh, en]))
  for (const pack of packs) {
    for (const folder of folders)
      for (const name of (await pack.list(folder)).filter((each) => /\.(ya?ml|json)$/.test(each)))
        gatherPairs(await pack.data(`${folder}/${name}`), known)
    for (const file of files) gatherPairs(await pack.data(file), known)
    const words = (await pack.data<Readonly<Record<string, string>>>('processes/words.json')) ?? {}
    for (const [zh, en] of Object.entries(words)) known.set(zh, en)
  }
  return (zh) => known.get(zh) ?? inParentheses(zh, known) ?? zh
}

/** `事项（申请人）`: what stands in parentheses is a name or a number and stays. */
function inParentheses(zh: string, known: ReadonlyMap<string, string>): string | undefined {
  const [, before = '', inside = ''] = /^(.+?)（(.*)）$/.exec(zh) ?? []
  const en = known.get(before)
  return en === undefined ? undefined : `${en} (${inside})`
}
