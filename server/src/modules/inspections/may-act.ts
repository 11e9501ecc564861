/** Who may do what with a draw: the permission, held over the department that organises it. */
import { may } from '@steppe/kernels/authority'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'

export interface Place {
  readonly department: string
  readonly region: string
}

/** Whether the actor holds the permission for the department or the region of the draw. */
export function mayAct(house: Pick<CasesHouse, 'policy'>, actor: Actor, permission: string, place: Place): boolean {
  return may(house.policy, actor.grants, permission, { department: place.department, region: place.region }).allowed
}

/** A refusal, unless the actor may. */
export function whyNot(
  house: Pick<CasesHouse, 'policy'>,
  actor: Actor,
  permission: string,
  place: Place,
): Refusal | undefined {
  return mayAct(house, actor, permission, place) ? undefined : refuse('inspections.not_your_department')
}
