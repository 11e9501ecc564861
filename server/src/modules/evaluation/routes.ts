/** HTTP of evaluation: parse, act, answer. */
import * as E from '@steppe/contracts/evaluation'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { docxType, media } from '#platform/media'
import { type AnyRoute, answer, route } from '#platform/module'
import { isRefusal } from '#platform/refusals'
import { downloadHeaders } from '#platform/write-sheet'
import { writeBulletin } from './bulletin/write-bulletin.ts'
import { listCounted } from './list-counted.ts'
import { listGroups } from './list-groups.ts'
import { loadReasons } from './load-reasons.ts'
import { rateCase } from './rate-case.ts'
import { summariseRatings } from './summarise-ratings.ts'
import { listFigures, makeFigureFile, viewFigure } from './view-figures.ts'

const summaryQuery = Type.Object(
  {
    department: Type.Optional(Type.String({ maxLength: 60 })),
    region: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
  },
  { additionalProperties: false },
)

/** All routes of the module. */
export function evaluationRoutes(house: CasesHouse): AnyRoute[] {
  return [...ratingRoutes(house), ...figureRoutes(house)]
}

function figureRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/evaluation/figures',
      permission: 'open',
      summary: 'Figures with their newest published value',
      query: E.FigureQuery,
      response: E.FigureList,
      handle: ({ query }) => listFigures(house, query.region),
    }),
    route({
      method: 'GET',
      url: '/api/evaluation/figures/:id',
      permission: 'open',
      summary: 'A figure: definition, value, exclusions, the days before, the same day in each league',
      params: E.FigureParams,
      query: E.FigureQuery,
      response: E.FigureView,
      refusals: ['evaluation.figure_unknown', 'evaluation.figure_not_published'],
      handle: ({ params, query }) => viewFigure(house, params.id, query),
    }),
    route({
      method: 'GET',
      url: '/api/evaluation/figures/:id/file',
      permission: 'open',
      summary: 'The file steppe-figure/1, to recompute the figure: rows, definition, root, value, proof from the log',
      params: E.FigureParams,
      query: E.FigureQuery,
      response: E.FigureFile,
      refusals: ['evaluation.figure_unknown', 'evaluation.figure_not_published'],
      handle: ({ params, query }) => makeFigureFile(house, params.id, query),
    }),
    route({
      method: 'GET',
      url: '/api/evaluation/figures/:id/groups.csv',
      permission: 'open',
      summary: 'A monthly ranking as CSV',
      params: E.FigureParams,
      query: E.FigureQuery,
      response: media('text/csv'),
      refusals: ['evaluation.figure_unknown', 'evaluation.figure_not_published', 'evaluation.figure_ranks_nothing'],
      handle: async ({ params, query }) => {
        const csv = await listGroups(house, params.id, query)
        return isRefusal(csv) ? csv : answer(200, csv, downloadHeaders('三率月度排名', 'csv'))
      },
    }),
    route({
      method: 'GET',
      url: '/api/evaluation/figures/:id/counted',
      permission: 'appeals:order:read',
      summary: 'The orders behind the place of a department in a monthly ranking, and until when it may object to each',
      params: E.FigureParams,
      query: E.CountedQuery,
      response: E.Counted,
      refusals: ['evaluation.figure_unknown', 'evaluation.figure_ranks_nothing', 'appeals.out_of_reach'],
      handle: ({ actor, params, query }) => listCounted(house, actor, params.id, query),
    }),
    route({
      method: 'GET',
      url: '/api/evaluation/bulletin.docx',
      permission: 'open',
      summary: 'The bulletin of a month as an official document (GB/T 9704): all rankings, what was left out',
      query: E.FigureQuery,
      response: media(docxType),
      refusals: ['evaluation.figure_not_published', 'evaluation.bulletin_has_no_form'],
      handle: async ({ query }) => {
        const file = await writeBulletin(house, query)
        return isRefusal(file) ? file : answer(200, file, downloadHeaders('三率月度通报', 'docx'))
      },
    }),
  ]
}

function ratingRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/evaluation/ratings',
      permission: 'signed_in',
      summary: 'Rate a case: once, five grades',
      body: E.Rating,
      response: E.RatingReceipt,
      remembersItself: true,
      refusals: [
        'cases.case_unknown',
        'cases.only_applicant',
        'cases.not_ended',
        'cases.already_rated',
        'evaluation.reason_unknown',
        'evaluation.say_what_was_wrong',
      ],
      handle: ({ actor, body, idempotencyKey, url }) => rateCase(house, actor, body, idempotencyKey, url),
    }),
    route({
      method: 'GET',
      url: '/api/evaluation/reasons',
      permission: 'open',
      summary: 'Reasons that can be ticked, by grade',
      response: E.RatingReasons,
      handle: () => loadReasons(house.site.packs),
    }),
    route({
      method: 'GET',
      url: '/api/evaluation/summary',
      permission: 'open',
      summary: 'Ratings of the last year by grade',
      query: summaryQuery,
      response: E.RatingSummary,
      handle: ({ query }) =>
        summariseRatings(
          house.db.ask,
          house.clock.today(),
          query.department || query.region ? query : { region: house.site.region },
        ),
    }),
  ]
}
