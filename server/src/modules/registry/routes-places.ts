/** Regions, kinds and departments over HTTP: open to everyone. */
import {
  DepartmentParams,
  DepartmentQuery,
  Department as DepartmentSchema,
  DepartmentsAnswer,
  type Department as DepartmentView,
  KindsAnswer,
  RegionAnswer,
  RegionParams,
  RegionQuery,
  RegionsAnswer,
  type Region as RegionView,
} from '@steppe/contracts/registry'
import { type AnyRoute, type House, route } from '#platform/module'
import { isRefusal, refuse } from '#platform/refusals'
import { readCursor, writeCursor } from './cursor.ts'
import type { Department, Places, Region } from './gather-places.ts'
import { getPlaces } from './places.ts'
import { searchRegions } from './search-regions.ts'

export const placeRoutes = (house: House): readonly AnyRoute[] => [...regionRoutes(house), ...departmentRoutes(house)]

const regionRoutes = (house: House): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/registry/regions',
    permission: 'open',
    summary: 'Regions below one, or those a word may mean; without either the installation’s own',
    query: RegionQuery,
    response: RegionsAnswer,
    handle: async ({ query }) => {
      const places = await getPlaces(house)
      const found = query.q
        ? searchRegions(places, query.q, query.limit ?? 20)
        : query.parent
          ? places.children(query.parent)
          : [places.region(house.site.region)]
      return {
        regions: found.flatMap((region) =>
          region && (!query.level || region.level === query.level) ? [regionView(region)] : [],
        ),
      }
    },
  }),
  route({
    method: 'GET',
    url: '/api/registry/regions/:code',
    permission: 'open',
    summary: 'A region, those above it and those directly below',
    params: RegionParams,
    response: RegionAnswer,
    refusals: ['registry.region_unknown'],
    handle: async ({ params }) => {
      const places = await getPlaces(house)
      const region = places.region(params.code)
      if (!region) return refuse('registry.region_unknown', { code: params.code })
      return {
        region: regionView(region),
        path: places.path(region.code).map(regionView),
        below: places.children(region.code).map(regionView),
      }
    },
  }),
]

const departmentRoutes = (house: House): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/registry/kinds',
    permission: 'open',
    summary: 'Kinds of departments',
    response: KindsAnswer,
    handle: async () => ({
      kinds: (await getPlaces(house)).kinds.map((kind) => ({
        kind: kind.kind,
        short: { zh: kind.shortZh, en: kind.shortEn },
        utility: kind.utility,
      })),
    }),
  }),
  route({
    method: 'GET',
    url: '/api/registry/departments',
    permission: 'open',
    summary: 'Departments by region, kind or words of the name, in the order of their codes',
    query: DepartmentQuery,
    response: DepartmentsAnswer,
    refusals: ['platform.cursor_unknown'],
    handle: async ({ query }) => {
      const after = readCursor(query.cursor, 1)
      if (isRefusal(after)) return after
      const places = await getPlaces(house)
      const limit = query.limit ?? 50
      const fits = departmentTest(places, query)
      const from = String(after?.[0] ?? '')
      const found = (query.region ? places.departmentsIn(query.region) : places.departments)
        .filter((each) => each.code > from && fits(each))
        .slice(0, limit + 1)
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        departments: page.map((each) => departmentView(places, each)),
        ...(found.length > limit && last ? { next: writeCursor([last.code]) } : {}),
      }
    },
  }),
  route({
    method: 'GET',
    url: '/api/registry/departments/:code',
    permission: 'open',
    summary: 'A department',
    params: DepartmentParams,
    response: DepartmentSchema,
    refusals: ['registry.department_unknown'],
    handle: async ({ params }) => {
      const places = await getPlaces(house)
      const department = places.department(params.code)
      return department
        ? departmentView(places, department)
        : refuse('registry.department_unknown', { code: params.code })
    },
  }),
]

function departmentTest(
  places: Places,
  query: { readonly kind?: string; readonly q?: string },
): (department: Department) => boolean {
  const words = query.q?.normalize('NFKC').trim().toLowerCase()
  return (department) => {
    if (query.kind && department.kind !== query.kind) return false
    if (!words) return true
    return (
      isShortFor(words, department.name) ||
      department.english.toLowerCase().includes(words) ||
      (places.kind(department.kind)?.shortZh.includes(words) ?? false)
    )
  }
}

/** Whether a short name, as people say it, is made of characters of the long one in their order. */
function isShortFor(words: string, name: string): boolean {
  const rest = [...words]
  for (const character of name) if (character === rest[0]) rest.shift()
  return rest.length === 0
}

function regionView(region: Region): RegionView {
  const { parent, english, ...rest } = region
  return { ...rest, ...(parent ? { parent } : {}), ...(english ? { english } : {}) }
}

function departmentView(places: Places, department: Department): DepartmentView {
  const kind = places.kind(department.kind)
  return {
    ...department,
    regionName: places.region(department.region)?.name ?? department.region,
    short: { zh: kind?.shortZh ?? '', en: kind?.shortEn ?? '' },
    utility: kind?.utility ?? false,
  }
}
