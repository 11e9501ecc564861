/** The witnesses of the log: who may be one is pack data, where it listens and by which key it signs is said at the installation. */
import { readFile } from 'node:fs/promises'
import { ed25519Cosignature, parseVerifierKey } from '@steppe/kernels/ledger'
import type { WitnessSettings } from '#platform/module'
import type { Pack } from '#platform/packs'

/** `packs/<name>/ledger/witnesses.json`. */
interface WitnessesOfPack {
  readonly witnesses: readonly { readonly id: string; readonly title: WitnessSettings['title'] }[]
}

/** The file that STEPPE_WITNESSES names. `id` takes the title from the pack; without it the title, or the name in the key, is shown. */
type WitnessesFile = readonly {
  readonly id?: string
  readonly vkey: string
  readonly url: string
  readonly title?: WitnessSettings['title']
}[]

/** No file, no witnesses. A key that can't be read is a fault that says which. */
export async function readWitnesses(path: string | undefined, packs: readonly Pack[]): Promise<WitnessSettings[]> {
  if (!path) return []
  const titles = new Map<string, WitnessSettings['title']>()
  for (const pack of packs)
    for (const each of (await pack.data<WitnessesOfPack>('ledger/witnesses.json'))?.witnesses ?? [])
      titles.set(each.id, each.title)
  const file = JSON.parse(await readFile(path, 'utf8')) as WitnessesFile
  return file.map(({ id, vkey, url, title }) => {
    const key = parseVerifierKey(vkey)
    if (key?.type !== ed25519Cosignature) throw new Error(`the witness at ${url} has no readable verifier key: ${vkey}`)
    return { vkey, url, title: title ?? titles.get(id ?? '') ?? { zh: key.name, en: key.name } }
  })
}
