/** What the portal asks the catalogue: suggestions, items, events, service points. */
import type {
  EventsAnswer,
  Form,
  Item,
  ItemDiffAnswer,
  ItemVersionsAnswer,
  SearchAnswer,
  ServicePointsAnswer as ServicePointsSchema,
  SuggestAnswer,
  ThemesAnswer,
} from '@steppe/contracts/catalog'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get } from '../app/api.ts'
import { pagesOf } from '../app/pages-of.ts'

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
  pagesOf<SearchAnswer>(['catalog', 'search', search], '/api/catalog/items', { ...search, limit: 20 })

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

export const itemVersionsQuery = (code: string) =>
  queryOptions({
    queryKey: ['catalog', 'versions', code],
    queryFn: ({ signal }) =>
      get<ItemVersionsAnswer>(`/api/catalog/items/${encodeURIComponent(code)}/versions`, undefined, signal),
  })

/** What changed in the item between two days. */
export const itemDiffQuery = (code: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['catalog', 'diff', code, from, to],
    queryFn: ({ signal }) =>
      get<ItemDiffAnswer>(`/api/catalog/items/${encodeURIComponent(code)}/diff`, { from, to }, signal),
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
    staleTime: 5 * 60_000,
  })

/** Near the spot where one is given, else in the region and those above it. Whether they are open changes by the minute. */
export const pointsNearQuery = (by: { item: string; region: string; near: string | undefined }) => {
  const where = by.near ? { near: by.near } : { region: by.region }
  const query = { ...(by.item ? { item: by.item } : {}), ...where, limit: 10 }
  return queryOptions({
    queryKey: ['catalog', 'points-near', query],
    queryFn: ({ signal }) => get<ServicePoints>('/api/catalog/service-points', query, signal),
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
  })
}
