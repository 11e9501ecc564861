/** What staff ask and send about orders beside what everybody does: lists, suggestions, merges, the check of a reply, departments. */
import type {
  MergeRequest,
  OrderList,
  OrderQuery,
  ReplyCheck,
  ReplyDraft,
  Suggestions,
} from '@steppe/contracts/appeals'
import type { DepartmentsAnswer, KindsAnswer } from '@steppe/contracts/registry'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, post, type SendOptions } from '../../app/api.ts'
import { pagesOf } from '../../app/pages-of.ts'

export type OrderFilter = Omit<Static<typeof OrderQuery>, 'cursor' | 'limit'>
export type OrderRow = Static<typeof OrderList>['rows'][number]
export type ReplyFindings = Static<typeof ReplyCheck>
type Department = Static<typeof DepartmentsAnswer>['departments'][number]

export type { Department }

const address = (id: string) => `/api/appeals/${encodeURIComponent(id)}`

export const ordersQuery = (filter: OrderFilter) => ({
  ...pagesOf<Static<typeof OrderList>>(['appeals', 'list', filter], '/api/appeals', { ...filter, limit: 50 }),
  placeholderData: keepPreviousData,
})

export const orderSuggestionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['appeals', 'order', id, 'suggestions'],
    queryFn: ({ signal }) => get<Suggestions>(`${address(id)}/suggestions`, undefined, signal),
    staleTime: 60_000,
    retry: false,
  })

export const checkReply = (id: string, draft: Static<typeof ReplyDraft>) =>
  post<ReplyFindings>(`${address(id)}/reply-check`, draft)

export const mergeOrder = (id: string, merge: Static<typeof MergeRequest>, options: SendOptions) =>
  post<unknown>(`${address(id)}/merges`, merge, options)

export const excludeOrder = (id: string, ground: string, reason: string, options: SendOptions) =>
  post<unknown>(`${address(id)}/exclusions`, { ground, reason }, options)

/** 考核申诉: the department that had it holds that it should not count. */
export const objectToOrder = (id: string, ground: string, reason: string, options: SendOptions) =>
  post<unknown>(`${address(id)}/objections`, { ground, reason }, options)

/** Departments of a place, by words of their name. */
export const departmentsQuery = (region: string, q = '') =>
  queryOptions({
    queryKey: ['registry', 'departments', region, q],
    queryFn: ({ signal }) =>
      get<Static<typeof DepartmentsAnswer>>(
        '/api/registry/departments',
        { region, q: q || undefined, limit: 100 },
        signal,
      ),
    enabled: region !== '',
    staleTime: 3600_000,
    placeholderData: keepPreviousData,
  })

export const kindsQuery = queryOptions({
  queryKey: ['registry', 'kinds'],
  queryFn: ({ signal }) => get<Static<typeof KindsAnswer>>('/api/registry/kinds', undefined, signal),
  staleTime: 3600_000,
})
