/** The file that proves a published version of a policy: what it says, and since when nobody can change it. */
import { type PolicyFile, policyFormat } from '@steppe/kernels/policies'
import { findLeaf, logVerifierKey, proveEarly } from '#ledger/ask'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { seenVersions } from './find-policies.ts'

/** What a policy is called in the log; its sealed versions are numbered from 1. */
export const subjectOf = (policy: string): string => `policy:${policy}`

interface Sealed {
  readonly number: number
  readonly salt: Buffer
  readonly commitment: Buffer
}

/** Refuses versions that are not public yet, and those that came with a pack or were published before versions were sealed. */
export async function proveVersion(house: House, id: string, version: number): Promise<PolicyFile | Refusal> {
  const seen = await seenVersions(house, id)
  if (isRefusal(seen)) return seen
  const found = seen.versions.find(({ policy }) => policy.version === version)
  if (!found) return refuse('policies.version_unknown', { id, version })
  const [sealed] = await house.db.ask<Sealed>(
    `select v.seal_number as number, v.salt, v.commitment from policies.versions v
     where v.id = $1 and v.version = $2 and v.seal_number is not null`,
    [id, version],
  )
  if (!sealed) return refuse('policies.version_not_sealed')
  const leaf = await findLeaf(house, subjectOf(id), sealed.number)
  const proven = leaf === undefined ? undefined : await proveEarly(house, leaf)
  const verifierKeys = [await logVerifierKey(house), ...house.log.witnesses.map((witness) => witness.vkey)]
  return {
    format: policyFormat,
    publishedOn: found.publishedOn,
    policy: found.policy,
    sealing: {
      salt: sealed.salt.toString('hex'),
      commitment: sealed.commitment.toString('hex'),
      ...(proven ? { ...proven, verifierKeys } : {}),
    },
  }
}
