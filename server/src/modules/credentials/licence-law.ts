/** The law of licences as the packs state it: what each change rests on, how soon verifiers know, how often may be looked. */
import type { House } from '#platform/module'
import type { Pack } from '#platform/packs'
import type { Sentence } from '#platform/refusals'
import type { Change } from './licence-states.ts'

interface Ground extends Sentence {
  readonly law: string
}

export interface LicenceLaw {
  readonly changes: Readonly<Record<Change, Ground>>
  /** Why a licence falls when what was promised is found untrue. */
  readonly promiseBroken: Ground
  readonly decisionRevoked: Ground
  /** Why a licence is renewed that nobody decided about in time. */
  readonly deemedRenewed: Ground
  /** Within so many seconds every verifier knows of a change. */
  readonly statusPeriod: { readonly seconds: number }
  /** How often one account may call licences of others. */
  readonly calls: { readonly perHour: number; readonly refusedPerHour: number }
  /** How long a holder's authorisation holds. */
  readonly authorisation: { readonly days: number }
}

const known = new WeakMap<readonly Pack[], Promise<LicenceLaw>>()

async function read(packs: readonly Pack[]): Promise<LicenceLaw> {
  let law: Partial<LicenceLaw> = {}
  for (const pack of packs) law = { ...law, ...(await pack.data<Partial<LicenceLaw>>('credentials/law.json')) }
  if (!law.changes) throw new Error('no pack states credentials/law.json; the national pack does')
  return law as LicenceLaw
}

/** The law in force here, read once. */
export function licenceLaw({ site }: Pick<House, 'site'>): Promise<LicenceLaw> {
  let law = known.get(site.packs)
  if (!law) {
    law = read(site.packs)
    known.set(site.packs, law)
  }
  return law
}
