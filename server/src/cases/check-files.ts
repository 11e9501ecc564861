/** What an applicant hands in later: files that they, or who acts for them, uploaded. */
import type { CaseState, Deed } from '@steppe/kernels/cases'
import type { Actor } from '#platform/actor'
import { findStrange } from '#platform/files'
import { type Refusal, refuse } from '#platform/refusals'
import type { CasesHouse } from './house.ts'

/** Whose files count as the applicant's: the account that hands them in, the applicant's own, and that of who acts for them. */
export function ownersOf(account: string, { account: own, agent }: CaseState['applicant']): string[] {
  return [account, own, ...(agent ? [agent.id] : [])]
}

/** Refuses `platform.file_unknown` where a file is nobody's, or another person's. */
export async function wrongFiles(
  house: CasesHouse,
  actor: Actor,
  { applicant }: CaseState,
  deed: Deed,
): Promise<Refusal | undefined> {
  if (deed.kind !== 'supply_correction' && deed.kind !== 'supply_missing') return undefined
  const files = deed.materials?.flatMap(({ file }) => file ?? []) ?? []
  return (await findStrange(house.db.ask, ownersOf(actor.id, applicant), files))
    ? refuse('platform.file_unknown')
    : undefined
}
