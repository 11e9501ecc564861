/** The versions of an item and what changed between two days: of the law's basic item, and of the body's own words. */
import type { Item, ItemChange, ItemDiffAnswer, ItemVersion } from '@steppe/contracts/catalog'
import { type Refusal, refuse } from '#platform/refusals'
import { getCatalogue, type Reader } from './catalogue.ts'
import { findItem } from './find-item.ts'
import { leagueOfItem } from './item-code.ts'
import { sayElement, titleOf } from './say-element.ts'

interface Span {
  readonly from: string
  readonly until: string | undefined
  readonly by: ItemVersion['by']
}

/** The latest first; refuses catalog.item_unknown. */
export async function findVersions(house: Reader, code: string): Promise<readonly ItemVersion[] | Refusal> {
  const rows = await house.db.ask<{ from: string; until: string | null; basic: string }>(
    `select i.from_day as "from", i.until_day as until, i.basic_code as basic from catalog.items i
     where i.league = $1 and i.code = $2 order by i.from_day`,
    [leagueOfItem(code), code],
  )
  if (!rows[0]) return refuse('catalog.item_unknown', { code })
  const basics = (await getCatalogue(house)).basics.get(rows[0].basic) ?? []
  const law = basics.map(({ from, until }): Span => ({ from, until, by: 'law' }))
  const body = rows.map(({ from, until }): Span => ({ from, until: until ?? undefined, by: 'body' }))
  return joinSpans(body, law)
}

const holds = (spans: readonly Span[], day: string) =>
  spans.some(({ from, until }) => from <= day && (until === undefined || day < until))

/** Each day on which the law or the body began anew, where both were in force. */
function joinSpans(body: readonly Span[], law: readonly Span[]): readonly ItemVersion[] {
  const first = body[0]!.from
  // The body's first row only says since when it handles the item: that day is the law's.
  const starts = new Map([...body.slice(1), ...law].toReversed().map(({ from, by }) => [from, by] as const))
  if (!starts.has(first)) starts.set(first, 'law')
  const days = [...starts.keys()].filter((day) => holds(body, day) && holds(law, day)).sort()
  const ends = [...body, ...law].flatMap(({ until }) => (until === undefined ? [] : [until]))
  return days
    .map((from): ItemVersion => {
      const until = [...days, ...ends].filter((day) => day > from).sort()[0]
      return { version: from.replaceAll('-', ''), from, by: starts.get(from)!, ...(until ? { until } : {}) }
    })
    .toReversed()
}

/** What of it is no element that changes. */
const beside: readonly string[] = ['code', 'basicCode', 'version', 'from', 'until', 'region', 'body', 'systemLevel']

/** What differs between the item of two days; refuses catalog.item_unknown where it stood on neither. */
export async function diffItem(
  house: Reader,
  code: string,
  days: { readonly from: string; readonly to: string },
): Promise<ItemDiffAnswer | Refusal> {
  const [before, after] = await Promise.all([findItem(house, code, days.from), findItem(house, code, days.to)])
  if (!before && !after) return refuse('catalog.item_unknown', { code })
  return { ...days, changes: [...changesBetween(before, after)] }
}

/** Element by element, in the order in which the contract has them. */
export function changesBetween(before: Partial<Item> | undefined, after: Partial<Item> | undefined): ItemChange[] {
  const elements = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})] as (keyof Item)[])
  const lines = (value: unknown) => ({ zh: sayElement(value, 'zh'), en: sayElement(value, 'en') })
  return [...elements]
    .filter((element) => !beside.includes(element))
    .filter((element) => JSON.stringify(before?.[element]) !== JSON.stringify(after?.[element]))
    .map((element) => ({
      element,
      title: titleOf(element),
      before: lines(before?.[element]),
      after: lines(after?.[element]),
    }))
}
