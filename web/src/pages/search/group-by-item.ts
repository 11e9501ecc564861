/** The same item is often handled on several levels: the nearest stands for it, the others stand below it. Pure. */
type Found = { readonly basicCode: string; readonly code: string }

export type ItemGroup<Item extends Found> = { readonly nearest: Item; readonly others: readonly Item[] }

/** Groups in the order in which their first item was found; the search puts the nearest first. */
export function groupByItem<Item extends Found>(items: readonly Item[]): readonly ItemGroup<Item>[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(item.basicCode, [...(groups.get(item.basicCode) ?? []), item])
  return [...groups.values()].flatMap(([nearest, ...others]) => (nearest ? [{ nearest, others }] : []))
}
