/** What other modules may ask the registry. Nothing reached from here writes. */
import type { House } from '#platform/module'
import { type Department, departmentCode, type Kind, type Level, type Places, type Region } from './gather-places.ts'
import { getPlaces } from './places.ts'

export { type Account, accountById, findAccount, holdersOf } from './find-account.ts'
export {
  type FirmRow,
  findFirm,
  findFirms,
  firmsOf,
  firmView,
  holdersBehind,
  holdersQuery,
  leagueOfCode,
  regionName,
} from './find-firm.ts'
export { type FirmToDraw, findFirmsToDraw } from './find-firms-to-draw.ts'
export { getPerson, maskPerson, type Person, personOfAccount } from './find-person.ts'
export { findPolicy, type NamedPolicy, type NamedRole } from './find-policy.ts'
export { getActor } from './get-actor.ts'
export { agentsOf, changedFirms, countFirms, pageFirms } from './page-firms.ts'
export { readDay } from './read-day.ts'
export { resolveRegion } from './search-regions.ts'
export { type Department, departmentCode, getPlaces, type Kind, type Level, type Places, type Region }

type Reader = Pick<House, 'db'>

/** The region with this code, or nothing. */
export async function findRegion(house: Reader, code: string): Promise<Region | undefined> {
  return (await getPlaces(house)).region(code)
}

/** From the widest region down to this one; empty when it is not known. */
export async function regionPath(house: Reader, code: string): Promise<readonly Region[]> {
  return (await getPlaces(house)).path(code)
}

/** This region and all below it. */
export async function regionsBelow(house: Reader, code: string): Promise<readonly Region[]> {
  return (await getPlaces(house)).below(code)
}

/** The league or city that leads the keys of what happens in the region. */
export async function leagueOf(house: Reader, region: string): Promise<string> {
  return (await getPlaces(house)).league(region)
}

/** The department with this code, or nothing. */
export async function findDepartment(house: Reader, code: string): Promise<Department | undefined> {
  return (await getPlaces(house)).department(code)
}

/** The department of the kind that serves the region: its own, or the nearest above. */
export async function departmentOf(house: Reader, kind: string, region: string): Promise<Department | undefined> {
  return (await getPlaces(house)).departmentOf(kind, region)
}
export { isNameTaken } from './find-name-taken.ts'
