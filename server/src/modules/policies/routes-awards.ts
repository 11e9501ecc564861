/** HTTP of 免申即享 and of suites: parse, act, answer. */
import * as P from '@steppe/contracts/policies'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { media, sheets } from '#platform/media'
import { type AnyRoute, route } from '#platform/module'
import { isRefusal } from '#platform/refusals'
import { listRounds, myAwards, viewRound } from './find-rounds.ts'
import { diffSuites, listSuites, startSuite, viewSuite } from './find-suites.ts'
import { paymentFile } from './payment-file.ts'
import { openReview } from './review-awards.ts'
import { answerAward, listRound, stepRound } from './run-rounds.ts'

const departmentQuery = Type.Object(
  { department: Type.Optional(Type.String({ maxLength: 60 })) },
  { additionalProperties: false },
)

/** Rounds, awards, suites. */
export function awardRoutes(house: CasesHouse): AnyRoute[] {
  return [...readingRoutes(house), ...workingRoutes(house), ...reviewRoutes(house), ...suiteRoutes(house)]
}

function readingRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/policies/rounds',
      permission: 'open',
      summary:
        'Lists for payment without application that are or were in public notice; of a department, all of them to its staff',
      query: departmentQuery,
      response: P.RoundList,
      handle: ({ actor, query }) => listRounds(house, actor, query.department),
    }),
    route({
      method: 'GET',
      url: '/api/policies/rounds/:id',
      permission: 'open',
      summary: 'A round with its awards; accounts and cases only to its staff',
      params: P.RoundParams,
      response: P.RoundView,
      refusals: ['policies.round_unknown'],
      handle: ({ actor, params }) => viewRound(house, actor, params.id),
    }),
    route({
      method: 'GET',
      url: '/api/policies/rounds/:id/file',
      permission: 'policies:round:run',
      summary: 'The payment file: firms, accounts and amounts as CSV or XLSX',
      params: P.RoundParams,
      query: P.FileQuery,
      response: media(...sheets),
      refusals: ['policies.round_unknown', 'policies.not_your_department', 'policies.notice_first'],
      handle: ({ actor, params, query }) => paymentFile(house, actor, params.id, query.form),
    }),
    route({
      method: 'GET',
      url: '/api/policies/awards/mine',
      permission: 'signed_in',
      summary: 'What your firm is given without an application',
      query: P.FirmQuery,
      response: P.MyAwards,
      refusals: ['policies.not_your_firm', 'registry.firm_unknown'],
      handle: ({ actor, query }) => myAwards(house, actor, query.firm),
    }),
  ]
}

function workingRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/policies/rounds',
      permission: 'policies:round:run',
      summary: 'Find by the rule whom a policy is for, and open an award for each',
      body: P.NewRound,
      response: P.RoundView,
      refusals: [
        'policies.department_unknown',
        'policies.not_your_department',
        'policies.not_in_force',
        'policies.needs_application',
        'policies.nobody_found',
      ],
      handle: async ({ actor, body }) => {
        const round = await listRound(house, actor, body)
        return isRefusal(round) ? round : viewRound(house, actor, round.id)
      },
    }),
    route({
      method: 'POST',
      url: '/api/policies/rounds/:id/answer',
      permission: 'signed_in',
      summary: 'The firm confirms with an account, or declines',
      params: P.RoundParams,
      body: P.AnswerBody,
      response: P.MyAwards,
      refusals: [
        'policies.not_your_firm',
        'policies.round_unknown',
        'policies.no_award',
        'policies.account_needed',
        'policies.award_elsewhere',
        'policies.rival_claimed',
      ],
      handle: async ({ actor, params, body }) => {
        const round = await answerAward(house, actor, params.id, body)
        return isRefusal(round) ? round : myAwards(house, actor, body.firm)
      },
    }),
    route({
      method: 'POST',
      url: '/api/policies/rounds/:id/step',
      permission: 'policies:round:run',
      summary: 'The notice begins, the notice ends, the payment is entered',
      params: P.RoundParams,
      body: P.StepBody,
      response: P.RoundView,
      refusals: [
        'policies.round_unknown',
        'policies.not_your_department',
        'policies.round_elsewhere',
        'policies.nobody_confirmed',
        'policies.notice_runs',
        'policies.objection_open',
        'policies.reference_needed',
        'policies.nothing_to_pay',
      ],
      handle: async ({ actor, params, body }) => {
        const round = await stepRound(house, actor, params.id, body)
        return isRefusal(round) ? round : viewRound(house, actor, round.id)
      },
    }),
  ]
}

function reviewRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/policies/rounds/:id/after',
      permission: 'signed_in',
      summary: 'An objection, a correction, a claw-back or a dispute: a case of its own',
      params: P.RoundParams,
      body: P.AfterBody,
      response: P.AfterAnswer,
      refusals: [
        'policies.round_unknown',
        'policies.no_award',
        'policies.not_in_notice',
        'policies.not_your_firm',
        'policies.not_your_department',
        'policies.award_elsewhere',
        'policies.not_paid',
        'policies.amount_needed',
        'policies.more_than_paid',
      ],
      handle: ({ actor, params, body }) => openReview(house, actor, params.id, body),
    }),
  ]
}

function suiteRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/policies/suites',
      permission: 'open',
      summary: 'Suites and annual lists of policies, the latest first',
      response: P.SuiteList,
      handle: () => listSuites(house),
    }),
    route({
      method: 'GET',
      url: '/api/policies/suites/:id',
      permission: 'open',
      summary: 'A suite with its tasks, who leads each, by when, and how far it is',
      params: P.PolicyParams,
      response: P.SuiteView,
      refusals: ['policies.suite_unknown'],
      handle: ({ actor, params }) => viewSuite(house, actor, params.id),
    }),
    route({
      method: 'GET',
      url: '/api/policies/suites/:id/diff',
      permission: 'open',
      summary: 'What changed from the suite it replaced, task by task',
      params: P.PolicyParams,
      response: P.SuiteDiff,
      refusals: ['policies.suite_unknown', 'policies.suite_first'],
      handle: ({ params }) => diffSuites(house, params.id),
    }),
    route({
      method: 'POST',
      url: '/api/policies/suites/:id/start',
      permission: 'policies:suite:manage',
      summary: 'Give each task to its department as a case with its day',
      params: P.PolicyParams,
      response: P.SuiteStarted,
      refusals: [
        'policies.suite_unknown',
        'policies.not_your_department',
        'policies.suite_repealed',
        'policies.no_department',
      ],
      handle: ({ actor, params }) => startSuite(house, actor, params.id),
    }),
  ]
}
