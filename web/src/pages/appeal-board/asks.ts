/** What the board asks: its numbers, live. */
import type { SupervisionBoard } from '@steppe/contracts/appeals'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get } from '../../app/api.ts'

export type BoardNumbers = Static<typeof SupervisionBoard>

export const supervisionQuery = (region: string) =>
  queryOptions({
    queryKey: ['appeals', 'supervision', region],
    queryFn: ({ signal }) => get<BoardNumbers>('/api/appeals/supervision', { region: region || undefined }, signal),
    refetchInterval: 10_000,
    staleTime: 5_000,
    placeholderData: keepPreviousData,
  })
