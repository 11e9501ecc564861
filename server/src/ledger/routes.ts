/** HTTP of the ledger: the log as files for tile clients, receipts and case files for whoever may see the case. */
import { CaseId } from '@steppe/contracts/cases'
import * as L from '@steppe/contracts/ledger'
import type { Act, CaseState } from '@steppe/kernels/cases'
import { Type } from 'typebox'
import { sightOf } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { media } from '#platform/media'
import { type Answer, type AnyRoute, answer, route } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { checkCase } from './check-case.ts'
import { checkPortion } from './check-log.ts'
import { makeReceipt } from './make-receipt.ts'
import { serveCheckpoint, serveTile } from './serve-log.ts'
import { stateHolds } from './state-holds.ts'
import { viewLog } from './view-log.ts'

const caseParams = Type.Object({ id: CaseId }, { additionalProperties: false })

/** The case for one who may see it; `whole` leaves out supervisors, who see names masked. */
async function seen(house: CasesHouse, actor: Actor, id: string, whole: boolean): Promise<CaseState | Refusal> {
  const state = await house.engine.load(id)
  if (!state) return refuse('cases.case_unknown')
  const sight = sightOf(house.policy, actor, state)
  if (!sight) return refuse('cases.not_yours')
  return whole && sight === 'supervisor' ? refuse('ledger.sees_masked') : state
}

function asFile(name: string, body: object): Answer {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
  }
  return answer(200, JSON.stringify(body, null, 1), headers)
}

/** What proves the case, for whoever may see it whole; the file of the `case` also says how it stands. */
async function proofFile(
  house: CasesHouse,
  actor: Actor,
  id: string,
  kind: 'receipt' | 'case',
): Promise<Answer | Refusal> {
  const state = await seen(house, actor, id, true)
  if (isRefusal(state)) return state
  const made = await makeReceipt(house, state.id)
  if (isRefusal(made)) return made
  const acts = made.acts.map((each) => each.act as unknown as Act)
  if (kind === 'case' && !(await stateHolds(house, state, acts)))
    return refuse('ledger.state_altered', { case: state.id })
  const body = { format: `steppe-${kind}/1`, ...made, ...(kind === 'case' ? { state } : {}) }
  return asFile(`${state.id}.steppe-${kind}.json`, body)
}

function caseRoutes(house: CasesHouse): AnyRoute[] {
  const refusals = [
    'cases.case_unknown',
    'cases.not_yours',
    'ledger.sees_masked',
    'ledger.not_sealed_yet',
    'ledger.act_altered',
  ]
  return [
    route({
      method: 'GET',
      url: '/api/ledger/cases/:id/receipt',
      permission: 'signed_in',
      summary: 'A file that proves, without us, that the case was taken in, when, and that nothing in it changed',
      params: caseParams,
      response: L.CaseReceipt,
      refusals,
      handle: ({ actor, params }) => proofFile(house, actor, params.id, 'receipt'),
    }),
    route({
      method: 'GET',
      url: '/api/ledger/cases/:id/file',
      permission: 'signed_in',
      summary: 'The whole case as a file: its acts with what proves them, and how it stands after them',
      params: caseParams,
      response: L.CaseFile,
      refusals: [...refusals, 'ledger.state_altered'],
      handle: ({ actor, params }) => proofFile(house, actor, params.id, 'case'),
    }),
    route({
      method: 'GET',
      url: '/api/ledger/cases/:id/check',
      permission: 'signed_in',
      summary: 'Whether what the database holds of a case is what was sealed',
      params: caseParams,
      response: L.CheckAnswer,
      refusals: ['cases.case_unknown', 'cases.not_yours'],
      handle: async ({ actor, params }) => {
        const state = await seen(house, actor, params.id, false)
        return isRefusal(state) ? state : checkCase(house, state)
      },
    }),
  ]
}

function logRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/log/checkpoint',
      permission: 'open',
      summary:
        'The signed checkpoint of the transparency log with the lines of its witnesses (c2sp.org/tlog-checkpoint)',
      response: media('text/plain'),
      refusals: ['ledger.not_in_log'],
      handle: () => serveCheckpoint(house),
    }),
    route({
      method: 'GET',
      url: '/log/tile/:level/*',
      permission: 'open',
      summary:
        'A tile of the transparency log, or with the level `entries` a bundle of its entries (c2sp.org/tlog-tiles)',
      params: Type.Object({ level: Type.String({ maxLength: 10 }), '*': Type.String({ maxLength: 60 }) }),
      response: media('application/octet-stream'),
      refusals: ['ledger.not_in_log'],
      handle: ({ params }) => serveTile(house, `tile/${params.level}/${params['*']}`),
    }),
    route({
      method: 'GET',
      url: '/api/ledger',
      permission: 'open',
      summary: 'The transparency log as it stands: size, root, published checkpoint, witnesses',
      response: L.LogView,
      handle: () => viewLog(house),
    }),
    route({
      method: 'GET',
      url: '/api/ledger/check',
      permission: 'ledger:log:check',
      summary: 'Checks a portion of the log against the database, tile by tile and act by act; `next` goes on',
      query: Type.Object({ from: Type.Optional(Type.Integer({ minimum: 0 })) }, { additionalProperties: false }),
      response: L.CheckAnswer,
      handle: ({ query }) => checkPortion(house, query.from ?? 0),
    }),
  ]
}

/** All routes of the ledger. */
export function ledgerRoutes(house: CasesHouse): AnyRoute[] {
  return [...caseRoutes(house), ...logRoutes(house)]
}
