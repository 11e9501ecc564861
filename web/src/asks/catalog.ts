/** What the portal asks the catalogue: suggestions, items, events, service points. */
import type {
  EventsAnswer,
  Form,
  Item,
  SearchAnswer,
  ServicePointsAnswer as ServicePointsSchema,
  SuggestAnswer,
  ThemesAnswer,
} from '@steppe/contracts/catalog'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get } from '../app/api.ts'

export type ServicePoints = Static<typeof ServicePointsSchema>
export type FoundEvent = EventsAnswer['events'][number]
export type FoundItem = SearchAnswer['items'][number]

const day = 24 * 3600_000

export const suggestQuery = (q: string, region: string) =>
  queryOptions({
    queryKey: ['catalog', 'suggest', q, region],
    queryFn: ({ signal }) => get<SuggestAnswer>('/api/catalog/suggest', { q, region }, signal),
    enabled: q.length > 0,
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  })

export type Search = {
  readonly q?: string | undefined
  readonly region?: string | undefined
  readonly audience?: 'person' | 'firm' | undefined
  readonly theme?: string | undefined
}

export const searchQuery = (search: Search) =>
  infiniteQueryOptions({
    queryKey: ['catalog', 'search', search],
    queryFn: ({ signal, pageParam }) =>
      get<SearchAnswer>('/api/catalog/items', { ...search, limit: 20, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last: SearchAnswer) => last.next,
  })

export const eventsQuery = queryOptions({
  queryKey: ['catalog', 'events'],
  queryFn: ({ signal }) => get<EventsAnswer>('/api/catalog/events', undefined, signal),
  staleTime: day,
})

export const themesQuery = queryOptions({
  queryKey: ['catalog', 'themes'],
  queryFn: ({ signal }) => get<ThemesAnswer>('/api/catalog/themes', undefined, signal),
  staleTime: day,
})

export const itemQuery = (code: string) =>
  queryOptions({
    queryKey: ['catalog', 'item', code],
    queryFn: ({ signal }) => get<Item>(`/api/catalog/items/${encodeURIComponent(code)}`, undefined, signal),
    staleTime: 10 * 60_000,
  })

export const formQuery = (id: string) =>
  queryOptions({
    queryKey: ['catalog', 'form', id],
    queryFn: ({ signal }) => get<Form>(`/api/catalog/forms/${encodeURIComponent(id)}`, undefined, signal),
    staleTime: 10 * 60_000,
  })

export const pointsQuery = (item: string, near?: string) =>
  queryOptions({
    queryKey: ['catalog', 'points', item, near ?? ''],
    queryFn: ({ signal }) => get<ServicePoints>('/api/catalog/service-points', { item, near, limit: 3 }, signal),
    staleTime: day,
  })
