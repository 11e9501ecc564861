/** The file that proves a published version of a policy: what it says, and since when nobody can change it. */
import { type PolicyFile, policyFormat } from '@steppe/kernels/policies'
import { findLeaf, logVerifierKey, proveEarly } from '#ledger/ask'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { seenVersions } from './find-policies.ts'
import { repealed, subjectOf } from './seal-versions.ts'

interface Sealed {
  readonly number: number
  readonly salt: Buffer
  readonly commitment: Buffer
  readonly repealedAt: string | null
}

/** Of the version itself, or of what ended it. */
export type FileOf = 'version' | 'repeal'

/** Refuses versions that are not public yet, repeals that there are not, and what was published before versions were sealed. */
export async function proveVersion(
  house: House,
  id: string,
  version: number,
  of: FileOf = 'version',
): Promise<PolicyFile | Refusal> {
  const seen = await seenVersions(house, id)
  if (isRefusal(seen)) return seen
  const found = seen.versions.find(({ policy }) => policy.version === version)
  if (!found) return refuse('policies.version_unknown', { id, version })
  const [sealed] = await house.db.ask<Sealed>(
    of === 'version'
      ? `select v.seal_number as number, v.salt, v.commitment, v.repealed_at as "repealedAt" from policies.versions v
         where v.id = $1 and v.version = $2 and v.seal_number is not null`
      : `select v.repeal_number as number, v.repeal_salt as salt, v.repeal_commitment as commitment, v.repealed_at as "repealedAt"
         from policies.versions v where v.id = $1 and v.version = $2 and v.repeal_number is not null`,
    [id, version],
  )
  if (!sealed) return refuse('policies.version_not_sealed')
  const leaf = await findLeaf(house, subjectOf(id), sealed.number)
  const proven = leaf === undefined ? undefined : await proveEarly(house, leaf)
  const verifierKeys = [await logVerifierKey(house), ...house.log.witnesses.map((witness) => witness.vkey)]
  return {
    format: policyFormat,
    ...(of === 'version'
      ? { publishedOn: found.publishedOn, policy: found.policy }
      : {
          publishedOn: sealed.repealedAt ?? found.publishedOn,
          policy: repealed(found.policy, found.repealedOn ?? '', found.repealedBy ?? ''),
        }),
    sealing: {
      salt: sealed.salt.toString('hex'),
      commitment: sealed.commitment.toString('hex'),
      ...(proven ? { ...proven, verifierKeys } : {}),
    },
  }
}
