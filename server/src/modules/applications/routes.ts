/** HTTP of applications: parse, act, answer. */
import * as A from '@steppe/contracts/applications'
import { CaseId } from '@steppe/contracts/cases'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { isRefusal } from '#platform/refusals'
import { liftBar } from './broken-promises.ts'
import { changeDraft, dropDraft, findDraft, findDrafts, groundOf, startDraft, viewDraft } from './drafts.ts'
import { findGuide } from './find-guide.ts'
import { findMyCases } from './find-my-cases.ts'
import { findToday } from './find-today.ts'
import { findPromisesToCheck } from './promises-to-check.ts'
import { proposeAbolitions } from './propose-abolitions.ts'
import { submitApplication } from './submit-application.ts'

const draftParams = Type.Object({ id: Type.String({ maxLength: 64 }) }, { additionalProperties: false })
const guideQuery = Type.Object(
  { item: Type.String({ minLength: 1, maxLength: 64 }), firm: Type.Optional(Type.String({ maxLength: 18 })) },
  { additionalProperties: false },
)
const pageQuery = Type.Object(
  { cursor: Type.Optional(Type.String({ maxLength: 100 })) },
  { additionalProperties: false },
)
const draftRefusals = ['applications.draft_unknown', 'applications.draft_handed_in']

function draftRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/applications/drafts',
      permission: 'signed_in',
      summary: 'Start an application, prefilled',
      body: A.NewDraft,
      response: A.Draft,
      refusals: [
        'applications.item_unknown',
        'applications.audience',
        'applications.may_not_assist',
        'applications.consent_needed',
        'applications.applicant_unknown',
        'applications.not_cross_region',
      ],
      handle: ({ actor, body, language }) => startDraft(house, actor, body, language),
    }),
    route({
      method: 'GET',
      url: '/api/applications/drafts',
      permission: 'signed_in',
      summary: 'Your unfinished applications',
      response: Type.Array(A.DraftRow),
      handle: ({ actor, language }) => findDrafts(house, actor, language),
    }),
    route({
      method: 'GET',
      url: '/api/applications/drafts/:id',
      permission: 'signed_in',
      summary: 'A draft, to go on with on any device',
      params: draftParams,
      response: A.Draft,
      refusals: draftRefusals,
      handle: async ({ actor, params, language }) => {
        const draft = await findDraft(house, actor, params.id)
        if (isRefusal(draft)) return draft
        const ground = await groundOf(house, draft)
        return isRefusal(ground) ? ground : viewDraft(house, draft, ground.item, ground.form, language)
      },
    }),
    route({
      method: 'PATCH',
      url: '/api/applications/drafts/:id',
      permission: 'signed_in',
      summary: 'Save what was typed',
      params: draftParams,
      body: A.DraftChange,
      response: A.Draft,
      refusals: [
        ...draftRefusals,
        'applications.draft_changed',
        'applications.field_unknown',
        'applications.file_unknown',
        'applications.promise_not_offered',
        'applications.promise_barred',
      ],
      handle: ({ actor, params, body, language }) => changeDraft(house, actor, params.id, body, language),
    }),
    route({
      method: 'DELETE',
      url: '/api/applications/drafts/:id',
      permission: 'signed_in',
      summary: 'Throw a draft away',
      params: draftParams,
      response: Type.Object({}),
      refusals: draftRefusals,
      handle: ({ actor, params }) => dropDraft(house, actor, params.id),
    }),
  ]
}

/** All routes of the module. */
export function applicationRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/applications/guide',
      permission: 'open',
      summary: 'An item as it applies to you: what you must bring, how long it takes and took',
      query: guideQuery,
      response: A.Guide,
      refusals: ['applications.item_unknown'],
      handle: ({ actor, query, language }) => findGuide(house, actor, query.item, query.firm, language),
    }),
    ...draftRoutes(house),
    route({
      method: 'POST',
      url: '/api/applications',
      permission: 'signed_in',
      summary: 'Hand a draft in',
      body: A.Submission,
      response: A.Receipt,
      remembersItself: true,
      refusals: [
        ...draftRefusals,
        'applications.form_incomplete',
        'applications.materials_missing',
        'applications.promise_barred',
      ],
      handle: ({ actor, body, idempotencyKey, url, language }) =>
        submitApplication(house, actor, body.draft, idempotencyKey, url, language),
    }),
    route({
      method: 'GET',
      url: '/api/applications/proposals',
      permission: 'catalog:item:read',
      summary: 'Materials that could be abolished: licences held already prove what they are asked for',
      response: Type.Array(A.Proposal),
      handle: () => proposeAbolitions(house),
    }),
    route({
      method: 'GET',
      url: '/api/applications/promises',
      permission: 'cases:case:extend',
      summary: 'Decisions on a promise that your offices have still to check, the first due first',
      query: pageQuery,
      response: A.PromisesToCheck,
      refusals: ['platform.cursor_unknown'],
      handle: ({ actor, query, language }) =>
        findPromisesToCheck(house, actor, query.cursor, language === 'en' ? house.english : (zh) => zh),
    }),
    route({
      method: 'POST',
      url: '/api/applications/broken-promises/:case/lift',
      permission: 'applications:promise:lift',
      summary: 'Lift the bar on promising again, after the promise was made good; says why',
      params: Type.Object({ case: CaseId }, { additionalProperties: false }),
      body: A.LiftBar,
      response: A.BrokenPromise,
      refusals: ['applications.promise_unbroken'],
      handle: ({ actor, params, body }) => liftBar(house, actor, params.case, body.because),
    }),
    route({
      method: 'GET',
      url: '/api/applications/mine',
      permission: 'signed_in',
      summary: 'Your cases, the latest first',
      query: pageQuery,
      response: A.MyCases,
      refusals: ['platform.cursor_unknown'],
      handle: ({ actor, query, language }) => findMyCases(house, actor, query.cursor, language),
    }),
    route({
      method: 'GET',
      url: '/api/applications/today',
      permission: 'open',
      summary: 'Today’s figures',
      response: A.TodayFigures,
      handle: () => findToday(house.db.ask, house.clock.today()),
    }),
  ]
}
