/** The card of the links: cases that pass between installations as signed events. */
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { media } from '#platform/media'
import { type ModuleCard, route } from '#platform/module'
import { receiveEvent } from './receive-event.ts'
import { linksRefusals } from './refusals.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'links',
  purpose: 'Two installations pass cases to each other as signed CloudEvents; progress comes back by itself.',
  tables: [],
  refusals: linksRefusals,
  routes: (house) => [
    route({
      method: 'POST',
      url: '/api/links/events',
      permission: 'open',
      summary: 'A signed CloudEvent of a linked installation',
      body: media('application/cloudevents+json'),
      bodyLimit: 60 * 1024 * 1024,
      response: Type.Object({ taken: Type.Boolean() }),
      remembersItself: true,
      refusals: Object.keys(linksRefusals),
      handle: ({ body, signature }) => receiveEvent(house, house.links, body, signature ?? ''),
    }),
  ],
}
