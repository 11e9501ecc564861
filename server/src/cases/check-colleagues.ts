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

/** Refuses `cases.colleague_unknown` when a step is handed to, or a signature asked of, somebody who has no part in it. */
export async function wrongColleague(
  house: CasesHouse,
  actor: Actor,
  state: CaseState,
  deed: Deed,
): Promise<Refusal | undefined> {
  if (deed.kind !== 'delegate' && deed.kind !== 'add_signer') return undefined
  const owing = state.tasks.find((task) => task.id === deed.task)?.department
  const offices = deed.kind === 'delegate' ? (owing ? [owing] : []) : officesAround(actor, state)
  const known = new Set((await house.colleagues(offices)).map((each) => each.id))
  const named = deed.kind === 'delegate' ? [deed.to] : deed.signers
  return named.every((id) => known.has(id)) ? undefined : refuse('cases.colleague_unknown')
}
