/** HTTP of messages: parse, act, answer. */
import * as M from '@steppe/contracts/messages'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { findGivenUp } from './find-given-up.ts'
import { findMessages, findUnread } from './find-messages.ts'
import { markRead } from './mark-read.ts'
import { changePreferences, viewPreferences } from './preferences.ts'

const pageQuery = Type.Object(
  { cursor: Type.Optional(Type.String({ maxLength: 100 })) },
  { additionalProperties: false },
)

/** All routes of the module. */
export function messageRoutes(house: CasesHouse): AnyRoute[] {
  return [...insideRoutes(house), ...outsideRoutes(house)]
}

function insideRoutes(house: CasesHouse): AnyRoute[] {
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

/** What leaves the installation. */
function outsideRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/messages/preferences',
      permission: 'signed_in',
      summary: 'How you are told outside: by SMS, by mail',
      response: M.Preferences,
      handle: ({ actor }) => viewPreferences(house, actor),
    }),
    route({
      method: 'PUT',
      url: '/api/messages/preferences',
      permission: 'signed_in',
      summary: 'Change how you are told outside, or opt out',
      body: M.NewPreferences,
      response: M.Preferences,
      handle: ({ actor, body }) => changePreferences(house, actor, body),
    }),
    route({
      method: 'GET',
      url: '/api/messages/given-up',
      permission: 'messages:delivery:read',
      summary: 'What waits for the carrier and what it did not take in the end',
      response: M.GivenUp,
      handle: () => findGivenUp(house),
    }),
  ]
}
