/** What the portal asks and sends about applying: the guide for this applicant, drafts, the receipt, my cases, today's figures. */
import type {
  Draft,
  DraftRow,
  Guide,
  MyCases as MyCasesSchema,
  Proposal,
  Receipt,
  TodayFigures as TodayFiguresSchema,
} from '@steppe/contracts/applications'
import type { StoredFile } from '@steppe/contracts/platform'
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, patch, post, remove, type SendOptions, upload } from '../app/api.ts'
import { pagesOf } from '../app/pages-of.ts'

export type MyCases = Static<typeof MyCasesSchema>
export type TodayFigures = Static<typeof TodayFiguresSchema>
export type DraftLine = Static<typeof DraftRow>

export const guideQuery = (item: string, firm?: string) =>
  queryOptions({
    queryKey: ['applications', 'guide', item, firm],
    queryFn: ({ signal }) => get<Guide>('/api/applications/guide', { item, ...(firm ? { firm } : {}) }, signal),
    staleTime: 60_000,
  })

export const draftsQuery = queryOptions({
  queryKey: ['applications', 'drafts'],
  queryFn: ({ signal }) => get<readonly DraftLine[]>('/api/applications/drafts', undefined, signal),
})

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['applications', 'draft', id],
    queryFn: ({ signal }) => get<Draft>(`/api/applications/drafts/${encodeURIComponent(id)}`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })

export type DraftPart = {
  readonly answers?: Draft['answers']
  readonly materials?: Draft['materials']
  readonly promise?: boolean
}

export const openDraft = (item: string, firm: string | undefined, options: SendOptions) =>
  post<Draft>('/api/applications/drafts', { item, ...(firm ? { firm } : {}) }, options)
export const saveDraft = (id: string, version: number, part: DraftPart) =>
  patch<Draft>(`/api/applications/drafts/${encodeURIComponent(id)}`, { version, ...part })
export const dropDraft = (id: string) => remove<unknown>(`/api/applications/drafts/${encodeURIComponent(id)}`)
export const submitDraft = (draft: string, options: SendOptions) =>
  post<Receipt>('/api/applications', { draft }, options)

export const handInFile = (file: File, onProgress: (share: number) => void, signal: AbortSignal) =>
  upload<StoredFile>('/api/files', file, { query: { name: file.name }, onProgress, signal })

export const myCasesQuery = pagesOf<MyCases>(['applications', 'mine'], '/api/applications/mine')

export const todayQuery = queryOptions({
  queryKey: ['applications', 'today'],
  queryFn: ({ signal }) => get<TodayFigures>('/api/applications/today', undefined, signal),
  staleTime: 60_000,
})

export const proposalsQuery = queryOptions({
  queryKey: ['applications', 'proposals'],
  queryFn: ({ signal }) => get<readonly Proposal[]>('/api/applications/proposals', undefined, signal),
})
