/** Materials of a case that a licence proves: what its department may call. Says nothing of what the applicant holds. */
import type { Callable } from '@steppe/contracts/credentials'
import { ended } from '@steppe/kernels/cases'
import { materialsOf } from '#ask/catalog'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { calling } from './call-licence.ts'
import { licenceTypes } from './licence-types.ts'
import { departmentsOf } from './view-licence.ts'

export async function listCallable(house: CasesHouse, actor: Actor, id: string): Promise<Callable | Refusal> {
  const state = await house.engine.load(id)
  if (!state) return refuse('cases.case_unknown')
  const mine = departmentsOf(house, actor, calling)
  if (!state.departments.some((department) => mine.includes(department))) return refuse('credentials.case_not_yours')
  if (ended.includes(state.status)) return { materials: [] }
  const [materials, types] = await Promise.all([materialsOf(house, state.item.code), licenceTypes(house)])
  return {
    materials: materials.flatMap(({ id: material, proof }) => {
      const type = proof.mode === 'credential' ? types.get(proof.credential ?? '') : undefined
      return type ? [{ material, type: type.id, name: type.name }] : []
    }),
  }
}
