/** Who handles an item and where: the department in the registry, the hall of its region, the joint departments. */
import type { BasicItem } from '@steppe/contracts/catalog'
import type { Department, Level, Places } from '#ask/registry'
import type { Catalogue, HallBody } from './catalogue.ts'
import { leagueOfItem, partsOfItemCode } from './item-code.ts'
import type { Body, Hall, ItemPlace } from './resolve-item.ts'
import type { ItemRow } from './tables.ts'

/** 行使层级 of a department by the level of its region. GB/T 39046-2020 A.2. */
export const levelCodes: Readonly<Record<Level, string>> = { province: '2', league: '3', banner: '4', town: '5' }

export function bodyOf(places: Places, department: Department): Body {
  return {
    department: department.code,
    kind: department.kind,
    name: department.name,
    creditCode: department.creditCode,
    region: department.region,
    regionName: places.region(department.region)?.name ?? department.region,
    league: places.league(department.region),
  }
}

/** The body of a row: the registry's, or the one its catalogue named. */
export function bodyOfRow(places: Places, row: ItemRow): Body {
  const department = places.department(row.department)
  if (department && !row.body) return bodyOf(places, department)
  return {
    department: row.department,
    kind: row.body?.kind ?? 'other',
    name: row.body?.name ?? row.department,
    creditCode: partsOfItemCode(row.code)?.body ?? '',
    region: row.region,
    regionName: places.region(row.region)?.name ?? row.region,
    league: leagueOfItem(row.code),
  }
}

/** Who handles the item of a row, where, and with whom. */
export function placeOf(places: Places, { halls }: Catalogue, row: ItemRow, basic: BasicItem): ItemPlace {
  const joint = basic.jointDepartments
    .map((kind) => places.departmentOf(kind, row.region))
    .filter((one) => one !== undefined)
    .map((one) => bodyOf(places, one))
  return { body: bodyOfRow(places, row), hall: hallOf(halls.get(row.region)), joint }
}

function hallOf(body: HallBody | undefined): Hall | undefined {
  if (!body) return undefined
  const { name, address, phone, hours, complaintPhone } = body
  return {
    name: name.zh,
    address,
    phone,
    hours,
    complaintPhone: complaintPhone ?? `${phone.slice(0, phone.indexOf('-') + 1)}12345`,
  }
}
