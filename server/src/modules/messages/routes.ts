/** HTTP of messages: parse, act, answer. */
import * as M from '@steppe/contracts/messages'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { findMessages, findUnread } from './find-messages.ts'
import { markRead } from './mark-read.ts'

const pageQuery = Type.Object(
  { cursor: Type.Optional(Type.String({ maxLength: 100 })) },
  { additionalProperties: false },
)

/** All routes of the module. */
export function messageRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/messages',
      permission: 'signed_in',
      summary: 'What happened to your cases, the latest first',
      query: pageQuery,
      response: M.Messages,
      refusals: ['platform.cursor_unknown'],
      handle: ({ actor, query, language }) =>
        findMessages(house, actor.id, query.cursor, language === 'en' ? house.english : (zh) => zh),
    }),
    route({
      method: 'GET',
      url: '/api/messages/unread',
      permission: 'signed_in',
      summary: 'How many messages you have not read',
      response: M.Unread,
      handle: async ({ actor }) => ({ unread: await findUnread(house, actor.id) }),
    }),
    route({
      method: 'POST',
      url: '/api/messages/read',
      permission: 'signed_in',
      summary: 'You have read what was told so far',
      response: M.Unread,
      handle: async ({ actor }) => {
        await markRead(house, actor.id)
        return { unread: await findUnread(house, actor.id) }
      },
    }),
  ]
}
