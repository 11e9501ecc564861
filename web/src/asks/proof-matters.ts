/** What the pages ask of the 证明事项清单. */
import type { ProofCounts, ProofImportAnswer, ProofMattersAnswer } from '@steppe/contracts/catalog'
import { queryOptions } from '@tanstack/react-query'
import { get, upload } from '../app/api.ts'
import { pagesOf } from '../app/pages-of.ts'

export type ProofSearch = {
  readonly region: string
  readonly route?: string | undefined
  readonly q?: string | undefined
}

export const proofMattersQuery = (search: ProofSearch) =>
  pagesOf<ProofMattersAnswer>(['catalog', 'proof-matters', 'list', search], '/api/catalog/proof-matters', search)

export const proofCountsQuery = (region: string) =>
  queryOptions({
    queryKey: ['catalog', 'proof-matters', 'counts', region],
    queryFn: ({ signal }) => get<ProofCounts>('/api/catalog/proof-matters/counts', { region }, signal),
  })

/** Sends the list of a region; a rehearsal only reports. */
export const importProofMatters = (
  file: File,
  region: string,
  rehearsal: boolean,
  onProgress: (share: number) => void = () => {},
) =>
  upload<ProofImportAnswer>('/api/catalog/proof-matters/imports', file, {
    query: { name: file.name, region, ...(rehearsal ? { dryRun: true } : {}) },
    onProgress,
  })
