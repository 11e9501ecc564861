/** Routes of what a department keeps of its items: list, file out, file in, versions, what changed. */
import {
  ImportAnswer,
  ItemDiffAnswer,
  ItemDiffQuery,
  ItemVersionsAnswer,
  OwnItemsAnswer,
} from '@steppe/contracts/catalog'
import { Type } from 'typebox'
import { media, sheets } from '#platform/media'
import { type AnyRoute, answer, type House, route } from '#platform/module'
import { isRefusal, refuse } from '#platform/refusals'
import { downloadHeaders } from '#platform/write-sheet'
import { amendItems } from './amend-items.ts'
import { exportOwnItems } from './export-own-items.ts'
import { findOwnItems } from './find-own-items.ts'
import { diffItem, findVersions } from './item-versions.ts'
import { mayAmend } from './may-amend.ts'

const closed = { additionalProperties: false }
const ItemParams = Type.Object(
  { code: Type.String({ pattern: '^[0-9A-Z]{31}([0-9A-Z]{2})?$', maxLength: 33 }) },
  closed,
)
const DepartmentParams = Type.Object(
  { department: Type.String({ pattern: '^[0-9]{6,12}-[a-z0-9-]+$', maxLength: 60 }) },
  closed,
)
const FileQuery = Type.Object({ form: Type.Optional(Type.Enum(['csv', 'xlsx'])) }, closed)
/** A day that exists: the 30th of February is none. */
const isDay = (text: string) => {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}
const Day = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', maxLength: 10 })
const AmendQuery = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    from: Type.Optional(Day),
    dryRun: Type.Optional(Type.Boolean()),
  },
  closed,
)

export const ownItemRoutes = (house: House): readonly AnyRoute[] => [...versionRoutes(house), ...sheetRoutes(house)]

const versionRoutes = (house: House): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/catalog/items/:code/versions',
    permission: 'open',
    summary:
      'The versions of an item, the latest first: which days each holds, and whether the law or its body changed it',
    params: ItemParams,
    response: ItemVersionsAnswer,
    refusals: ['catalog.item_unknown'],
    handle: async ({ params }) => {
      const found = await findVersions(house, params.code)
      return isRefusal(found) ? found : { versions: [...found] }
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalog/items/:code/diff',
    permission: 'open',
    summary: 'What changed in an item between two days, element by element',
    params: ItemParams,
    query: ItemDiffQuery,
    response: ItemDiffAnswer,
    refusals: ['catalog.item_unknown', 'catalog.no_such_day'],
    handle: async ({ params, query }) => {
      const strange = [query.from, query.to].find((day) => !isDay(day))
      return strange ? refuse('catalog.no_such_day', { day: strange }) : diffItem(house, params.code, query)
    },
  }),
]

const sheetRoutes = (house: House): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/catalog/departments/:department/items',
    permission: 'catalog:item:read',
    summary: 'The items of a department today, each with what an auditor objects to and how to mend it',
    params: DepartmentParams,
    response: OwnItemsAnswer,
    refusals: ['catalog.department_unknown'],
    handle: ({ params }) => findOwnItems(house, params.department, house.clock.today()),
  }),
  route({
    method: 'GET',
    url: '/api/catalog/departments/:department/items/file',
    permission: 'catalog:item:read',
    summary: 'The items of a department as XLSX or CSV, to be amended and handed in again',
    params: DepartmentParams,
    query: FileQuery,
    response: media(...sheets),
    refusals: ['catalog.department_unknown', 'catalog.no_items'],
    handle: async ({ params: { department }, query: { form = 'xlsx' } }) => {
      const file = await exportOwnItems(house, department, house.clock.today(), form)
      return isRefusal(file) ? file : answer(200, file, downloadHeaders(`事项-${department}`, form))
    },
  }),
  route({
    method: 'POST',
    url: '/api/catalog/departments/:department/items/file',
    permission: 'catalog:item:write',
    summary:
      'Amends the items of a department: the body is the file. Changed rows become versions from `from`; all or, when a row is wrong, none; `dryRun` only reports',
    params: DepartmentParams,
    query: AmendQuery,
    body: media(...sheets),
    response: ImportAnswer,
    bodyLimit: 8 * 1024 * 1024,
    refusals: [
      'catalog.file_unreadable',
      'catalog.columns_missing',
      'catalog.day_passed',
      'catalog.no_such_day',
      'catalog.department_unknown',
      'catalog.department_not_yours',
    ],
    handle: async ({ params: { department }, query, body, actor }) => {
      const { name, from = house.clock.today(), dryRun = false } = query
      if (!Buffer.isBuffer(body)) return refuse('catalog.file_unreadable', { why: name })
      if (!isDay(from)) return refuse('catalog.no_such_day', { day: from })
      const refused = await mayAmend(house, actor, department)
      if (refused) return refused
      return amendItems(house, { department, file: { name, content: body }, from, dryRun, account: actor.id })
    },
  }),
]
