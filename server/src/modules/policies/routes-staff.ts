/** HTTP of policies for departments: drafts, publication, simulation, facts that an office holds. */
import * as P from '@steppe/contracts/policies'
import type { Day } from '@steppe/kernels/calendar'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { media } from '#platform/media'
import { type AnyRoute, answer, route } from '#platform/module'
import { isRefusal } from '#platform/refusals'
import { checkDraft, getDraft, listDrafts, publishDraft, repealPolicy, saveDraft } from './edit-drafts.ts'
import { followSimulation, simulate } from './simulate.ts'
import { takeHeldFacts } from './supply-facts.ts'

const departmentQuery = Type.Object({ department: Type.String({ maxLength: 60 }) }, { additionalProperties: false })
const own = ['policies.department_unknown', 'policies.not_your_department']

/** What a policy maker works with. */
export function staffRoutes(house: CasesHouse): AnyRoute[] {
  return [...draftRoutes(house), ...issueRoutes(house)]
}

function draftRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/policies/drafts',
      permission: 'policies:policy:write',
      summary: 'Drafts and versions of a department, the latest first',
      query: departmentQuery,
      response: P.DraftList,
      refusals: own,
      handle: ({ actor, query }) => listDrafts(house, actor, query.department),
    }),
    route({
      method: 'GET',
      url: '/api/policies/drafts/:id',
      permission: 'policies:policy:write',
      summary: 'The draft of a policy, or its newest version, with what is wrong with it',
      params: P.PolicyParams,
      response: P.DraftView,
      refusals: ['policies.policy_unknown', 'policies.from_a_pack', ...own],
      handle: ({ actor, params }) => getDraft(house, actor, params.id),
    }),
    route({
      method: 'PUT',
      url: '/api/policies/drafts/:id',
      permission: 'policies:policy:write',
      summary: 'Keep a draft as it is, sound or not',
      params: P.PolicyParams,
      body: P.DraftBody,
      response: P.DraftView,
      refusals: ['policies.not_your_policy', ...own],
      handle: ({ actor, params, body }) => saveDraft(house, actor, params.id, body),
    }),
    route({
      method: 'POST',
      url: '/api/policies/check',
      permission: 'policies:policy:write',
      summary: 'What is wrong with a policy as it is typed, with place and advice; how its examples come out',
      body: Type.Record(Type.String(), Type.Unknown()),
      response: P.Checked,
      handle: ({ body }) => checkDraft(house, body),
    }),
  ]
}

function issueRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/policies/drafts/:id/publish',
      permission: 'policies:policy:publish',
      summary: 'Publish the draft from a day on; refused while a rule is not sound',
      params: P.PolicyParams,
      body: P.PublishBody,
      response: P.Published,
      refusals: [
        'policies.policy_unknown',
        'policies.from_a_pack',
        'policies.published_already',
        'policies.day_passed',
        'policies.not_sound',
        ...own,
      ],
      handle: ({ actor, params, body }) => publishDraft(house, actor, params.id, body.on as Day | undefined),
    }),
    route({
      method: 'POST',
      url: '/api/policies/:id/repeal',
      permission: 'policies:policy:publish',
      summary: 'End a policy on a day, with the document that does it and why',
      params: P.PolicyParams,
      body: P.RepealBody,
      response: P.Published,
      refusals: [
        'policies.policy_unknown',
        'policies.from_a_pack',
        'policies.repealed_already',
        'policies.day_passed',
        ...own,
      ],
      handle: ({ actor, params, body }) => repealPolicy(house, actor, params.id, body),
    }),
    route({
      method: 'POST',
      url: '/api/policies/simulate',
      permission: 'policies:policy:simulate',
      summary: 'What a draft would do on the real base: audience, winners, losers, cost by group, cliffs, overlaps',
      body: P.SimulateBody,
      response: P.Simulation,
      remembersItself: true,
      refusals: ['policies.version_unknown', 'policies.base_too_large', ...own],
      handle: ({ actor, body }) => simulate(house, actor, body),
    }),
    route({
      method: 'POST',
      url: '/api/policies/simulate/lines',
      permission: 'policies:policy:simulate',
      summary: 'The same with progress, a line of JSON each; closing the connection ends it',
      body: P.SimulateBody,
      response: { ...P.SimulationLines, ...media('application/x-ndjson') },
      remembersItself: true,
      refusals: ['policies.version_unknown', 'policies.base_too_large', ...own],
      handle: async ({ actor, body }) => {
        const lines = await followSimulation(house, actor, body)
        // A proxy that gathers an answer before it passes it on would hide the progress.
        const headers = { 'content-type': 'application/x-ndjson; charset=utf-8', 'x-accel-buffering': 'no' }
        return isRefusal(lines) ? lines : answer(200, lines, headers)
      },
    }),
    route({
      method: 'POST',
      url: '/api/policies/facts/held',
      permission: 'policies:fact:provide',
      summary: 'Facts that an office holds of firms; each row stands or falls alone',
      bodyLimit: 2_000_000,
      body: P.HeldBody,
      response: P.HeldAnswer,
      handle: ({ body }) => takeHeldFacts(house, body),
    }),
  ]
}
