/** Definitions of figures: data of the packs, `figures/<id>.yaml`. */
import { type Definition, isDefinition } from '@steppe/kernels/figures'
import type { Pack } from '#platform/packs'

const known = new WeakMap<readonly Pack[], Promise<readonly Definition[]>>()

async function read(packs: readonly Pack[]): Promise<readonly Definition[]> {
  const found = new Map<string, Definition>()
  for (const pack of packs)
    for (const name of (await pack.list('figures')).filter((each) => each.endsWith('.yaml'))) {
      const definition = await pack.data<unknown>(`figures/${name}`)
      if (!isDefinition(definition) || `${definition.id}.yaml` !== name)
        throw new Error(`${pack.card.name}/figures/${name} is no definition of a figure of that name`)
      found.set(definition.id, definition)
    }
  return [...found.values()]
}

/** In the order of the packs; the last pack that defines a figure decides. Throws at a file that is no definition. */
export function loadFigures(packs: readonly Pack[]): Promise<readonly Definition[]> {
  const found = known.get(packs) ?? read(packs)
  known.set(packs, found)
  return found
}
