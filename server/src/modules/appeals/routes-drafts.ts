/** HTTP of drafts of appeals. */
import * as A from '@steppe/contracts/appeals'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { dropDraft, findDraft, findDrafts, saveDraft, startDraft } from './drafts.ts'

const params = Type.Object({ id: A.DraftId }, { additionalProperties: false })
const one = '/api/appeals/drafts/:id'

export function draftRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/appeals/drafts',
      permission: 'signed_in',
      summary: 'Your appeals that are not handed in yet, the latest first',
      response: A.AppealDrafts,
      handle: ({ actor }) => findDrafts(house, actor.id),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/drafts',
      permission: 'signed_in',
      summary: 'Keep what you are writing, to go on with it on another device',
      body: A.NewAppealDraft,
      response: A.AppealDraft,
      refusals: ['appeals.drafts_full'],
      handle: ({ actor, body }) => startDraft(house, actor.id, body.content),
    }),
    route({
      method: 'GET',
      url: one,
      permission: 'signed_in',
      summary: 'A draft of yours',
      params,
      response: A.AppealDraft,
      refusals: ['appeals.draft_unknown'],
      handle: ({ actor, params: { id } }) => findDraft(house, actor.id, id),
    }),
    route({
      method: 'PUT',
      url: one,
      permission: 'signed_in',
      summary: 'Save a draft; a save that stands on an older version is refused',
      params,
      body: A.AppealDraftSave,
      response: A.AppealDraft,
      refusals: ['appeals.draft_unknown', 'appeals.draft_changed'],
      handle: ({ actor, params: { id }, body }) => saveDraft(house, actor.id, id, body),
    }),
    route({
      method: 'DELETE',
      url: one,
      permission: 'signed_in',
      summary: 'Throw a draft away',
      params,
      response: Type.Object({}),
      handle: ({ actor, params: { id } }) => dropDraft(house, actor.id, id),
    }),
  ]
}
