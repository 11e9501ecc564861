/** Gathers what is drawn from: firms of the register that meet each task's criteria, inspectors of each task's department. */
import type { NewDraw, NewTask } from '@steppe/contracts/inspections'
import { industrySection } from '@steppe/kernels/codes'
import { checkList, type DrawList, type DrawObject } from '@steppe/kernels/draw'
import { type FirmToDraw, findFirmsToDraw, getPlaces, holdersOf, type Places } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { loadSettings } from './settings.ts'

/** A list longer than this is parted by region or industry. */
const longest = 20_000

export interface Gathered {
  readonly list: DrawList
  readonly names: Readonly<Record<string, string>>
}

/** The list, or why none can be drawn from. */
export async function gatherList(house: CasesHouse, wish: NewDraw): Promise<Gathered | Refusal> {
  const wrong = await wrongTask(house, wish)
  if (wrong) return wrong
  const firms = await Promise.all(
    wish.tasks.map((task) =>
      findFirmsToDraw(house, { region: task.region, industries: task.industries ?? [] }, longest + 1),
    ),
  )
  if (firms.some((each) => each.length === 0)) return refuse('inspections.list_empty')
  const objects = weigh(mergeObjects(wish, firms), wish.weights ?? [])
  if (isRefusal(objects)) return objects
  if (objects.length > longest) return refuse('inspections.list_too_long', { most: longest })
  const departments = [...new Set(wish.tasks.map((task) => task.department))]
  const staff = await Promise.all(departments.map((department) => holdersOf(house, department, 'inspector')))
  const inspectors = departments.flatMap((pool, n) => staff[n]!.map(({ id, name }) => ({ id, name, pool })))
  const list: DrawList = {
    tasks: wish.tasks.map((task) => ({
      id: task.item,
      pool: task.department,
      inspectors: task.inspectors,
      take: strataOf(objects, task.item).map((stratum) => ({ stratum, share: task.share })),
      ...(wish.quota ? { perGroup: wish.quota.most } : {}),
    })),
    objects,
    inspectors: onePoolEach(inspectors),
    recusals: [],
    ...(wish.load ? { load: wish.load } : {}),
  }
  return unsound(list) ?? { list, names: namesOf(firms.flat(), inspectors) }
}

/** Who works at two departments of the draw stands in the first one's pool. */
function onePoolEach(inspectors: readonly { readonly id: string; readonly pool: string }[]) {
  const first = new Map<string, string>()
  for (const { id, pool } of inspectors) if (!first.has(id)) first.set(id, pool)
  return [...first].map(([id, pool]) => ({ id, pool }))
}

/** What the kernel finds wrong with a list, as a refusal. */
export function unsound(list: DrawList): Refusal | undefined {
  const [problem] = checkList(list)
  if (!problem) return undefined
  if (problem.code === 'too_few_inspectors') return refuse('inspections.too_few_inspectors', { at: problem.at })
  return refuse('inspections.list_unsound', { code: problem.code, at: problem.at })
}

async function wrongTask(house: CasesHouse, wish: NewDraw): Promise<Refusal | undefined> {
  const [{ items, leastInspectors }, places] = await Promise.all([loadSettings(house.site.packs), getPlaces(house)])
  for (const task of wish.tasks) {
    const item = items.find((each) => each.id === task.item)
    if (!item) return refuse('inspections.item_unknown', { item: task.item })
    const no = wrongPlace(places, task, item)
    if (no) return no
    if (task.inspectors < leastInspectors) return refuse('inspections.inspectors_below_two', { least: leastInspectors })
  }
  return undefined
}

function wrongPlace(
  places: Places,
  task: NewTask,
  item: { readonly zh: string; readonly department: string },
): Refusal | undefined {
  const department = places.department(task.department)
  if (!department) return refuse('registry.department_unknown', { code: task.department })
  if (!places.region(task.region)) return refuse('registry.region_unknown', { code: task.region })
  return department.kind === item.department
    ? undefined
    : refuse('inspections.item_of_other_department', { item: item.zh, department: department.name })
}

/** The stratum or group of a firm. */
function classOf(by: NewTask['stratifyBy'], firm: FirmToDraw): string {
  if (by === 'region') return firm.region
  if (by === 'industry') return industrySection(firm.industry ?? '') || '-'
  return by === 'kind' ? firm.kind : 'all'
}

/** One object for each firm, whatever number of tasks it can be drawn for. */
function mergeObjects(
  { tasks, quota }: NewDraw,
  firms: readonly (readonly FirmToDraw[])[],
): ReadonlyMap<string, DrawObject> {
  const objects = new Map<string, DrawObject>()
  for (const [n, task] of tasks.entries())
    for (const firm of firms[n]!)
      objects.set(firm.code, {
        id: firm.code,
        tasks: { ...objects.get(firm.code)?.tasks, [task.item]: classOf(task.stratifyBy, firm) },
        ...(quota ? { group: classOf(quota.by, firm) } : {}),
      })
  return objects
}

/** A weight of one is not written: it is what an object without a weight has. */
function weigh(
  objects: ReadonlyMap<string, DrawObject>,
  weights: NonNullable<NewDraw['weights']>,
): readonly DrawObject[] | Refusal {
  const weighed = new Map(objects)
  const seen = new Set<string>()
  for (const { object, weight } of weights) {
    const known = objects.get(object)
    if (!known) return refuse('inspections.member_unknown', { member: object })
    if (seen.has(object)) return refuse('inspections.weighed_twice', { member: object })
    seen.add(object)
    if (weight !== 1) weighed.set(object, { ...known, weight })
  }
  return [...weighed.values()]
}

function strataOf(objects: readonly DrawObject[], task: string): string[] {
  return [...new Set(objects.flatMap((each) => each.tasks[task] ?? []))].sort()
}

function namesOf(
  firms: readonly FirmToDraw[],
  inspectors: readonly { readonly id: string; readonly name: string }[],
): Record<string, string> {
  return Object.fromEntries([
    ...firms.map((firm) => [firm.code, firm.name] as const),
    ...inspectors.map((each) => [each.id, each.name] as const),
  ])
}
