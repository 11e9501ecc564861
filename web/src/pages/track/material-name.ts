/** What a material of a case is called: as it was handed in, else as the guide of the item names what is still to come. */
import type { CaseView } from '@steppe/contracts/cases'
import { useQuery } from '@tanstack/react-query'
import { useSaid } from '../../app/site.ts'
import { itemQuery } from '../../asks/catalog.ts'

export function useMaterialName(view: CaseView): (id: string) => string {
  const said = useSaid()
  const handedIn = new Map(view.materials.map(({ id, name }) => [id, name]))
  const toCome = view.supplement?.materials.some((id) => !handedIn.has(id)) ?? false
  const guide = useQuery({ ...itemQuery(view.item.code), enabled: toCome }).data?.materials
  return (id) => handedIn.get(id) || said(guide?.find((one) => one.id === id)?.name) || id
}
