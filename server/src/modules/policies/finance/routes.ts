/** HTTP of financing: parse, act, answer. */
import * as P from '@steppe/contracts/policies'
import { Type } from 'typebox'
import type { CasesHouse } from '#cases/house'
import { media, sheets } from '#platform/media'
import { type AnyRoute, answer, route } from '#platform/module'
import { refuse } from '#platform/refusals'
import { applyForLoan } from './apply-for-loan.ts'
import { bankSigner, sourceOf } from './bank-event.ts'
import { connectBank, findBanks } from './connect-bank.ts'
import { findLoan, findMyLoans } from './find-loans.ts'
import { findProduct, findProducts } from './find-products.ts'
import { importLoans } from './import-loans.ts'
import { receiveFromBank } from './receive-from-bank.ts'
import { totalLoans, totalsFile } from './total-loans.ts'

/** All routes of financing. */
export function financeRoutes(house: CasesHouse): AnyRoute[] {
  return [...productRoutes(house), ...bankRoutes(house), ...totalRoutes(house)]
}

const productRoutes = (house: CasesHouse) => [
  route({
    method: 'GET',
    url: '/api/policies/finance/products',
    permission: 'open',
    summary: 'Credit products on offer; for a firm one acts for, with what fits, why, and which fact would decide',
    query: P.ProductsQuery,
    response: P.Products,
    refusals: ['platform.not_permitted'],
    handle: ({ actor, query }) => findProducts(house, actor, query.firm),
  }),
  route({
    method: 'GET',
    url: '/api/policies/finance/products/:product',
    permission: 'open',
    summary: 'One credit product',
    params: P.ProductParams,
    query: P.ProductsQuery,
    response: P.ProductAnswer,
    refusals: ['platform.not_permitted', 'policies.product_unknown'],
    handle: ({ actor, params, query }) => findProduct(house, actor, params.product, query.firm),
  }),
  route({
    method: 'POST',
    url: '/api/policies/finance/applications',
    permission: 'signed_in',
    summary: 'Apply for a product on behalf of a firm; the facts its rules read go to the bank, signed',
    body: P.LoanWish,
    response: P.LoanReceipt,
    refusals: [
      'platform.not_permitted',
      'policies.product_unknown',
      'policies.loan_under_way',
      'policies.loan_not_for_you',
      'policies.loan_facts_missing',
      'policies.loan_too_much',
      'policies.loan_months_wrong',
    ],
    handle: ({ actor, body }) => applyForLoan(house, actor, body),
  }),
  route({
    method: 'GET',
    url: '/api/policies/finance/applications',
    permission: 'signed_in',
    summary: 'The applications of the firms one acts for, the newest first',
    response: P.MyLoans,
    handle: ({ actor }) => findMyLoans(house, actor),
  }),
  route({
    method: 'GET',
    url: '/api/policies/finance/applications/:case',
    permission: 'signed_in',
    summary: 'One application: what was asked and sent, what the bank answered',
    params: P.LoanParams,
    response: P.LoanView,
    refusals: ['policies.loan_unknown'],
    handle: ({ actor, params }) => findLoan(house, actor, params.case),
  }),
]

const bankRoutes = (house: CasesHouse) => [
  route({
    method: 'POST',
    url: '/api/policies/finance/events',
    permission: 'open',
    summary:
      'A bank’s answer as a CloudEvent (dev.steppe.loan.accepted, approved, denied, pledge_registered, paid_out) that it signed, Ed25519 over the body in steppe-signature',
    body: media('application/cloudevents+json'),
    response: Type.Object({ taken: Type.Boolean() }),
    remembersItself: true,
    refusals: [
      'policies.bank_event_malformed',
      'policies.bank_signature_wrong',
      'policies.bank_event_old',
      'policies.bank_out_of_turn',
      'policies.pledge_first',
      'policies.loan_unknown',
    ],
    handle: ({ body, signature }) => receiveFromBank(house, body, signature ?? ''),
  }),
  route({
    method: 'GET',
    url: '/api/policies/finance/key',
    permission: 'open',
    summary: 'The public key by which banks check what this installation sends',
    response: P.FinanceKey,
    handle: async () => ({ source: sourceOf(house), jwk: (await bankSigner(house)).publicJwk }),
  }),
  route({
    method: 'GET',
    url: '/api/policies/finance/banks',
    permission: 'policies:finance:connect',
    summary: 'The banks, whether each is connected, and what it was not told yet',
    response: P.Banks,
    handle: () => findBanks(house),
  }),
  route({
    method: 'PUT',
    url: '/api/policies/finance/banks/:bank',
    permission: 'policies:finance:connect',
    summary: 'Where a bank is reached and by which key it signs',
    params: P.BankParams,
    body: P.BankConnection,
    response: P.Banks,
    refusals: ['policies.bank_unknown', 'policies.bank_key_wrong'],
    handle: ({ actor, params, body }) => connectBank(house, actor, params.bank, body),
  }),
]

const totalRoutes = (house: CasesHouse) => [
  route({
    method: 'GET',
    url: '/api/policies/finance/totals',
    permission: 'open',
    summary: 'Products offered, firms that got a loan, loans and yuan paid out, by bank and by collateral',
    response: P.FinanceTotals,
    handle: () => totalLoans(house),
  }),
  route({
    method: 'GET',
    url: '/api/policies/finance/totals/file',
    permission: 'open',
    summary: 'The totals by bank as CSV',
    response: media('text/csv'),
    handle: async () =>
      answer(200, await totalsFile(house), {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="finance-totals.csv"',
      }),
  }),
  route({
    method: 'POST',
    url: '/api/policies/finance/imports',
    permission: 'policies:finance:import',
    summary:
      'Takes in a list of products and of loans made; the body is the CSV or XLSX file. The whole list or, when a row is wrong, nothing; `dryRun` only reports',
    query: P.ImportQuery,
    body: media(...sheets),
    bodyLimit: 16 * 1024 * 1024,
    response: P.LoanImport,
    refusals: ['policies.list_unreadable', 'policies.list_columns_missing'],
    handle: ({ body, query }) => {
      if (!Buffer.isBuffer(body)) return Promise.resolve(refuse('policies.list_unreadable', { why: query.name }))
      return importLoans(house, { name: query.name, content: body, dryRun: query.dryRun ?? false })
    },
  }),
]
