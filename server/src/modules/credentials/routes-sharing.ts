/** HTTP of sharing: departments call a licence, holders agree and see who looked. */
import { CaseId } from '@steppe/contracts/cases'
import * as C from '@steppe/contracts/credentials'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { media } from '#platform/media'
import { type AnyRoute, answer, route } from '#platform/module'
import { isRefusal } from '#platform/refusals'
import { downloadHeaders } from '#platform/write-sheet'
import { answerAuthorisation, listAuthorisations } from './ask-holder.ts'
import { auditCalls, auditedRegion, auditing, exportCalls } from './audit-calls.ts'
import { callLicence } from './call-licence.ts'
import { listCallable } from './list-callable.ts'
import { listMyCalls } from './list-calls.ts'

const closed = { additionalProperties: false }

function auditRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/credentials/calls/audit',
      permission: auditing,
      summary: 'Calls on licences by the departments of your region, the latest first',
      query: Type.Object(
        { ...C.CallFilter.properties, cursor: Type.Optional(Type.String({ maxLength: 100 })) },
        closed,
      ),
      response: C.CallAudit,
      refusals: ['registry.region_unknown', 'credentials.outside_your_region', 'platform.cursor_unknown'],
      handle: ({ actor, query, language }) => auditCalls(house, actor, query, language),
    }),
    route({
      method: 'GET',
      url: '/api/credentials/calls/audit/export',
      permission: auditing,
      summary: 'The same as CSV, whole',
      query: C.CallFilter,
      response: media('text/csv'),
      refusals: ['registry.region_unknown', 'credentials.outside_your_region'],
      handle: async ({ actor, query }) => {
        const region = await auditedRegion(house, actor, query.region, 'zh')
        if (isRefusal(region)) return region
        return answer(200, exportCalls(house, region.code, query), downloadHeaders(`${region.name}用证记录`, 'csv'))
      },
    }),
  ]
}

export function sharingRoutes(house: CasesHouse): AnyRoute[] {
  return [
    ...auditRoutes(house),
    route({
      method: 'POST',
      url: '/api/credentials/calls',
      permission: 'credentials:licence:call',
      summary: 'Call a licence for an open case of your department; every call is recorded and the holder sees it',
      body: C.NewCall,
      response: C.CallAnswer,
      refusals: [
        'cases.case_unknown',
        'credentials.case_not_yours',
        'credentials.case_over',
        'credentials.other_item',
        'credentials.say_why',
        'credentials.item_may_not_see',
        'credentials.licence_unknown',
        'credentials.not_about_holder',
        'credentials.nothing_held',
        'credentials.authorisation_asked',
        'credentials.authorisation_refused',
        'credentials.authorisation_over',
        'credentials.too_many_calls',
      ],
      handle: ({ actor, body }) => callLicence(house, actor, body),
    }),
    route({
      method: 'GET',
      url: '/api/credentials/callable',
      permission: 'credentials:licence:call',
      summary: 'Which materials of a case are proved by a licence that may be called',
      query: Type.Object({ case: CaseId }, closed),
      response: C.Callable,
      refusals: ['cases.case_unknown', 'credentials.case_not_yours'],
      handle: ({ actor, query }) => listCallable(house, actor, query.case),
    }),
    route({
      method: 'GET',
      url: '/api/credentials/calls/mine',
      permission: 'signed_in',
      summary: 'Who looked at your licences, when and why',
      query: Type.Object(
        { cursor: Type.Optional(Type.String({ maxLength: 100 })), licence: Type.Optional(C.LicenceId) },
        closed,
      ),
      response: C.MyCalls,
      refusals: ['platform.cursor_unknown'],
      handle: ({ actor, query, language }) => listMyCalls(house, actor, query, language),
    }),
    route({
      method: 'GET',
      url: '/api/credentials/authorisations',
      permission: 'signed_in',
      summary: 'Which departments ask to see your licences',
      response: C.MyAuthorisations,
      handle: ({ actor, language }) => listAuthorisations(house, actor, language),
    }),
    route({
      method: 'POST',
      url: '/api/credentials/authorisations/:id/answer',
      permission: 'signed_in',
      summary: 'Agree or refuse',
      params: Type.Object({ id: C.CallId }, closed),
      body: C.AuthorisationAnswer,
      response: C.Authorisation,
      refusals: ['credentials.authorisation_unknown'],
      handle: ({ actor, params, body, language }) =>
        answerAuthorisation(house, actor, params.id, body.answer, language),
    }),
  ]
}
