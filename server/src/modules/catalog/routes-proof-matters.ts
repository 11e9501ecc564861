/** Routes of the 证明事项清单: what may be asked at all, and what stands for it. */
import {
  ProofCounts,
  ProofImportAnswer,
  ProofMattersAnswer,
  ProofMattersQuery,
  RegionCode,
} from '@steppe/contracts/catalog'
import { Type } from 'typebox'
import { media, sheets } from '#platform/media'
import { type AnyRoute, answer, type House, route } from '#platform/module'
import { refuse } from '#platform/refusals'
import { downloadHeaders } from '#platform/write-sheet'
import { exportProofMatters } from './export-proof-matters.ts'
import { countProofMatters, findProofMatters } from './find-proof-matters.ts'
import { importProofMatters } from './import-proof-matters.ts'
import { mayImport } from './may-import.ts'

const closed = { additionalProperties: false }
const PlaceQuery = Type.Object({ region: Type.Optional(RegionCode) }, closed)
const ImportQuery = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    region: Type.String({ pattern: '^[0-9]{6}$', maxLength: 6 }),
    dryRun: Type.Optional(Type.Boolean()),
  },
  closed,
)

export const proofMatterRoutes = (house: House): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/catalog/proof-matters',
    permission: 'open',
    summary: 'What somebody may be asked to have certified, and what stands for it, by region, way and words',
    query: ProofMattersQuery,
    response: ProofMattersAnswer,
    refusals: ['catalog.cursor_unreadable'],
    handle: ({ query }) => findProofMatters(house, query),
  }),
  route({
    method: 'GET',
    url: '/api/catalog/proof-matters/counts',
    permission: 'open',
    summary:
      'How many certificates were cancelled, promised or are checked between departments; counted from the lists in force',
    query: PlaceQuery,
    response: ProofCounts,
    handle: ({ query }) => countProofMatters(house, query.region),
  }),
  route({
    method: 'GET',
    url: '/api/catalog/proof-matters/file',
    permission: 'open',
    summary: 'The list in force of a region and below as CSV, with the headings of the import',
    query: PlaceQuery,
    response: media('text/csv'),
    handle: async ({ query }) => {
      const region = query.region ?? house.site.region
      return answer(200, exportProofMatters(house, region), downloadHeaders(`无证明清单-${region}`, 'csv'))
    },
  }),
  route({
    method: 'POST',
    url: '/api/catalog/proof-matters/imports',
    permission: 'catalog:item:import',
    summary:
      'Takes in a region’s list; the body is the CSV or XLSX file. The whole list or, when a row is wrong, nothing; `dryRun` only reports',
    query: ImportQuery,
    body: media(...sheets),
    response: ProofImportAnswer,
    bodyLimit: 16 * 1024 * 1024,
    refusals: ['catalog.file_unreadable', 'catalog.columns_missing', 'catalog.region_not_yours'],
    handle: ({ body, query, actor }) => {
      if (!Buffer.isBuffer(body)) return Promise.resolve(refuse('catalog.file_unreadable', { why: query.name }))
      const file = { name: query.name, content: body, dryRun: query.dryRun ?? false }
      return importProofMatters(house, file, query.region, mayImport(house, actor))
    },
  }),
]
