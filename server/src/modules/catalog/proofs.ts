/** What papers prove (packs/…/catalog/proofs.yaml): facts by material and by licence, and how long it takes to fetch a paper. */
import { conditionFault } from '@steppe/contracts/catalog'
import type { House } from '#platform/module'
import type { Pack } from '#platform/packs'
import { getCatalogue, versionOn } from './catalogue.ts'

type Words = { readonly zh: string; readonly en: string }

/** A type of licence that proves facts, by which law, and under which condition. */
export interface Prover {
  readonly credential: string
  readonly proves: readonly string[]
  /** FEEL over `licence` and `answers`; without it the licence proves its facts wherever it is valid. */
  readonly when?: string
  readonly source: string
}

export interface Proofs {
  readonly provers: readonly Prover[]
  readonly factNames: ReadonlyMap<string, Words>
  /** Facts that the material is asked for; empty when only the paper itself will do. */
  readonly factsOf: (material: string) => readonly string[]
  /** Working days somebody would wait for the paper where it is issued; 0 when that is not known. */
  readonly daysToFetch: (material: string) => number
}

interface ProofsFile {
  readonly facts?: Readonly<Record<string, Words>>
  readonly credentials?: Readonly<Record<string, Omit<Prover, 'credential'>>>
  readonly materials?: Readonly<Record<string, readonly string[]>>
  readonly fetched?: Readonly<Record<string, string>>
}

type Read = Required<ProofsFile>

const known = new WeakMap<readonly Pack[], Promise<Read>>()

async function read(packs: readonly Pack[]): Promise<Read> {
  let all: Read = { facts: {}, credentials: {}, materials: {}, fetched: {} }
  for (const pack of packs) {
    const file = await pack.data<ProofsFile>('catalog/proofs.yaml')
    if (!file) continue
    all = {
      facts: { ...all.facts, ...file.facts },
      credentials: { ...all.credentials, ...file.credentials },
      materials: { ...all.materials, ...file.materials },
      fetched: { ...all.fetched, ...file.fetched },
    }
    const fault = faultOf(all)
    if (fault) throw new Error(`${pack.card.name}/catalog/proofs.yaml: ${fault}`)
  }
  return all
}

/** Facts that are named must be described, conditions must be FEEL. */
function faultOf({ facts, credentials, materials }: Read): string | undefined {
  const named = [...Object.values(materials).flat(), ...Object.values(credentials).flatMap((each) => each.proves)]
  const stray = named.find((fact) => !facts[fact])
  if (stray) return `the fact ${stray} is not described under facts`
  for (const [type, { when }] of Object.entries(credentials)) {
    const wrong = when === undefined ? undefined : conditionFault(when)
    if (wrong) return `the condition of ${type} is no FEEL: ${wrong}`
  }
  return undefined
}

/** The installation's proofs of the day. */
export async function getProofs(house: Pick<House, 'db' | 'site' | 'clock'>): Promise<Proofs> {
  const { packs } = house.site
  let found = known.get(packs)
  if (!found) {
    found = read(packs)
    known.set(packs, found)
  }
  const [{ facts, credentials, materials, fetched }, { basics }] = await Promise.all([found, getCatalogue(house)])
  const today = house.clock.today()
  return {
    provers: Object.entries(credentials).map(([credential, each]) => ({ credential, ...each })),
    factNames: new Map(Object.entries(facts)),
    factsOf: (material) => materials[material] ?? [],
    daysToFetch: (material) => {
      const limit = versionOn(basics.get(fetched[material] ?? ''), today)?.promisedLimit
      return limit?.unit === 'wd' ? limit.length : 0
    },
  }
}
