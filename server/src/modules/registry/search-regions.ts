/** Regions found by the beginning of their name, pinyin, initials, English name or code. */
import type { Places, Region } from './gather-places.ts'

const order: Readonly<Record<Region['level'], number>> = { province: 0, league: 1, banner: 2, town: 3 }

/** Up to `limit` regions that `typed` may mean, the wider first; names that begin with it before those that contain it. */
export function searchRegions(places: Places, typed: string, limit: number): readonly Region[] {
  const words = typed.normalize('NFKC').trim().toLowerCase()
  if (!words) return []
  const ranked = places.regions.flatMap((region) => {
    const rank = rankOf(region, words)
    return rank === undefined ? [] : [{ region, rank }]
  })
  ranked.sort(
    (a, b) =>
      a.rank - b.rank || order[a.region.level] - order[b.region.level] || (a.region.code < b.region.code ? -1 : 1),
  )
  return ranked.slice(0, limit).map(({ region }) => region)
}

function rankOf(region: Region, words: string): number | undefined {
  if (region.code.startsWith(words) || region.name.startsWith(words)) return 0
  if (region.english?.toLowerCase().startsWith(words)) return 0
  const syllables = region.pinyin.split(' ')
  const initials = syllables.map((syllable) => syllable[0]).join('')
  if (syllables.join('').startsWith(words.replaceAll(' ', '')) || initials.startsWith(words)) return 1
  return region.name.includes(words) ? 2 : undefined
}

/**
 * The region a written name means, below `within`: alone, with its league in front, without its kind (市、旗), or as a code. Nothing when it is
 * not known or could be two (there are several 新城街道).
 */
export function resolveRegion(places: Places, written: string, within?: string): Region | undefined {
  const text = written.normalize('NFKC').replace(/\s/g, '')
  if (/^\d{6,12}$/.test(text))
    return places.region(text) ?? places.region(text.slice(0, 9)) ?? places.region(text.slice(0, 6))
  const rest = stripAbove(places, text)
  const inside = (region: Region) => !within || places.path(region.code).some((above) => above.code === within)
  const found = places.regions.filter(
    (region) => (region.name === rest.text || region.short === rest.text) && inside(region),
  )
  const beneath = rest.above
    ? found.filter((region) => places.path(region.code).some((above) => above.code === rest.above))
    : found
  const widest = beneath.filter(
    (region) => order[region.level] === Math.min(...beneath.map((each) => order[each.level])),
  )
  return widest.length === 1 ? widest[0] : undefined
}

/** Takes the names of wider regions off the front. */
function stripAbove(places: Places, text: string): { readonly text: string; readonly above?: string } {
  const found = places.regions
    .filter((region) => region.level !== 'town' && text.length > region.name.length && text.startsWith(region.name))
    .toSorted((a, b) => b.name.length - a.name.length)[0]
  if (!found) return { text }
  const rest = stripAbove(places, text.slice(found.name.length))
  return { text: rest.text, above: rest.above ?? found.code }
}
