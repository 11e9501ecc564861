/** HTTP of orders: handing in, lists, one order, what is done to it. */
import * as A from '@steppe/contracts/appeals'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { checkReply } from './check-reply.ts'
import { doOrderAct } from './do-order-act.ts'
import { orderParams, withOrder } from './find-order.ts'
import { findOrderInbox } from './find-order-inbox.ts'
import { handIn, receiveFor } from './hand-in.ts'
import { listOrders } from './list-orders.ts'
import { mergeOrder, unmergeOrder } from './merge-orders.ts'
import { myOrders } from './my-orders.ts'
import { showActs } from './show-acts.ts'
import { suggestFor, suggestForWords } from './suggest.ts'
import { viewOrder } from './view-order.ts'

const params = orderParams
const opening = ['appeals.type_unknown', 'appeals.region_unknown', 'appeals.ground_unknown', 'platform.file_unknown']
const seen = ['appeals.order_unknown', 'cases.not_yours']

export function handInRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/appeals',
      permission: 'signed_in',
      summary: 'Hand in what you ask, complain about, report or suggest',
      body: A.NewAppeal,
      response: A.AppealReceipt,
      remembersItself: true,
      refusals: [
        ...opening,
        'appeals.firm_needed',
        'appeals.not_your_firm',
        'appeals.order_unknown',
        'appeals.merge_ended',
        'appeals.merge_elsewhere',
        'platform.too_many_attempts',
      ],
      handle: async ({ actor, body, idempotencyKey, url }) => handIn(house, actor, body, idempotencyKey, url),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/suggestions',
      permission: 'signed_in',
      summary:
        'While you write: whose matter it may be, with reasons; open orders that say nearly the same. Nothing is kept',
      body: A.SuggestRequest,
      response: A.Suggestions,
      remembersItself: true,
      handle: ({ body, language }) => suggestForWords(house, body, language),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/received',
      permission: 'appeals:order:receive',
      summary: 'Take what somebody says on the telephone or at a window',
      body: A.ReceivedAppeal,
      response: A.AppealReceipt,
      remembersItself: true,
      refusals: [...opening, 'appeals.call_unknown', 'appeals.caller_unknown'],
      handle: ({ actor, body, idempotencyKey, url }) => receiveFor(house, actor, body, idempotencyKey, url),
    }),
  ]
}

export function orderListRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/appeals',
      permission: 'appeals:order:read',
      summary: 'Orders in your reach, the latest first',
      query: A.OrderQuery,
      response: A.OrderList,
      refusals: ['platform.cursor_unknown', 'appeals.out_of_reach'],
      handle: ({ actor, query, language }) => listOrders(house, actor, query, language),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/inbox',
      permission: 'appeals:order:read',
      summary: 'Steps of orders that your departments owe, the first due first',
      query: A.OrderInboxQuery,
      response: A.OrderInbox,
      refusals: ['platform.cursor_unknown'],
      handle: ({ actor, query, language }) => findOrderInbox(house, actor, query, language),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/mine',
      permission: 'signed_in',
      summary: 'Your orders, or those of a firm you act for, the latest first',
      query: A.MineQuery,
      response: A.MyOrders,
      refusals: ['platform.cursor_unknown', 'appeals.not_your_firm'],
      handle: ({ actor, query, language }) => myOrders(house, actor, query, language),
    }),
  ]
}

export function orderRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/appeals/:id',
      permission: 'signed_in',
      summary: 'An order: stages with their limits and owners, replies, supervision, call-backs',
      params,
      response: A.OrderView,
      refusals: seen,
      handle: ({ actor, params, language }) =>
        withOrder(house, actor, params.id, (state) => viewOrder(house, actor, state, language)),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/:id/acts',
      permission: 'signed_in',
      summary: 'What can be done to the order now, whether you may, and if not, why',
      params,
      response: Type.Array(A.AllowedOrderAct),
      refusals: seen,
      handle: ({ actor, params }) => withOrder(house, actor, params.id, (state) => showActs(house, actor, state)),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/:id/acts',
      permission: 'signed_in',
      summary: 'Do something to the order',
      params,
      body: A.OrderActRequest,
      response: A.OrderActAnswer,
      remembersItself: true,
      refusals: [...seen, ...actRefusals],
      handle: ({ actor, params, body, idempotencyKey, url }) =>
        doOrderAct(house, actor, params.id, body, idempotencyKey, url),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/:id/suggestions',
      permission: 'appeals:order:read',
      summary: 'To whom it might go, with reasons; orders that say nearly the same',
      params,
      response: A.Suggestions,
      refusals: seen,
      handle: ({ actor, params, language }) =>
        withOrder(house, actor, params.id, (state) => suggestFor(house, state, language)),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/:id/reply-check',
      permission: 'appeals:order:read',
      summary:
        'Look at a reply before it is sent: does it answer, has it a basis, does it name a day, was it used before',
      params,
      body: A.ReplyDraft,
      response: A.ReplyCheck,
      refusals: seen,
      handle: ({ actor, params, body }) =>
        withOrder(house, actor, params.id, (state) => checkReply(house, state, body)),
    }),
    ...mergeRoutes(house),
  ]
}

const actRefusals = [
  'appeals.department_unknown',
  'appeals.ground_unknown',
  'appeals.assists_itself',
  'appeals.meeting_incomplete',
  'appeals.parts_open',
  'appeals.say_when',
  'appeals.not_supervisor',
  'appeals.not_given_yet',
  'appeals.only_lead',
  'cases.changed_meanwhile',
  'cases.task_gone',
  'cases.other_department',
  'cases.other_role',
  'cases.only_applicant',
  'cases.not_for_this_step',
  'cases.returned_too_often',
  'cases.return_too_late',
  'cases.reopen_over',
  'cases.extended_already',
  'cases.say_how_it_ended',
]

function mergeRoutes(house: CasesHouse): AnyRoute[] {
  const refusals = [...seen, 'appeals.only_hotline', 'cases.changed_meanwhile']
  return [
    route({
      method: 'POST',
      url: '/api/appeals/:id/merges',
      permission: 'appeals:order:receive',
      summary: 'The order is the same matter as another and joins it',
      params,
      body: A.MergeRequest,
      response: A.OrderActAnswer,
      refusals: [...refusals, 'appeals.merge_ended', 'appeals.merge_elsewhere', 'appeals.merge_linked'],
      handle: ({ actor, params, body }) => mergeOrder(house, actor, params.id, body),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/:id/merges/undo',
      permission: 'signed_in',
      summary: 'The order goes on by itself again, as the hotline or whoever handed it in wants',
      params,
      body: A.UnmergeRequest,
      response: A.OrderActAnswer,
      refusals: [...refusals, 'cases.not_merged', 'cases.reopen_over'],
      handle: ({ actor, params, body }) => unmergeOrder(house, actor, params.id, body),
    }),
  ]
}
