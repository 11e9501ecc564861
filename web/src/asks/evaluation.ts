/** What the portal asks and sends about a rating: the reasons that can be ticked, the rating itself. */
import type { Rating, RatingReasons, RatingReceipt } from '@steppe/contracts/evaluation'
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, post, type SendOptions } from '../app/api.ts'

export type Reasons = Static<typeof RatingReasons>
export type RatingAnswer = Static<typeof RatingReceipt>

export const reasonsQuery = queryOptions({
  queryKey: ['evaluation', 'reasons'],
  queryFn: ({ signal }) => get<Reasons>('/api/evaluation/reasons', undefined, signal),
  staleTime: 3600_000,
})

export const sendRating = (rating: Rating, options: SendOptions) =>
  post<RatingAnswer>('/api/evaluation/ratings', rating, options)
