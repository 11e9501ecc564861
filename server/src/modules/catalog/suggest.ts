/** As somebody types: names whose words, keywords, pinyin or initials begin like what stands in the box. From memory. */
import type { BasicItem, SuggestAnswer } from '@steppe/contracts/catalog'
import { getPlaces } from '#ask/registry'
import type { House } from '#platform/module'
import { type Catalogue, getCatalogue } from './catalogue.ts'
import { levelCodes } from './item-places.ts'
import { getSegmenter } from './segmenter.ts'

interface Phrase {
  readonly text: string
  readonly pinyin: string
  readonly initials: string
  readonly item: BasicItem
  readonly isName: boolean
}

const kept = new WeakMap<Catalogue, readonly Phrase[]>()

/** At most eight names, those that begin so before those that hold it, the popular first. */
export async function suggest(house: Pick<House, 'db'>, q: string, region?: string): Promise<SuggestAnswer> {
  const typed = q.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
  if (typed === '') return { suggestions: [] }
  const [catalogue, places] = await Promise.all([getCatalogue(house), getPlaces(house)])
  const levels = region === undefined ? undefined : places.path(region).map((one) => levelCodes[one.level])
  const best = new Map<string, { item: BasicItem; worth: number }>()
  for (const phrase of phrasesOf(catalogue)) {
    const worth = worthOf(phrase, typed)
    if (worth === 0 || (levels && !phrase.item.levels.some((level) => levels.includes(level)))) continue
    const total = worth * 100 + (phrase.item.popular ?? 0)
    if (total > (best.get(phrase.item.code)?.worth ?? 0))
      best.set(phrase.item.code, { item: phrase.item, worth: total })
  }
  const sorted = [...best.values()].sort((a, b) => b.worth - a.worth || a.item.code.localeCompare(b.item.code))
  return {
    suggestions: sorted
      .slice(0, 8)
      .map(({ item }) => ({ text: item.name.zh, basicCode: item.code, oneThing: item.oneThing !== undefined })),
  }
}

function worthOf({ text, pinyin, initials, isName }: Phrase, typed: string): number {
  const name = isName ? 0.2 : 0
  if (text.startsWith(typed)) return 4 + name
  if (text.includes(typed)) return 3 + name
  if (typed.length < 2 || !/^[a-z]+$/.test(typed)) return 0
  if (initials.startsWith(typed)) return 3 + name
  if (pinyin.startsWith(typed)) return 3 + name
  if (initials.includes(typed) && typed.length > 2) return 2 + name
  return pinyin.includes(typed) && typed.length > 4 ? 1 + name : 0
}

function phrasesOf(catalogue: Catalogue): readonly Phrase[] {
  const found = kept.get(catalogue)
  if (found) return found
  const segmenter = getSegmenter()
  const phrases = [...catalogue.basics.values()].flatMap((versions) => {
    const item = versions[0]!
    return [item.name.zh, ...item.keywords, ...(item.name.en ? [item.name.en] : [])].map((text, at) => {
      const syllables = segmenter.pinyin(text).map((one) => one.toLowerCase())
      return {
        text: text.toLowerCase(),
        pinyin: syllables.join(''),
        initials: syllables.map((one) => one.charAt(0)).join(''),
        item,
        isName: at === 0,
      }
    })
  })
  kept.set(catalogue, phrases)
  return phrases
}
