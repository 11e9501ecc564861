/** HTTP of call-back campaigns. */
import * as A from '@steppe/contracts/appeals'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { enterResult, listCalls } from './campaign-calls.ts'
import { drawCampaign, listCampaigns, openCampaign, showSample } from './campaigns.ts'

const params = Type.Object({ id: Type.String({ minLength: 8, maxLength: 40 }) }, { additionalProperties: false })
const page = Type.Object({ cursor: Type.Optional(A.Cursor) }, { additionalProperties: false })
const reach = ['appeals.campaign_unknown', 'appeals.out_of_reach']

export function campaignRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/appeals/campaigns',
      permission: 'open',
      summary: 'Call-back campaigns, the latest first, with their results',
      query: page,
      response: A.Campaigns,
      refusals: ['platform.cursor_unknown'],
      handle: ({ query, language }) => listCampaigns(house, query.cursor, language),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/campaigns',
      permission: 'appeals:campaign:write',
      summary: 'Fix the list of ended orders and seal its root before the seed exists',
      body: A.NewCampaign,
      response: A.Campaign,
      refusals: ['appeals.out_of_reach', 'appeals.nothing_to_draw', 'appeals.seed_wrong', 'appeals.seed_not_later'],
      handle: ({ actor, body }) => openCampaign(house, actor, body),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/campaigns/:id/numbers',
      permission: 'appeals:campaign:write',
      summary: 'The numbers as one person reads them; when two read them alike the sample is drawn',
      params,
      body: A.CampaignNumbers,
      response: A.Campaign,
      refusals: [...reach, 'appeals.drawn_already', 'appeals.seed_too_early', 'appeals.seed_wrong'],
      handle: ({ actor, params, body }) => drawCampaign(house, actor, params.id, body.numbers),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/campaigns/:id/sample',
      permission: 'open',
      summary: 'Everything that is needed to draw the sample again: numbers of orders only',
      params,
      response: A.CampaignSample,
      refusals: ['appeals.campaign_unknown'],
      handle: ({ params, language }) => showSample(house, params.id, language),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/campaigns/:id/calls',
      permission: 'appeals:campaign:write',
      summary: 'Who is to be called',
      params,
      query: page,
      response: A.CampaignCalls,
      refusals: [...reach, 'platform.cursor_unknown'],
      handle: ({ actor, params, query, language }) => listCalls(house, actor, params.id, query.cursor, language),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/campaigns/:id/results',
      permission: 'appeals:campaign:write',
      summary: 'What came of a call, once',
      params,
      body: A.CampaignResult,
      response: Type.Object({ order: Type.String() }),
      refusals: [
        ...reach,
        'appeals.not_in_sample',
        'appeals.ground_unknown',
        'cases.reason_needed',
        'cases.say_how_it_ended',
      ],
      handle: ({ actor, params, body }) => enterResult(house, actor, params.id, body),
    }),
  ]
}
