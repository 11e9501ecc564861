/** What the hotline's desk asks and sends: calls, the caller's earlier orders, taking an appeal for somebody. */
import type { AppealReceipt, Call, OrderList, ReceivedAppeal } from '@steppe/contracts/appeals'
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, post, type SendOptions } from '../../app/api.ts'

export type CallLine = Static<typeof Call>
export type Received = Static<typeof ReceivedAppeal>

export const callsQuery = queryOptions({
  queryKey: ['appeals', 'calls'],
  queryFn: ({ signal }) => get<readonly CallLine[]>('/api/appeals/calls', undefined, signal),
  refetchInterval: 3_000,
  retry: false,
})

/** Earlier orders by words or by the number that rang. */
export const earlierQuery = (q: string) =>
  queryOptions({
    queryKey: ['appeals', 'earlier', q],
    queryFn: ({ signal }) => get<Static<typeof OrderList>>('/api/appeals', { q, limit: 8 }, signal),
    enabled: q.trim().length >= 2,
    staleTime: 10_000,
    retry: false,
  })

export const receive = (appeal: Received, options: SendOptions) =>
  post<AppealReceipt>('/api/appeals/received', appeal, options)
