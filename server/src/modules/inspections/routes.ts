/** HTTP of inspections: parse, act, answer. */
import * as I from '@steppe/contracts/inspections'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { commitList } from './commit-list.ts'
import { declareRecusal } from './declare-recusal.ts'
import { enterSeed } from './enter-seed.ts'
import { findDraws, findPrepared } from './find-draws.ts'
import { findPlans } from './find-plans.ts'
import { giveUpDraw } from './give-up-draw.ts'
import { makeTranscript } from './make-transcript.ts'
import { prepareDraw } from './prepare-draw.ts'
import { publishDraw } from './publish-draw.ts'
import { publishPlan } from './publish-plan.ts'
import { replaceDropOut } from './replace-drop-out.ts'
import { loadSettings } from './settings.ts'
import { viewAfter, viewDraw } from './view-draw.ts'

const cursor = Type.Optional(Type.String({ maxLength: 400 }))
const drawsQuery = Type.Object({ cursor }, { additionalProperties: false })
const plansQuery = Type.Object(
  { cursor, department: Type.Optional(Type.String({ maxLength: 60 })) },
  { additionalProperties: false },
)
const common = ['inspections.draw_unknown', 'inspections.not_your_department', 'inspections.moved_on']

/** All routes of the module. */
export function inspectionsRoutes(house: CasesHouse): AnyRoute[] {
  return [...publicRoutes(house), ...planRoutes(house), ...sealingRoutes(house), ...resultRoutes(house)]
}

function publicRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/inspections/settings',
      permission: 'open',
      summary: 'What may be checked at random, and where seeds come from',
      response: I.InspectionSettings,
      handle: async () => {
        const { items, beacons, lotteries, leastInspectors } = await loadSettings(house.site.packs)
        return {
          items: items.map((each) => ({ ...each })),
          beacons: beacons.map(({ id, zh, en, hash, period, genesis }) => ({ id, zh, en, hash, period, genesis })),
          lotteries: lotteries.map((each) => ({ ...each, parts: [...each.parts] })),
          leastInspectors,
        }
      },
    }),
    route({
      method: 'GET',
      url: '/api/inspections/plans',
      permission: 'open',
      summary: 'Published plans of random inspections, newest first',
      query: plansQuery,
      response: I.Plans,
      refusals: ['platform.cursor_unknown'],
      handle: ({ query, language }) => findPlans(house, language, query),
    }),
    route({
      method: 'GET',
      url: '/api/inspections/draws',
      permission: 'open',
      summary: 'Draws whose list is sealed, newest first',
      query: drawsQuery,
      response: I.DrawLines,
      refusals: ['platform.cursor_unknown'],
      handle: ({ query, language }) => findDraws(house, language, query),
    }),
    route({
      method: 'GET',
      url: '/api/inspections/draws/:id',
      permission: 'open',
      summary: 'A draw: what was sealed, where the seed came from, and, once published, who was drawn',
      params: I.DrawParams,
      response: I.DrawView,
      refusals: ['inspections.draw_unknown'],
      handle: ({ actor, params, language }) => viewDraw(house, language, actor, params.id),
    }),
    route({
      method: 'GET',
      url: '/api/inspections/draws/:id/transcript',
      permission: 'open',
      summary: 'The file steppe-draw/1, to replay the draw',
      params: I.DrawParams,
      response: I.TranscriptFile,
      refusals: ['inspections.draw_unknown', 'inspections.not_drawn', 'inspections.not_published'],
      handle: ({ actor, params }) => makeTranscript(house, actor, params.id),
    }),
  ]
}

function planRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/inspections/plans',
      permission: 'inspections:plan:write',
      summary: 'Publish a year’s plan of random inspections',
      body: I.NewPlan,
      response: I.Plan,
      refusals: ['inspections.item_unknown', 'inspections.not_your_department', 'registry.department_unknown'],
      handle: ({ actor, body, language }) => publishPlan(house, language, actor, body),
    }),
    route({
      method: 'GET',
      url: '/api/inspections/prepared',
      permission: 'inspections:draw:read',
      summary: 'Draws that your department is preparing',
      response: I.DrawLines,
      handle: ({ actor, language }) => findPrepared(house, language, actor),
    }),
    route({
      method: 'POST',
      url: '/api/inspections/draws',
      permission: 'inspections:draw:prepare',
      summary: 'Prepare a draw: gather the list from the register',
      body: I.NewDraw,
      response: I.DrawView,
      refusals: [
        'inspections.plan_unknown',
        'inspections.not_in_plan',
        'inspections.item_unknown',
        'inspections.item_of_other_department',
        'inspections.inspectors_below_two',
        'inspections.list_empty',
        'inspections.list_too_long',
        'inspections.list_unsound',
        'inspections.member_unknown',
        'inspections.weighed_twice',
        'inspections.too_few_inspectors',
        'inspections.not_your_department',
        'inspections.not_committed',
        'inspections.redrawn_already',
        'registry.department_unknown',
        'registry.region_unknown',
      ],
      handle: async ({ actor, body, language }) =>
        viewAfter(house, language, actor, await prepareDraw(house, actor, body)),
    }),
  ]
}

