/** Every version in force is sealed in the log, whoever published it, and so is every repeal: in the transaction that writes them. */
import { committedPolicy, type Policy } from '@steppe/kernels/policies'
import type { House } from '#platform/module'
import type { Ask } from '#platform/postgres'
import { putFacts, seal, sealedFact } from '#platform/sealed-fact'

/** What a policy is called in the log; its seals are numbered from 1. */
export const subjectOf = (policy: string): string => `policy:${policy}`

export interface ToSeal {
  readonly id: string
  readonly version: number
  /** What is sealed; of a repeal the version with its last day and what ended it. */
  readonly policy: Policy
  /** The day from which it can be seen. */
  readonly publishedOn: string
}

/** Which columns keep a seal: that of the version, or that of its repeal. */
type Of = 'version' | 'repeal'

const columns = {
  version: { number: 'seal_number', salt: 'salt', commitment: 'commitment' },
  repeal: { number: 'repeal_number', salt: 'repeal_salt', commitment: 'repeal_commitment' },
} as const

/** Seals them under the next numbers of their policies. A version of a pack that was mended is sealed anew; the log keeps both. */
export async function sealVersions(
  ask: Ask,
  house: Pick<House, 'site' | 'clock'>,
  wanted: readonly ToSeal[],
  of: Of = 'version',
): Promise<void> {
  if (wanted.length === 0) return
  await ask("select pg_advisory_xact_lock(hashtext('policies.seal'))")
  const last = await ask<{ id: string; number: number }>(
    `select v.id, coalesce(max(greatest(v.seal_number, v.repeal_number)), 0)::int as number
     from policies.versions v where v.id = any($1) group by v.id`,
    [[...new Set(wanted.map(({ id }) => id))]],
  )
  const numbers = new Map(last.map(({ id, number }) => [id, number]))
  const sealed = wanted.map(({ id, version, policy, publishedOn }) => {
    const number = (numbers.get(id) ?? 0) + 1
    numbers.set(id, number)
    return { id, version, number, ...seal(committedPolicy({ policy, publishedOn })) }
  })
  const { number, salt, commitment } = columns[of]
  await ask(
    `update policies.versions v set ${number} = s.number, ${salt} = decode(s.salt, 'hex'), ${commitment} = decode(s.commitment, 'hex')
     from jsonb_to_recordset($1::jsonb) as s(id text, version int, number int, salt text, commitment text)
     where v.id = s.id and v.version = s.version`,
    [
      JSON.stringify(
        sealed.map((each) => ({
          ...each,
          salt: each.salt.toString('hex'),
          commitment: each.commitment.toString('hex'),
        })),
      ),
    ],
  )
  await putFacts(
    ask,
    sealed.map((each) =>
      sealedFact({
        name: of === 'version' ? 'policies.version_sealed' : 'policies.repeal_sealed',
        league: house.site.region,
        subject: subjectOf(each.id),
        first: each.number,
        commitments: [each.commitment],
        at: house.clock.now(),
      }),
    ),
  )
}

/** A version that was repealed, as its seal has it: with the day it was said, its last day, and the document that ended it. */
export function repealed(policy: Policy, on: string, by: string): Policy {
  const last = new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10)
  return { ...policy, validUntil: last, repealedBy: by }
}
