/** What the page of a department's score asks. */
import type { Counted } from '@steppe/contracts/evaluation'
import { queryOptions } from '@tanstack/react-query'
import { get } from '../../app/api.ts'

export type { Counted }
export type CountedOrder = Counted['rows'][number]

/** The ranking of departments among the published figures. */
export const ranking = 'ranking-departments'

export const countedQuery = (department: string, day: string) =>
  queryOptions({
    queryKey: ['appeals', 'counted', department, day],
    enabled: department !== '' && day !== '',
    queryFn: ({ signal }) => get<Counted>(`/api/evaluation/figures/${ranking}/counted`, { department, day }, signal),
  })
