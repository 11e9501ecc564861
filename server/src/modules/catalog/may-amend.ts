/** Whether somebody may amend the items of a department: its own editor, or who keeps the catalogue of its region. */
import { may } from '@steppe/kernels/authority'
import { findPolicy, getPlaces } from '#ask/registry'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'

/** Refuses catalog.department_not_yours, and catalog.department_unknown where there is none. */
export async function mayAmend(house: House, actor: Actor, department: string): Promise<Refusal | undefined> {
  const [places, policy] = await Promise.all([getPlaces(house), findPolicy(house)])
  const found = places.department(department)
  if (!found) return refuse('catalog.department_unknown', { code: department })
  const { allowed } = may(policy, actor.grants, 'catalog:item:write', { department, region: found.region })
  return allowed
    ? undefined
    : refuse('catalog.department_not_yours', { department: { zh: found.name, en: found.english } })
}
