/** HTTP of what is public, of what supervisors see, and of the doors for other programs. */
import * as A from '@steppe/contracts/appeals'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { media, sheets } from '#platform/media'
import { type AnyRoute, route } from '#platform/module'
import { refuse } from '#platform/refusals'
import { findImport, importBoard } from './board/import-board.ts'
import { showFirmDesk } from './firm-desk.ts'
import { listQuarantine, takeMail } from './mail/take-mail.ts'
import { makeClient } from './open311/clients.ts'
import { publicNumbers } from './public-numbers.ts'
import { findSigns } from './rates/find-signs.ts'
import { findNear, showBoard } from './show-board.ts'
import { showSupervision } from './show-supervision.ts'
import { listCalls, takeCall } from './take-call.ts'

const regionQuery = Type.Object({ region: Type.Optional(A.RegionCode) }, { additionalProperties: false })

export function publicRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/appeals/public',
      permission: 'open',
      summary: 'How many appeals, how many answered, by place and kind; counted at each question',
      query: A.PublicQuery,
      response: A.PublicNumbers,
      refusals: ['appeals.region_unknown', 'appeals.period_too_long'],
      handle: ({ query, language }) => publicNumbers(house, query, language),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/board',
      permission: 'open',
      summary: 'Messages whose writers let them be shown, with their replies',
      query: Type.Object(
        { region: Type.Optional(A.RegionCode), cursor: Type.Optional(A.Cursor) },
        { additionalProperties: false },
      ),
      response: A.Board,
      refusals: ['platform.cursor_unknown'],
      handle: ({ query, language }) => showBoard(house, query, language),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/near',
      permission: 'open',
      summary: 'Open matters around a point',
      query: A.NearQuery,
      response: A.Near,
      handle: ({ query }) => findNear(house, query),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/supervision',
      permission: 'appeals:order:read',
      summary: 'The board of those who supervise: open, late, problems, raised; by stage, place, department, day',
      query: regionQuery,
      response: A.SupervisionBoard,
      refusals: ['appeals.out_of_reach'],
      handle: ({ actor, query, language }) => showSupervision(house, actor, query.region, language),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/signs',
      permission: 'appeals:order:supervise',
      summary: 'Signs that a rate looks better than the service is, by rule and department, with the cases behind each',
      query: A.SignsQuery,
      response: A.GamingSigns,
      refusals: ['appeals.out_of_reach'],
      handle: ({ actor, query, language }) => findSigns(house, actor, query, language),
    }),
  ]
}

export function mailRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/appeals/mails',
      permission: 'appeals:order:receive',
      summary: 'A mail as it came (message/rfc822): taken as an order, or put aside whole with the reason',
      body: media('message/rfc822'),
      bodyLimit: 60 * 1024 * 1024,
      response: Type.Object({
        order: Type.Optional(Type.String()),
        quarantined: Type.Optional(Type.String()),
        code: Type.Optional(Type.String()),
      }),
      remembersItself: true,
      refusals: ['platform.media_type', 'platform.too_large'],
      handle: async ({ body }) => (Buffer.isBuffer(body) ? takeMail(house, body) : refuse('platform.media_type')),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/quarantine',
      permission: 'appeals:order:receive',
      summary: 'What came and was not taken, with the reason',
      query: Type.Object({ cursor: Type.Optional(A.Cursor) }, { additionalProperties: false }),
      response: Type.Object({ rows: Type.Array(A.Quarantined), next: Type.Optional(A.Cursor) }),
      refusals: ['platform.cursor_unknown'],
      handle: ({ query }) => listQuarantine(house, query.cursor),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/firms/:code',
      permission: 'signed_in',
      summary: 'What a firm of yours has in one place',
      params: Type.Object({ code: Type.String({ maxLength: 18 }) }, { additionalProperties: false }),
      response: A.FirmDesk,
      refusals: ['appeals.not_your_firm'],
      handle: ({ actor, params, language }) => showFirmDesk(house, actor, params.code, language),
    }),
  ]
}

export function doorRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/appeals/imports',
      permission: 'appeals:board:import',
      summary: 'Take in a message board as CSV or XLSX; every row that was not taken is named with its reason',
      query: Type.Object({ id: Type.Optional(A.ImportId) }, { additionalProperties: false }),
      body: media(...sheets),
      bodyLimit: 60 * 1024 * 1024,
      response: A.ImportReport,
      remembersItself: true,
      refusals: ['appeals.import_unreadable', 'platform.too_large'],
      handle: ({ actor, query, body }) => importBoard(house, actor, body, query.id),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/imports/:id',
      permission: 'appeals:board:import',
      summary: 'How far an import of yours is, or how it ended',
      params: Type.Object({ id: A.ImportId }, { additionalProperties: false }),
      response: A.ImportReport,
      refusals: ['appeals.import_unknown'],
      handle: ({ actor, params }) => findImport(house, actor.id, params.id),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/calls',
      permission: 'open',
      summary: 'Call data of the telephone exchange, signed in the header steppe-signature',
      body: media('application/octet-stream'),
      bodyLimit: 16 * 1024,
      response: Type.Object({ taken: Type.Boolean() }),
      remembersItself: true,
      refusals: [
        'appeals.calls_not_set_up',
        'appeals.call_not_bytes',
        'appeals.signature_wrong',
        'platform.malformed',
        'platform.media_type',
      ],
      handle: ({ body, signature }) => takeCall(house, body, signature),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/calls',
      permission: 'appeals:order:receive',
      summary: 'Calls of the last hours',
      response: Type.Array(A.Call),
      handle: () => listCalls(house),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/clients',
      permission: 'appeals:client:write',
      summary: 'Give a program that hands in for people its key, shown once',
      body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }) }, { additionalProperties: false }),
      response: Type.Object({ name: Type.String(), key: Type.String() }),
      handle: ({ actor, body }) => makeClient(house, actor.id, body.name),
    }),
  ]
}
