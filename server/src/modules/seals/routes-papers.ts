/** Routes of papers that departments seal: notices of a case. */
import { Type } from 'typebox'
import { sightOf } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { isRefusal, refuse } from '#platform/refusals'
import { caseNotice } from './case-notice.ts'
import { fileAnswer } from './routes-rounds.ts'

const closed = { additionalProperties: false }
const names = { acceptance: '受理通知书', decision: '决定书' } as const

/** Notices are for the applicant and the departments at work in the case. */
export function paperRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/seals/cases/:case/:notice',
      permission: 'signed_in',
      summary: 'A notice of a case, sealed by its department: acceptance or decision, as PDF or OFD',
      params: Type.Object(
        { case: Type.String({ maxLength: 40 }), notice: Type.Enum(['acceptance', 'decision']) },
        closed,
      ),
      query: Type.Object({ form: Type.Optional(Type.Enum(['pdf', 'ofd'])) }, closed),
      response: Type.Unknown(),
      refusals: ['cases.case_unknown', 'cases.not_yours', 'seals.not_yet'],
      handle: async ({ actor, params, query }) => {
        const state = await house.engine.load(params.case)
        if (!state) return refuse('cases.case_unknown')
        const sight = sightOf(house.policy, actor, state)
        if (sight !== 'applicant' && sight !== 'staff') return refuse('cases.not_yours')
        const paper = await caseNotice(house, state, params.notice)
        if (isRefusal(paper)) return paper
        const name = `${names[params.notice]}-${state.id}`
        return query.form === 'ofd'
          ? fileAnswer(paper.ofd, 'application/ofd', `${name}.ofd`)
          : fileAnswer(paper.content, 'application/pdf', `${name}.pdf`)
      },
    }),
  ]
}
