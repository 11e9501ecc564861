/** How answers are kept: reads are fresh for half a minute, refusals are never asked again by themselves. */
import { QueryClient } from '@tanstack/react-query'
import { RefusalError } from './api.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      networkMode: 'always',
      retry: (count, fault) => !(fault instanceof RefusalError && fault.refusal.status < 500) && count < 2,
      retryDelay: (count) => 800 * 2 ** count,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
