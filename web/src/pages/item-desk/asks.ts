/** What the desk of items asks: a department's list, the departments of a region, and the file it hands in. */
import type { ImportAnswer, OwnItemsAnswer } from '@steppe/contracts/catalog'
import type { DepartmentsAnswer } from '@steppe/contracts/registry'
import { queryOptions } from '@tanstack/react-query'
import { get, upload } from '../../app/api.ts'

export const ownItemsQuery = (department: string) =>
  queryOptions({
    queryKey: ['catalog', 'own-items', department],
    queryFn: ({ signal }) =>
      get<OwnItemsAnswer>(`/api/catalog/departments/${encodeURIComponent(department)}/items`, undefined, signal),
    enabled: department !== '',
  })

export const departmentsOfQuery = (region: string) =>
  queryOptions({
    queryKey: ['registry', 'departments-of', region],
    queryFn: ({ signal }) => get<DepartmentsAnswer>('/api/registry/departments', { region, limit: 100 }, signal),
    enabled: region !== '',
    staleTime: 3600_000,
  })

export const fileAddress = (department: string, form: 'xlsx' | 'csv') =>
  `/api/catalog/departments/${encodeURIComponent(department)}/items/file?form=${form}`

export type Sent = { readonly department: string; readonly from: string }

/** Sends the amended file; a rehearsal only reports. */
export const sendFile = (
  file: File,
  { department, from }: Sent,
  rehearsal: boolean,
  onProgress?: (share: number) => void,
) =>
  upload<ImportAnswer>(`/api/catalog/departments/${encodeURIComponent(department)}/items/file`, file, {
    query: { name: file.name, ...(from ? { from } : {}), ...(rehearsal ? { dryRun: true } : {}) },
    ...(onProgress ? { onProgress } : {}),
  })
