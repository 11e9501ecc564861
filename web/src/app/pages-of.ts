/** Lists that are read page by page: each answer says where the next begins. */
import { infiniteQueryOptions } from '@tanstack/react-query'
import { get, type Query } from './api.ts'

/** What asks for such a list; `cursor` is the parameter's name, where it has another. */
export const pagesOf = <A extends { readonly next?: string | undefined }>(
  queryKey: readonly unknown[],
  path: string,
  query: Query = {},
  cursor = 'cursor',
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ signal, pageParam }) => get<A>(path, { ...query, [cursor]: pageParam || undefined }, signal),
    initialPageParam: '',
    getNextPageParam: (last: A) => last.next,
  })
