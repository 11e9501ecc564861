/** Imports of firms over HTTP: send a file, watch it, read and download what was found. */
import {
  FindingsAnswer,
  FindingsQuery,
  ImportAnswer,
  ImportParams,
  ImportQuery,
  ImportsAnswer,
  ReportQuery,
} from '@steppe/contracts/registry'
import { media, sheets, xlsxType } from '#platform/media'
import { type AnyRoute, answer, type House, route } from '#platform/module'
import { isRefusal } from '#platform/refusals'
import { downloadHeaders } from '#platform/write-sheet'
import { openImport, runImport } from './act.ts'
import { findFindings, findImport, findImports } from './find-imports.ts'
import { largestImport } from './import-firms.ts'
import { reportImport } from './report-import.ts'
import { templateFirms } from './template-firms.ts'
import { unwrapUpload } from './unwrap-upload.ts'

const permission = 'registry:firm:import'

export const importRoutes = (house: House): readonly AnyRoute[] => [...sending(house), ...watching(house)]

function sending(house: House): readonly AnyRoute[] {
  return [
    route({
      method: 'POST',
      url: '/api/registry/firms/import',
      permission,
      summary:
        'Take in firms from CSV or XLSX: the body is the file, or a form with it; answers at once with the import to watch',
      query: ImportQuery,
      body: media(...sheets, 'multipart/form-data'),
      bodyLimit: largestImport + 4096,
      response: ImportAnswer,
      status: 202,
      refusals: ['registry.import_empty', 'registry.import_form', 'platform.too_large'],
      handle: async ({ actor, query, body }) => {
        const upload = unwrapUpload(body)
        const opened = await openImport(house, actor.id, query.name ?? upload.name ?? 'import', upload.bytes)
        if (isRefusal(opened)) return opened
        house.db.afterwards(() => goOn(house, opened.id))
        return findImport(house, actor.id, opened.id)
      },
    }),
    route({
      method: 'GET',
      url: '/api/registry/firms/template',
      permission,
      summary: 'An XLSX with the columns that are known and what goes into each',
      response: media(xlsxType),
      handle: async () => answer(200, await templateFirms(), downloadHeaders('经营主体导入模板', 'xlsx')),
    }),
  ]
}

function watching(house: House): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/registry/imports',
      permission,
      summary: 'One’s last fifty imports',
      response: ImportsAnswer,
      handle: async ({ actor }) => ({ imports: [...(await findImports(house, actor.id))] }),
    }),
    route({
      method: 'GET',
      url: '/api/registry/imports/:id',
      permission,
      summary: 'How far an import is and what was found',
      params: ImportParams,
      response: ImportAnswer,
      refusals: ['registry.import_unknown'],
      handle: async ({ actor, params }) => {
        const found = await findImport(house, actor.id, params.id)
        // Left by a process that was killed, an import goes on as soon as somebody looks.
        if (!isRefusal(found) && !found.endedAt) goOn(house, found.id)
        return found
      },
    }),
    route({
      method: 'GET',
      url: '/api/registry/imports/:id/findings',
      permission,
      summary: 'What was found, line by line',
      params: ImportParams,
      query: FindingsQuery,
      response: FindingsAnswer,
      refusals: ['registry.import_unknown', 'platform.cursor_unknown'],
      handle: ({ actor, params, query }) => findFindings(house, actor.id, params.id, query),
    }),
    route({
      method: 'GET',
      url: '/api/registry/imports/:id/report',
      permission,
      summary: 'The report as CSV or XLSX',
      params: ImportParams,
      query: ReportQuery,
      response: media(...sheets),
      refusals: ['registry.import_unknown'],
      handle: async ({ actor, params, query }) => {
        const form = query.form ?? 'csv'
        const bytes = await reportImport(house, actor.id, params.id, form)
        return isRefusal(bytes) ? bytes : answer(200, bytes, downloadHeaders('导入报告', form))
      },
    }),
  ]
}

/** Not awaited: the answer does not wait for the file. A fault is said aloud; the import can be gone on with. */
function goOn(house: House, id: string): void {
  runImport(house, id).catch((fault: unknown) => console.error(`the import ${id} stopped:`, fault))
}
