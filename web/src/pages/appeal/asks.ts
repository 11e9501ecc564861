/** What the pages of appeals ask and send. It stands here and not in asks/, so that the first page loads nothing of it. */
import type {
  AllowedOrderAct,
  AppealReceipt,
  Board,
  Exclusions,
  ExclusionView,
  FirmDesk,
  Lists,
  MyOrders,
  Near,
  NewAppeal,
  Objections,
  OrderActAnswer,
  OrderDeed,
  OrderView,
  PublicNumbers,
  Suggestions,
  SuggestRequest,
} from '@steppe/contracts/appeals'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, post, type SendOptions, upload } from '../../app/api.ts'
import { pagesOf } from '../../app/pages-of.ts'

export type Exclusion = Static<typeof Exclusions>['rows'][number]
export type BoardAnswer = Static<typeof Board>
export type NearOrder = Static<typeof Near>[number]
export type Ground = Lists['refusalGrounds'][number]
export type { AllowedOrderAct, ExclusionView, FirmDesk, Lists, OrderDeed, OrderView, PublicNumbers, Suggestions }

const address = (id: string) => `/api/appeals/${encodeURIComponent(id)}`

export const listsQuery = queryOptions({
  queryKey: ['appeals', 'lists'],
  queryFn: ({ signal }) => get<Lists>('/api/appeals/lists', undefined, signal),
  staleTime: 3600_000,
})

/** Asked again when what was typed has settled; a failed suggestion is no fault of the page. */
export const suggestionsQuery = (request: SuggestRequest) =>
  queryOptions({
    queryKey: ['appeals', 'suggest', request],
    queryFn: ({ signal }) => post<Suggestions>('/api/appeals/suggestions', request, { signal }),
    enabled: request.text.trim().length >= 6 && request.region !== '',
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  })

export const handIn = (appeal: NewAppeal, options: SendOptions) => post<AppealReceipt>('/api/appeals', appeal, options)

export type StoredFile = { readonly id: string; readonly name: string; readonly sha256: string; readonly size: number }
export const storeFile = (file: File, onProgress: (share: number) => void, signal: AbortSignal) =>
  upload<StoredFile>('/api/files', file, { query: { name: file.name }, onProgress, signal })

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['appeals', 'order', id],
    queryFn: ({ signal }) => get<OrderView>(address(id), undefined, signal),
    staleTime: 5_000,
  })

export const allowedQuery = (id: string) =>
  queryOptions({
    queryKey: ['appeals', 'order', id, 'acts'],
    queryFn: ({ signal }) => get<readonly AllowedOrderAct[]>(`${address(id)}/acts`, undefined, signal),
    staleTime: 5_000,
  })

/** An act stands on the act that the caller saw last. */
export const sendDeed = (id: string, after: number, deed: OrderDeed, options: SendOptions) =>
  post<OrderActAnswer>(`${address(id)}/acts`, { after, deed }, options)

/** The order goes on by itself again. */
export const undoMerge = (id: string, after: number, reason: string, options: SendOptions) =>
  post<unknown>(`/api/appeals/${encodeURIComponent(id)}/merges/undo`, { after, reason }, options)

export const myOrdersQuery = (firm?: string) =>
  pagesOf<MyOrders>(['appeals', 'mine', firm ?? ''], '/api/appeals/mine', { firm, limit: 20 })

export type NumbersFilter = {
  readonly region?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly channel?: string | undefined
  readonly type?: string | undefined
}
export const numbersQuery = (filter: NumbersFilter) =>
  queryOptions({
    queryKey: ['appeals', 'public', filter],
    queryFn: ({ signal }) => get<Static<typeof PublicNumbers>>('/api/appeals/public', filter, signal),
    placeholderData: keepPreviousData,
  })

export const boardQuery = (region: string) =>
  pagesOf<BoardAnswer>(['appeals', 'board', region], '/api/appeals/board', { region: region || undefined })

export const nearQuery = (lat: number, long: number, metres: number) =>
  queryOptions({
    queryKey: ['appeals', 'near', lat, long, metres],
    queryFn: ({ signal }) => get<readonly NearOrder[]>('/api/appeals/near', { lat, long, metres }, signal),
    placeholderData: keepPreviousData,
  })

export type ExclusionFilter = {
  readonly region?: string | undefined
  readonly ground?: string | undefined
  readonly state?: string | undefined
  readonly order?: string | undefined
}
export const exclusionsQuery = (filter: ExclusionFilter) =>
  pagesOf<Static<typeof Exclusions>>(['appeals', 'exclusions', filter], '/api/appeals/exclusions', filter)
/** Every exclusion of an order, each with what it is to the caller. */
export const exclusionsOfQuery = (order: string) =>
  queryOptions({
    queryKey: ['appeals', 'exclusions', 'of', order],
    queryFn: async ({ signal }) => {
      const { rows } = await get<Static<typeof Exclusions>>('/api/appeals/exclusions', { order }, signal)
      return Promise.all(
        rows.map(({ id }) =>
          get<ExclusionView>(`/api/appeals/exclusions/${encodeURIComponent(id)}`, undefined, signal),
        ),
      )
    },
  })
export const appealExclusion = (id: string, reason: string, options: SendOptions) =>
  post<unknown>(`/api/appeals/exclusions/${encodeURIComponent(id)}/appeal`, { reason }, options)
export const decideExclusion = (
  id: string,
  decision: { readonly lift: boolean; readonly opinion: string },
  options: SendOptions,
) => post<unknown>(`/api/appeals/exclusions/${encodeURIComponent(id)}/decision`, decision, options)

export const firmDeskQuery = (code: string) =>
  queryOptions({
    queryKey: ['appeals', 'firm', code],
    queryFn: ({ signal }) =>
      get<Static<typeof FirmDesk>>(`/api/appeals/firms/${encodeURIComponent(code)}`, undefined, signal),
    enabled: code !== '',
  })

export type Objection = Static<typeof Objections>['rows'][number]
export const objectionsQuery = pagesOf<Static<typeof Objections>>(['appeals', 'objections'], '/api/appeals/objections')
export const decideObjection = (id: string, grant: boolean, opinion: string, options: SendOptions) =>
  post<unknown>(`/api/appeals/objections/${encodeURIComponent(id)}/decision`, { grant, opinion }, options)