/** Up to the sealed list. */
function sealingRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/inspections/draws/:id/give-up',
      permission: 'inspections:draw:prepare',
      summary: 'Give up a draw that is prepared and not sealed, in public and with the reason',
      params: I.DrawParams,
      body: I.GiveUp,
      response: I.DrawView,
      refusals: [...common, 'inspections.given_up', 'inspections.list_sealed'],
      handle: async ({ actor, params, body, language }) =>
        viewAfter(house, language, actor, await giveUpDraw(house, actor, params.id, body)),
    }),
    route({
      method: 'POST',
      url: '/api/inspections/draws/:id/recusals',
      permission: 'inspections:recusal:declare',
      summary: 'Declare that an inspector stands back from an object, before the list is sealed',
      params: I.DrawParams,
      body: I.NewRecusal,
      response: I.DrawView,
      refusals: [
        ...common,
        'inspections.given_up',
        'inspections.not_your_recusal',
        'inspections.list_sealed',
        'inspections.member_unknown',
        'inspections.too_few_inspectors',
        'inspections.list_unsound',
      ],
      handle: async ({ actor, params, body, language }) =>
        viewAfter(house, language, actor, await declareRecusal(house, actor, params.id, body)),
    }),
    route({
      method: 'POST',
      url: '/api/inspections/draws/:id/commit',
      permission: 'inspections:draw:commit',
      summary: 'Seal the list and announce the seed',
      params: I.DrawParams,
      body: I.Commit,
      response: I.DrawView,
      refusals: [
        ...common,
        'inspections.given_up',
        'inspections.list_sealed',
        'inspections.list_changed',
        'inspections.list_tampered',
        'inspections.list_unsound',
        'inspections.too_few_inspectors',
        'inspections.seed_source_unknown',
        'inspections.seed_malformed',
        'inspections.seed_not_later',
      ],
      handle: async ({ actor, params, body, language }) =>
        viewAfter(house, language, actor, await commitList(house, actor, params.id, body)),
    }),
  ]
}

/** From the seed on. */
function resultRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/inspections/draws/:id/seed',
      permission: 'inspections:seed:enter',
      summary: 'Enter the announced value; when it holds, the draw is drawn',
      params: I.DrawParams,
      body: I.SeedGiven,
      response: I.DrawView,
      refusals: [
        ...common,
        'inspections.not_committed',
        'inspections.drawn_already',
        'inspections.seed_too_early',
        'inspections.seed_wrong',
        'inspections.same_person_twice',
        'inspections.entries_differ',
        'inspections.fallback_needed',
        'inspections.no_beacon_connection',
        'inspections.list_tampered',
      ],
      handle: async ({ actor, params, body, language }) =>
        viewAfter(house, language, actor, await enterSeed(house, actor, params.id, body)),
    }),
    route({
      method: 'POST',
      url: '/api/inspections/draws/:id/publish',
      permission: 'inspections:draw:publish',
      summary: 'Publish who was drawn',
      params: I.DrawParams,
      response: I.DrawView,
      refusals: [...common, 'inspections.not_drawn', 'inspections.published_already'],
      handle: async ({ actor, params, language }) =>
        viewAfter(house, language, actor, await publishDraw(house, actor, params.id)),
    }),
    route({
      method: 'POST',
      url: '/api/inspections/draws/:id/drop-outs',
      permission: 'inspections:draw:publish',
      summary: 'Replace who dropped out, in the drawn order',
      params: I.DrawParams,
      body: I.NewDropOut,
      response: I.DrawView,
      refusals: [
        ...common,
        'inspections.not_drawn',
        'inspections.member_unknown',
        'inspections.too_few_inspectors',
        'inspections.list_tampered',
      ],
      handle: async ({ actor, params, body, language }) =>
        viewAfter(house, language, actor, await replaceDropOut(house, actor, params.id, body)),
    }),
  ]
}
