/** The items of one department as they stand on a day, with what an auditor objects to in each. */
import type { BasicItem, Item, OwnItem, OwnItemsAnswer } from '@steppe/contracts/catalog'
import { getPlaces } from '#ask/registry'
import { type Refusal, refuse } from '#platform/refusals'
import { getCatalogue, type Reader, versionOn } from './catalogue.ts'
import { checkWholeItem } from './check-item.ts'
import { placeOf } from './item-places.ts'
import { resolveItem } from './resolve-item.ts'
import type { ItemRow } from './tables.ts'

/** A department exercises some hundred items; beyond this it is asked for in parts by nobody yet. */
const most = 2000

export interface Kept {
  readonly row: ItemRow
  readonly basic: BasicItem
  readonly item: Item
  /** The item with other words of the body's own. */
  readonly with: (overrides: ItemRow['overrides']) => Item
}

/** All items of the department in force on the day, in the order of their codes; refuses catalog.department_unknown. */
export async function keptBy(house: Reader, department: string, day: string): Promise<readonly Kept[] | Refusal> {
  const [places, catalogue] = await Promise.all([getPlaces(house), getCatalogue(house)])
  if (!places.department(department)) return refuse('catalog.department_unknown', { code: department })
  const rows = await house.db.ask<ItemRow>(
    `select i.league, i.code, i.from_day, i.until_day, i.basic_code, i.region, i.level, i.department, i.text_id, i.overrides, i.body, i.origin
     from catalog.items i where i.department = $1 and i.from_day <= $2 and (i.until_day is null or $2 < i.until_day)
     order by i.basic_code, i.from_day limit ${most}`,
    [department, day],
  )
  return rows.flatMap((row) => {
    const basic = versionOn(catalogue.basics.get(row.basic_code), day)
    if (!basic) return []
    const place = placeOf(places, catalogue, row, basic)
    const whole = (overrides: ItemRow['overrides']) => resolveItem({ ...row, overrides }, basic, place)
    return [{ row, basic, item: whole(row.overrides), with: whole }]
  })
}

/** The list of the department; refuses catalog.department_unknown. */
export async function findOwnItems(house: Reader, department: string, day: string): Promise<OwnItemsAnswer | Refusal> {
  const kept = await keptBy(house, department, day)
  if ('refused' in kept) return kept
  const places = await getPlaces(house)
  return {
    department: { code: department, name: places.department(department)?.name ?? department },
    items: kept.map(lineOf),
  }
}

function lineOf({ row, item }: Kept): OwnItem {
  const { code, name, version, from } = item
  return { code, name, version, from, own: row.overrides !== null, errors: [...checkWholeItem(item)] }
}
