/** Whether somebody may import items of a region: an editor for the region of their department, an administrator for theirs and below. */
import { holds } from '@steppe/kernels/authority'
import { findPolicy, getPlaces } from '#ask/registry'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { refuse } from '#platform/refusals'
import type { MayImport } from './import-catalogue.ts'

/** Regions of the actor's grants reach down; a region outside the site may be taken in by who reaches the whole site. */
export function mayImport(house: House, actor: Actor): MayImport {
  return async (regions) => {
    if (actor.kind === 'platform') return undefined
    const places = await getPlaces(house)
    const policy = await findPolicy(house)
    const held = actor.grants
      .filter((grant) => holds(policy, [grant], 'catalog:item:import'))
      .map((grant) => grant.region ?? places.department(grant.department ?? '')?.region)
      .filter((one) => one !== undefined)
    const whole = held.includes(house.site.region)
    const outside = regions.find(
      (region) => !whole && !places.path(region.slice(0, 6)).some((above) => held.includes(above.code)),
    )
    return outside === undefined
      ? undefined
      : refuse('catalog.region_not_yours', { region: places.region(outside)?.name ?? outside })
  }
}
