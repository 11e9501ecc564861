/** What an applicant hands in later: files that they, or who acts for them, uploaded. */
import type { CaseState, Deed } from '@steppe/kernels/cases'
import type { Actor } from '#platform/actor'
import { findStrange } from '#platform/files'
import { type Refusal, refuse } from '#platform/refusals'
import type { CasesHouse } from './house.ts'

/** Refuses `platform.file_unknown` where a file is nobody's, or another person's. */
export async function wrongFiles(
  house: CasesHouse,
  actor: Actor,
  { applicant }: CaseState,
  deed: Deed,
): Promise<Refusal | undefined> {
  if (deed.kind !== 'supply_correction' && deed.kind !== 'supply_missing') return undefined
  const owners = [actor.id, applicant.account, ...(applicant.agent ? [applicant.agent.id] : [])]
  const files = deed.materials?.flatMap(({ file }) => file ?? []) ?? []
  return (await findStrange(house.db.ask, owners, files)) ? refuse('platform.file_unknown') : undefined
}
