/** The words of the field that the search understands: synonyms of the packs, compiled once. */
import { makeSynonyms, type Synonyms, type SynonymTable } from '@steppe/kernels/text'
import type { House } from '#platform/module'
import type { Pack } from '#platform/packs'
import type { Database } from '#platform/postgres'
import { getSegmenter } from './segmenter.ts'

const kept = new WeakMap<Database, Promise<Synonyms>>()

/** The synonyms of the installation's packs together. */
export function getSynonyms({ db, site }: Pick<House, 'db' | 'site'>): Promise<Synonyms> {
  const found = kept.get(db)
  if (found) return found
  const made = readSynonyms(site.packs)
  kept.set(db, made)
  made.catch(() => kept.delete(db))
  return made
}

export function forgetSearch({ db }: Pick<House, 'db'>): void {
  kept.delete(db)
}

async function readSynonyms(packs: readonly Pack[]): Promise<Synonyms> {
  const tables = await Promise.all(packs.map((pack) => pack.data<SynonymTable>('search/synonyms.json')))
  const given = tables.filter((table) => table !== undefined)
  const whole: SynonymTable = {
    lead: given.flatMap((table) => table.lead ?? []),
    stop: given.flatMap((table) => table.stop ?? []),
    entries: given.flatMap((table) => table.entries ?? []),
  }
  return makeSynonyms(whole, getSegmenter())
}
