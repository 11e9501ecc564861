/** Routes of papers that departments seal: notices of a case, licences. */
import { LicenceId } from '@steppe/contracts/credentials'
import { Type } from 'typebox'
import { licenceFor } from '#ask/credentials'
import { sightOf } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import { media, papers } from '#platform/media'
import { type Answer, type AnyRoute, route } from '#platform/module'
import { isRefusal, refuse } from '#platform/refusals'
import { caseNotice } from './case-notice.ts'
import { printLicence } from './print-licence.ts'
import { fileAnswer } from './routes-rounds.ts'
import type { Paper } from './seal-paper.ts'

const closed = { additionalProperties: false }
const names = { acceptance: '受理通知书', decision: '决定书' } as const

const formQuery = Type.Object({ form: Type.Optional(Type.Enum(['pdf', 'ofd'])) }, closed)

const paperAnswer = (paper: Paper, form: 'pdf' | 'ofd' | undefined, name: string): Answer =>
  form === 'ofd'
    ? fileAnswer(paper.ofd, 'application/ofd', `${name}.ofd`)
    : fileAnswer(paper.content, 'application/pdf', `${name}.pdf`)

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
      query: formQuery,
      response: media(...papers),
      refusals: ['cases.case_unknown', 'cases.not_yours', 'seals.not_yet'],
      handle: async ({ actor, params, query }) => {
        const state = await house.engine.load(params.case)
        if (!state) return refuse('cases.case_unknown')
        const sight = sightOf(house.policy, actor, state)
        if (sight !== 'applicant' && sight !== 'staff') return refuse('cases.not_yours')
        const paper = await caseNotice(house, state, params.notice)
        if (isRefusal(paper)) return paper
        return paperAnswer(paper, query.form, `${names[params.notice]}-${state.id}`)
      },
    }),
    route({
      method: 'GET',
      url: '/api/seals/licences/:licence',
      permission: 'signed_in',
      summary: 'A licence as a paper sealed by its issuer, for its holder and its issuer; PDF or OFD',
      params: Type.Object({ licence: LicenceId }, closed),
      query: formQuery,
      response: media(...papers),
      refusals: ['credentials.licence_unknown', 'credentials.not_yours', 'seals.licence_not_valid'],
      handle: async ({ actor, params, query }) => {
        const found = await licenceFor(house, actor, params.licence)
        if (isRefusal(found)) return found
        const paper = await printLicence(house, found.licence)
        return isRefusal(paper) ? paper : paperAnswer(paper, query.form, found.licence.number)
      },
    }),
  ]
}
