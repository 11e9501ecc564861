/** Finds items: whole, by code and day; their materials, process and form. Refusals: none, what is missing is nothing. */
import type { BasicItem, Form, Item, Material } from '@steppe/contracts/catalog'
import { getPlaces } from '#ask/registry'
import { getCatalogue, type Reader, versionOn } from './catalogue.ts'
import { leagueOfItem, partsOfItemCode } from './item-code.ts'
import { bodyOf, levelCodes, placeOf } from './item-places.ts'
import { codeFor, type ItemPlace, resolveItem, writeItem } from './resolve-item.ts'
import type { ItemRow } from './tables.ts'

const columns =
  'i.league, i.code, i.from_day, i.until_day, i.basic_code, i.region, i.level, i.department, i.text_id, i.overrides, i.body, i.origin'

/** The item as it stands on the day (today's version without one), or nothing. */
export function findItem(house: Reader, code: string, day?: string): Promise<Item | undefined> {
  return findAs(resolveItem, house, code, day)
}

/** The same as JSON text. */
export function findItemText(house: Reader, code: string, day: string): Promise<Buffer | undefined> {
  return findAs(writeItem, house, code, day)
}

async function findAs<T>(
  make: (row: ItemRow, basic: BasicItem, place: ItemPlace) => T,
  house: Reader,
  code: string,
  day?: string,
): Promise<T | undefined> {
  const [row, catalogue, places] = await Promise.all([findRow(house, code, day), getCatalogue(house), getPlaces(house)])
  const basic = row && versionOn(catalogue.basics.get(row.basic_code), day)
  return basic && make(row, basic, placeOf(places, catalogue, row, basic))
}

/** The version of the item in force on the day, or nothing; a case stays on the version of the day it was accepted. */
export function getItemVersion(house: Reader, code: string, day: string): Promise<Item | undefined> {
  return findItem(house, code, day)
}

/** One item by league, code and day. */
export const itemStatement = `select ${columns} from catalog.items i
  where i.league = $1 and i.code = $2
    and ($3::date is null or (i.from_day <= $3::date and (i.until_day is null or $3::date < i.until_day)))
  order by i.from_day desc limit 1`

/** The body's row of the item in force on the day; without a day the newest. */
export function findRow(house: Reader, code: string, day?: string): Promise<ItemRow | undefined> {
  return house.db.find<ItemRow>(itemStatement, [leagueOfItem(code), code, day ?? null])
}

/** The basic item with this 12-digit code on the day, or nothing. */
export async function findBasicItem(house: Reader, code: string, day?: string): Promise<BasicItem | undefined> {
  return versionOn((await getCatalogue(house)).basics.get(code), day)
}

/** The materials of the item on the day; empty when there is no such item. */
export async function materialsOf(house: Reader, code: string, day?: string): Promise<readonly Material[]> {
  return (await findElements(house, code, day))?.materials ?? []
}

/** The id of the process that the item's cases follow, or nothing. */
export async function processOf(house: Reader, code: string, day?: string): Promise<string | undefined> {
  return (await findElements(house, code, day))?.process
}

/** Elements that need no place: cheap, one row and the memory. */
async function findElements(
  house: Reader,
  code: string,
  day?: string,
): Promise<Pick<BasicItem, 'materials' | 'process' | 'form'> | undefined> {
  const row = await findRow(house, code, day)
  const basic = row && (await findBasicItem(house, row.basic_code, day))
  return basic && { ...basic, ...row.overrides }
}

/** The form with this id on the day, or nothing. */
export async function findForm(house: Reader, id: string, day?: string): Promise<Form | undefined> {
  return versionOn((await getCatalogue(house)).forms.get(id), day)
}

/** The form by which the item is applied for. */
export async function formOf(house: Reader, code: string, day?: string): Promise<Form | undefined> {
  const elements = await findElements(house, code, day)
  return elements && findForm(house, elements.form, day)
}

/**
 * Code of the implementation item by which a basic item is handled for the region: by its own department of the kind, or
 * the nearest above that exercises it. Nothing when nobody does.
 */
export async function itemCodeFor(
  house: Reader,
  basicCode: string,
  region: string,
  day?: string,
): Promise<string | undefined> {
  const [basic, places] = await Promise.all([findBasicItem(house, basicCode, day), getPlaces(house)])
  if (!basic) return undefined
  for (const place of places.path(region).toReversed()) {
    if (!basic.levels.some((level) => level === levelCodes[place.level])) continue
    const department = places.departmentsIn(place.code).find((one) => one.kind === basic.department)
    if (department) return codeFor(bodyOf(places, department), levelCodes[place.level], basicCode)
  }
  return undefined
}

/** The parts of a joint item in the region, with the codes under which each is handled. */
export async function partsOf(house: Reader, code: string, day?: string) {
  const parts = partsOfItemCode(code)
  const row = await findRow(house, code, day)
  const basic = parts && (await findBasicItem(house, parts.basicCode, day))
  if (!row || !basic?.oneThing) return []
  return Promise.all(
    basic.oneThing.parts.map(async (part) => ({
      ...part,
      name: (await findBasicItem(house, part.item, day))?.name ?? { zh: part.item },
      code: await itemCodeFor(house, part.item, row.region, day),
    })),
  )
}
