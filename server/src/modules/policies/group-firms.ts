/** The figures of a simulation by league, by section of industry and by size. */
import type { Group, Simulation } from '@steppe/contracts/policies'
import { industrySection } from '@steppe/kernels/codes'
import type { Book, FactTable, Words } from '@steppe/kernels/policies'
import type { Places } from '#ask/registry'
import { type Classes, none } from './base/classes.ts'
import type { FirmBase } from './base/firm-base.ts'
import { bitAt, type RuleBase } from './base/rule-base.ts'

/** GB/T 4754-2017, sections. */
const sections: Readonly<Record<string, Words>> = {
  A: { zh: '农、林、牧、渔业', en: 'Farming, forestry, animals, fishery' },
  B: { zh: '采矿业', en: 'Mining' },
  C: { zh: '制造业', en: 'Manufacturing' },
  D: { zh: '电力、热力、燃气及水', en: 'Power, heat, gas and water' },
  E: { zh: '建筑业', en: 'Construction' },
  F: { zh: '批发和零售业', en: 'Wholesale and retail' },
  G: { zh: '交通运输、仓储和邮政业', en: 'Transport, storage, post' },
  H: { zh: '住宿和餐饮业', en: 'Lodging and catering' },
  I: { zh: '信息传输、软件和信息技术服务业', en: 'Information and software' },
  J: { zh: '金融业', en: 'Finance' },
  K: { zh: '房地产业', en: 'Real estate' },
  L: { zh: '租赁和商务服务业', en: 'Leasing and business services' },
  M: { zh: '科学研究和技术服务业', en: 'Research and technical services' },
  N: { zh: '水利、环境和公共设施管理业', en: 'Water, environment, public facilities' },
  O: { zh: '居民服务、修理和其他服务业', en: 'Services to households, repair' },
  P: { zh: '教育', en: 'Education' },
  Q: { zh: '卫生和社会工作', en: 'Health and social work' },
  R: { zh: '文化、体育和娱乐业', en: 'Culture, sport, entertainment' },
  S: { zh: '公共管理、社会保障和社会组织', en: 'Public administration' },
  T: { zh: '国际组织', en: 'International organisations' },
}

const unsaid: Words = { zh: '未登记', en: 'Not on record' }
const open: Words = { zh: '还不能判断', en: 'Not known' }

type ThreeGroupings = Pick<Simulation, 'byLeague' | 'byIndustry' | 'bySize'>

/** Sums of one grouping by the place of the group; `add` counts a firm in. */
export type GroupSums = {
  /** `change` is 1 for those who gain and −1 for those who lose. */
  readonly add: (group: number, has: boolean, amount: number, change: number) => void
  readonly groups: (nameOf: (key: string) => Words) => Group[]
}

const fields = 5

/** `keys` names the groups by their place. */
export function groupSums(keys: readonly string[]): GroupSums {
  const sums = new Float64Array(keys.length * fields)
  return {
    add: (group, has, amount, change) => {
      const at = group * fields
      sums[at]!++
      if (has) sums[at + 1]!++
      sums[at + 2]! += amount
      if (change > 0) sums[at + 3]!++
      if (change < 0) sums[at + 4]!++
    },
    groups: (nameOf) =>
      keys
        .map((key, group): Group => {
          const [firms = 0, yes = 0, amount = 0, winners = 0, losers = 0] = sums.subarray(group * fields)
          return { key, name: nameOf(key), firms, yes, amount: Math.round(amount * 100) / 100, winners, losers }
        })
        .filter(({ firms }) => firms > 0)
        .sort((a, b) => b.yes - a.yes || b.firms - a.firms),
  }
}

/** Where each firm belongs, as places in the keys. */
export type Grouping = { readonly keys: readonly string[]; readonly of: (row: number) => number }

/** By league and by section of industry; places of regions and codes of industries are grouped once, not firm by firm. */
export function leagueGrouping({ regions, regionCodes }: FirmBase, places: Places): Grouping {
  return grouping(
    regionCodes,
    (code) => places.league(code),
    (row) => regions[row] as number,
  )
}

export function industryGrouping({ columns }: RuleBase, book: Book): Grouping {
  const column = columns.columns[book.dictionary.facts.find(({ register }) => register === 'industry')?.id ?? '']
  if (column?.kind !== 'text') return { keys: [''], of: () => 0 }
  const { values, known, dictionary } = column
  const unknown = dictionary.length
  return grouping([...dictionary, ''], industrySection, (row) =>
    bitAt(known, row) ? (values[row] as number) : unknown,
  )
}

function grouping(
  words: readonly string[],
  keyOf: (word: string) => string,
  wordOf: (row: number) => number,
): Grouping {
  const keys = [...new Set(words.map(keyOf))]
  const places = Uint16Array.from(words, (word) => keys.indexOf(keyOf(word)))
  return { keys, of: (row) => places[wordOf(row)] as number }
}

/** The table that gives the size class: the first of the dictionary that gives one of several choices. */
export function sizeTable(book: Book): FactTable | undefined {
  return book.dictionary.tables.find(({ choices }) => choices !== undefined)
}

export function sizeGrouping({ labels, of }: Classes): Grouping {
  const keys = [...labels.map(String), '']
  const unknown = labels.length
  return { keys, of: (row) => (of[row] === none ? unknown : (of[row] as number)) }
}

/** The groups in words; the largest comes first, sizes in the order of their classes. */
export function namedGroups(
  sums: { readonly leagues: GroupSums; readonly industries: GroupSums; readonly sizes: GroupSums },
  places: Places,
  book: Book,
): ThreeGroupings {
  const sizeWords = new Map((sizeTable(book)?.choices ?? []).map(({ value, title }) => [value, title]))
  const rank = [...sizeWords.keys()]
  const leagueName = (code: string): Words => {
    const region = places.region(code)
    return region ? { zh: region.name, en: region.english ?? region.pinyin } : unsaid
  }
  return {
    byLeague: sums.leagues.groups(leagueName),
    byIndustry: sums.industries.groups((key) => sections[key] ?? unsaid),
    bySize: sums.sizes
      .groups((key) => sizeWords.get(key) ?? open)
      .sort((a, b) => placeOf(rank, a.key) - placeOf(rank, b.key)),
  }
}

/** What is not known comes last. */
function placeOf(rank: readonly string[], key: string): number {
  const place = rank.indexOf(key)
  return place === -1 ? rank.length : place
}
