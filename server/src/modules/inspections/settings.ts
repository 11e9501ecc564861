/** What packs say of random inspections: items, sources of seeds, terms. */
import type { BeaconChain } from '@steppe/kernels/draw'
import type { Pack } from '#platform/packs'

export interface InspectionItem {
  readonly id: string
  readonly zh: string
  readonly en: string
  /** Kind of department. */
  readonly department: string
  readonly kind: 'general' | 'key'
  readonly how: { readonly zh: string; readonly en: string }
  readonly source: string
}

export interface Beacon extends BeaconChain {
  readonly id: string
  readonly zh: string
  readonly en: string
}

export interface Lottery {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly parts: readonly number[]
}

export interface Settings {
  readonly items: readonly InspectionItem[]
  readonly beacons: readonly Beacon[]
  readonly lotteries: readonly Lottery[]
  readonly leastInspectors: number
  /** Working days within which a result is published. */
  readonly publishWithin: number
}

interface ItemsFile {
  readonly publishWithin: { readonly length: number }
  readonly inspectors: { readonly least: number }
  readonly items: readonly InspectionItem[]
}

interface SeedsFile {
  readonly beacons: readonly Beacon[]
  readonly lotteries: readonly Lottery[]
}

const known = new WeakMap<readonly Pack[], Promise<Settings>>()

async function read(packs: readonly Pack[]): Promise<Settings> {
  let settings: Settings = { items: [], beacons: [], lotteries: [], leastInspectors: 0, publishWithin: 0 }
  for (const pack of packs) {
    const items = await pack.data<ItemsFile>('inspections/items.json')
    const seeds = await pack.data<SeedsFile>('inspections/seeds.json')
    settings = {
      items: [...settings.items, ...(items?.items ?? [])],
      beacons: [...settings.beacons, ...(seeds?.beacons ?? [])],
      lotteries: [...settings.lotteries, ...(seeds?.lotteries ?? [])],
      leastInspectors: items?.inspectors.least ?? settings.leastInspectors,
      publishWithin: items?.publishWithin.length ?? settings.publishWithin,
    }
  }
  return settings
}

/** Of all packs together; what a later one says of terms decides. */
export function loadSettings(packs: readonly Pack[]): Promise<Settings> {
  let found = known.get(packs)
  if (!found) {
    found = read(packs)
    known.set(packs, found)
  }
  return found
}

/** The chain alone, as it is sealed with the list. */
export function chainOf({ hash, scheme, publicKey, genesis, period }: Beacon): BeaconChain {
  return { hash, scheme, publicKey, genesis, period }
}
