/** To whom a step may be handed, and whose signature may be asked: people who hold a role in an office that has to do with the case. */
import type { CaseState, Deed } from '@steppe/kernels/cases'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import type { CasesHouse } from './house.ts'

/** The actor's own offices and those that have or had work in the case. */
export function officesAround(actor: Actor, state: CaseState): readonly string[] {
  const own = actor.grants.flatMap((grant) => (grant.department ? [grant.department] : []))
  return [...new Set([...own, ...state.departments])]
}

/** The deed with the names of those it is handed to. Refuses `cases.colleague_unknown` where one has no part in the case. */
export async function nameColleagues(
  house: CasesHouse,
  actor: Actor,
  state: CaseState,
  deed: Deed,
): Promise<Deed | Refusal> {
  if (deed.kind !== 'delegate' && deed.kind !== 'add_signer') return deed
  const owing = state.tasks.find((task) => task.id === deed.task)?.department
  const offices = deed.kind === 'delegate' ? (owing ? [owing] : []) : officesAround(actor, state)
  const known = new Map((await house.colleagues(offices)).map((each) => [each.id, each.name]))
  const names = (deed.kind === 'delegate' ? [deed.to] : deed.signers).flatMap((id) => known.get(id) ?? [])
  if (deed.kind === 'delegate') return names[0] ? { ...deed, toName: names[0] } : refuse('cases.colleague_unknown')
  return names.length === deed.signers.length ? { ...deed, signerNames: names } : refuse('cases.colleague_unknown')
}
