/** Firms over HTTP: one by its code for everyone, search for staff, one's own, acting for one, export. */
import {
  AuthoriseBody,
  ClaimBody,
  Done,
  ExportQuery,
  Firm,
  FirmParams,
  FirmQuery,
  FirmsAnswer,
  GrantAnswer,
  GrantParams,
  MyFirmsAnswer,
} from '@steppe/contracts/registry'
import { may } from '@steppe/kernels/authority'
import { checkCreditCode } from '@steppe/kernels/codes'
import { media, sheets } from '#platform/media'
import { type AnyRoute, answer, type House, route } from '#platform/module'
import { refuse } from '#platform/refusals'
import { downloadHeaders } from '#platform/write-sheet'
import { authoriseHandler, claimFirm, endHandler } from './act.ts'
import { wrongCreditCode } from './explain-finding.ts'
import { exportCsv, exportXlsx } from './export-firms.ts'
import { findFirm, firmsOf, firmView } from './find-firm.ts'
import { findPolicy } from './find-policy.ts'
import { getPlaces } from './places.ts'
import { searchFirms } from './search-firms.ts'

export const firmRoutes = (house: House): readonly AnyRoute[] => [...reading(house), ...acting(house)]

function reading(house: House): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/registry/firms',
      permission: 'registry:firm:read',
      summary: 'Firms by the beginning of the code, or words of the name, or all of a region',
      query: FirmQuery,
      response: FirmsAnswer,
      refusals: ['registry.query_too_short', 'platform.cursor_unknown'],
      handle: ({ query }) => searchFirms(house, query),
    }),
    route({
      method: 'GET',
      url: '/api/registry/firms/mine',
      permission: 'signed_in',
      summary: 'The firms one may act for',
      response: MyFirmsAnswer,
      handle: async ({ actor, language }) => {
        const [places, policy, firms] = await Promise.all([
          getPlaces(house),
          findPolicy(house),
          firmsOf(house, actor.id),
        ])
        return {
          firms: firms.map(({ role, firm }) => ({
            firm: firmView(places, firm),
            role,
            roleName: policy.roles[role]?.name[language] ?? role,
          })),
        }
      },
    }),
    route({
      method: 'GET',
      url: '/api/registry/firms/export',
      permission: 'registry:firm:export',
      summary: 'The firms of a region and below as CSV or XLSX',
      query: ExportQuery,
      response: media(...sheets),
      refusals: ['registry.outside_your_region', 'registry.region_unknown'],
      handle: async ({ actor, query }) => {
        const region = (await getPlaces(house)).region(query.region)
        if (!region) return refuse('registry.region_unknown', { code: query.region })
        const verdict = may(await findPolicy(house), actor.grants, 'registry:firm:export', { region: region.code })
        if (!verdict.allowed) return refuse('registry.outside_your_region')
        const form = query.form ?? 'csv'
        const body = form === 'csv' ? exportCsv(house, region.code) : await exportXlsx(house, region.code)
        return answer(200, body, downloadHeaders(`${region.name}经营主体`, form))
      },
    }),
    route({
      method: 'GET',
      url: '/api/registry/firms/:code',
      permission: 'open',
      summary: 'A firm by its credit code: what the register makes public',
      params: FirmParams,
      response: Firm,
      refusals: ['registry.firm_unknown', 'registry.credit_code_wrong'],
      handle: async ({ params }) => {
        const checked = checkCreditCode(params.code)
        if (!checked.ok) return wrongCreditCode(checked)
        const firm = await findFirm(house, params.code)
        return firm ? firmView(await getPlaces(house), firm) : refuse('registry.firm_unknown', { code: params.code })
      },
    }),
  ]
}

function acting(house: House): readonly AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/registry/firms/claim',
      permission: 'signed_in',
      summary: 'The representative on the register claims the firm',
      body: ClaimBody,
      response: GrantAnswer,
      refusals: ['registry.firm_unknown', 'registry.not_representative'],
      handle: ({ actor, body }) => claimFirm(house, actor, body.code),
    }),
    route({
      method: 'POST',
      url: '/api/registry/firms/:code/handlers',
      permission: 'registry:firm:authorise',
      summary: 'The representative lets another person act for the firm',
      params: FirmParams,
      body: AuthoriseBody,
      response: GrantAnswer,
      refusals: [
        'registry.not_representative',
        'registry.account_unknown',
        'registry.name_differs',
        'registry.day_order_wrong',
      ],
      handle: ({ actor, params, body }) => authoriseHandler(house, actor, params.code, body),
    }),
    route({
      method: 'POST',
      url: '/api/registry/handlers/:id/end',
      permission: 'registry:firm:authorise',
      summary: 'The representative ends what a handler may do',
      params: GrantParams,
      response: Done,
      refusals: ['registry.grant_unknown'],
      handle: ({ actor, params }) => endHandler(house, actor, params.id),
    }),
  ]
}
