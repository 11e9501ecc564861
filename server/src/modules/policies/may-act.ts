/** Who may do what with policies of a department: the permission, held over the department or its region. */
import { may } from '@steppe/kernels/authority'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'

export interface Place {
  readonly department: string
  readonly region: string
}

/** A refusal, unless the actor may. */
export function whyNot(
  house: Pick<CasesHouse, 'policy'>,
  actor: Actor,
  permission: string,
  place: Place,
): Refusal | undefined {
  const { department, region } = place
  return may(house.policy, actor.grants, permission, { department, region }).allowed
    ? undefined
    : refuse('policies.not_your_department')
}
