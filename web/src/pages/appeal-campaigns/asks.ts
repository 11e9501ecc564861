/** What the pages of call-back campaigns ask and send. */
import type {
  Campaign,
  CampaignCalls,
  CampaignResult,
  CampaignSample,
  Campaigns,
  NewCampaign,
} from '@steppe/contracts/appeals'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, post, type SendOptions } from '../../app/api.ts'

export type CampaignLine = Static<typeof Campaign>
export type Sample = Static<typeof CampaignSample>
export type CallLine = Static<typeof CampaignCalls>['rows'][number]
export type CallResult = Static<typeof CampaignResult>

const address = (id: string) => `/api/appeals/campaigns/${encodeURIComponent(id)}`

export const campaignsQuery = infiniteQueryOptions({
  queryKey: ['appeals', 'campaigns'],
  queryFn: ({ signal, pageParam }) =>
    get<Static<typeof Campaigns>>('/api/appeals/campaigns', { cursor: pageParam || undefined }, signal),
  initialPageParam: '',
  getNextPageParam: (last: Static<typeof Campaigns>) => last.next,
})

export const sampleQuery = (id: string) =>
  queryOptions({
    queryKey: ['appeals', 'campaigns', id],
    queryFn: ({ signal }) => get<Sample>(`${address(id)}/sample`, undefined, signal),
  })

/** Only for those who call; a refusal means that the reader does not. */
export const callsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['appeals', 'campaigns', id, 'calls'],
    queryFn: ({ signal, pageParam }) =>
      get<Static<typeof CampaignCalls>>(`${address(id)}/calls`, { cursor: pageParam || undefined }, signal),
    initialPageParam: '',
    getNextPageParam: (last: Static<typeof CampaignCalls>) => last.next,
    retry: false,
  })

export const openCampaign = (campaign: Static<typeof NewCampaign>, options: SendOptions) =>
  post<CampaignLine>('/api/appeals/campaigns', campaign, options)
export const readNumbers = (id: string, numbers: readonly (readonly string[])[], options: SendOptions) =>
  post<CampaignLine>(`${address(id)}/numbers`, { numbers }, options)
export const enterResult = (id: string, result: CallResult, options: SendOptions) =>
  post<unknown>(`${address(id)}/results`, result, options)
