/** To whom an order may be given, and who then supervises it. */
import type { CaseState } from '@steppe/kernels/cases'
import { departmentOf, getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { type Refusal, refuse } from '#platform/refusals'
import { appealLists } from './load-lists.ts'
import { matterOf } from './matter.ts'

/** The offices that must confirm an order of this type given to `lead`; none where the type has none. */
export async function supervisorsFor(
  house: CasesHouse,
  state: Pick<CaseState, 'answers' | 'region'>,
): Promise<readonly string[] | undefined> {
  const type = (await appealLists(house.site.packs)).types.get(matterOf(state).type)
  if (!type?.supervisors?.length) return undefined
  const places = await getPlaces(house)
  const above = places.region(state.region)?.parent ?? state.region
  const found = await Promise.all(
    type.supervisors.map((each) => departmentOf(house, each.kind, each.above ? above : state.region)),
  )
  const codes = [...new Set(found.flatMap((each) => (each ? [each.code] : [])))]
  if (codes.length < type.supervisors.length)
    throw new Error(`${state.region} has not the two supervising offices that orders of type ${type.id} need`)
  return codes
}

interface Given {
  readonly to: string
  readonly assists?: readonly string[]
}

/** Refuses `appeals.department_unknown` for offices that are none or serve another place. */
export async function checkGiven(
  house: CasesHouse,
  state: CaseState,
  deed: Given,
): Promise<{ readonly supervisors?: readonly string[] } | Refusal> {
  const places = await getPlaces(house)
  const path = new Set(places.path(state.region).map((region) => region.code))
  const assists = deed.assists ?? []
  for (const code of [deed.to, ...assists]) {
    const department = places.department(code)
    if (!department || !path.has(department.region)) return refuse('appeals.department_unknown', { department: code })
  }
  if (assists.includes(deed.to)) return refuse('appeals.assists_itself')
  const supervisors = await supervisorsFor(house, state)
  return supervisors ? { supervisors } : {}
}
