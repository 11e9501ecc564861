/** Measures of the catalogue that anyone can count again: items on each list, how facts are proved, how much shorter than the law. */
import type { BasicItem, ItemOverrides, MeasuresAnswer, MeasuresQuery, PublishedList } from '@steppe/contracts/catalog'
import { proofModes, publishedLists } from '@steppe/contracts/catalog'
import { getPlaces } from '#ask/registry'
import type { House } from '#platform/module'
import { getCatalogue, versionOn } from './catalogue.ts'
import { listsOf } from './item-lists.ts'

interface Group {
  readonly basicCode: string
  readonly overrides: ItemOverrides | null
  readonly n: number
}

/** Counts the items in force in the region and all below it; of one department kind where it is named. */
export async function measureItems(
  house: Pick<House, 'db' | 'clock' | 'site'>,
  query: MeasuresQuery,
): Promise<MeasuresAnswer> {
  const day = house.clock.today()
  const region = query.region ?? house.site.region
  const below = (await getPlaces(house)).below(region).map((one) => one.code)
  const groups = await house.db.ask<Group>(
    `select i.basic_code as "basicCode", i.overrides, count(*) as n from catalog.items i
     where i.region = any($1) and i.from_day <= $2 and (i.until_day is null or $2 < i.until_day)
     group by i.basic_code, i.overrides`,
    [below.length > 0 ? below : [region], day],
  )
  const { basics } = await getCatalogue(house)
  const counted = groups.flatMap(({ basicCode, overrides, n }) => {
    const basic = versionOn(basics.get(basicCode), day)
    return basic && (query.department === undefined || basic.department === query.department)
      ? [{ basic, own: overrides ?? {}, n }]
      : []
  })
  return {
    region,
    day,
    items: total(counted.map(({ n }) => n)),
    lists: countLists(counted),
    materials: countProofs(counted),
    shorter: shorterBy(counted),
  }
}

type Counted = readonly { readonly basic: BasicItem; readonly own: ItemOverrides; readonly n: number }[]

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

function countLists(counted: Counted): MeasuresAnswer['lists'] {
  const tally = new Map<PublishedList, number>()
  for (const { basic, own, n } of counted)
    for (const list of listsOf(basic, own)) tally.set(list, (tally.get(list) ?? 0) + n)
  return Object.keys(publishedLists).map((list) => ({
    list: list as PublishedList,
    items: tally.get(list as PublishedList) ?? 0,
  }))
}

function countProofs(counted: Counted): MeasuresAnswer['materials'] {
  const tally = new Map<string, number>()
  for (const { basic, own, n } of counted)
    for (const { proof } of own.materials ?? basic.materials) tally.set(proof.mode, (tally.get(proof.mode) ?? 0) + n)
  return (Object.keys(proofModes) as (keyof typeof proofModes)[]).map((mode) => ({
    mode,
    materials: tally.get(mode) ?? 0,
  }))
}

/** 时限压缩率: 1 − promised / statutory, summed over items whose two limits have one unit; a fraction, absent without such items. */
function shorterBy(counted: Counted): number | null {
  let promised = 0
  let statutory = 0
  for (const { basic, own, n } of counted) {
    const { promisedLimit, statutoryLimit } = { ...basic, ...own }
    if (promisedLimit.unit !== statutoryLimit.unit && promisedLimit.length > 0) continue
    promised += promisedLimit.length * n
    statutory += statutoryLimit.length * n
  }
  return statutory === 0 ? null : Math.round((1 - promised / statutory) * 10_000) / 10_000
}
