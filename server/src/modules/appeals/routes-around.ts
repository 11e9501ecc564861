/** HTTP around orders: lists, duty catalogue, exclusions. */
import * as A from '@steppe/contracts/appeals'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { appealExclusion, decideAppeal, showExclusion } from './appeal-exclusion.ts'
import { excludeOrder, listExclusions } from './exclusions.ts'
import { listDuties } from './find-duties.ts'
import { entryParams, orderParams, withOrder } from './find-order.ts'
import { showLists } from './show-lists.ts'
import { writeDuty } from './write-duty.ts'

export function listRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/appeals/lists',
      permission: 'open',
      summary: 'Kinds of appeals, their limits with the source of each, grounds',
      response: A.Lists,
      handle: () => showLists(house),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/duties',
      permission: 'open',
      summary: 'The duty catalogue: who answers for what, with versions',
      query: A.DutyQuery,
      response: A.Duties,
      refusals: ['platform.cursor_unknown'],
      handle: ({ query, language }) => listDuties(house, query, language),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/duties',
      permission: 'appeals:duty:write',
      summary: 'Write an entry of the duty catalogue, or a new version of one',
      body: A.NewDuty,
      response: Type.Object({ id: Type.String() }),
      refusals: ['appeals.department_unknown', 'appeals.duty_unknown'],
      handle: ({ actor, body }) => writeDuty(house, actor.id, body),
    }),
  ]
}

export function exclusionRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/appeals/exclusions',
      permission: 'open',
      summary: 'What does not count, each with its ground: orders, call-backs, matters not taken in',
      query: A.ExclusionQuery,
      response: A.Exclusions,
      refusals: ['platform.cursor_unknown'],
      handle: ({ query, language }) => listExclusions(house, query, language),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/exclusions/:id',
      permission: 'open',
      summary:
        'An exclusion, and whether you may appeal against it or decide; the reason of an appeal only for those concerned',
      params: entryParams,
      response: A.ExclusionView,
      refusals: ['appeals.exclusion_unknown'],
      handle: ({ actor, params, language }) => showExclusion(house, actor, params.id, language),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/:id/exclusions',
      permission: 'appeals:order:exclude',
      summary: 'Exclude an order from the rates, with its ground',
      params: orderParams,
      body: A.NewExclusion,
      response: A.Exclusion,
      refusals: [
        'appeals.order_unknown',
        'cases.not_yours',
        'appeals.ground_unknown',
        'appeals.excluded_already',
        'appeals.lifted_on_appeal',
      ],
      handle: ({ actor, params, body }) =>
        withOrder(house, actor, params.id, (state) => excludeOrder(house, actor, state, body)),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/exclusions/:id/appeal',
      permission: 'signed_in',
      summary: 'Appeal against an exclusion of your order',
      params: entryParams,
      body: A.ExclusionAppeal,
      response: A.Exclusion,
      refusals: ['appeals.exclusion_unknown', 'cases.only_applicant', 'appeals.appealed_already'],
      handle: ({ actor, params, body }) => appealExclusion(house, actor, params.id, body.reason),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/exclusions/:id/decision',
      permission: 'appeals:order:supervise',
      summary: 'Decide an appeal against an exclusion',
      params: entryParams,
      body: A.ExclusionDecision,
      response: A.Exclusion,
      refusals: [
        'appeals.exclusion_unknown',
        'appeals.not_supervisor',
        'appeals.decides_own',
        'appeals.nothing_to_decide',
        'cases.changed_meanwhile',
      ],
      handle: ({ actor, params, body }) => decideAppeal(house, actor, params.id, body),
    }),
  ]
}
