/** Lists that government publishes of its items (最多跑一次, 非接触式, 免证办, 告知承诺, 容缺…), each a rule over elements. Pure. */
import type { BasicItem, ItemOverrides, Material, PublishedList } from '@steppe/contracts/catalog'

type Listed = Pick<
  BasicItem,
  'visits' | 'online' | 'materials' | 'promiseAllowed' | 'tolerant' | 'terminal' | 'crossRegion'
>

/** Nobody brings the paper: it is made, promised, asked between departments, or taken from a licence. */
export function isSpared(material: Material): boolean {
  return material.proof.mode !== 'upload'
}

const rules: Readonly<Record<PublishedList, (item: Listed) => boolean>> = {
  'at-most-once': (item) => item.visits <= 1,
  contactless: (item) => item.visits === 0 && item.online,
  'no-certificates': (item) =>
    item.materials.some((one) => one.kind === 'certificate') &&
    item.materials.every((one) => one.kind !== 'certificate' || one.necessity === 'optional' || isSpared(one)),
  promise: (item) => item.promiseAllowed,
  tolerant: (item) => item.tolerant && item.materials.some((one) => one.missable),
  terminal: (item) => item.terminal,
  'cross-region': (item) => item.crossRegion !== '0',
}

/** The lists the item stands in, as its body handles it. */
export function listsOf(basic: BasicItem, own: ItemOverrides = {}): readonly PublishedList[] {
  const item: Listed = { ...basic, ...own }
  return (Object.keys(rules) as PublishedList[]).filter((list) => rules[list](item))
}
