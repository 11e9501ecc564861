/** Routes of the catalogue: parse, ask, answer. */
import {
  BasicCode,
  CheckAnswer,
  EventsAnswer,
  Form,
  ImportAnswer,
  Item,
  Material,
  MeasuresAnswer,
  MeasuresQuery,
  RegionCode,
  SearchAnswer,
  SearchQuery,
  ServicePointQuery,
  ServicePointsAnswer,
  SuggestAnswer,
  SuggestQuery,
  ThemesAnswer,
  Word,
} from '@steppe/contracts/catalog'
import { Type } from 'typebox'
import { getPlaces } from '#ask/registry'
import { media, sheets } from '#platform/media'
import { type AnyRoute, answer, type House, route } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { checkWholeItem } from './check-item.ts'
import { drawSample } from './draw-sample.ts'
import { findBasicItem, findForm, findItem, findItemText, itemCodeFor } from './find-item.ts'
import { findServicePoints } from './find-service-points.ts'
import type { CatalogueHouse } from './house.ts'
import { importCatalogue } from './import-catalogue.ts'
import { listEvents, listThemes } from './list-themes.ts'
import { mayImport } from './may-import.ts'
import { measureItems } from './measure-items.ts'
import { ownItemRoutes } from './routes-own-items.ts'
import { proofMatterRoutes } from './routes-proof-matters.ts'
import { searchItems } from './search-items.ts'
import { suggest } from './suggest.ts'

const closed = { additionalProperties: false }
/** An item's own code, or a basic code that is looked up for the region. */
const CodeParams = Type.Object(
  { code: Type.String({ pattern: '^([0-9]{12}|[0-9A-Z]{31}([0-9A-Z]{2})?)$', maxLength: 33 }) },
  closed,
)
const PlaceQuery = Type.Object({ region: Type.Optional(RegionCode) }, closed)
const BasicParams = Type.Object({ code: BasicCode }, closed)
const FormParams = Type.Object({ id: Word }, closed)
const ImportQuery = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200 }), dryRun: Type.Optional(Type.Boolean()) },
  closed,
)
const MaterialsAnswer = Type.Object({ materials: Type.Array(Material, { maxItems: 80 }) }, closed)

export const routes = (house: CatalogueHouse): readonly AnyRoute[] => [
  ...finding(house),
  ...items(house),
  ...keeping(house),
  ...proofMatterRoutes(house),
  ...ownItemRoutes(house),
]

async function itemToday<T>(
  find: (house: House, code: string, day: string) => Promise<T | undefined>,
  house: House,
  code: string,
  region = house.site.region,
): Promise<T | Refusal> {
  const day = house.clock.today()
  const own = code.length === 12 ? await itemCodeFor(house, code, region, day) : code
  const item = own === undefined ? undefined : await find(house, own, day)
  if (item) return item
  const basic = await findBasicItem(house, code, day)
  return basic ? refuse('catalog.handled_below', { name: basic.name.zh }) : refuse('catalog.item_unknown', { code })
}

/** Bodies and regions by their English names, where they have one. */
async function namedInEnglish(house: House, found: SearchAnswer): Promise<SearchAnswer> {
  const places = await getPlaces(house)
  const items = found.items.map((item) => {
    const place = places.region(item.region.code)
    return {
      ...item,
      department: {
        ...item.department,
        name: places.department(item.department.code)?.english ?? item.department.name,
      },
      region: { ...item.region, name: place?.english ?? place?.pinyin ?? item.region.name },
    }
  })
  return { ...found, items }
}

