/** What the page of the duty catalogue asks and sends. */
import type { Duties, NewDuty } from '@steppe/contracts/appeals'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, post, type SendOptions } from '../../app/api.ts'
import { pagesOf } from '../../app/pages-of.ts'

export type Duty = Static<typeof Duties>['rows'][number]
export type DutyDraft = Static<typeof NewDuty>

export const dutiesQuery = (q: string) => ({
  ...pagesOf<Static<typeof Duties>>(['appeals', 'duties', q], '/api/appeals/duties', { q: q || undefined }),
  placeholderData: keepPreviousData,
})

/** All versions of the entries whose matter has these words. */
export const historyQuery = (q: string) =>
  queryOptions({
    queryKey: ['appeals', 'duties', 'history', q],
    queryFn: ({ signal }) => get<Static<typeof Duties>>('/api/appeals/duties', { q, history: true }, signal),
  })

export const writeDuty = (duty: DutyDraft, options: SendOptions) =>
  post<{ readonly id: string }>('/api/appeals/duties', duty, options)
