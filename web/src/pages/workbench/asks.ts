/** What the workbench asks and sends: the inbox, its counts, acts on many; of a case the trail, what is allowed, colleagues, the draft. */

import type {
  ActAnswer,
  ActRequest,
  ActView,
  AllowedAct,
  BulkAnswer as BulkAnswerSchema,
  CaseView,
  Colleague as ColleagueSchema,
  DecisionDraft as DecisionDraftSchema,
  DiagramView,
  Inbox,
  InboxCounts,
  InboxRow,
  Trail as TrailSchema,
} from '@steppe/contracts/cases'
import type { Form, Item } from '@steppe/contracts/catalog'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, post, put, type SendOptions } from '../../app/api.ts'
import { pagesOf } from '../../app/pages-of.ts'

export type { ActAnswer, ActView, AllowedAct, CaseView, InboxCounts, InboxRow }
export type Deed = ActRequest['deed']
export type BulkAnswer = Static<typeof BulkAnswerSchema>
export type Colleague = Static<typeof ColleagueSchema>
export type DecisionDraft = Static<typeof DecisionDraftSchema>
type Trail = Static<typeof TrailSchema>

/** How often the screen asks again, in ms. */
export const refreshEvery = 10_000

export type InboxFilter = {
  readonly status?: string | undefined
  readonly due?: 'overdue' | 'today' | 'week' | undefined
  readonly mine?: boolean | undefined
}

export const inboxQuery = (filter: InboxFilter) => ({
  ...pagesOf<Inbox>(['inbox', 'rows', filter], '/api/inbox', { ...filter, limit: 50 }),
  refetchInterval: refreshEvery,
  staleTime: 2_000,
})

export const countsQuery = queryOptions({
  queryKey: ['inbox', 'counts'],
  queryFn: ({ signal }) => get<InboxCounts>('/api/inbox/counts', undefined, signal),
  refetchInterval: refreshEvery,
  staleTime: 2_000,
  placeholderData: keepPreviousData,
})

export const firstRows = (limit: number) => get<Inbox>('/api/inbox', { limit })

export type BulkRow = { readonly case: string; readonly task: string; readonly after: number }
export const completeMany = (
  rows: readonly BulkRow[],
  outcome: string,
  opinion: string | undefined,
  options: SendOptions,
) => post<BulkAnswer>('/api/inbox/bulk', { rows, outcome, ...(opinion ? { opinion } : {}) }, options)

const addressOf = (id: string) => `/api/cases/${encodeURIComponent(id)}`

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', id, 'office'],
    queryFn: ({ signal }) => get<CaseView>(addressOf(id), undefined, signal),
    staleTime: 5_000,
    refetchInterval: refreshEvery,
  })

/** The acts of a case from the first on; a long trail is read page by page. */
export const actsQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', id, 'acts'],
    queryFn: async ({ signal }) => {
      const acts: ActView[] = []
      let after: string | undefined
      do {
        const page: Trail = await get<Trail>(`${addressOf(id)}/trail`, { after }, signal)
        acts.push(...page.acts)
        after = page.next
      } while (after && acts.length < 2000)
      return acts
    },
    staleTime: 5_000,
  })

export const allowedQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', id, 'may'],
    queryFn: ({ signal }) => get<readonly AllowedAct[]>(`${addressOf(id)}/acts/allowed`, undefined, signal),
    staleTime: 5_000,
  })

export const diagramQuery = (id: string, seq: number) =>
  queryOptions({
    queryKey: ['cases', id, 'drawing', seq],
    queryFn: ({ signal }) => get<DiagramView>(`${addressOf(id)}/diagram`, undefined, signal),
    placeholderData: keepPreviousData,
  })

export const colleaguesQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', id, 'colleagues'],
    queryFn: ({ signal }) => get<readonly Colleague[]>(`${addressOf(id)}/colleagues`, undefined, signal),
    staleTime: 5 * 60_000,
  })

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', id, 'draft'],
    queryFn: ({ signal }) => get<DecisionDraft | null>(`${addressOf(id)}/draft`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
  })
export const keepDraft = (id: string, draft: DecisionDraft) => put<unknown>(`${addressOf(id)}/draft`, draft)

export const sendDeed = (id: string, after: number, deed: Deed, options: SendOptions) =>
  post<ActAnswer>(`${addressOf(id)}/acts`, { after, deed }, options)

/** The form that was filled in, by way of the item; a case whose item is gone shows its answers by their names. */
export const formOfItemQuery = (code: string) =>
  queryOptions({
    queryKey: ['catalog', 'form-of', code],
    queryFn: async ({ signal }) => {
      const item = await get<Item>(`/api/catalog/items/${encodeURIComponent(code)}`, undefined, signal)
      const form = (item as { readonly form?: string }).form
      return form ? get<Form>(`/api/catalog/forms/${encodeURIComponent(form)}`, undefined, signal) : null
    },
    staleTime: 3600_000,
    retry: false,
  })

type Region = { readonly code: string; readonly name: string }
/** A region by its code; one that the registry does not know is left as its code. */
export const regionQuery = (code: string) =>
  queryOptions({
    queryKey: ['registry', 'region', code],
    queryFn: ({ signal }) => get<Region>(`/api/registry/regions/${code}`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