const finding = (house: CatalogueHouse): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/catalog/items',
    permission: 'open',
    summary: 'Items found in plain words, by region, audience, theme and level',
    query: SearchQuery,
    response: SearchAnswer,
    refusals: ['catalog.cursor_unreadable'],
    handle: async ({ query, language }) => {
      const found = await searchItems(house, query)
      return language === 'en' && !isRefusal(found) ? namedInEnglish(house, found) : found
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalog/suggest',
    permission: 'open',
    summary: 'Names of items as somebody types',
    query: SuggestQuery,
    response: SuggestAnswer,
    handle: ({ query }) => suggest(house, query.q, query.region),
  }),
  route({
    method: 'GET',
    url: '/api/catalog/themes',
    permission: 'open',
    summary: 'Themes and how many items each has',
    response: ThemesAnswer,
    handle: () => listThemes(house),
  }),
  route({
    method: 'GET',
    url: '/api/catalog/events',
    permission: 'open',
    summary: 'Events of life and business with their items',
    response: EventsAnswer,
    handle: () => listEvents(house),
  }),
  route({
    method: 'GET',
    url: '/api/catalog/measures',
    permission: 'open',
    summary:
      'Items on each published list, how facts are proved, how much shorter than the law; counted from the catalogue of the day',
    query: MeasuresQuery,
    response: MeasuresAnswer,
    handle: ({ query }) => measureItems(house, query),
  }),
  route({
    method: 'GET',
    url: '/api/catalog/service-points',
    permission: 'open',
    summary: 'Where an item is handled: near a spot, or in a region',
    query: ServicePointQuery,
    response: ServicePointsAnswer,
    handle: async ({ query }) => ({ points: [...(await findServicePoints(house, query))] }),
  }),
]

const items = (house: House): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/catalog/items/:code',
    permission: 'open',
    summary: 'An item whole, as it stands today; a basic code gives that of the body that handles it for the region',
    params: CodeParams,
    query: PlaceQuery,
    response: Item,
    refusals: ['catalog.item_unknown', 'catalog.handled_below'],
    handle: async ({ params, query }) => {
      const text = await itemToday(findItemText, house, params.code, query.region)
      return isRefusal(text) ? text : answer(200, text, { 'content-type': 'application/json; charset=utf-8' })
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalog/items/:code/materials',
    permission: 'open',
    summary: 'The materials of an item and how each is proved',
    params: CodeParams,
    query: PlaceQuery,
    response: MaterialsAnswer,
    refusals: ['catalog.item_unknown', 'catalog.handled_below'],
    handle: async ({ params, query }) => {
      const item = await itemToday(findItem, house, params.code, query.region)
      return isRefusal(item) ? item : { materials: item.materials }
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalog/forms/:id',
    permission: 'open',
    summary: 'A form as it stands today',
    params: FormParams,
    response: Form,
    refusals: ['catalog.form_unknown'],
    handle: async ({ params }) =>
      (await findForm(house, params.id, house.clock.today())) ?? refuse('catalog.form_unknown', { id: params.id }),
  }),
  route({
    method: 'GET',
    url: '/api/catalog/samples/:code',
    permission: 'open',
    summary: 'A drawn sample of the result of a basic item (SVG)',
    params: BasicParams,
    response: media('image/svg+xml'),
    refusals: ['catalog.item_unknown'],
    handle: async ({ params }) => {
      const basic = await findBasicItem(house, params.code, house.clock.today())
      const sample = basic && drawSample(basic)
      return sample
        ? answer(200, Buffer.from(sample), { 'content-type': 'image/svg+xml; charset=utf-8' })
        : refuse('catalog.item_unknown', { code: params.code })
    },
  }),
]

const keeping = (house: House): readonly AnyRoute[] => [
  route({
    method: 'POST',
    url: '/api/catalog/items/check',
    permission: 'open',
    summary: 'What an auditor would object to in an item, and how to mend it; nothing is kept',
    body: Item,
    response: CheckAnswer,
    handle: async ({ body }) => {
      const errors = [...checkWholeItem(body)]
      return { consistent: errors.length === 0, errors }
    },
  }),
  route({
    method: 'POST',
    url: '/api/catalog/imports',
    permission: 'catalog:item:import',
    summary:
      'Takes in a catalogue; the body is the CSV or XLSX file. All rows or, when one is wrong, none; `dryRun` only reports',
    query: ImportQuery,
    body: media(...sheets),
    response: ImportAnswer,
    bodyLimit: 32 * 1024 * 1024,
    refusals: ['catalog.file_unreadable', 'catalog.columns_missing', 'catalog.region_not_yours'],
    handle: ({ body, query, actor }) => {
      if (!Buffer.isBuffer(body)) return Promise.resolve(refuse('catalog.file_unreadable', { why: query.name }))
      const file = { name: query.name, content: body, dryRun: query.dryRun ?? false }
      return importCatalogue(house, file, actor.id, mayImport(house, actor))
    },
  }),
]
