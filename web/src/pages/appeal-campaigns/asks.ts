/** What the pages of call-back campaigns ask and send. */
import type {
  Campaign,
  CampaignCalls,
  CampaignResult,
  CampaignSample,
  Campaigns,
  NewCampaign,
} from '@steppe/contracts/appeals'
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { get, post, type SendOptions } from '../../app/api.ts'
import { pagesOf } from '../../app/pages-of.ts'

export type CampaignLine = Static<typeof Campaign>
export type Sample = Static<typeof CampaignSample>
export type CallLine = Static<typeof CampaignCalls>['rows'][number]
export type CallResult = Static<typeof CampaignResult>

const address = (id: string) => `/api/appeals/campaigns/${encodeURIComponent(id)}`

export const campaignsQuery = pagesOf<Static<typeof Campaigns>>(['appeals', 'campaigns'], '/api/appeals/campaigns')

export const sampleQuery = (id: string) =>
  queryOptions({
    queryKey: ['appeals', 'campaigns', id],
    queryFn: ({ signal }) => get<Sample>(`${address(id)}/sample`, undefined, signal),
  })

/** Only for those who call; a refusal means that the reader does not. */
export const callsQuery = (id: string) => ({
  ...pagesOf<Static<typeof CampaignCalls>>(['appeals', 'campaigns', id, 'calls'], `${address(id)}/calls`),
  retry: false,
})

export const openCampaign = (campaign: Static<typeof NewCampaign>, options: SendOptions) =>
  post<CampaignLine>('/api/appeals/campaigns', campaign, options)
export const readNumbers = (id: string, numbers: readonly (readonly string[])[], options: SendOptions) =>
  post<CampaignLine>(`${address(id)}/numbers`, { numbers }, options)
export const enterResult = (id: string, result: CallResult, options: SendOptions) =>
  post<unknown>(`${address(id)}/results`, result, options)
