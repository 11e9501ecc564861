/** HTTP of arrears: parse, act, answer. */
import * as A from '@steppe/contracts/arrears'
import { CaseId } from '@steppe/contracts/cases'
import type { Debt } from '@steppe/kernels/arrears'
import { type Day, parseDay } from '@steppe/kernels/calendar'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { fileTypes, giveFile } from '#platform/files'
import { media, sheets } from '#platform/media'
import { type AnyRoute, route } from '#platform/module'
import { isRefusal, refuse } from '#platform/refusals'
import { actOnClaim, seenClaim } from './act-on-claim.ts'
import { computeDebt } from './compute-debt.ts'
import { findClaims } from './find-claims.ts'
import { findNamedDebtors, findTotals } from './find-totals.ts'
import { importLedger } from './import-ledger.ts'
import { loadRules } from './load-rules.ts'
import { lodgeClaim } from './lodge-claim.ts'
import { arrearsRefusals } from './refusals.ts'
import { viewClaim } from './view-claim.ts'

const params = Type.Object({ id: CaseId }, { additionalProperties: false })
const fileParams = Type.Object({ id: CaseId, file: Type.String({ maxLength: 64 }) }, { additionalProperties: false })
const all = Object.keys(arrearsRefusals)

/** All routes of arrears. */
export function arrearsRoutes(house: CasesHouse): AnyRoute[] {
  return [...publicRoutes(house), ...claimRoutes(house)]
}

function publicRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/appeals/arrears/law',
      permission: 'open',
      summary: 'Terms of payment, rates and grounds that excuse nothing, by version of the law',
      response: A.ArrearsRules,
      handle: () => rulesOf(house),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/arrears/computations',
      permission: 'open',
      summary: 'What is owed of a debt on a day: term, rate, interest line by line; nothing is kept',
      body: A.Computation,
      response: A.Owed,
      remembersItself: true,
      refusals: all.filter((code) => !code.includes('ledger')),
      handle: async ({ body: { debt, asOf } }) => {
        const day = asOf === undefined ? house.clock.today() : parseDay(asOf)
        if (!day || !daysOf(debt).every((each) => parseDay(each)))
          return refuse('appeals.arrears_day_wrong', { day: asOf ?? '' })
        return computeDebt(house, debt, day)
      },
    }),
    route({
      method: 'GET',
      url: '/api/appeals/arrears/totals',
      permission: 'open',
      summary: 'Sums of arrears, open and cleared, by league, kind and age',
      response: A.ArrearsTotals,
      handle: () => findTotals(house),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/arrears/debtors',
      permission: 'open',
      summary: 'Debtors that were named after notice because they did not pay, with corrections',
      query: A.DebtorQuery,
      response: A.NamedDebtors,
      refusals: ['platform.cursor_unknown'],
      handle: ({ query, language }) => findNamedDebtors(house, query, language),
    }),
    route({
      method: 'POST',
      url: '/api/appeals/arrears/imports',
      permission: 'appeals:arrears:import',
      summary: 'Take in a ledger of arrears: CSV or XLSX, a row a debt',
      body: media(...sheets),
      bodyLimit: 30 * 1024 * 1024,
      response: A.LedgerReport,
      refusals: ['appeals.arrears_ledger_columns', 'appeals.arrears_ledger_unreadable', 'platform.too_large'],
      handle: ({ actor, body }) => importLedger(house, actor, body),
    }),
  ]
}

function claimRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/appeals/arrears/claims',
      permission: 'signed_in',
      summary: 'Claim money that a department or a large firm owes a small or medium firm',
      body: A.NewClaim,
      response: A.ClaimReceipt,
      remembersItself: true,
      refusals: [...all, 'platform.file_unknown'],
      handle: ({ actor, body, idempotencyKey, url }) => lodgeClaim(house, actor, body, idempotencyKey, url),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/arrears/claims',
      permission: 'signed_in',
      summary: 'Claims by what you are to them, the latest first',
      query: A.ClaimQuery,
      response: A.Claims,
      refusals: ['platform.cursor_unknown'],
      handle: ({ actor, query, language }) => findClaims(house, actor, query, language),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/arrears/claims/:id',
      permission: 'signed_in',
      summary: 'A claim: what is owed today, what was done, what can be done',
      params,
      response: A.ClaimView,
      refusals: ['appeals.arrears_unknown', 'appeals.arrears_not_yours'],
      handle: ({ actor, params: { id }, language }) => viewClaim(house, actor, id, language),
    }),
    route({
      method: 'GET',
      url: '/api/appeals/arrears/claims/:id/files/:file',
      permission: 'signed_in',
      summary: 'A file that proves a claim you may see',
      params: fileParams,
      response: media(...fileTypes),
      refusals: ['appeals.arrears_unknown', 'appeals.arrears_not_yours', 'platform.file_unknown'],
      handle: async ({ actor, params: { id, file } }) => {
        const claim = await seenClaim(house, actor, id)
        if (isRefusal(claim)) return claim
        const holds = claim.evidence?.some((each) => each.file.id === file)
        return holds ? giveFile(house.db.ask, file) : refuse('platform.file_unknown')
      },
    }),
    route({
      method: 'POST',
      url: '/api/appeals/arrears/claims/:id/acts',
      permission: 'signed_in',
      summary: 'Act in a claim; `after` names the act you saw last',
      params,
      body: A.ClaimAct,
      response: A.ClaimReceipt,
      remembersItself: true,
      refusals: [...all, 'cases.changed_meanwhile', 'cases.other_department', 'cases.other_role'],
      handle: ({ actor, params: { id }, body, idempotencyKey, url }) =>
        actOnClaim(house, actor, id, body, idempotencyKey, url),
    }),
  ]
}

function daysOf({ signedOn, start, payments = [] }: Debt): readonly Day[] {
  const begun = start.by === 'acceptance' ? [start.passedOn, start.until] : [start.on]
  return [signedOn, ...begun.filter((each) => each !== undefined), ...payments.map(({ on }) => on)]
}

async function rulesOf(house: CasesHouse): Promise<A.ArrearsRules> {
  const { laws, lpr, subjects, evidence } = await loadRules(house.site.packs)
  const newest = lpr.rates.at(-1)!
  return {
    laws: laws.map(({ id, document, from, until, terms, interest, noExcuses, confidence }) => ({
      id,
      ...(confidence ? { confidence } : {}),
      document,
      from,
      ...(until ? { until } : {}),
      terms: { authority: { ...terms.authority }, large_firm: { ...terms.large_firm } },
      daily: interest.daily,
      noExcuses: [...noExcuses],
    })),
    lpr: {
      source: lpr.source,
      ...(lpr.confidence ? { confidence: lpr.confidence } : {}),
      checkedUntil: lpr.checkedUntil,
      annual: newest.annual,
      from: newest.from,
    },
    subjects: subjects.map((each) => ({ ...each })),
    evidence: evidence.map((each) => ({ ...each })),
  }
}
