/** Ways into the catalogue: themes with the number of their items, and events of life and business. */
import type { EventsAnswer, ThemesAnswer } from '@steppe/contracts/catalog'
import type { House } from '#platform/module'
import { getCatalogue, versionOn } from './catalogue.ts'

type Lister = Pick<House, 'db' | 'clock'>

/** Themes that have items today, in the pack's order. */
export async function listThemes(house: Lister): Promise<ThemesAnswer> {
  const { basics, themes } = await getCatalogue(house)
  const day = house.clock.today()
  const counts = new Map<string, number>()
  for (const versions of basics.values()) {
    const item = versionOn(versions, day)
    if (!item) continue
    for (const kind of ['person', 'firm', 'local'] as const)
      for (const id of item.themes[kind] ?? []) counts.set(`${kind} ${id}`, (counts.get(`${kind} ${id}`) ?? 0) + 1)
  }
  return {
    themes: themes
      .map(({ id, kind, title }) => ({ id, kind, title, items: counts.get(`${kind} ${id}`) ?? 0 }))
      .filter((theme) => theme.items > 0),
  }
}

/** Events with the items that go with each; an item that is no longer in force is left out. */
export async function listEvents(house: Lister): Promise<EventsAnswer> {
  const { basics, events } = await getCatalogue(house)
  const day = house.clock.today()
  return {
    events: events.map(({ id, kind, title, about, items }) => ({
      id,
      kind,
      title,
      about,
      items: items
        .map((code) => versionOn(basics.get(code), day))
        .filter((item) => item !== undefined)
        .map((item) => ({ basicCode: item.code, name: item.name, oneThing: item.oneThing !== undefined })),
    })),
  }
}
