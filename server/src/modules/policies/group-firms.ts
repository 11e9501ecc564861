/** The figures of a simulation by league, by section of industry and by size. */
import type { Group, Simulation } from '@steppe/contracts/policies'
import type { Book, Words } from '@steppe/kernels/policies'
import type { Places } from '#ask/registry'
import { type Compared, changeOf } from './compare-firms.ts'

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
/** The last division of each section: an industry may be written with its section's letter or without. */
const lastDivisions: readonly (readonly [number, string])[] = [
  [5, 'A'],
  [12, 'B'],
  [43, 'C'],
  [46, 'D'],
  [50, 'E'],
  [52, 'F'],
  [60, 'G'],
  [62, 'H'],
  [65, 'I'],
  [69, 'J'],
  [70, 'K'],
  [72, 'L'],
  [75, 'M'],
  [79, 'N'],
  [82, 'O'],
  [83, 'P'],
  [85, 'Q'],
  [90, 'R'],
  [96, 'S'],
  [97, 'T'],
]

function sectionOf(industry: string): string {
  const division = Number(industry.slice(0, 2))
  if (industry === '' || Number.isNaN(division)) return industry.slice(0, 1)
  return lastDivisions.find(([last]) => division <= last)?.[1] ?? ''
}

const unsaid: Words = { zh: '未登记', en: 'Not on record' }
const open: Words = { zh: '还不能判断', en: 'Not known' }

type ThreeGroupings = Pick<Simulation, 'byLeague' | 'byIndustry' | 'bySize'>

/** Counts firms into the three groupings one by one; the largest group comes first, sizes in the order of their classes. */
export function groupTally(
  places: Places,
  book: Book,
): { add: (each: Compared) => void; groups: () => ThreeGroupings } {
  const industry = book.dictionary.facts.find(({ register }) => register === 'industry')?.id ?? ''
  const size = book.dictionary.tables.find(({ choices }) => choices !== undefined)
  const sizeWords = new Map((size?.choices ?? []).map(({ value, title }) => [value, title]))
  const rank = [...sizeWords.keys()]
  const leagues: Groups = new Map()
  const industries: Groups = new Map()
  const sizes: Groups = new Map()
  const leagueName = (code: string): Words => {
    const region = places.region(code)
    return region ? { zh: region.name, en: region.english ?? region.pinyin } : unsaid
  }
  return {
    add: (each) => {
      count(leagues, places.league(each.firm.region), each)
      count(industries, sectionOf(textOf(each.known.values[industry])), each)
      count(sizes, textOf(each.known.values[size?.id ?? '']), each)
    },
    groups: () => ({
      byLeague: named(leagues, leagueName),
      byIndustry: named(industries, (key) => sections[key] ?? unsaid),
      bySize: named(sizes, (key) => sizeWords.get(key) ?? open).sort(
        (a, b) => placeOf(rank, a.key) - placeOf(rank, b.key),
      ),
    }),
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

type Groups = Map<string, { firms: number; yes: number; amount: number; winners: number; losers: number }>

function count(groups: Groups, key: string, each: Compared): void {
  const group = groups.get(key) ?? { firms: 0, yes: 0, amount: 0, winners: 0, losers: 0 }
  const change = changeOf(each)
  group.firms++
  if (each.has) group.yes++
  group.amount += each.is
  if (change > 0) group.winners++
  if (change < 0) group.losers++
  groups.set(key, group)
}

function named(groups: Groups, nameOf: (key: string) => Words): Group[] {
  return [...groups]
    .map(([key, group]) => ({ key, name: nameOf(key), ...group, amount: Math.round(group.amount * 100) / 100 }))
    .sort((a, b) => b.yes - a.yes || b.firms - a.firms)
}

/** What is not known comes last. */
function placeOf(rank: readonly string[], key: string): number {
  const place = rank.indexOf(key)
  return place === -1 ? rank.length : place
}
