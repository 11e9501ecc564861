/** What the portal asks the transparency log: how it stands, and the files that prove a case. */
import type { LogView } from '@steppe/contracts/ledger'
import { queryOptions } from '@tanstack/react-query'
import { get } from '../app/api.ts'

export const logQuery = queryOptions({
  queryKey: ['ledger'],
  queryFn: ({ signal }) => get<LogView>('/api/ledger', undefined, signal),
  refetchInterval: 10_000,
})

/** The receipt or the whole file of a case, as it is to be kept: the bytes are what is checked. */
export async function caseProof(id: string, what: 'receipt' | 'file'): Promise<Blob> {
  const file = await get<unknown>(`/api/ledger/cases/${encodeURIComponent(id)}/${what}`)
  return new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' })
}
