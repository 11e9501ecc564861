/** What the page of imports asks: one's imports, how far one is, what was found in which line. */
import type { FindingsAnswer, ImportAnswer, ImportsAnswer } from '@steppe/contracts/registry'
import { queryOptions } from '@tanstack/react-query'
import { get, upload } from '../../app/api.ts'
import { pagesOf } from '../../app/pages-of.ts'

export const importsQuery = queryOptions({
  queryKey: ['registry', 'imports'],
  queryFn: ({ signal }) => get<ImportsAnswer>('/api/registry/imports', undefined, signal),
})

/** Asked again until the file has been worked through. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['registry', 'import', id],
    queryFn: ({ signal }) => get<ImportAnswer>(`/api/registry/imports/${encodeURIComponent(id)}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.endedAt ? false : 1000),
  })

export const findingsQuery = (id: string, level: 'error' | 'note') =>
  pagesOf<FindingsAnswer>(
    ['registry', 'import', id, 'findings', level],
    `/api/registry/imports/${encodeURIComponent(id)}/findings`,
    { level },
  )

export const sendFirms = (file: File, onProgress: (share: number) => void, signal: AbortSignal) =>
  upload<ImportAnswer>('/api/registry/firms/import', file, { query: { name: file.name }, onProgress, signal })
