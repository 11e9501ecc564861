/** Kinds of departments by their names. */
import { useQuery } from '@tanstack/react-query'
import { useSaid } from '../../app/site.ts'
import { kindsQuery } from '../appeal-order/asks.ts'

/** All kinds, as a choice. */
export function useKinds(): readonly { readonly value: string; readonly label: string }[] {
  const said = useSaid()
  const kinds = useQuery(kindsQuery).data?.kinds ?? []
  return kinds.map((kind) => ({ value: kind.kind, label: said(kind.short) }))
}

export function useKindName(): (kind: string) => string {
  const kinds = useKinds()
  return (kind) => kinds.find((one) => one.value === kind)?.label ?? kind
}
