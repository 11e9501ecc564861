/** All journeys: what spans modules, each a subscriber of facts, found by reading this folder: a file exports `…Subscriber(house)`. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CasesHouse } from '#cases/house'
import { linkSubscriber } from '#links/send-events'
import type { Subscriber } from '#platform/outbox'

type Maker = (house: CasesHouse) => Subscriber

async function makersOf(file: string): Promise<Maker[]> {
  const found = (await import(join(import.meta.dirname, file))) as Record<string, unknown>
  const makers = Object.entries(found).flatMap(([name, each]) => (name.endsWith('Subscriber') ? [each as Maker] : []))
  if (makers.length === 0)
    throw new Error(`journeys/${file} exports no function whose name ends in Subscriber; a journey is started by it`)
  return makers
}

const files = (await readdir(import.meta.dirname))
  .filter((name) => name.endsWith('.ts') && name !== 'index.ts' && !name.endsWith('.test.ts'))
  .sort()
const makers = (await Promise.all(files.map(makersOf))).flat()

export function journeys(house: CasesHouse): readonly Subscriber[] {
  const own = makers.map((make) => make(house))
  return house.links ? [...own, linkSubscriber(house, house.links)] : own
}
