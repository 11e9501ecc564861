/** HTTP of 考核申诉: a department objects to an order that counts against it. */
import * as A from '@steppe/contracts/appeals'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { entryParams, orderParams, withOrder } from './find-order.ts'
import { decideObjection, listObjections, objectToOrder } from './objections.ts'

export function objectionRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/appeals/objections',
      permission: 'open',
      summary: 'Orders that departments hold should not count against them, and what was decided',
      query: A.ObjectionQuery,
      response: A.Objections,
      refusals: ['platform.cursor_unknown'],
      handle: ({ query, language }) => listObjections(house, query, language),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/:id/objections',
      permission: 'appeals:order:read',
      summary: 'Object, for the department that had it, to an order that counts against it',
      params: orderParams,
      body: A.NewObjection,
      response: A.Objection,
      refusals: [
        'appeals.order_unknown',
        'cases.not_yours',
        'appeals.ground_unknown',
        'appeals.only_lead_objects',
        'cases.not_ended',
        'appeals.objection_late',
        'appeals.objected_already',
      ],
      handle: ({ actor, params, body }) =>
        withOrder(house, actor, params.id, (state) => objectToOrder(house, actor, state, body)),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/objections/:id/decision',
      permission: 'appeals:order:supervise',
      summary: 'Decide an objection; what is granted is an exclusion that the person may appeal against',
      params: entryParams,
      body: A.ObjectionDecision,
      response: A.Objection,
      refusals: [
        'appeals.objection_unknown',
        'appeals.not_supervisor',
        'appeals.nothing_to_decide',
        'appeals.excluded_already',
        'appeals.lifted_on_appeal',
      ],
      handle: ({ actor, params, body }) => decideObjection(house, actor, params.id, body),
    }),
  ]
}
